import { sessionPolicy as policy } from '../../policy.ts'
import type { Draft } from './draft.ts'
import { shorten } from './shorten.ts'

/** The last resort: results inside the window, newest last, then a task that alone is too large. */
export function crushWindow(draft: Draft, window: number): void {
  const { messages, cap } = draft.input
  const share = Math.max(policy.stubTokens, Math.floor(cap * policy.windowShare))
  for (let entry = window; entry < messages.length && draft.total > cap; entry++)
    for (const [index, part] of draft.parts(entry)) {
      if (part.kind !== 'output' || draft.total <= cap || !draft.isFree(entry)) continue
      if ((draft.outcome(entry, index)?.after ?? 0) > share) shorten(draft, entry, index, share, 'window')
    }
  for (let entry = window; entry < messages.length && draft.total > cap; entry++)
    for (const [index, part] of draft.parts(entry)) {
      const outcome = draft.outcome(entry, index)
      if (
        part.kind !== 'output' ||
        draft.total <= cap ||
        !draft.isFree(entry) ||
        !outcome ||
        outcome.after < policy.stubTokens
      )
        continue
      const room = Math.max(policy.stubTokens, outcome.after - (draft.total - cap) - policy.markerTokens)
      shorten(draft, entry, index, Math.min(room, Math.floor(outcome.after / 2)), 'window')
    }
  const { task } = draft
  for (const [index, part] of task < 0 ? [] : draft.parts(task)) {
    const outcome = draft.outcome(task, index)
    const limit = Math.floor(cap * policy.giantShare)
    if (part.kind !== 'text' || draft.total <= cap || !outcome || outcome.after <= limit) continue
    shorten(draft, task, index, limit, 'window')
  }
}
