import type { CrushContext, Crushed, Loss } from '../types.ts'
import { ATTEMPTS, CHARACTERS_PER_TOKEN, LEAST_RETRY, MARKER_TOKENS, RETRY_SLACK } from './policy.ts'

/** What stands in a room of so many characters. */
type Compose = (characters: number) => { readonly text: string; readonly losses: readonly Loss[] }

/**
 * Composes in less and less room until the target is met, or the attempts are used up.
 * @param before tokens of the original
 * @returns `undefined` where nothing is saved once a marker stands beside it
 */
export function fitToTarget(context: CrushContext, before: number, compose: Compose): Crushed | undefined {
  let characters = context.target * CHARACTERS_PER_TOKEN
  for (let attempt = 1; ; attempt++) {
    const { text, losses } = compose(characters)
    const tokens = context.count(text)
    if (tokens <= context.target || attempt >= ATTEMPTS)
      return tokens + MARKER_TOKENS >= before ? undefined : { text, lossless: false, losses }
    characters *= Math.max(LEAST_RETRY, (context.target / tokens) * RETRY_SLACK)
  }
}
