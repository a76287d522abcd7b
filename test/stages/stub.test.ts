import { describe, expect, test } from 'vitest'
import { sessionPolicy } from '../../src/policy.ts'
import { sampleLines, stubOf } from '../../src/stages/stub.ts'
import { firstOf } from '../../src/text.ts'

const lines = Array.from({ length: 200 }, (_, index) => `line ${index} of the output`)

describe('a sample', () => {
  test('is spread evenly, about as long as asked, of whole lines in order', () => {
    const sample = sampleLines(lines.join('\n'), 1_000, false)
    const positions = sample.split('\n').map(line => lines.indexOf(line))
    expect(positions.every(at => at >= 0)).toBe(true)
    expect(positions).toEqual([...positions].sort((a, b) => a - b))
    expect(sample.length).toBeGreaterThan(700)
    expect(sample.length).toBeLessThan(1_300)
    for (let tenth = 0; tenth < 10; tenth++)
      expect(positions.some(at => Math.floor(at / 20) === tenth)).toBe(true)
  })

  test.each([
    ['whole where there is room', 'a\nb\nc', 100, false, 'a\nb\nc'],
    ['without blank lines', 'a\n\n \nb', 100, false, 'a\nb'],
    ['of nothing', '', 100, false, ''],
    ['of no characters', 'a\nb', 0, false, 'a'],
  ] as const)('%s', (_, text, characters, whole, sample) => {
    expect(sampleLines(text, characters, whole)).toBe(sample)
  })

  test('cuts long lines, but those of a file it leaves out', () => {
    const text = `short\n${'x'.repeat(5_000)}\nend`
    expect(sampleLines(text, 10_000, false)).toBe(`short\n${'x'.repeat(sessionPolicy.sampleLine)}\nend`)
    expect(sampleLines(text, 10_000, true)).toBe('short\nend')
  })

  test.each([
    ['a😀', 'a😀'],
    ['a\ud83d', 'a'],
    ['\ud83d', ''],
    ['', ''],
    ['a\ude00', 'a\ude00'],
  ])('%j never ends in half a sign', (text, expected) => {
    expect(firstOf(text, text.length)).toBe(expected)
  })
})

test('a stub is the marker and a fifth of the text', () => {
  const text = lines.join('\n')
  const stub = stubOf(text, 'ccr-482913077461', 1_240, false)
  expect(stub).toMatch(/^\[CCR_REF: ccr-482913077461 \| sample of 1\.2k tokens\]\nline 0 /)
  expect(stub.length).toBeLessThan(text.length * 0.3)
})
