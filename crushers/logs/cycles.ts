import type { Kinds } from './kinds.ts'

/** Kinds of lines that come in turn: `period` lines, `times` over, from line `first`. */
export interface Cycle {
  readonly first: number
  readonly period: number
  readonly times: number
}

/** Longest turn that is looked for, and how often it must come. */
const longest = 8
const often = 4

/** Stretches in which the same kinds follow one another again and again; one pass for each period. */
export function cyclesOf({ kinds, of }: Kinds): Cycle[] {
  const cycles: Cycle[] = []
  const taken = new Set<number>()
  for (let period = 2; period <= longest; period++) {
    let run = 0
    for (let at = period; at <= of.length; at++) {
      if (at < of.length && of[at] === of[at - period]) {
        run++
        continue
      }
      if (run >= period * (often - 1)) consider(at - run - period, period, run + period)
      run = 0
    }
  }
  return cycles.sort((a, b) => a.first - b.first)

  function consider(first: number, period: number, length: number): void {
    const times = Math.floor(length / period)
    const turn = of.subarray(first, first + period)
    // All of a kind must lie in the cycle, and each kind come once a turn: else its count would say something else.
    if (new Set(turn).size < period) return
    for (const kind of turn) if (kind < 0 || taken.has(kind) || kinds[kind]?.count !== times) return
    for (const kind of turn) taken.add(kind)
    cycles.push({ first, period, times })
  }
}
