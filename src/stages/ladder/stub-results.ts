import type { Outcome } from '../../emission.ts'
import { sessionPolicy as policy } from '../../policy.ts'
import type { Part } from '../../transcript.ts'
import { shortenArguments } from '../arguments.ts'
import { hintOf, isView } from '../crush.ts'
import type { Group } from '../groups.ts'
import { stubOf } from '../stub.ts'
import type { Draft } from './draft.ts'

/** Old results become their markers with a sample, and long values of old call arguments are shortened. */
export function stubResults(draft: Draft, groups: readonly Group[], target: number): void {
  for (const group of groups)
    for (const entry of group.messages) {
      if (draft.total <= target) return
      if (!draft.isFree(entry)) continue
      for (const [index, part] of draft.parts(entry)) {
        const outcome = draft.outcome(entry, index)
        if (outcome === undefined) continue
        if (part.kind === 'arguments') shortenCall(draft, entry, index, part, outcome)
        if (part.kind !== 'output') continue
        if (outcome.status === 'stubbed' || outcome.after < policy.stubTokens) continue
        stub(draft, entry, index, part, outcome)
      }
    }
}

function stub(draft: Draft, entry: number, index: number, part: Part, outcome: Outcome): void {
  const original = draft.original(entry, part)
  if (!draft.fits([original])) return
  const view = isView(part.text, hintOf(draft.input.callOf(entry, part.callId ?? '')))
  const text = stubOf(part.text, original.handle, outcome.before, view)
  draft.setText(entry, index, {
    text,
    originals: [original],
    rung: 'stub',
    status: 'stubbed',
    reason: 'epoch',
  })
}

/** The second-largest part of a history: files that were written, patches. What they were called with stays readable. */
function shortenCall(draft: Draft, entry: number, index: number, part: Part, outcome: Outcome): void {
  const shortened = outcome.status === 'kept' ? shortenArguments(part.text) : undefined
  if (!shortened) return
  const original = draft.original(entry, part)
  if (!draft.fits([original])) return
  const { text } = shortened
  draft.setText(entry, index, {
    text,
    originals: [original],
    rung: 'stub',
    status: 'crushed',
    reason: 'epoch',
    losses: [{ kind: 'shortened', unit: 'characters', kept: text.length, total: part.text.length }],
  })
}
