import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { linesCrusher } from '../../../crushers/lines/index.ts'
import type { CrushContext } from '../../../crushers/types.ts'
import { o200k } from '../../../src/tokens.ts'

const context = (target: number): CrushContext => ({ level: 'select', target, count: o200k.count })
const lines = (count: number, line: (index: number) => string): string =>
  Array.from({ length: count }, (_, index) => line(index)).join('\n')
/** Words that differ from line to line in shape, so that no template covers them. */
const odd = (index: number): string =>
  'abcdefghij'.slice(index % 7).repeat(1 + (index % 5)) + ' '.repeat(index % 3) + '-'.repeat(index % 11)

describe('lines that nobody knows', () => {
  it('show their first, their last, what fails, and some of every part', () => {
    const text = lines(400, index =>
      index === 237 ? 'connection refused by peer' : `${odd(index)} ${index}`,
    )
    const crushed = linesCrusher.crush(text, context(500))
    expect(crushed).toMatchObject({
      lossless: false,
      losses: [{ kind: 'omitted', unit: 'lines', total: 400 }],
    })
    const shown = crushed?.text.split('\n') ?? []
    expect(shown[0]).toBe(text.split('\n')[0])
    expect(shown.at(-1)).toBe(text.split('\n').at(-1))
    expect(shown).toContain('connection refused by peer')
    for (const quarter of [0, 1, 2, 3])
      expect(shown.some(line => Math.floor(Number(line.split(' ').at(-1)) / 100) === quarter)).toBe(true)
    expect(o200k.count(crushed?.text ?? '')).toBeLessThanOrEqual(500)
  })

  it('say how many lines each gap holds', () => {
    const text = lines(300, index => `${odd(index)} ${index}`)
    const shown = linesCrusher.crush(text, context(300))?.text.split('\n') ?? []
    const hidden = shown.reduce((sum, line) => sum + Number(/^\[… (\d+) lines\]$/.exec(line)?.[1] ?? 0), 0)
    expect(hidden + shown.filter(line => !line.startsWith('[…')).length).toBe(300)
  })

  it('of few shapes are told by their shapes', () => {
    const text = lines(300, index => `worker ${index} finished step ${index % 7} in ${index * 3} ms`)
    expect(linesCrusher.crush(text, context(300))?.text).toMatch(/300|298|299/)
  })

  it('that are one long line show stretches of it', () => {
    const text = Array.from({ length: 2_000 }, (_, index) => `item${index}`).join(', ')
    const crushed = linesCrusher.crush(text, context(300))
    expect(crushed?.text).toMatch(/^item0, item1, .*\[… \d+ characters\].*item1999$/s)
  })
})

describe('any text', () => {
  it('is left alone below the target, never grows, and stays as it is when it comes back', () => {
    const count = o200k.count
    const holds = fc.check(
      fc.property(
        fc.string({ unit: 'binary', maxLength: 4_000 }),
        fc.integer({ min: 1, max: 400 }),
        (text, target) => {
          const crushed = linesCrusher.crush(text, context(target))
          if (crushed === undefined) return true
          if (count(text) <= target || count(crushed.text) >= count(text)) return false
          return (
            count(crushed.text) > target || linesCrusher.crush(crushed.text, context(target)) === undefined
          )
        },
      ),
    )
    expect(holds.counterexample).toBeNull()
  })

  it.each([
    ['one line of 10 MB', 'x'.repeat(10_000_000)],
    ['a million colons', ':'.repeat(1_000_000)],
    ['a million line breaks', '\n'.repeat(1_000_000)],
    ['a million short lines', 'ab cd\n'.repeat(1_000_000)],
  ])('%s is cut', (_, text) => {
    const crushed = linesCrusher.crush(text, {
      level: 'select',
      target: 400,
      count: counted => Math.ceil(counted.length / 4),
    })
    expect(crushed?.text.length).toBeLessThan(4_000)
  })
})
