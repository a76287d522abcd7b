import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { jsonCrusher } from '../../../crushers/json/index.ts'
import type { CrushContext } from '../../../crushers/types.ts'
import { jsonText } from './arbitraries.ts'

const count = (text: string) => Math.ceil(text.length / 3)
const context: CrushContext = { level: 'select', target: 2_000, count }

interface Order {
  id: number
  region: string
  total: number
  state: string
  note?: string
  [extra: string]: unknown
}

function orders(size: number): Order[] {
  let state = 7
  const next = () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0
    return state / 2 ** 32
  }
  return Array.from({ length: size }, (_, row) => ({
    id: 10_000 + row,
    region: ['eu', 'us', 'ap'][Math.floor(next() * 3)] ?? 'eu',
    total: Math.round(8_000 + 4_000 * (next() + next() + next() - 1.5)) / 100,
    state: next() < 0.6 ? 'shipped' : 'paid',
    customer: {
      name: `customer ${Math.floor(next() * 1e6)}`,
      city: ['Rome', 'Oslo', 'Lima'][Math.floor(next() * 3)],
    },
  }))
}

const plants: Record<string, [change: (order: Order) => void, shown: string]> = {
  'an outlier': [order => void (order.total = 98_765.43), '98765.43'],
  'a rare category': [order => void (order.region = 'antarctica'), 'antarctica'],
  'a rare shape': [order => void (order['override'] = 'by hand'), 'by hand'],
  'a failure': [order => void (order.state = 'payment failed'), 'payment failed'],
  'another type': [order => Object.assign(order, { total: 'n/a' }), 'n/a'],
}

const wraps: Record<string, (rows: Order[]) => string> = {
  'a list': rows => JSON.stringify(rows),
  'lines of JSON': rows => rows.map(row => JSON.stringify(row)).join('\n'),
  'a list inside an object': rows => JSON.stringify({ page: 1, data: { orders: rows } }, null, 2),
  'objects under keys': rows => JSON.stringify(Object.fromEntries(rows.map(row => [`order-${row.id}`, row]))),
}

describe('what is planted stays, wherever it stands', () => {
  for (const [wrapName, wrap] of Object.entries(wraps)) {
    for (const [name, [change, shown]] of Object.entries(plants)) {
      it(`${name} in ${wrapName}`, () => {
        for (const place of [0.11, 0.5, 0.93]) {
          const rows = orders(1_500)
          const row = rows[Math.floor(rows.length * place)]
          if (row !== undefined) change(row)
          const crushed = jsonCrusher.crush(wrap(rows), context)
          expect(crushed?.lossless).toBe(false)
          expect(crushed?.text).toContain(shown)
          expect(crushed?.text).toContain(String(row?.id))
          expect(count(crushed?.text ?? '')).toBeLessThanOrEqual(context.target * 1.05)
          expect(crushed?.text).toMatch(/rows omitted, between \d+ and \d+/)
        }
      })
    }
  }
})

describe('selection of any document', () => {
  it('is never longer, the same each time, and left alone the second time', () => {
    fc.assert(
      fc.property(
        jsonText,
        fc.constantFrom('select' as const, 'outline' as const),
        fc.nat(80),
        (text, level, target) => {
          const tight = { ...context, level, target, count: (part: string) => part.length }
          const crushed = jsonCrusher.crush(text, tight)
          if (crushed === undefined) return
          expect(crushed.text.length).toBeLessThan(text.length)
          expect(jsonCrusher.crush(text, tight)).toEqual(crushed)
          expect(jsonCrusher.crush(crushed.text, tight)).toBeUndefined()
          expect(crushed.losses.length > 0).toBe(crushed.lossless === false)
        },
      ),
      { numRuns: 1_500 },
    )
  })

  it('survives any text', () => {
    const deep = 100_000
    const texts = [
      '['.repeat(deep) + ']'.repeat(deep),
      '{"a":'.repeat(deep) + '1' + '}'.repeat(deep),
      '['.repeat(deep),
      `{"__proto__":{"polluted":true},"constructor":1,"a":[${'1, '.repeat(5_000)}1]}`,
      `"${'a'.repeat(1_000_000)}"`,
      `{"text": "${'word '.repeat(200_000)}"}`,
      `[${'{"id": "\\ud800", "n": 1.0}, '.repeat(400)}{"id":"x","n":2}]`,
      '',
      '\u0000',
      '[\n'.repeat(1_000),
      '/* */ // [',
    ]
    for (const level of ['lossless', 'select', 'outline'] as const) {
      for (const text of texts) {
        const crushed = jsonCrusher.crush(text, { ...context, level, target: 500 })
        expect(crushed?.text.length ?? -1).toBeLessThan(text.length)
      }
      fc.assert(
        fc.property(
          fc.string({ unit: 'binary' }),
          text => void jsonCrusher.crush(text, { ...context, level }),
        ),
      )
    }
    expect(({} as Record<string, unknown>)['polluted']).toBeUndefined()
  })
})
