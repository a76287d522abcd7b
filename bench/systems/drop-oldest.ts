import { groupsOf, type WireMessage } from '../transcripts/transcript.ts'
import type { System } from './system.ts'

/** Window of the usual models, where no budget is given. */
const window = 200_000

/**
 * Drops whole groups behind the first user message when over the budget: down to `low` of the budget, and never
 * brings one back (`low` = 1 decides anew at each turn).
 */
export const dropOldest = (name: string, low: number, about: string): System => ({
  name,
  about,
  open({ budget = window, wire, count }) {
    let dropped = 0
    const size = (messages: readonly WireMessage[]): number =>
      messages.reduce((sum, message) => sum + count(message), 0)
    return {
      compress(messages) {
        const head = messages.findIndex(message => message.role === 'user') + 1
        const groups = groupsOf(wire, messages.slice(head))
        let skip = low === 1 ? 0 : dropped
        let total = size(messages.slice(0, head)) + size(groups.slice(skip).flat())
        if (total > budget)
          while (total > budget * low && skip < groups.length - 1) total -= size(groups[skip++] ?? [])
        dropped = skip
        return [...messages.slice(0, head), ...groups.slice(skip).flat()]
      },
    }
  },
})

export const dropOldestSliding = dropOldest(
  'drop-oldest',
  1,
  'oldest steps dropped to the budget, at each turn',
)
export const dropOldestBatch = dropOldest(
  'drop-oldest-batch',
  0.5,
  'oldest steps dropped down to half of the budget, when it is exceeded',
)
