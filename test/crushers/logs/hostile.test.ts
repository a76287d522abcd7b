import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { logsCrusher, templates } from '../../../crushers/logs/index.ts'
import { sniffLogs } from '../../../crushers/logs/sniff.ts'

const count = (text: string): number => Math.ceil(text.length / 3)

/** Shapes that make a backtracking pattern explode, as a function of their size. */
const shapes: Record<string, (size: number) => string> = {
  colons: size => ':'.repeat(size),
  blanks: size => `a${' '.repeat(size)}b`,
  digits: size => '1'.repeat(size),
  'dotted digits': size => '1.'.repeat(size / 2),
  'open brackets': size => '['.repeat(size),
  equals: size => '='.repeat(size),
  'equals with words': size => '= failed in 3 '.repeat(size / 14),
  'an address without end': size => 'a:1:'.repeat(size / 4),
  'quotes without end': size => `"${'a '.repeat(size / 2)}`,
  'values in values': size => 'a=b('.repeat(size / 4),
  'at at at': size => 'at '.repeat(size / 3),
  'a frame without end': size => `    at ${'a.'.repeat(size / 2)}(`,
  'a Python frame without end': size => `  File "${'x'.repeat(size)}`,
  escapes: size => '\u001b['.repeat(size / 2),
  'carriage returns': size => 'ab\r'.repeat(size / 3),
  'hexadecimal chains': size => 'ab-'.repeat(size / 3),
  'errors on one line': size => 'error: '.repeat(size / 7),
  'exit exit': size => 'exit code '.repeat(size / 10),
  'short lines': size => 'ab\n'.repeat(size / 3),
  'frames only': size => '    at a.b.C.d(E.java:1)\n'.repeat(size / 25),
  'gaps in traces': size => '  File "a.py", line 1\n\n\n  x\n'.repeat(size / 28),
  'failures that end in colons': size => 'error:\n'.repeat(size / 7),
  'causes without traces': size => 'Caused by:\n    0: x\n'.repeat(size / 20),
  'frames that open braces': size => '    at a (b.js:1:2) {\n'.repeat(size / 22),
  'causes in braces': size => '  [cause]: E {\n'.repeat(size / 15),
  'panics without messages': size => "thread 'a' panicked at b.rs:1:2:\n\n".repeat(size / 34),
  'lines that are nearly alike': size =>
    Array.from({ length: size / 20 }, (_, at) => `abcdefghijkl ${'x'.repeat(at % 7)} y`).join('\n'),
  'long lines that are nearly alike': size =>
    Array.from({ length: size / 1900 }, (_, at) => `abcdefghijkl ${'w '.repeat(900)}${at}`).join('\n'),
  'places of stretches': size => 'a … b … c\n'.repeat(size / 10),
  'words that come once': size =>
    Array.from(
      { length: size / 15 },
      (_, at) => `${(at * 7919).toString(36)} ${(at * 104_729).toString(36)} z`,
    ).join('\n'),
  'different lines': size =>
    Array.from({ length: size / 20 }, (_, at) => `w${at.toString(26).replace(/\d/g, 'z')} error in q`).join(
      '\n',
    ),
}

describe('hostile logs', () => {
  // Not timed: a quadratic pattern would take minutes at this size and meet the runner's limit.
  test.each(Object.entries(shapes))(
    '%s cost what they weigh',
    (_, shape) => {
      const text = shape(300_000)
      expect(() => {
        sniffLogs(text.slice(0, 60_000))
        for (const level of ['lossless', 'select', 'outline'] as const)
          logsCrusher.crush(text, { level, target: 1000, count })
        templates(text.split('\n'))
      }).not.toThrow()
    },
    20_000,
  )

  test.each([
    ['words', 'lorem ipsum 12 '],
    ['one letter', 'a'],
    ['digits', '1'],
    ['colons', ':'],
    ['quotes', '"'],
    ['open brackets', '=('],
    ['frames', ' at a.b(c:1:2)'],
    ['failures', 'error: failed '],
    ['escape codes', '\u001b[31m'],
    ['characters beyond Latin', 'é漢'],
  ])('one line of ten megabytes: %s', (_, unit) => {
    const text = `INFO ${unit.repeat(10_000_000 / unit.length)}`
    expect(() => {
      for (const level of ['lossless', 'select'] as const)
        logsCrusher.crush(text, { level, target: 1000, count })
      // Among lines of the usual length, too.
      logsCrusher.crush(`a 1\nb 2\n${text}\nc 3\n`, { level: 'select', target: 1000, count })
    }).not.toThrow()
  })

  test('whatever is repeated', () => {
    const fragment = fc.oneof(
      fc.constantFrom(...'=:([{"\'.-_/\\ \n\t\r#@~^$|…'),
      fc.constantFrom(
        'at ',
        'error',
        'failed in 3',
        '0x1f',
        '1.2.3.4',
        '(×3)',
        '[next 2 lines ×3]',
        '... 3 more',
      ),
      fc.constantFrom(
        'File "a", line 1',
        'Caused by: ',
        'FAILED a::b - ',
        'WARN',
        '2026-01-02T03:04:05Z ',
        'exit code',
      ),
      fc.string({ unit: 'grapheme-ascii', maxLength: 4 }),
    )
    const repeated = fc
      .array(fragment, { minLength: 1, maxLength: 6 })
      .map(parts => parts.join(''))
      .filter(unit => unit !== '')
      .map(unit => `start\n${unit.repeat(Math.ceil(60_000 / unit.length))}\nend`)
    const survives = (text: string): boolean => {
      for (const level of ['lossless', 'select', 'outline'] as const)
        logsCrusher.crush(text, { level, target: 300, count })
      sniffLogs(text)
      return true
    }
    expect(() => fc.assert(fc.property(repeated, survives), { numRuns: 150 })).not.toThrow()
  }, 60_000)
})
