import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { formatSummary, selectRows, summarizeColumns } from '../../../crushers/select.ts'

const cell = fc.option(
  fc.oneof(
    fc.integer({ min: -50, max: 50 }).map(String),
    fc.constantFrom(
      'true',
      'false',
      'null',
      '""',
      '"eu"',
      '"us"',
      '"2024-05-01"',
      '"2023-01-31"',
      '1.5',
      '-0.25',
      'x',
    ),
  ),
  { nil: undefined, freq: 8 },
)

const table = fc.array(fc.array(cell, { minLength: 1, maxLength: 60 }), { minLength: 1, maxLength: 4 })

describe('summaries', () => {
  it('are what a plain computation says', () => {
    fc.assert(
      fc.property(table, fc.infiniteStream(fc.boolean()), (lists, choices) => {
        const length = Math.max(...lists.map(list => list.length))
        const rows = Array.from({ length }, (_, row) => row).filter(() => choices.next().value)
        const columns = lists.map((cells, index) => ({ name: `c${index}`, cells }))
        for (const [index, summary] of summarizeColumns(columns, rows).entries()) {
          const cells = rows.map(row => lists[index]?.[row]).filter(found => found !== undefined)
          expect(summary.count).toBe(cells.length)
          expect(summary.missing).toBe(rows.length - cells.length)
          expect(summary.distinct).toBe(new Set(cells).size)
          for (const [value, times] of summary.top) {
            expect(cells.filter(found => found === value).length).toBe(times)
          }
          const counts = [...new Set(cells)].map(value => cells.filter(found => found === value).length)
          counts.sort((left, right) => right - left)
          expect(summary.top.map(([, times]) => times)).toEqual(counts.slice(0, 4))
          if (summary.type !== 'number') continue
          const numbers = cells.filter(found => found !== 'null' && found !== '""').map(Number)
          expect(Number(summary.min)).toBe(Math.min(...numbers))
          expect(Number(summary.max)).toBe(Math.max(...numbers))
          expect(summary.mean).toBeCloseTo(numbers.reduce((sum, value) => sum + value, 0) / numbers.length, 9)
        }
      }),
      { numRuns: 500 },
    )
  })

  it('read like notes', () => {
    const cells = Array.from({ length: 100 }, (_, row) => (row % 10 === 0 ? '404' : '200'))
    const ids = cells.map((_, row) => `"id-${row}"`)
    const latency = cells.map((_, row) => String(row / 2))
    const columns = [
      { name: 'id', cells: ids },
      { name: 'status', cells },
      { name: 'latency', cells: latency },
    ]
    const rows = cells.map((_, row) => row)
    expect(formatSummary(summarizeColumns(columns, rows))).toEqual([
      'status: 200 to 404, mean 220.4, 200 ×90, 404 ×10',
      'latency: 0 to 49.5, mean 24.75',
      'all different: id',
    ])
  })
})

describe('selection', () => {
  it('is the same each time, in order, and never twice', () => {
    fc.assert(
      fc.property(table, lists => {
        const columns = lists.map((cells, index) => ({ name: `c${index}`, cells }))
        const { must, spread } = selectRows(columns)
        expect(selectRows(columns)).toEqual({ must, spread })
        expect([...must].sort((left, right) => left - right)).toEqual(must)
        const all = [...must, ...spread]
        expect(new Set(all).size).toBe(all.length)
        expect(all.length).toBe(Math.max(...lists.map(list => list.length)))
      }),
      { numRuns: 500 },
    )
  })
})
