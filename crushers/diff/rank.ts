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

export interface Ranked {
  /** The largest of all, the largest of each file, the others; then those that change the same as another, then those of generated files. */
  readonly places: readonly Place[]
  /** How many stand before those that change the same as another. */
  readonly different: number
}

/** Equals are spread evenly. */
export function ranked(parts: readonly Part[]): Ranked {
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
  return {
    places: byRank.flatMap(rank => Array.from(scattered(rank), at => places[at] as Place)),
    different: byRank.slice(0, 3).reduce((sum, rank) => sum + rank.length, 0),
  }
}
