import { describe, expect, it } from 'vitest'
import { type Column, formatSummary, selectRows, summarizeColumns } from '../../../crushers/select.ts'

/** Deterministic noise in [0, 1). */
function noise(seed: number): () => number {
  let state = seed
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0
    return state / 2 ** 32
  }
}

const sizes = [20, 300, 30_000]
const places = [0.03, 0.31, 0.5, 0.77, 0.97]

type Table = Record<string, (string | undefined)[]>

const made = new Map<number, Table>()

/** A fresh copy: plants alter it. */
function table(rows: number): Table {
  const known = made.get(rows) ?? makeTable(rows, 1)
  made.set(rows, known)
  return Object.fromEntries(Object.entries(known).map(([name, cells]) => [name, cells.slice()]))
}

function makeTable(rows: number, seed: number): Table {
  const next = noise(seed)
  const columns: Table = {
    id: [],
    name: [],
    region: [],
    latency: [],
    message: [],
    at: [],
  }
  for (let row = 0; row < rows; row++) {
    columns['id']?.push(String(1000 + row))
    columns['name']?.push(`"user ${Math.floor(next() * 1e6)}"`)
    columns['region']?.push(['"eu"', '"us"', '"ap"'][Math.floor(next() * 3)])
    columns['latency']?.push((50 + 20 * (next() + next() + next() - 1.5)).toFixed(2))
    columns['message']?.push(`"request ${Math.floor(next() * 1e6)} served in ${Math.floor(next() * 90)} ms"`)
    columns['at']?.push(String(1_700_000_000 + row * 60))
  }
  return columns
}

const columnsOf = (record: Table): Column[] =>
  Object.entries(record).map(([name, cells]) => ({ name, cells }))

const plants: Record<string, (columns: Table, row: number) => void> = {
  'an outlier': (columns, row) => void (columns['latency'] as string[]).splice(row, 1, '913.5'),
  'a negative number': (columns, row) => void (columns['latency'] as string[]).splice(row, 1, '-70'),
  'a rare category': (columns, row) => void (columns['region'] as string[]).splice(row, 1, '"sa"'),
  'a missing cell': (columns, row) => void (columns['region'] as unknown[]).splice(row, 1, undefined),
  'null among numbers': (columns, row) => void (columns['latency'] as string[]).splice(row, 1, 'null'),
  'an extra cell': (columns, row) => {
    columns['extra'] = (columns['id'] ?? []).map((_, index) => (index === row ? '"manual"' : undefined))
  },
  'a failure word': (columns, row) =>
    void (columns['message'] as string[]).splice(row, 1, '"request 91823 refused in 12 ms"'),
  'a gap in time': (columns, row) => {
    columns['at'] = (columns['at'] ?? []).map((cell, index) =>
      index >= row ? String(Number(cell) + 86_400) : cell,
    )
  },
  'another form': (columns, row) => void (columns['name'] as string[]).splice(row, 1, '"???"'),
}

describe('planted anomalies are selected', () => {
  for (const [name, plant] of Object.entries(plants)) {
    for (const size of sizes) {
      it(`${name} in ${size} rows`, () => {
        for (const place of size > 1_000 ? [0.31] : places) {
          const columns = table(size)
          const row = Math.floor(size * place)
          plant(columns, row)
          expect(selectRows(columnsOf(columns)).must).toContain(row)
        }
      })
    }
  }

  it('a change of level, both sides', () => {
    for (const size of [60, 300, 2_000]) {
      for (const place of [0.2, 0.5, 0.8]) {
        const columns = table(size)
        const row = Math.floor(size * place)
        columns['latency'] = (columns['latency'] ?? []).map((cell, index) =>
          index >= row ? (Number(cell) + 60).toFixed(2) : cell,
        )
        const { must } = selectRows(columnsOf(columns))
        expect(must.some(found => Math.abs(found - row) <= 2)).toBe(true)
      }
    }
  })

  it('a burst, where it begins', () => {
    const columns = table(400)
    columns['latency'] = (columns['latency'] ?? []).map((cell, index) =>
      index >= 170 && index < 200 ? (Number(cell) + 60).toFixed(2) : cell,
    )
    const { must } = selectRows(columnsOf(columns))
    expect(must.some(found => Math.abs(found - 170) <= 1)).toBe(true)
    expect(must.some(found => Math.abs(found - 200) <= 1)).toBe(true)
  })
})

describe('an ordinary table has few unusual rows', () => {
  for (const size of [100, 1_000, 5_000]) {
    it(`${size} rows`, () => {
      const { must } = selectRows(columnsOf(table(size)))
      expect(must.length).toBeLessThanOrEqual(Math.max(10, size * 0.02))
    })
  }

  it('a trend is no change of level', () => {
    const next = noise(7)
    const cells = Array.from({ length: 1_000 }, (_, row) => (row + next() * 20).toFixed(1))
    expect(selectRows([{ name: 'size', cells }]).must.length).toBeLessThanOrEqual(12)
  })
})

