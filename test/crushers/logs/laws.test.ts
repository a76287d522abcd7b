import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { decodeLog, logsCrusher } from '../../../crushers/logs/index.ts'
import type { Level } from '../../../crushers/types.ts'

const count = (text: string): number => Math.ceil(text.length / 3)
const crush = (text: string, level: Level, target = 60) => logsCrusher.crush(text, { level, target, count })

const line = fc.oneof(
  fc.constantFrom(
    'INFO started',
    'INFO started (×3)',
    '[next 2 lines ×3]',
    '[log of 3 lines; x]',
    '',
    '\u001b[31mERROR\u001b[0m failed to open /tmp/a',
    'Traceback (most recent call last):',
    '  File "/app/main.py", line 3, in <module>',
    '    raise ValueError("bad")',
    'ValueError: bad',
    '    at com.example.Main.run(Main.java:3)',
    'progress 10%\rprogress 20%',
    '__proto__ constructor toString',
  ),
  fc
    .tuple(fc.nat(59), fc.nat(5000), fc.constantFrom('GET', 'PUT', 'DELETE'))
    .map(
      ([second, id, verb]) =>
        `2026-01-02T03:04:${String(second).padStart(2, '0')}Z INFO ${verb} /users/${id}`,
    ),
  fc.string({ unit: 'binary', maxLength: 30 }),
)
const text = fc.array(line, { maxLength: 60 }).map(lines => lines.join('\n'))
const repetitive = fc
  .array(
    fc.tuple(
      fc.constantFrom('a long enough line', 'another line of this log', 'b', ''),
      fc.integer({ min: 1, max: 9 }),
    ),
    {
      maxLength: 30,
    },
  )
  .map(runs => runs.flatMap(([each, times]) => Array<string>(times).fill(each)).join('\n'))

const alike = fc
  .array(
    fc.tuple(
      fc.constantFrom(
        'Requirement already satisfied: {} in /opt/env/lib/site-packages ({})',
        'src/features/checkout/cart.ts({}): error: {}',
        'get https://example.com/{} … 200',
        '{}',
        '  step {}\tof the long build of {} has ended (×{})',
      ),
      fc.array(fc.string({ unit: 'grapheme-ascii', maxLength: 12 }), { minLength: 3, maxLength: 3 }),
      fc.integer({ min: 1, max: 12 }),
    ),
    { maxLength: 8 },
  )
  .map(stretches =>
    stretches
      .flatMap(([template, values, rows]) =>
        Array.from({ length: rows }, (_, row) => {
          let next = 0
          return template.replace(/\{\}/g, () => `${values[next++ % 3]}${row % 5 === 4 ? '' : row}`)
        }),
      )
      .join('\n'),
  )

describe('laws of the log crusher', () => {
  test.each(['lossless', 'select', 'outline'] as const)(
    '%s never grows, repeats itself, declines its own',
    level => {
      const lawful = (input: string): boolean => {
        const crushed = crush(input, level)
        const again = crush(input, level)
        if (!crushed || !again) return crushed === again
        return (
          again.text === crushed.text &&
          count(crushed.text) < count(input) &&
          crush(crushed.text, level) === undefined
        )
      }
      expect(() =>
        fc.assert(fc.property(fc.oneof(text, repetitive, alike), lawful), { numRuns: 400 }),
      ).not.toThrow()
    },
  )

  test('what is claimed to be lossless decodes to the byte', () => {
    const decodes = (input: string): boolean => {
      const crushed = crush(input, 'lossless')
      return !crushed || decodeLog(crushed.text) === input
    }
    expect(() =>
      fc.assert(fc.property(fc.oneof(text, repetitive, alike), decodes), { numRuns: 600 }),
    ).not.toThrow()
  })

  test.each([
    ['nothing', ''],
    ['blank lines', '\n\n\n'],
    ['a hundred thousand colons', ':'.repeat(100_000)],
    ['long lines', `${'x '.repeat(50_000)}\n`.repeat(4)],
    ['lone surrogates', '\ud800'.repeat(999)],
  ])('survives %s', (_, input) => {
    for (const level of ['lossless', 'select', 'outline'] as const)
      expect(() => crush(input, level)).not.toThrow()
  })
})
