import fc from 'fast-check'
import { countTokens } from 'gpt-tokenizer/encoding/o200k_base'
import { describe, expect, test } from 'vitest'
import { cachedTokenizer, o200k, type Tokenizer } from '../src/tokens.ts'
import { hostileTexts } from './hostile.ts'

describe('o200k', () => {
  test('counts what the encoding counts', () => {
    const plain = { allowedSpecial: new Set<string>(), disallowedSpecial: new Set<string>() }
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 250 }), text => {
        expect(o200k.count(text)).toBe(text === '' ? 0 : countTokens(text, plain))
      }),
      { numRuns: 200 },
    )
    const long = 'The quick brown fox\n  jumps over 12345 lazy dogs; naïve café. '.repeat(200)
    expect(o200k.count(long)).toBe(countTokens(long, plain))
  })

  test('takes special tokens for text', () => {
    expect(o200k.count('<|endoftext|>')).toBeGreaterThan(1)
    expect(o200k.count(`${'a '.repeat(300)}<|im_start|>`)).toBeGreaterThan(300)
  })

  test.each(hostileTexts.filter(({ name }) => !name.includes('50 MB')))('counts $name', ({ make }) => {
    const text = make()
    const count = o200k.count(text)
    expect(Number.isInteger(count)).toBe(true)
    expect(count).toBeLessThanOrEqual(text.length * 3)
  })
})

describe('the cache', () => {
  test('asks once for each text, long or short, in all pipelines', () => {
    let asked = 0
    const tokenizer: Tokenizer = { name: 'letters', count: text => (asked++, text.length) }
    const [one, two] = [cachedTokenizer(tokenizer), cachedTokenizer(tokenizer)]
    const long = 'x'.repeat(5000)
    expect([one.count('ab'), two.count('ab'), one.count(long), two.count(long), one.count('')]).toEqual([
      2, 2, 5000, 5000, 0,
    ])
    expect(asked).toBe(2)
  })
})
