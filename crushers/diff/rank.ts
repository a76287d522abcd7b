/** In which order hunks are worth showing where not all can be. */
import { scattered } from '../listing/scattered.ts'
import { leastOfLargest } from '../listing/sizes.ts'
import { changeOf, type Hunk } from './parse.ts'
import type { Part } from './parts.ts'
import { LARGEST_SHOWN } from './policy.ts'

/** Characters of a changed line that tell it from others. */
const TELLING = 80

/** A number for what a hunk changes, whatever stands around it. */
function kindOf({ lines, parents }: Hunk): number {
  let hash = 17
  for (const line of lines) {
    if (changeOf(line, parents) === 0) continue
    for (let at = 0; at < line.length && at < TELLING; at++)
      hash = (Math.imul(hash, 0x01000193) + line.charCodeAt(at)) | 0
    hash = Math.imul(hash, 31) | 0
  }
  return hash
}

export interface Place {
  readonly part: number
  readonly hunk: number
}

/** The largest of all, the largest hunk of each file, the others, those that change the same as another, those of generated files; equals are spread. */
export function* ranked(parts: readonly Part[]): Generator<Place> {
  const known = new Set<number>()
  const places: Place[] = []
  const byRank: number[][] = [[], [], [], [], []]
  const large = leastOfLargest(
    Float64Array.from(
      parts.flatMap(({ hunks, generated }) => (generated ? [] : hunks.map(hunk => hunk.lines.length))),
    ),
    LARGEST_SHOWN,
  )
  for (const [part, { hunks, generated }] of parts.entries()) {
    let largest = 0
    for (const [at, { lines }] of hunks.entries())
      if (lines.length > (hunks[largest] as Hunk).lines.length) largest = at
    for (const [hunk, each] of hunks.entries()) {
      const kind = kindOf(each)
      const isRepeated = known.has(kind)
      known.add(kind)
      byRank[
        generated ? 4 : isRepeated ? 3 : each.lines.length >= large ? 0 : hunk === largest ? 1 : 2
      ]?.push(places.length)
      places.push({ part, hunk })
    }
  }
  for (const rank of byRank) for (const at of scattered(rank)) yield places[at] as Place
}