describe('the spread', () => {
  it('has what stands alone among values of which each is rare', () => {
    const next = noise(3)
    // A hundred rates, each of which many rows have, and thirty that one row has.
    const cells = Array.from({ length: 3_000 }, (_, row) =>
      row % 100 === 50 ? `.${900 + row / 100}` : (0.1 + Math.floor(next() * 100) / 1000).toFixed(3),
    )
    const { must, spread } = selectRows([{ name: 'rate', cells }])
    const shown = new Set([...must, ...spread.slice(0, 120)])
    expect(cells.flatMap((_, row) => (row % 100 === 50 && !shown.has(row) ? [row] : []))).toEqual([])
  })

  it('reaches every part with any beginning, and repeats nothing', () => {
    const { must, spread } = selectRows(columnsOf(table(1_000)))
    expect(new Set([...must, ...spread]).size).toBe(must.length + spread.length)
    for (const length of [8, 32, 128]) {
      const hit = new Set(spread.slice(0, length).map(row => Math.floor((row / 1_000) * 4)))
      expect(hit.size).toBe(4)
    }
    expect(selectRows([], {})).toEqual({ must: [], spread: [] })
  })

  it('covers a small table whole', () => {
    const { must, spread } = selectRows(columnsOf(table(30)))
    expect(must.length + spread.length).toBe(30)
  })
})

describe('quantities are numbers, however they are spelled', () => {
  const spellings: Record<string, readonly [(value: number) => string, odd: string, range: string]> = {
    'decimal commas': [
      value => value.toFixed(2).replace('.', ','),
      '91234,50',
      '4[0-9]{3},[0-9]+ to 5[0-9]{3},[0-9]+',
    ],
    'commas between thousands': [
      value => `${Math.floor(value / 1000)},${String(Math.floor(value) % 1000).padStart(3, '0')}.25`,
      '912,345.25',
      '4,[0-9]{3}.25 to 5,[0-9]{3}.25',
    ],
    currency: [value => `"$${value.toFixed(2)}"`, '"$91234.50"', '\\$4.* to \\$5'],
    percent: [value => `${(value / 100).toFixed(1)} %`, '913.0 %', '4[0-9.]+ % to 5[0-9.]+ %'],
    'sizes of several units': [
      value => (value > 5_000 ? `${(value / 1024).toFixed(3)}Gi` : `${Math.round(value)}Mi`),
      '97Gi',
      '4[0-9]{3}Mi to 5.*Gi',
    ],
    'times of several units': [
      value =>
        value > 5_000 ? `${Math.floor(value / 60)}m${Math.floor(value) % 60}s` : `${Math.round(value)}s`,
      '9d4h',
      '4[0-9]{3}s to 9[0-9]m',
    ],
  }
  for (const [name, [spell, odd, range]] of Object.entries(spellings))
    it(`in ${name}`, () => {
      const next = noise(11)
      const cells = Array.from({ length: 500 }, () => spell(5_000 + 400 * (next() + next() + next() - 1.5)))
      const plain = formatSummary(
        summarizeColumns(
          [{ name: 'v', cells }],
          cells.map((_, row) => row),
        ),
      )
      expect(plain.join()).toMatch(new RegExp(range))
      expect(plain.join()).not.toContain('mean')
      for (const place of [5, 250, 490])
        expect(selectRows([{ name: 'v', cells: cells.with(place, odd) }]).must).toContain(place)
    })

  it('but versions, addresses, hashes, dates and names with digits are none', () => {
    const made: ((next: () => number) => string)[] = [
      next => `1.${Math.floor(next() * 20)}.${Math.floor(next() * 9)}`,
      next => `10.0.${Math.floor(next() * 200)}.${Math.floor(next() * 200)}`,
      next => `${Math.floor(next() * 1e6).toString(16)}a`,
      next => `2026-01-${String(1 + Math.floor(next() * 28)).padStart(2, '0')}`,
      next => `${Math.floor(next() * 90)}${['ab', 'cd', 'ef'][Math.floor(next() * 3)]}`,
      next => `${Math.floor(next() * 12)}:${Math.floor(next() * 60)}`,
    ]
    for (const make of made) {
      const next = noise(2)
      const cells = Array.from({ length: 200 }, () => make(next))
      const [summary] = summarizeColumns(
        [{ name: 'v', cells }],
        cells.map((_, row) => row),
      )
      expect(summary?.type).not.toBe('number')
    }
  })
})
