import fc from 'fast-check'
import { expect, it } from 'vitest'
import { pack } from '../../../crushers/prose/pack.ts'
import { markCost } from '../../../crushers/prose/policy.ts'
import type { Unit, UnitKind } from '../../../crushers/prose/units.ts'

const part = fc.record({
  kind: fc.constantFrom<UnitKind>('sentence', 'sentence', 'sentence', 'heading', 'frame'),
  cost: fc.integer({ min: 1, max: 9 }),
  value: fc.integer({ min: 0, max: 20 }),
  needs: fc.boolean(),
})

/** Sentences stand under the last heading; some cannot be read without the last frame. */
function unitsOf(parts: readonly { kind: UnitKind; cost: number; needs: boolean }[]): Unit[] {
  let heading = -1
  let frame = -1
  return parts.map(({ kind, cost, needs }, index) => {
    const unit: Unit = {
      kind,
      cost,
      from: index,
      to: index + 1,
      line: 1,
      level: kind === 'heading' ? 1 : 0,
      heading: kind === 'heading' ? -1 : heading,
      needs: needs && kind === 'sentence' ? frame : -1,
      opens: false,
    }
    if (kind === 'heading') heading = index
    if (kind === 'frame') frame = index
    return unit
  })
}

/** Tokens of a choice with its marks; nothing where a unit stands without what it needs. */
function costOf(units: readonly Unit[], kept: readonly boolean[]): number | undefined {
  let cost = 0
  let before = true
  for (const [index, unit] of units.entries()) {
    if (kept[index]) {
      if ((unit.heading >= 0 && !kept[unit.heading]) || (unit.needs >= 0 && !kept[unit.needs]))
        return undefined
      cost += unit.cost
    } else if (before && unit.kind !== 'frame') cost += markCost
    before = kept[index] === true
  }
  return cost
}

it('finds the choice of greatest value that fits, as trying all of them does', () => {
  fc.assert(
    fc.property(
      fc.array(part, { minLength: 1, maxLength: 9 }),
      fc.integer({ min: 4, max: 40 }),
      (parts, room) => {
        const units = unitsOf(parts)
        const values = Float64Array.from(parts, ({ value }) => value)
        const sum = (kept: readonly boolean[]): number =>
          kept.reduce((total, keep, index) => total + (keep ? (values[index] as number) : 0), 0)
        let best = -1
        for (let choice = 0; choice < 1 << units.length; choice++) {
          const kept = units.map((_, index) => (choice & (1 << index)) !== 0)
          if ((costOf(units, kept) ?? Number.POSITIVE_INFINITY) <= room) best = Math.max(best, sum(kept))
        }
        const packed = [...pack(units, values, room)].map(keep => keep === 1)
        expect(costOf(units, packed)).toBeDefined()
        expect(sum(packed)).toBe(Math.max(0, best))
      },
    ),
    { numRuns: 300 },
  )
})
