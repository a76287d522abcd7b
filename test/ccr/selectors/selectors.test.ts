import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { jsonCrusher } from '../../../crushers/json/index.ts'
import { selectByPath } from '../../../src/ccr/selectors/path.ts'
import { selectByRows } from '../../../src/ccr/selectors/rows.ts'

const orders = [
  { id: 1, status: 200, region: 'eu', cost: { amount: 12.5 } },
  { id: 2, status: 503, region: 'us', cost: { amount: 7 } },
  { id: 3, status: 504, region: 'eu', cost: { amount: 99 }, note: 'said "later"' },
]
const asArray = JSON.stringify(orders)
const asLines = orders.map(order => JSON.stringify(order)).join('\n')
const asCsv = 'id,status,region,amount\n1,200,eu,12.5\n2,503,us,7\n3,504,"eu, west",99\n'

describe('rows', () => {
  const cases: [expression: string, numbers: number[]][] = [
    ['status >= 500', [2, 3]],
    ['status >= 500 and region = "eu"', [3]],
    ["status == 200 or region == 'us'", [1, 2]],
    ['cost.amount < 10', [2]],
    ['not (region = eu)', [2]],
    ['note ~ LATER', [3]],
    ['note is missing', [1, 2]],
    ['region != eu && status > 1e2', [2]],
    ['2-3', [2, 3]],
    ['1, 3', [1, 3]],
    ['rows 2', [2]],
  ]
  for (const [expression, numbers] of cases) {
    it(`${expression}`, () => {
      for (const text of [asArray, asLines, `{"total":3,"orders":${asArray}}`]) {
        const { found, text: shown } = selectByRows(text, expression)
        expect(found).toBe(true)
        expect(shown).toBe(
          numbers.map(number => `${number}: ${JSON.stringify(orders[number - 1])}`).join('\n'),
        )
      }
    })
  }

  it('finds rows of CSV, quotes and all, below their header', () => {
    expect(selectByRows(asCsv, 'region ~ west')).toEqual({
      found: true,
      text: 'header: id,status,region,amount\n3: 3,504,"eu, west",99',
    })
    expect(selectByRows(asCsv, '1-2').text).toContain('2: 2,503,us,7')
  })

  it('reads an encoded table', () => {
    const crushed = jsonCrusher.crush(asArray, {
      level: 'lossless',
      target: 1_000,
      count: text => text.length,
    })
    expect(crushed?.text).toContain('id,status')
    expect(selectByRows(crushed?.text ?? '', 'id = 2').text).toBe(`2: ${JSON.stringify(orders[1])}`)
  })

  it('tells what to do after a mistake', () => {
    expect(selectByRows(asArray, 'colour = red')).toEqual({
      found: false,
      text: 'There is no column colour. The columns are: id, status, region, cost.amount, note.',
    })
    expect(selectByRows(asArray, 'status >').text).toMatch(/^Not a condition: status >\. Write a range/)
    expect(selectByRows(asArray, '8-9').text).toBe('There are 3 rows, numbered 1 to 3.')
    expect(selectByRows(asArray, 'status = 1').text).toMatch(/^None of the 3 rows/)
    expect(selectByRows('just prose', 'a = 1').found).toBe(false)
  })

  it('never throws', () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), (text, expression) => {
        selectByRows(text, expression)
        selectByRows(asArray, expression)
        selectByPath(asArray, expression)
        selectByPath(text, '$..*')
      }),
    )
    expect(selectByRows(asArray, '('.repeat(50_000)).found).toBe(false)
    expect(selectByPath('['.repeat(20_000) + ']'.repeat(20_000), '$..*').text.length).toBeGreaterThan(0)
  })
})

describe('paths', () => {
  const text =
    '{"items":[{"name":"a","size":1.0},{"name":"b","size":9007199254740993}],"a.b":{"__proto__":"\\u00e9"}}'

  it('show values as they are spelled, with their paths', () => {
    expect(selectByPath(text, '$.items[1].size')).toEqual({
      found: true,
      text: '$.items[1].size: 9007199254740993',
    })
    expect(selectByPath(text, 'items[*].size').text).toBe(
      '$.items[0].size: 1.0\n$.items[1].size: 9007199254740993',
    )
    expect(selectByPath(text, '$.items[?@.name == "b"].name').text).toBe('$.items[1].name: "b"')
    expect(selectByPath(text, '$["a.b"].__proto__').text).toBe('$["a.b"].__proto__: "\\u00e9"')
    expect(selectByPath(asLines, '$[2].region').text).toBe('$[2].region: "eu"')
  })

  it('tell what to do after a mistake', () => {
    expect(selectByPath(text, '$.itmes').text).toBe('Nothing is at $.itmes. At the top are: items, a.b.')
    expect(selectByPath(text, '$[').text).toMatch(/^Not a path/)
    expect(selectByPath(text, '$.items[?match(@.name, "(a+)+")]').found).toBe(false)
    expect(selectByPath('prose', '$').found).toBe(false)
  })
})
