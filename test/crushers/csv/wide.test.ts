import Papa from 'papaparse'
import { describe, expect, it } from 'vitest'
import { csvCrusher } from '../../../crushers/csv/index.ts'
import { tableCrusher } from '../../../crushers/table/index.ts'
import { random } from '../json/tables.ts'
import { count, crushWith } from './support.ts'

describe('tables of which few whole rows would fit', () => {
  const wide = (next: () => number, width: number) => {
    const rows = Array.from({ length: 150 }, (_, row) => [
      `gene-${row}`,
      ...Array.from({ length: width }, () => (5 + next() + next() - 1).toFixed(3)),
    ])
    const place = Math.floor(next() * rows.length)
    const column = 1 + Math.floor(next() * width)
    const row = rows[place] as string[]
    row[column] = '88.125'
    const header = ['name', ...Array.from({ length: width }, (_, index) => `s${index + 1}`)]
    return { rows, header, name: row[0] ?? '', column: `s${column}` }
  }

  it('lose columns, not the odd cell, its row or its name', () => {
    for (let seed = 1; seed <= 12; seed++) {
      const { rows, header, name, column } = wide(random(seed), 40 + seed * 10)
      const text = [header, ...rows].map(row => row.join(',')).join('\n')
      for (const target of [400, 2_000]) {
        const {
          text: shown = '',
          body = '',
          losses = [],
        } = crushWith(csvCrusher, text, { level: 'select', target }) ?? {}
        expect(count(shown)).toBeLessThanOrEqual(target * 1.25)
        const records = Papa.parse<string[]>(body.trim()).data
        expect(new Set(records.map(({ length }) => length)).size).toBe(1)
        const at = records[0]?.indexOf(column) ?? -1
        const row = records.find(record => record.includes(name))
        // What is strange in a column that is left out stands in the last one, by name.
        const last = records[0]?.at(-1)
        expect(at < 0 && last === 'also' ? row?.at(-1)?.split('; ') : [row?.[at]]).toContain(
          at < 0 ? `${column}=88.125` : '88.125',
        )
        const kept = (records[0]?.length ?? 0) - (last === 'also' ? 2 : 1)
        expect(losses).toContainEqual({ kind: 'omitted', unit: 'columns', kept, total: header.length })
        expect(shown).toContain('columns left out: ')
      }
    }
  })

  it('show the beginning of long texts, and where they speak of failure', () => {
    const next = random(5)
    const words = () => Array.from({ length: 60 }, () => `word${Math.floor(next() * 90)}`).join(' ')
    const rows = Array.from({ length: 80 }, (_, row) => [String(row + 1), `ticket-${row}`, words()])
    ;(rows[37] as string[])[2] = `${words()} connection refused by peer ${words()}`
    const csv = ['id,name,text', ...rows.map(row => row.join(','))].join('\n')
    const table = [
      'ID  NAME        TEXT',
      ...rows.map(([id = '', name = '', text]) => `${id.padEnd(4)}${name.padEnd(12)}${text}`),
    ]
    for (const [crusher, text] of [
      [csvCrusher, csv],
      [tableCrusher, table.join('\n')],
    ] as const) {
      const { text: shown = '', losses = [] } =
        crushWith(crusher, text, { level: 'select', target: 800 }) ?? {}
      expect(count(shown)).toBeLessThanOrEqual(880)
      expect(shown).toMatch(/38[ ,|].*ticket-37.*… \d+ more characters … .*connection refused/)
      expect(losses).toContainEqual(expect.objectContaining({ kind: 'shortened', unit: 'characters' }))
    }
  })
})
