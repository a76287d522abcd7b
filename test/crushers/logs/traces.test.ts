import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { logsCrusher } from '../../../crushers/logs/index.ts'

const folder = new URL('../../../fixtures/crushers/logs/', import.meta.url).pathname
const count = (text: string): number => Math.ceil(text.length / 3)

/** What a reader must find of a trace, in its order; runs of library frames that are folded; what these hid. */
interface Told {
  readonly shown: readonly string[]
  readonly folded: readonly number[]
  readonly hidden: readonly string[]
}

const cases = readdirSync(folder)
  .filter(name => name.startsWith('trace-'))
  .sort()
  .map(name => {
    const { target, told } = JSON.parse(readFileSync(join(folder, name, 'options.json'), 'utf8')) as {
      target: number
      told: Told
    }
    return { name, target, told, input: readFileSync(join(folder, name, 'input.txt'), 'utf8') }
  })

describe('traces', () => {
  test('of nine languages', () => {
    expect(cases).toHaveLength(9)
  })

  // Also where there is hardly room for anything: heads, own frames and causes must be shown.
  for (const share of [1, 0.3])
    test.each(cases)(`$name, with ${share} of its target`, ({ target, told, input }) => {
      const shown = logsCrusher.crush(input, { level: 'select', target: target * share, count })?.text ?? ''
      const lines = shown.split('\n')
      let from = 0
      const missing = told.shown.filter(each => {
        const at = lines.indexOf(each, from)
        if (at >= 0) from = at
        return at < 0
      })
      expect(missing).toEqual([])
      const folds = [...shown.matchAll(/… (\d+) lines of library frames/g)].map(match => Number(match[1]))
      expect(folds).toEqual(told.folded)
      expect(told.hidden.filter(each => shown.includes(each))).toEqual([])
    })

  test.each(cases)('$name comes twice: shown once, counted', ({ target, told, input }) => {
    const twice = `${input}${input}`
    const shown = logsCrusher.crush(twice, { level: 'select', target, count })?.text ?? ''
    const own = told.shown[told.shown.length >> 1] as string
    expect(shown.split('\n').filter(each => each === own)).toHaveLength(1)
    expect(shown).toMatch(/\((?:same trace ×2|again \d|×2)/)
  })
})

describe('messages without a trace', () => {
  const usual = Array.from({ length: 300 }, (_, at) => `INFO feed: ${at * 7} g ground in ${at % 40} s`)
  const crush = (lines: readonly string[]): string => {
    const text = [...usual.slice(0, 150), ...lines, ...usual.slice(150)].join('\n')
    return logsCrusher.crush(text, { level: 'select', target: 150, count })?.text ?? ''
  }

  test.each([
    ['a panic', ["thread 'main' panicked at src/rates.rs:31:13:", 'XAF is not a currency of ours']],
    [
      'a list of causes',
      ['Error: could not serve', 'Caused by:', '    0: quote went wrong', '    1: XAF is odd'],
    ],
    ['a cause', ['ERROR feed: stopped', 'Caused by: a stone in the hopper']],
  ])('%s: what stands below it is shown', (_, lines) => {
    const shown = crush(lines).split('\n')
    expect(lines.filter(each => !shown.includes(each))).toEqual([])
  })

  test('a line with a header of its own is no message of the failure above it', () => {
    const shown = crush(['ERROR feed: could not grind:', 'INFO feed: the bell rings'])
    expect(shown).toContain('ERROR feed: could not grind:')
  })
})
