import fc from 'fast-check'
import Papa from 'papaparse'
import { describe, expect, it } from 'vitest'
import { codedColumns } from '../../../crushers/csv/columns.ts'
import { type Newline, readGrid, recordCount, valuesOf } from '../../../crushers/csv/grid.ts'
import { readCsv, someRows } from '../../../crushers/csv/records.ts'

const quoted = fc
  .string({ unit: fc.constantFrom('a', ',', ';', '"', '\n', '\r', ' ', 'é', '😀'), maxLength: 6 })
  .map(text => `"${text.replaceAll('"', '""')}"`)
const bare = fc.string({
  unit: fc.constantFrom('a', 'b', '1', ' ', ';', '\t', "'", 'é', '\ud800'),
  maxLength: 6,
})
const inner = bare.map(text => `x${text}"`)
const cell = fc.oneof(
  { weight: 5, arbitrary: bare },
  { weight: 3, arbitrary: quoted },
  inner,
  fc.constant('""'),
)

const records = (grid: ReturnType<typeof readGrid>): string[][] =>
  Array.from({ length: recordCount(grid) }, (_, index) => valuesOf(grid, index))

describe('records', () => {
  it('are those that papaparse reads', () => {
    const document = fc.tuple(
      fc.array(fc.array(cell, { minLength: 1, maxLength: 5 }), { maxLength: 8 }),
      fc.constantFrom<Newline>('\n', '\r\n'),
      fc.boolean(),
    )
    const property = fc.property(document, ([rows, newline, isEnded]) => {
      const text = rows.map(row => row.join(',')).join(newline) + (isEnded ? newline : '')
      const { data } = Papa.parse<string[]>(text, { delimiter: ',', newline })
      const grid = readGrid(text, ',', newline)
      expect(grid.broken).toBeUndefined()
      expect(records(grid)).toEqual(data.filter(record => record.length > 1 || record[0] !== ''))
    })
    expect(() => fc.assert(property, { numRuns: 1_000 })).not.toThrow()
  })

  it('are refused where quotes are broken', () => {
    expect(readGrid('a,"b', ',', '\n').broken).toBe('unclosed')
    expect(readGrid('a,"b"c\n', ',', '\n').broken).toBe('misplaced')
    expect(readGrid('a,b"c"\n', ',', '\n').broken).toBeUndefined()
  })
})

describe('a coded column', () => {
  for (const cells of [
    ['x""y', '"x""y"', '"x"""', 'x"y'],
    ['"x""y"', 'x""y', '"x""y"'],
  ])
    it(`has no value twice, nor two under one code: ${cells.join(' ')}`, () => {
      const table = readCsv(`k,v\n${cells.map((value, row) => `row ${row},${value}\n`).join('')}`, {
        path: 'a.csv',
      })
      expect(table?.count).toBe(cells.length)
      if (table === undefined) return
      const [, column] = codedColumns(table, ['k', 'v'], undefined)
      expect(Array.from(column?.codes ?? [], code => column?.values.at(code))).toEqual(
        someRows(table, 9).map(row => row[1]),
      )
      const values = Array.from({ length: column?.values.size ?? 0 }, (_, code) => column?.values.at(code))
      expect(new Set(values).size).toBe(values.length)
    })
})
