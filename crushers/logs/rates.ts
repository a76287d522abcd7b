import type { Family } from './families.ts'
import { bare } from './lines.ts'
import { buckets, burstFactor, burstLines, bursts } from './policy.ts'

/**
 * Where the rate of a template changes. A log's shape in time is otherwise lost when each template is shown once: that
 * a line stopped, came in a burst or grew tenfold.
 */
export interface Change {
  readonly line: number
  readonly text: string
}

const per = (count: number, lines: number): string => {
  const rate = (count / lines) * 100
  return `${rate >= 10 ? Math.round(rate) : Math.round(rate * 10) / 10} per 100 lines`
}

/** Changes of rate of the commonest families; one pass over the log. */
export function changesOf(families: readonly Family[], of: Int32Array, lines: readonly string[]): Change[] {
  const total = lines.length
  if (total < buckets * 10) return []
  const counted = families
    .filter(each => each.count >= burstLines)
    .sort((a, b) => b.count - a.count || a.first - b.first)
  const familyOf = new Map<number, number>()
  for (const [index, family] of counted.entries())
    for (const kind of family.members) familyOf.set(kind.id, index)
  const counts = new Int32Array(counted.length * buckets)
  for (let line = 0; line < total; line++) {
    const family = familyOf.get(of[line] as number)
    if (family === undefined) continue
    const at = family * buckets + Math.floor((line / total) * buckets)
    counts[at] = (counts[at] as number) + 1
  }
  const changes: Change[] = []
  for (const [index, family] of counted.entries()) {
    const name = ending(bare(lines[family.first] as string).trim())
    const change = changeOf(
      counts.subarray(index * buckets, (index + 1) * buckets),
      family.count,
      total,
      name,
    )
    if (change && changes.length < bursts) changes.push(change)
  }
  return changes
}

/** Messages stand at the ends of lines. */
const ending = (line: string): string => (line.length > nameWidth ? `…${line.slice(-nameWidth)}` : line)
const nameWidth = 56

/** The densest stretch of buckets, by the largest sum above the mean, if it is dense enough. */
function changeOf(counts: Int32Array, all: number, total: number, name: string): Change | undefined {
  const mean = all / buckets
  let bestFrom = 0
  let bestTo = 0
  let bestGain = 0
  let gain = 0
  let from = 0
  for (let index = 0; index < buckets; index++) {
    gain += (counts[index] as number) - mean
    if (gain <= 0) {
      gain = 0
      from = index + 1
    } else if (gain > bestGain) {
      bestGain = gain
      bestFrom = from
      bestTo = index + 1
    }
  }
  let inside = 0
  for (let index = bestFrom; index < bestTo; index++) inside += counts[index] as number
  const outside = all - inside
  const width = total / buckets
  const insideLines = (bestTo - bestFrom) * width
  const outsideLines = total - insideLines
  if (inside < burstLines || insideLines > total * 0.9 || outside < 3) return undefined
  if (inside / insideLines < (burstFactor * outside) / outsideLines) return undefined
  const start = Math.floor(bestFrom * width)
  const end = Math.min(total, Math.ceil(bestTo * width))
  return {
    line: start,
    text: `~ lines ${start + 1}–${end}: "${name}" ${per(inside, insideLines)}, elsewhere ${per(outside, outsideLines)}`,
  }
}
