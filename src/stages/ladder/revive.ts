import type { Draft } from './draft.ts'
import { crushGiantsOf } from './giants.ts'

/** A repeat that points at a text which is no longer shown becomes the copy. */
export function reviveRepeats(draft: Draft): void {
  const gone = new Set<number>()
  for (const [entry, emission] of draft.emissions.entries())
    if (emission !== draft.input.emissions[entry]) gone.add(entry)
  // Newest first: what the newest repeat shows, an older one may leave out.
  for (let entry = draft.emissions.length - 1; entry >= 0; entry--) {
    const emission = draft.emissions[entry]
    if (!emission || emission.dropped || gone.has(entry)) continue
    const isOrphan = emission.outcomes.some(
      outcome => outcome.status === 'referenced' && outcome.refersTo.some(source => gone.has(source)),
    )
    if (!isOrphan) continue
    const revived = draft.input.alone(entry, gone)
    const total = draft.total - emission.tokens + revived.emission.tokens
    if (total > draft.input.cap || !draft.fits(revived.originals)) continue
    draft.keep(revived.originals)
    draft.put(entry, revived.emission)
    // As if it had never pointed at anything: a host that hands it back would see it so.
    crushGiantsOf(draft, entry)
  }
}
