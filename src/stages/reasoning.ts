import type { Placed } from '../emit.ts'
import type { Emission, Outcome } from '../emission.ts'
import { textKey } from '../hash.ts'
import type { Edit, Message } from '../transcript.ts'

/**
 * What the budget may do about reasoning that its provider checks against all that was sent before it.
 *
 * - `free`: there is none, or nobody checks. `held`: the loop at hand has some, so nothing that was sent may change.
 * - `bound`: all of it lies before the newest words of the user, where it may be left out: then the rest may change.
 */
export type Reasoning = 'free' | 'bound' | 'held'

export const hasReasoning = (message: Message): boolean => message.parts.some(part => part.bound === true)

export function reasoningIn(messages: readonly Message[]): Reasoning {
  const newest = messages.findLastIndex(hasReasoning)
  if (newest < 0) return 'free'
  return newest > messages.findLastIndex(isUserTurn) ? 'held' : 'bound'
}

/** Results of tools, and what a user says beside them, go on with the turn of the assistant. */
const isUserTurn = (message: Message): boolean => message.role === 'user' && message.results.length === 0

/** A message without its reasoning; it goes whole where it is nothing else. The same emission where there is none. */
export function withoutReasoning(
  message: Message,
  emission: Emission,
  measure: (edits: readonly Edit[]) => number,
): Emission {
  const isGone = (index: number): boolean =>
    message.parts[index]?.bound === true && emission.outcomes[index]?.status !== 'dropped'
  if (emission.dropped || !message.parts.some((_, index) => isGone(index))) return emission
  const outcomes = emission.outcomes.map(
    (outcome, index): Outcome =>
      isGone(index) ? { ...outcome, status: 'dropped', reason: 'bound_reasoning', after: 0 } : outcome,
  )
  if (message.parts.every(part => part.bound === true))
    return { edits: [], tokens: 0, outcomes, dropped: true }
  const removed = message.parts.flatMap((part, index): Edit[] =>
    isGone(index) && part.block ? [{ op: 'remove', path: part.block }] : [],
  )
  const edits = [...emission.edits, ...removed]
  return { edits, tokens: measure(edits), outcomes, dropped: false }
}

/** Names what is sent for a history whose chain id is known. */
export const sentName = (placed: readonly Placed[]): string =>
  textKey(
    JSON.stringify(placed.map(({ entry, edits, inserted }) => [entry ?? null, edits, inserted ?? null])),
  )
