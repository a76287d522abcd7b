import { centralityRounds, damping } from './policy.ts'
import type { TermIndex } from './score.ts'

/**
 * How much each unit shares with the rest, 0 to 1: the idea of TextRank, walked over the graph of units and terms instead
 * of all pairs of units. Each round hands a unit's rank to its terms in equal parts and each term's to its units, so a
 * round costs one look at each posting. Terms of one unit lead nowhere and are left out.
 */
export function centrality(index: TermIndex, count: number): Float64Array {
  const { offsets, postings, frequencies } = index
  const degree = new Int32Array(count)
  for (let unit = 0; unit < count; unit++)
    for (let at = offsets[unit] as number; at < (offsets[unit + 1] as number); at++)
      if ((frequencies[postings[at] as number] as number) > 1) degree[unit] = (degree[unit] as number) + 1
  let rank = new Float64Array(count).fill(1)
  for (let round = 0; round < centralityRounds; round++) {
    const held = new Float64Array(frequencies.length)
    for (let unit = 0; unit < count; unit++) {
      if (degree[unit] === 0) continue
      const share = (rank[unit] as number) / (degree[unit] as number)
      for (let at = offsets[unit] as number; at < (offsets[unit + 1] as number); at++) {
        const term = postings[at] as number
        held[term] = (held[term] as number) + share
      }
    }
    const next = new Float64Array(count)
    for (let unit = 0; unit < count; unit++) {
      let sum = 0
      for (let at = offsets[unit] as number; at < (offsets[unit + 1] as number); at++) {
        const term = postings[at] as number
        const frequency = frequencies[term] as number
        if (frequency > 1) sum += (held[term] as number) / frequency
      }
      next[unit] = 1 - damping + damping * sum
    }
    rank = next
  }
  let highest = 0
  for (const value of rank) if (value > highest) highest = value
  if (highest > 0) for (let unit = 0; unit < count; unit++) rank[unit] = (rank[unit] as number) / highest
  return rank
}
