import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { decodeLiteralRows, tableCrusher } from '../../../crushers/table/index.ts'
import { crushWith, estimate, testLaws } from '../csv/support.ts'

/** As Python's `repr` spells text. */
function repr(text: string): string {
  const quote = text.includes("'") && !text.includes('"') ? '"' : "'"
  const escaped = text.replaceAll('\\', '\\\\').replaceAll('\n', '\\n').replaceAll(quote, `\\${quote}`)
  return quote + escaped + quote
}

const text = fc
  .oneof(
    fc.constantFrom(
      '',
      'None',
      'a, b',
      "it's",
      'say "hi"',
      `both ' and "`,
      'back\\slash',
      'two\nlines',
      ' x',
      '007',
      'a|b',
    ),
    fc.string({ unit: fc.constantFrom('a', 'b', ' ', ',', "'", '1', '(', ')', ':', '|'), maxLength: 10 }),
  )
  .map(repr)
const number = fc.oneof(fc.integer().map(String), fc.constantFrom('1.0', '-0.5', '1e+16', 'nan', '1e-07'))
const date = fc.constantFrom('datetime.date(2026, 3, 1)', 'datetime.date(1999, 12, 31)')
const time = fc.constantFrom(
  'datetime.datetime(2026, 3, 1, 10, 0)',
  'datetime.datetime(2026, 3, 1, 0, 0, 59)',
  'datetime.datetime(2026, 3, 1, 10, 5, 0, 1200)',
)
const decimal = fc.constantFrom("Decimal('1.50')", "Decimal('-0')", "Decimal('1E+3')")
const nested = fc.constantFrom('[1, 2]', "{'a': (1, 2)}", "b'raw'", 'True', "UUID('a-b')")

const column = fc
  .constantFrom(text, number, date, time, decimal, nested)
  .chain(kind =>
    fc
      .boolean()
      .map(optional => (optional ? fc.oneof({ weight: 3, arbitrary: kind }, fc.constant('None')) : kind)),
  )

interface Printed {
  readonly printed: string
  readonly canonical: string
}

const prints: fc.Arbitrary<Printed> = fc
  .record({
    columns: fc.array(column, { minLength: 1, maxLength: 5 }),
    height: fc.integer({ min: 3, max: 12 }),
    bracket: fc.constantFrom('(', '[', '{'),
    isList: fc.boolean(),
    isPretty: fc.boolean(),
    ending: fc.constantFrom('', '\n'),
  })
  .chain(({ columns, height, bracket, isList, isPretty, ending }) =>
    fc.array(fc.tuple(...columns), { minLength: height, maxLength: height }).map(rows => {
      const spelled = rows.map(row => {
        if (bracket === '[') return `[${row.join(', ')}]`
        if (bracket === '{') return `{${row.map((value, at) => `'key_${at}': ${value}`).join(', ')}}`
        return row.length === 1 ? `(${row[0]},)` : `(${row.join(', ')})`
      })
      const canonical = (isList ? `[${spelled.join(', ')}]` : spelled.join('\n')) + ending
      return { canonical, printed: isList && isPretty ? `[${spelled.join(',\n ')}]${ending}` : canonical }
    }),
  )

testLaws(
  tableCrusher,
  prints.map(({ printed }) => printed),
)

describe('rows that Python printed', () => {
  it('are given back as they were spelled', () => {
    let crushes = 0
    const property = fc.property(prints, ({ printed, canonical }) => {
      const crushed = crushWith(tableCrusher, printed, { count: estimate })
      if (crushed === undefined) return
      crushes++
      expect(crushed.lossless).toBe('values')
      expect(decodeLiteralRows(crushed.text)).toBe(canonical)
    })
    expect(() => fc.assert(property, { numRuns: 600 })).not.toThrow()
    expect(crushes).toBeGreaterThan(200)
  })

  it('are known by their beginning and their end', () => {
    expect(tableCrusher.sniff("[(1, 'a'), (2, 'b'), (3, 'c')]")).toBeGreaterThan(0.9)
    expect(tableCrusher.sniff("('a', None)\n('b', 3)\n('c', 4)\n")).toBeGreaterThan(0.9)
    for (const text of [
      '[(1, 2)',
      '(see above)\n(and below)\n',
      '[1, 2, 3]',
      '{"a": 1}\n{"a": 2}\n',
      '[[1], [2, 3]]',
    ])
      expect(tableCrusher.sniff(text)).toBeLessThan(0.5)
  })

  it('keep a planted outlier and a rare value wherever they stand', () => {
    const property = fc.property(
      fc.integer({ min: 120, max: 900 }),
      fc.double({ min: 0, max: 0.999, noNaN: true }),
      (rows, place) => {
        const at = Math.floor(rows * place)
        const row = (index: number) =>
          `('order-${(index * 7919) % 100_003}', '${index === at ? 'lost' : ['sent', 'paid'][index % 2]}', ${40 + ((index * 37) % 17)}.5)`
        const printed = `[${Array.from({ length: rows }, (_, index) => row(index)).join(', ')}]`
        const crushed = crushWith(tableCrusher, printed, { level: 'select', target: 700, count: estimate })
        expect(crushed?.text).toContain(`\n${at + 1},order-${(at * 7919) % 100_003},lost,`)
      },
    )
    expect(() => fc.assert(property, { numRuns: 30 })).not.toThrow()
  })
})
