import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { csvCrusher } from '../../crushers/csv/index.ts'
import { tableCrusher } from '../../crushers/table/index.ts'
import type { Crusher } from '../../crushers/types.ts'
import { xmlCrusher } from '../../crushers/xml/index.ts'
import { yamlCrusher } from '../../crushers/yaml/index.ts'
import { crushWith, estimate } from './csv/support.ts'

interface Row {
  readonly id: string
  readonly region: string
  readonly ms: string
  readonly note: string
}

/** Deterministic noise in [0, 1). */
function noise(seed: number): () => number {
  let state = seed
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0
    return state / 2 ** 32
  }
}

const regions = ['eu', 'us', 'ap']

function rowsOf(count: number, seed: number): Row[] {
  const next = noise(seed)
  return Array.from({ length: count }, (_, index) => ({
    id: `req-${(index * 7919) % 1_000_003}`,
    region: regions[Math.floor(next() * 3)] ?? '',
    ms: (100 + 20 * (next() + next() + next() - 1.5)).toFixed(1),
    note: `request ${Math.floor(next() * 1e6)} served`,
  }))
}

const cellsOf = ({ id, region, ms, note }: Row) => [id, region, ms, note]

/** A row as a block of YAML, deeper by some spaces. */
const blockOf = ({ region, ms, note }: Row, indentation: string) =>
  [
    `at:`,
    `  region: ${region}`,
    `timing:`,
    `  ms: ${ms}`,
    `ports:`,
    `- 80`,
    ...(note === '' ? [] : [`note: ${note}`]),
  ]
    .map(line => `${indentation}${line}\n`)
    .join('')

const kinds: readonly (readonly [string, Crusher, (rows: readonly Row[]) => string])[] = [
  [
    'csv',
    csvCrusher,
    rows => `id,region,ms,note\n${rows.map(row => `${cellsOf(row).join(',')}\n`).join('')}`,
  ],
  [
    'table',
    tableCrusher,
    rows => {
      const all = [['ID', 'REGION', 'MS', 'NOTE'], ...rows.map(cellsOf)]
      return all
        .map(row =>
          row
            .map(cell => cell.padEnd(30))
            .join('  ')
            .trimEnd(),
        )
        .join('\n')
    },
  ],
  [
    'xml',
    xmlCrusher,
    rows => {
      const element = ({ id, region, ms, note }: Row) =>
        `  <row id="${id}" region="${region}"><ms>${ms}</ms>${note === '' ? '' : `<note>${note}</note>`}</row>\n`
      return `<rows>\n${rows.map(element).join('')}</rows>\n`
    },
  ],
  [
    'yaml, a list,',
    yamlCrusher,
    rows => `rows:\n${rows.map(row => `- id: ${row.id}\n${blockOf(row, '  ')}`).join('')}kind: List\n`,
  ],
  [
    'yaml, a mapping of like mappings,',
    yamlCrusher,
    rows => `requests:\n${rows.map(row => `  ${row.id}:\n${blockOf(row, '    ')}`).join('')}`,
  ],
  [
    'yaml, many documents,',
    yamlCrusher,
    rows => rows.map(row => `---\nid: ${row.id}\n${blockOf(row, '')}`).join(''),
  ],
]

const plants: Record<string, (row: Row) => Row> = {
  'an outlier number': row => ({ ...row, ms: '9876.5' }),
  'a rare category': row => ({ ...row, region: 'mars' }),
  'a rare shape': row => ({ ...row, note: '' }),
  'a failure word': row => ({ ...row, note: 'request refused by upstream' }),
}

const settings = { level: 'select', target: 2_000, count: estimate } as const

const table = fc.record({
  count: fc.integer({ min: 400, max: 2_000 }),
  seed: fc.integer({ min: 1, max: 1_000_000 }),
  place: fc.double({ min: 0, max: 0.999, noNaN: true }),
})

describe('at select, a target of 2,000 tokens', () => {
  for (const [kind, crusher, print] of kinds) {
    for (const [name, plant] of Object.entries(plants))
      it(`${kind} shows the row with ${name}, wherever it stands`, () => {
        const property = fc.property(table, ({ count, seed, place }) => {
          const rows = rowsOf(count, seed)
          const at = Math.floor(count * place)
          const odd = plant(rows[at] as Row)
          const crushed = crushWith(crusher, print(rows.with(at, odd)), settings)
          expect(crushed?.lossless).toBe(false)
          expect(crushed?.text).toContain(odd.id)
        })
        expect(() => fc.assert(property, { numRuns: 20 })).not.toThrow()
      })

    it(`${kind} shows where a level changes`, () => {
      const property = fc.property(table, ({ count, seed, place }) => {
        const from = Math.floor(count * (0.15 + 0.7 * place))
        const rows = rowsOf(count, seed).map((row, index) =>
          index < from ? row : { ...row, ms: (Number(row.ms) + 80).toFixed(1) },
        )
        const { text = '' } = crushWith(crusher, print(rows), settings) ?? {}
        expect([-1, 0, 1].some(step => text.includes(rows[from + step]?.id ?? '-'))).toBe(true)
      })
      // In the example noise puts the split of the running sums six rows off.
      const examples: [{ count: number; seed: number; place: number }][] = [
        [{ count: 1_347, seed: 308_694, place: 0.9989924700392405 }],
      ]
      expect(() => fc.assert(property, { numRuns: 20, examples })).not.toThrow()
    })

    it(`${kind} counts exactly what it leaves out`, () => {
      const property = fc.property(table, ({ count, seed }) => {
        const rows = rowsOf(count, seed)
        const { text = '', losses = [] } = crushWith(crusher, print(rows), settings) ?? {}
        const shown = new Set(Array.from(text.matchAll(/req-\d+/g), ([id]) => id))
        const omitted = rows.filter(({ id }) => !shown.has(id))
        expect(losses[0]).toMatchObject({ kept: count - omitted.length, total: count })
        for (const region of regions)
          expect(text).toContain(`${region} ×${omitted.filter(row => row.region === region).length}`)
        const numbers = omitted.map(row => Number(row.ms))
        const spelled = (number: number) => number.toFixed(1)
        expect(text).toContain(`${spelled(Math.min(...numbers))} to ${spelled(Math.max(...numbers))}`)
      })
      expect(() => fc.assert(property, { numRuns: 15 })).not.toThrow()
    })
  }
})
