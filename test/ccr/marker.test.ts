import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { handleOf, lossText, marker, markersIn, sizeText } from '../../src/ccr/marker.ts'
import { sessionPolicy } from '../../src/policy.ts'
import { o200k } from '../../src/tokens.ts'

const loss = (kept: number, total: number, unit = 'rows') => ({ kind: 'omitted', unit, kept, total }) as const

describe('a handle', () => {
  test('is twelve digits, the same in every process', () => {
    expect(handleOf('quern')).toBe('ccr-579251510098')
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), text => {
        expect(handleOf(text)).toMatch(/^ccr-\d{12}$/)
        expect(handleOf(text)).toBe(handleOf(text))
      }),
    )
  })

  test('may be longer, and then ends in the shorter one', () => {
    expect(handleOf('x', 6)).toMatch(/^ccr-\d{18}$/)
    expect(handleOf('x', 6).endsWith(handleOf('x').slice(4))).toBe(true)
  })

  test('tells lone surrogates apart, which UTF-8 does not', () => {
    expect(handleOf('\ud800')).not.toBe(handleOf('\udfff'))
    expect(handleOf('\ud800')).not.toBe(handleOf('\ufffd'))
  })
})

describe('a marker', () => {
  test.each([
    [loss(288, 300), 41_000],
    [loss(1_234_567, 89_999_999, 'characters'), 29_999_999],
    [loss(999_998, 999_999, 'characters'), 999_999],
    [loss(99_999, 99_999_999_999, 'characters'), 1e10],
    [loss(1288, 9999), 4_100],
    [loss(288, 300), 4_100],
    [loss(0, 1, 'outputs'), 1],
  ])('has at most 25 tokens: %j', (one, tokens) => {
    const text = marker(handleOf(String(tokens)), lossText([one, loss(1, 2)], tokens))
    expect(o200k.count(text)).toBeLessThanOrEqual(sessionPolicy.markerTokens)
    expect(sessionPolicy.markerTokens).toBe(25)
  })

  test('is read back from where it stands', () => {
    const [a, b] = [handleOf('a'), handleOf('b', 4)]
    const text = `first ${marker(a, '3 of 9 rows, 2k tokens')}\n${marker(b, '')}${marker(a, 'x')} end`
    const found = markersIn(text)
    expect(found.map(one => one.handle)).toEqual([a, b, a])
    for (const { start, end, handle } of found)
      expect(text.slice(start, end)).toMatch(new RegExp(`^\\[CCR_REF: ${handle}.*\\]$`))
  })

  test.each([
    '',
    '[CCR_REF: ccr-12345678901]',
    '[CCR_REF: ccr-1234567890123456789012345]',
    '[CCR_REF: ccr-48291307746x]',
    '[CCR_REF:ccr-482913077461]',
    '[ccr_ref: ccr-482913077461]',
    '[CCR_REF: ccr-482913077461 | no end',
    '[CCR_REF: ccr-482913077461 | two\nlines]',
    `[CCR_REF: ccr-482913077461 | ${'x'.repeat(121)}]`,
  ])('is not seen in %j', text => {
    expect(markersIn(text)).toEqual([])
  })
})

test.each([
  [0, '0 tokens'],
  [999, '999 tokens'],
  [1_000, '1k tokens'],
  [1_960, '1.9k tokens'],
  [9_999, '9.9k tokens'],
  [10_000, '10k tokens'],
  [41_999, '41k tokens'],
  [29_960_000, '29M tokens'],
])('%i tokens are said as %s', (tokens, text) => {
  expect(sizeText(tokens)).toBe(text)
})

test.each([
  [[], '2k tokens'],
  [[loss(300, 300)], '2k tokens'],
  [[loss(99_999, 250_999)], '99999 of 250k rows'],
  [[loss(300, 300), loss(2, 3)], '2 of 3 rows, 2k tokens'],
  [[loss(1, 2), loss(5, 9, 'lines')], '1 of 2 rows, 2k tokens'],
])('of the losses %j is said: %s', (losses, text) => {
  expect(lossText(losses, 2_000)).toBe(text)
})
