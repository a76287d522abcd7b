import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { lineNumbers, readGutter, restoreGutter, thinGutter } from '../../../crushers/code/gutter.ts'

const code = [
  'import os',
  '',
  'def main(argv):',
  '    if not argv:',
  '        return 2',
  '',
  '    for name in argv:',
  '        print(name)',
  '    return 0',
  '',
  'class Empty:',
  '    pass',
  '',
]
const view = (first: number, spell: (number: number) => string) =>
  code.map((line, index) => spell(first + index) + line).join('\n')

const forms: Record<string, (number: number) => string> = {
  arrow: number => `${String(number).padStart(6)}→`,
  'cat -n': number => `${String(number).padStart(6)}\t`,
  tab: number => `${number}\t`,
  colon: number => `${number}:`,
  'colon and space': number => `${number}: `,
  bar: number => `${number}|`,
  'zeros and bar': number => `${String(number).padStart(5, '0')}| `,
  'box and spaces': number => ` ${String(number).padStart(3)} │ `,
  'padded to the last number': number => `${String(number).padStart(3)}: `,
}

describe('gutters', () => {
  for (const [name, spell] of Object.entries(forms)) {
    it(`${name}: shows first, last and every tenth number, and comes back`, () => {
      const text = view(95, spell)
      const thinned = thinGutter(text)!
      expect(thinned.split('\n')).toEqual(
        code.map((line, index) => ([95, 100, 107].includes(95 + index) ? spell(95 + index) + line : line)),
      )
      expect(restoreGutter(thinned)).toBe(text)
      expect(restoreGutter(text)).toBe(text)
      expect(thinGutter(thinned)).toBeUndefined()
      expect(lineNumbers(thinned)).toEqual(code.map((_, index) => 95 + index))
      expect(lineNumbers(text)).toEqual(lineNumbers(thinned))
    })
  }

  it.each([
    [
      'an object',
      'const status = {\n  100: "Continue",\n  101: "Switching",\n  102: "Processing",\n  103: "Hints"\n}',
    ],
    ['calls', 'route({\n  1: first(),\n  2: second(),\n  3: third(a, b),\n  4: fourth({ c }),\n})'],
    ['a YAML map', 'status:\n  1: one\n  2: two\n  3: three\n  4: four\n  5: five'],
    ['values alone', '1: "a",\n2: "b",\n3: "c",\n4: "d"'],
  ])('takes the keys of %s for no gutter', (_, text) => {
    expect(readGutter(text)).toBeUndefined()
    expect(thinGutter(`${text}\n`)).toBeUndefined()
    const viewed = text
      .split('\n')
      .map((line, index) => `${index + 7}: ${line}`)
      .join('\n')
    expect(restoreGutter(thinGutter(viewed) ?? viewed)).toBe(viewed)
  })

  it('leaves wrappers around a view alone', () => {
    const before = 'Here is `cat -n` of a snippet:\n<file>\n'
    const after = '\n</file>\n\n<reminder>\nBe careful.\n</reminder>'
    const text = before + view(1, forms.arrow!) + after
    const thinned = thinGutter(text)!
    expect(thinned.startsWith(before) && thinned.endsWith(after)).toBe(true)
    expect(restoreGutter(thinned)).toBe(text)
    expect(lineNumbers(thinned)).toEqual([
      undefined,
      undefined,
      ...code.map((_, index) => 1 + index),
      ...after
        .split('\n')
        .slice(1)
        .map(() => undefined),
    ])
  })

  it('treats each run of a view with gaps alone', () => {
    const text = `${view(1, forms.colon!)}\n...\n${view(240, forms.colon!)}`
    const thinned = thinGutter(text)!
    expect(restoreGutter(thinned)).toBe(text)
    expect(lineNumbers(thinned)).toEqual(lineNumbers(text))
  })

  it('keeps the numbers of lines whose gutter was trimmed', () => {
    const text = view(1, forms['colon and space']!).replace(/ $/gm, '')
    const thinned = thinGutter(text)!
    expect(thinned.split('\n')[1]).toBe('2:')
    expect(thinned.split('\n')[2]).toBe('def main(argv):')
    expect(restoreGutter(thinned)).toBe(text)
  })

  it('survives a first line that was trimmed', () => {
    const text = view(1, forms.arrow!).trimStart()
    expect(restoreGutter(thinGutter(text)!)).toBe(text)
    expect(thinGutter(text)!.length).toBeLessThan(text.length)
  })

  it('keeps the number of a line that looks like a gutter itself', () => {
    const text = ['a', '3→b', '4', 'c', 'd', 'e'].map((line, index) => `${index + 1}→${line}`).join('\n')
    const thinned = thinGutter(text)!
    expect(thinned).toBe('1→a\n2→3→b\n3→4\nc\nd\n6→e')
    expect(restoreGutter(thinned)).toBe(text)
  })

  it('keeps carriage returns', () => {
    const text = view(1, forms['cat -n']!).replaceAll('\n', '\r\n')
    expect(restoreGutter(thinGutter(text)!)).toBe(text)
  })

  it.each([
    ['a table with a counting column', '1\tAda\t36\n2\tBob\t41\n3\tCid\t29\n4\tDot\t55\n5\tEve\t18'],
    ['search hits', '12:import os\n13:import re\n20:def f():\n44:def g():\n45:    f()\n80:g()'],
    ['clock times', '12:00 a\n13:07 b\n14:00 c\n15:00 d\n'],
    ['a few numbered lines in much text', `${'word\n'.repeat(40)}${view(1, forms.colon!)}`],
    ['plain numbers', '1\n2\n3\n4\n5\n6'],
    ['a view in which one space is gutter or indentation', '7:  a\n8:   b\n9:  c\n10:   d'],
    ['nothing', ''],
  ])('declines %s', (_, text) => {
    expect(thinGutter(text)).toBeUndefined()
    expect(restoreGutter(text)).toBe(text)
  })

  it('restores whatever it thins, and never throws', () => {
    const line = fc.oneof(
      fc.constantFrom('', ' ', '\t', '7→x', '12:', '30', '    indented', ' * note', '1| 2| 3', '\r'),
      fc.string(),
    )
    fc.assert(
      fc.property(
        fc.constantFrom(...Object.values(forms)),
        fc.integer({ min: 1, max: 2000 }),
        fc.array(line, { minLength: 1, maxLength: 40 }),
        fc.array(line, { maxLength: 4 }),
        (spell, first, body, around) => {
          const text = [...around, ...body.map((each, index) => spell(first + index) + each), ...around].join(
            '\n',
          )
          const thinned = thinGutter(text)
          expect(readGutter(text)?.lines.join('\n') ?? text).toBe(text)
          if (thinned === undefined) return
          expect(thinned.length).toBeLessThan(text.length)
          expect(restoreGutter(thinned)).toBe(text)
          expect(thinGutter(thinned)).toBeUndefined()
        },
      ),
      { numRuns: 2000 },
    )
  })
})
