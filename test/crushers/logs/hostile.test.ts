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

  test('one line of ten megabytes', () => {
    const text = `INFO ${'lorem ipsum 12 '.repeat(700_000)}`
    expect(() => logsCrusher.crush(text, { level: 'select', target: 1000, count })).not.toThrow()
  })
})
