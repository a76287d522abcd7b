import { describe, expect, it } from 'vitest'
import { jsonCrusher } from '../../../crushers/json/index.ts'
import { plants, random, type Row, table, wraps } from './tables.ts'

const count = (text: string) => Math.ceil(text.length / 2.6)
const TARGET = 2_000

/** Whether the number stands alone. */
const shows = (text: string, id: unknown) => new RegExp(`(?<!\\w)${String(id)}(?!\\w)`).test(text)

describe('what is planted at a random place of a random table is shown with its row', () => {
  for (const [name, plant] of Object.entries(plants)) {
    it(`${name}`, () => {
      const missed: number[] = []
      let selected = 0
      for (let seed = 1; seed <= 60; seed++) {
        const next = random(seed)
        const made = table(next)
        const mark = plant(made, next)
        if (mark === undefined) continue
        const text = wraps[seed % wraps.length]?.(made.rows) ?? ''
        const crushed = jsonCrusher.crush(text, { level: 'select', target: TARGET, count })
        if (crushed === undefined || crushed.lossless) continue
        selected++
        // A change shows on both sides, and noise may move it by a row or two.
        const reach = name === 'a change of level' ? 2 : 0
        const rows: Row[] = made.rows.slice(Math.max(0, made.place - reach), made.place + reach + 1)
        const isShown = crushed.text.includes(mark) && rows.some(row => shows(crushed.text, row['id']))
        if (!isShown || count(crushed.text) > TARGET * 1.05) missed.push(seed)
      }
      expect(selected).toBeGreaterThan(30)
      expect(missed).toEqual([])
    }, 60_000)
  }
})

describe('what is planted into a list inside of a row is shown with the row', () => {
  const orders = (next: () => number) =>
    Array.from({ length: 60 + Math.floor(next() * 200) }, (_, index) => ({
      id: `ord-${7_000 + index * 3}`,
      total: Math.round(100 + 50 * next()),
      items: Array.from({ length: 1 + Math.floor(next() * 12) }, () => ({
        sku: `sku-${Math.floor(next() * 1e6)}`,
        price: Math.round(2_000 + 800 * (next() + next() - 1)) / 100,
        depot: ['a1', 'b2', 'c3'][Math.floor(next() * 3)],
      })),
      trips: Array.from({ length: 1 + Math.floor(next() * 3) }, () => ({
        carrier: ['up', 'down'][Math.floor(next() * 2)],
        events: Array.from({ length: 2 + Math.floor(next() * 4) }, () => ({
          code: ['PU', 'IT', 'DL'][Math.floor(next() * 3)],
          seconds: Math.floor(next() * 900),
        })),
      })),
      samples: Array.from({ length: 4 + Math.floor(next() * 8) }, (__, at) => [
        at * 60,
        Math.floor(next() * 50),
      ]),
      rings: [
        Array.from({ length: 4 + Math.floor(next() * 8) }, () => [
          Math.round(next() * 1e4) / 100,
          Math.round(next() * 1e4) / 100,
        ]),
      ],
    }))
  type Order = ReturnType<typeof orders>[number]
  const inside: Record<string, (order: Order, next: () => number) => string> = {
    'an outlier': ({ items }, next) => {
      const item = items[Math.floor(next() * items.length)]
      Object.assign(item ?? {}, { price: 7431.99 })
      return String(item?.sku)
    },
    'a rare category': ({ items }, next) => {
      const item = items[Math.floor(next() * items.length)]
      Object.assign(item ?? {}, { depot: 'mars' })
      return String(item?.sku)
    },
    'a rare key two lists deep': ({ trips }, next) => {
      const { events = [] } = trips[Math.floor(next() * trips.length)] ?? {}
      Object.assign(events[Math.floor(next() * events.length)] ?? {}, { override: 'manual-417' })
      return 'manual-417'
    },
    'an outlier in a list of pairs': ({ samples }, next) => {
      const sample = samples[Math.floor(next() * samples.length)] as [number, number]
      sample[1] = 88_123
      return '88123'
    },
    'an outlier in lists of lists of pairs': ({ rings: [ring = []] }, next) => {
      const pair = ring[Math.floor(next() * ring.length)] as number[]
      pair[1] = -17_999.25
      return '17999.25'
    },
  }
  for (const [name, plant] of Object.entries(inside))
    it(`${name}`, () => {
      const missed: number[] = []
      for (let seed = 1; seed <= 40; seed++) {
        const next = random(seed)
        const rows = orders(next)
        const row = rows[Math.floor(next() * rows.length)] as Order
        const mark = plant(row, next)
        const text = wraps[seed % wraps.length]?.(rows) ?? ''
        const crushed = jsonCrusher.crush(text, { level: 'select', target: TARGET, count })
        expect(crushed?.lossless).toBe(false)
        if (!shows(crushed?.text ?? '', mark) || !shows(crushed?.text ?? '', row.id)) missed.push(seed)
      }
      expect(missed).toEqual([])
    })
})

describe('columns that stand one behind the other', () => {
  const columnsOf = (next: () => number, rows: number) => ({
    time: Array.from({ length: rows }, (_, row) => new Date(1.7e12 + row * 3.6e6).toISOString().slice(0, 16)),
    temp: Array.from({ length: rows }, () => Math.round(150 + 50 * (next() + next() - 1)) / 10),
    state: Array.from({ length: rows }, () => ['on', 'off'][Math.floor(next() * 2)]),
  })
  const forms: Record<string, (columns: Record<string, unknown[]>) => unknown> = {
    'lists of one length': columns => ({ place: 'here', unit: { temp: 'C' }, hourly: columns }),
    'objects with the same keys': columns =>
      Object.fromEntries(Object.entries(columns).map(([name, cells]) => [name, { ...cells }])),
  }
  for (const [name, form] of Object.entries(forms))
    it(`${name}: what is odd is shown with the other cells of its row`, () => {
      let selected = 0
      for (let seed = 1; seed <= 30; seed++) {
        const next = random(seed)
        const columns = columnsOf(next, 100 + Math.floor(next() * 900))
        const row = Math.floor(next() * columns.time.length)
        columns.temp[row] = 88.5
        const text = JSON.stringify(form(columns), null, seed % 2 === 0 ? 0 : 2)
        for (const target of [300, 1_500]) {
          const crushed = jsonCrusher.crush(text, { level: 'select', target, count })
          if (crushed?.lossless === 'values') continue
          selected++
          const line = crushed?.text.split('\n').find(each => each.includes('88.5')) ?? ''
          expect(line).toContain(columns.time[row])
          expect(line).toContain(columns.state[row])
          expect(count(crushed?.text ?? '')).toBeLessThanOrEqual(target * 1.05)
        }
      }
      expect(selected).toBeGreaterThan(40)
    })
})
