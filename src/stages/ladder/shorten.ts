import { handleOf, lossText, marker, markersIn } from '../../ccr/marker.ts'
import { giantPolicy, sessionPolicy as policy } from '../../policy.ts'
import type { Rung } from '../budget.ts'
import { hintOf, isView, originOf } from '../crush.ts'
import { crushSegments } from '../segments.ts'
import { sampleLines } from '../stub.ts'
import type { Draft } from './draft.ts'

/** Crushes a part to a target by what its text is, else to an even sample of it. */
export function shorten(draft: Draft, entry: number, index: number, target: number, rung: Rung): void {
  const part = draft.input.messages[entry]?.parts[index]
  const edit = draft.emissions[entry]?.edits.find(
    candidate => candidate.op === 'set' && candidate.path === part?.path,
  )
  if (!part || !draft.input.lossy) return
  if (shortenText(draft, entry, index, part.text, target, rung)) return
  // A host that hands back what it was sent shows only the emitted spelling: what helps there must be tried here.
  // One with a marker would pass there, and what stands behind it must stay one handle away.
  if (edit?.op === 'set' && typeof edit.value === 'string' && markersIn(edit.value).length === 0)
    shortenText(draft, entry, index, edit.value, target, rung)
}

function shortenText(
  draft: Draft,
  entry: number,
  index: number,
  text: string,
  target: number,
  rung: Rung,
): boolean {
  const part = draft.message(entry).parts[index]
  if (!part) return false
  const { options } = draft.input
  const call = draft.input.callOf(entry, part.callId ?? '')
  const count = (counted: string): number => options.tokenizer.count(counted)
  const hint = hintOf(call)
  const view = isView(text, hint)
  const crushed =
    part.kind === 'output'
      ? crushSegments(text, {
          options,
          hint: { ...hint, fileView: view },
          levels: giantPolicy,
          lossy: true,
          count,
          target,
        })
      : undefined
  const change = { rung, status: 'crushed', reason: 'oversized' } as const
  if (crushed && !crushed.lossless && count(crushed.text) <= target * policy.giantSlack) {
    const origin = originOf(draft.message(entry), call)
    const originals = crushed.originals.map(original => ({ ...origin, ...original }))
    if (!draft.fits(originals)) return false
    const { text: shown, losses } = crushed
    return draft.setText(entry, index, { ...change, text: shown, originals, losses })
  }
  const original = { ...draft.original(entry, part), handle: handleOf(text), content: text }
  if (!draft.fits([original])) return false
  const share = target / Math.max(1, count(text))
  const sample = sampleLines(text, Math.floor(text.length * share), view)
  const total = text.split('\n').length
  const kept = Math.min(total, sample.split('\n').length)
  const losses = [{ kind: 'omitted', unit: 'lines', kept, total }] as const
  const shown = `${sample}\n${marker(original.handle, lossText(losses, count(text)))}`
  return draft.setText(entry, index, { ...change, text: shown, originals: [original], losses })
}
