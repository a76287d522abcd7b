import { markCost, packSteps } from './policy.ts'
import type { Unit } from './units.ts'

/** What is known of the units before: bits of a state. */
const shown = 1
const headed = 2
const introduced = 4
const states = 8
const impossible = Number.NEGATIVE_INFINITY

/**
 * The units with the greatest value that fit into `room`, each with the heading and the sentence or fence that it cannot
 * be read without; gaps pay for their marks. Exact, where a greedy choice takes the densest first: in a short text
 * sentences are coarse, and what such a choice leaves empty is a good part of it. Costs units × room.
 */
export function pack(units: readonly Unit[], values: Float64Array, room: number): Uint8Array {
  const width = Math.max(1, Math.floor(room * packSteps) + 1)
  const costs = units.map(({ cost }) => Math.max(1, Math.ceil(cost * packSteps)))
  const marks = units.map(({ kind }) => (kind === 'frame' ? 0 : Math.ceil(markCost * packSteps)))
  const asked = new Uint8Array(units.length)
  for (const { needs } of units) if (needs >= 0) asked[needs] = 1

  let sums = new Float64Array(width * states).fill(impossible)
  // As if what stands before the text were shown: a gap at its beginning needs a mark.
  sums[shown] = 0
  const before = units.map((unit, index) => {
    const from = new Uint8Array(width * states)
    const next = new Float64Array(width * states).fill(impossible)
    const cost = costs[index] as number
    const reach = (used: number, state: number, sum: number, origin: number): void => {
      const at = used * states + state
      if (used >= width || sum <= (next[at] as number)) return
      next[at] = sum
      from[at] = origin
    }
    for (let used = 0; used < width; used++)
      for (let state = 0; state < states; state++) {
        const sum = sums[used * states + state] as number
        if (sum === impossible) continue
        const free =
          (unit.heading < 0 || (state & headed) !== 0) && (unit.needs < 0 || (state & introduced) !== 0)
        if (free)
          reach(
            used + cost,
            following(unit, state, true, asked[index]),
            sum + (values[index] as number),
            state,
          )
        // A closing fence stays exactly when its opening fence does.
        if (free && unit.kind === 'frame' && unit.needs >= 0) continue
        const mark = (state & shown) !== 0 ? (marks[index] as number) : 0
        reach(used + mark, following(unit, state, false, asked[index]), sum, state)
      }
    sums = next
    return from
  })

  const kept = new Uint8Array(units.length)
  let at = 0
  for (let end = 1; end < sums.length; end++) if ((sums[end] as number) > (sums[at] as number)) at = end
  if (sums[at] === impossible) return kept
  for (let index = units.length - 1; index >= 0; index--) {
    const state = at % states
    const origin = (before[index] as Uint8Array)[at] as number
    kept[index] = state & shown
    const mark = (origin & shown) !== 0 ? (marks[index] as number) : 0
    at += ((state & shown) !== 0 ? -(costs[index] as number) : -mark) * states + origin - state
  }
  return kept
}

function following(unit: Unit, state: number, keep: boolean, asked: number | undefined): number {
  let result = keep ? shown : 0
  if (unit.kind === 'heading' ? keep : (state & headed) !== 0) result |= headed
  if (asked === 1 ? keep : (state & introduced) !== 0) result |= introduced
  return result
}
