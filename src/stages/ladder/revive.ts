import type { Draft } from './draft.ts'
import { crushGiantsOf } from './giants.ts'

/** A repeat that points at a text which is no longer shown becomes the copy. */
export function reviveRepeats(draft: Draft): void {
  const gone = new Set<number>()
  for (const [entry, emission] of draft.emissions.entries())
    if (emission !== draft.input.emissions[entry]) gone.add(entry)
  const reviver = draft.input.reviver()
  // Oldest first, as they were ingested: a host that hands them back would see them so.
  for (let entry = 0; entry < draft.emissions.length; entry++) {
    const emission = draft.emissions[entry]
    if (!emission || emission.dropped || gone.has(entry)) continue
    const isOrphan = emission.outcomes.some(
      outcome => outcome.status === 'referenced' && outcome.refersTo.some(source => gone.has(source)),
    )
    if (!isOrphan) continue
    const revived = reviver.crush(entry, draft.emissions)
    const total = draft.total - emission.tokens + revived.emission.tokens
    if (total > draft.mark || !draft.fits(revived.originals)) continue
    draft.keep(revived.originals)
    draft.put(entry, revived.emission)
    crushGiantsOf(draft, entry)
    reviver.see(entry, draft.emissions[entry] ?? revived.emission)
  }
}
