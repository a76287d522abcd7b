import { readGrouped } from './grouped.ts'
import { DASH, Hits } from './hits.ts'
import { addContext, findMatches } from './numbered.ts'
import { readBare, readSingle } from './unnumbered.ts'

/** Reads a whole output. `undefined` when hardly anything in it is a hit. */
export function readHits(text: string): Hits | undefined {
  const hits = new Hits(text)
  const named = findMatches(hits)
  if (named >= 2 || (named === 1 && hits.count <= 24)) {
    if (!addContext(hits, true)) {
      hits.root = ''
      for (let line = 0; line < hits.count; line++)
        if (hits.isHit(line) && hits.sign(line) === DASH) {
          hits.files[line] = -1
          hits.found--
        }
      addContext(hits, false)
    }
    if (hits.found >= 2) return hits
  }
  for (const read of [readGrouped, readBare, readSingle]) {
    hits.clear()
    read(hits)
    if (hits.found >= 2) return hits
  }
  return undefined
}
