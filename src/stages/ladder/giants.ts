import { giantTokens, sessionPolicy as policy } from '../../policy.ts'
import type { Draft } from './draft.ts'
import { shorten } from './shorten.ts'

/** Rewriting what was never sent breaks no prefix. */
export function crushGiants(draft: Draft): void {
  for (let entry = draft.input.unsent; entry < draft.input.messages.length; entry++)
    crushGiantsOf(draft, entry)
}

export function crushGiantsOf(draft: Draft, entry: number): void {
  const limit = giantTokens(draft.input.cap)
  for (const [index, part] of draft.parts(entry)) {
    const outcome = draft.outcome(entry, index)
    // What carries a marker of ours was crushed before: a host that stores what it sent hands it back.
    if (part.kind !== 'output' || !outcome || outcome.after <= limit || outcome.reason === 'marked') continue
    const target = Math.max(
      policy.giantLeast * draft.input.options.threshold,
      policy.giantRoom * outcome.after,
    )
    shorten(draft, entry, index, Math.floor(Math.min(limit, target)), 'giants')
  }
}
