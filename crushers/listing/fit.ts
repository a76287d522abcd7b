import type { CrushContext, Crushed, Loss } from '../types.ts'
import { ATTEMPTS, CHARACTERS_PER_TOKEN, FULL, LEAST_RETRY, MARKER_TOKENS, RETRY_SLACK } from './policy.ts'

/** What stands in a room of so many characters. */
interface Composed {
  readonly text: string
  readonly losses: readonly Loss[]
  /** Nothing is left that more room could show. */
  readonly isAll: boolean
  /** The part of it that parses. */
  readonly body?: string
}

/**
 * Composes in less room while the target is exceeded, in more while much of it is left, until the attempts are used up.
 * @param before tokens of the original
 * @returns `undefined` where nothing is saved once a marker stands beside it
 */
export function fitToTarget(
  context: CrushContext,
  before: number,
  compose: (characters: number) => Composed,
): Crushed | undefined {
  const { target } = context
  let characters = target * CHARACTERS_PER_TOKEN
  let best: { readonly composed: Composed; readonly tokens: number } | undefined
  for (let attempt = 1; attempt <= ATTEMPTS; attempt++) {
    const composed = compose(characters)
    const tokens = context.count(composed.text)
    const isBetter =
      best === undefined ||
      (best.tokens > target ? tokens < best.tokens : tokens <= target && tokens > best.tokens)
    if (isBetter) best = { composed, tokens }
    if (tokens <= target && (tokens >= target * FULL || composed.isAll)) break
    characters *= Math.max(
      LEAST_RETRY,
      Math.min(1 / LEAST_RETRY, (target / Math.max(1, tokens)) * RETRY_SLACK),
    )
  }
  if (best === undefined || best.tokens + MARKER_TOKENS >= before) return undefined
  const { text, losses, body } = best.composed
  return { text, lossless: false, losses, ...(body !== undefined && { body }) }
}
