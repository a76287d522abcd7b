import fc from 'fast-check'

/** JSON texts spelled in every legal way: odd numbers, escapes, duplicate keys, white space, tables and near-tables. */

const space = fc.constantFrom('', '', '', ' ', '\n', '\t', '\r\n', '  ')

const numbers = [
  '0',
  '-0',
  '0.0',
  '1.0',
  '1e400',
  '-1E-7',
  '9007199254740993',
  '3.14',
  '42',
  '7',
  '1234567',
  '1.50',
]
const number = fc.constantFrom(...numbers)

const inners = [
  '',
  ' ',
  'a',
  'id',
  'name',
  'null',
  'true',
  '0',
  '-0',
  '1.0',
  '007',
  '-',
  '=',
  '=x',
  '*1',
  '&1',
  '(a)',
  '…',
  'a,b',
  'a b',
  ' a',
  'a ',
  'a:b',
  'a.b',
  'a=b',
  '{',
  '}',
  '[x]',
  '"',
  '\\',
  '/',
  '\n',
  'a\nb',
  '\t',
  '\u0001',
  'é',
  '\ud800',
  '😀',
  '__proto__',
  'constructor',
  'NaN',
  'x;y',
  'a|b',
  'ndjson',
  'python',
  '…x',
  '(2 lines)',
  '2024-05-20T06:00:00',
  'https://example.com/a/b?c=d',
  'line one\nline "two"\n\tthree \\ four'.repeat(3),
]
const inner = fc.constantFrom(...inners)

const string = fc
  .tuple(fc.oneof(inner, inner, fc.string({ maxLength: 12 })), fc.nat(3))
  .map(([value, style]) => {
    const spelled = JSON.stringify(value)
    if (style === 0) return spelled.replace(/\//g, '\\/')
    if (style === 1) {
      return spelled.replace(
        /[a-c\u0080-\uffff]/g,
        char => `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`,
      )
    }
    return spelled
  })

const scalar = fc.oneof(string, string, number, fc.constantFrom('null', 'true', 'false'))

const list = (items: readonly string[], gap: string) => `[${gap}${items.join(`,${gap}`)}${gap}]`
const object = (members: readonly (readonly [string, string])[], gap: string) =>
  `{${members.map(([key, value]) => `${gap}${key}${gap}:${gap}${value}`).join(',')}${gap}}`

const { value } = fc.letrec<{ value: string; table: string; map: string }>(tie => ({
  value: fc.oneof(
    { maxDepth: 2, depthSize: 'xsmall' },
    scalar,
    scalar,
    fc.tuple(fc.array(tie('value'), { maxLength: 3 }), space).map(([items, gap]) => list(items, gap)),
    fc
      .tuple(fc.array(fc.tuple(string, tie('value')), { maxLength: 3 }), space)
      .map(([members, gap]) => object(members, gap)),
    tie('table'),
    tie('map'),
  ),
  table: fc
    .record({
      keys: fc.array(string, { minLength: 1, maxLength: 4 }),
      rows: fc.array(fc.array(fc.option(tie('value'), { freq: 5 }), { minLength: 4, maxLength: 4 }), {
        minLength: 2,
        maxLength: 4,
      }),
      constant: scalar,
      gap: space,
      isMap: fc.boolean(),
    })
    .map(({ keys, rows, constant, gap, isMap }) => {
      const objects = rows.map(cells => {
        const members = keys.flatMap((key, index) => {
          const cell = index === 1 ? constant : cells[index]
          return cell === undefined || cell === null ? [] : [[key, cell] as const]
        })
        return object(members, gap)
      })
      return isMap
        ? object(
            objects.map((item, index) => [`"k${index}"`, item] as const),
            gap,
          )
        : list(objects, gap)
    }),
  map: fc.tuple(fc.array(tie('table'), { minLength: 1, maxLength: 2 }), space).map(([tables, gap]) =>
    object(
      tables.map((item, index) => [`"t${index}"`, item] as const),
      gap,
    ),
  ),
}))

/** Small ones: ten thousand of them must not take long. */
export const jsonText: fc.Arbitrary<string> = value

export const ndjsonText: fc.Arbitrary<string> = fc
  .array(fc.oneof(fc.dictionary(fc.constantFrom('a', 'b', 'c'), fc.jsonValue()), fc.array(fc.jsonValue())), {
    minLength: 2,
    maxLength: 6,
  })
  .map(documents => documents.map(document => JSON.stringify(document)).join('\n'))
