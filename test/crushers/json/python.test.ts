import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { decode, jsonCrusher } from '../../../crushers/json/index.ts'
import { readPython } from '../../../crushers/json/python/read.ts'
import { encodePython } from '../../../crushers/json/python/string.ts'
import { writePython } from '../../../crushers/json/python/write.ts'
import { routeText } from '../../../src/stages/route.ts'

const count = (text: string): number => Math.ceil(text.length / 3)

type Value = null | boolean | string | { number: string } | Value[] | Map<string, Value>

const values: fc.Arbitrary<Value> = fc.letrec<{ value: Value }>(tie => ({
  value: fc.oneof(
    { maxDepth: 4 },
    fc.constantFrom<Value>(
      null,
      true,
      false,
      'None',
      "it's",
      'say "hi"',
      `'"`,
      'a\nb\t\\',
      'é\u0001\u{1f600}',
      '',
    ),
    fc.string().map(text => text as Value),
    fc.constantFrom('0', '-1', '1.0', '1e-07', '9007199254740993', 'nan', '-inf').map(number => ({ number })),
    fc.array(tie('value'), { maxLength: 4 }),
    fc.array(fc.tuple(fc.string(), tie('value')), { maxLength: 4 }).map(members => new Map(members)),
  ),
})).value

/** As `repr()` spells it. */
function spelled(value: Value): string {
  if (value === null) return 'None'
  if (typeof value === 'boolean') return value ? 'True' : 'False'
  if (typeof value === 'string') return encodePython(value)
  if (Array.isArray(value)) return `[${value.map(spelled).join(', ')}]`
  if (value instanceof Map)
    return `{${[...value].map(([key, inner]) => `${encodePython(key)}: ${spelled(inner)}`).join(', ')}}`
  return value.number
}

const roots = fc.oneof(
  fc.array(values),
  fc.array(fc.tuple(fc.string(), values)).map(all => new Map(all)),
)
const rows = Array.from(
  { length: 300 },
  (_, id) => `{'id': ${id}, 'owner': {'name': 'n${id % 7}'}, 'state': ${id === 211 ? "'stuck'" : 'None'}}`,
)

describe('documents as Python prints them', () => {
  it('are read and spelled again as they were', () => {
    const property = fc.property(roots, root => {
      const text = spelled(root)
      const document = readPython(text)
      expect(document?.canonical).toBe(text)
      expect(writePython(document?.json ?? '')).toBe(text)
    })
    expect(() => fc.assert(property, { numRuns: 1_000 })).not.toThrow()
  })

  it('come back from a lossless output, and only such as come back are called lossless', () => {
    const property = fc.property(fc.array(roots, { minLength: 1, maxLength: 3 }), documents => {
      const text = documents.map(spelled).join('\n')
      const crushed = jsonCrusher.crush(text, { level: 'lossless', target: 2_000, count })
      const isPython = crushed?.text.startsWith('python') === true
      expect(isPython ? decode(crushed.text) : text).toBe(text)
    })
    expect(() => fc.assert(property, { numRuns: 600 })).not.toThrow()
  })

  it('are told by their spelling, with cut ones and pretty ones', () => {
    const whole = `{'items': [${rows.join(', ')}], 'next': False}`
    for (const text of [
      whole,
      whole.slice(0, 7_000),
      whole.replaceAll(', ', ',\n  '),
      `${rows.join('\n')}\n`,
    ]) {
      expect(routeText(text).map(({ type }) => type)).toEqual(['json'])
      const crushed = jsonCrusher.crush(text, { level: 'lossless', target: 2_000, count })
      expect(crushed?.lossless).toBe('values')
      expect(crushed?.text.length).toBeLessThan(text.length / 3)
      expect(decode(crushed?.text ?? '').replaceAll(/\s/g, '')).toBe(text.replaceAll(/\s/g, ''))
      expect(
        jsonCrusher.crush(crushed?.text ?? '', { level: 'lossless', target: 2_000, count }),
      ).toBeUndefined()
    }
  })

  it('keep the odd row where rows are chosen', () => {
    const crushed = jsonCrusher.crush(`[${rows.join(', ')}]`, { level: 'select', target: 300, count })
    expect(crushed?.lossless).toBe(false)
    expect(crushed?.text).toMatch(/^212,211,n1,stuck$/m)
  })

  it('are not called lossless with tuples, calls or keys that are no strings', () => {
    for (const odd of ['(1, 2)', "Decimal('1.0')", '{1: 2}', '(1,)', 'datetime.date(2024, 1, 1)']) {
      const text = `{'items': [${rows.join(', ')}], 'odd': ${odd}}`
      expect(jsonCrusher.crush(text, { level: 'lossless', target: 2_000, count })).toBeUndefined()
      expect(jsonCrusher.crush(text, { level: 'select', target: 300, count })?.lossless).toBe(false)
    }
  })

  it('are no JSON: a list of numbers is not read twice', () => {
    const text = JSON.stringify(
      Array.from({ length: 40 }, (_, at) => at * 7919),
      null,
      1,
    )
    const crushed = jsonCrusher.crush(text, { level: 'lossless', target: 2_000, count })
    expect(crushed?.text).not.toContain('python')
  })

  it('are nothing that is spelled otherwise', () => {
    for (const text of [
      "{'a', 'b'}",
      "{'a': <x at 0x1>}",
      "{a: 'b'}",
      "{'a': 'b' 'c'}",
      "['a', b]",
      "{'a': 1}}",
      "x = {'a': 1}",
    ])
      expect(readPython(text)).toBeUndefined()
  })

  it('are read in linear time, whatever they are', () => {
    for (const piece of ['[', '(', "{'a': ", 'f(', "'", "{'a': '\\", 'a.', '1', '[f(")'])
      expect(() => readPython(piece.repeat(100_000))).not.toThrow()
  })
})
