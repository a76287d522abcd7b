import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { decodeSegment, encodeSegment, routeText } from '../../../src/stages/route.ts'

const snippet = fc.constantFrom(
  '{"id": 1, "name": "a"}',
  '[{"a":1},{"a":2}]',
  '```json\n{"a": [1, 2, 3]}\n```\n',
  'exit code: 0\n',
  'stdout:\n',
  '<output>\n',
  '</output>\n',
  '2024-05-01T10:00:00Z INFO started\n',
  '    1→const a = 1\n    2→const b = 2\n',
  '"{\\"a\\": 1, \\"b\\": [1, 2, 3], \\"c\\": \\"a long enough value\\"}"',
  "'line one\\nline two\\n'",
  '\u001b[31mred\u001b[0m\rdone\n',
  'a,b,c\n1,2,3\n',
  'The build failed because of the missing file.\n',
  '[12 more lines in file]\n',
  '(Open file: n/a)\nbash-$',
  '\n',
  '\ud800',
  '\u0000',
  '__proto__: 1\n',
)
const text = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 200 }),
  fc.array(fc.oneof(snippet, fc.string({ maxLength: 30 })), { maxLength: 30 }).map(parts => parts.join('')),
  fc.json().map(json => JSON.stringify(json)),
)

describe('routing laws', () => {
  test('segments are contiguous, cover the text and are never empty', () => {
    fc.assert(
      fc.property(text, input => {
        let at = 0
        for (const segment of routeText(input)) {
          expect(segment.start).toBe(at)
          expect(segment.end).toBeGreaterThan(segment.start)
          at = segment.end
        }
        expect(at).toBe(input.length)
      }),
      { numRuns: 1_000 },
    )
  })

  test('an encoded segment encodes back to exactly its slice', () => {
    fc.assert(
      fc.property(text, input => {
        for (const segment of routeText(input)) {
          const inner = decodeSegment(input, segment)
          expect(inner).toBeDefined()
          expect(encodeSegment(inner ?? '', segment)).toBe(input.slice(segment.start, segment.end))
        }
      }),
      { numRuns: 1_000 },
    )
  })

  test('the same text is routed the same way', () => {
    fc.assert(
      fc.property(text, input => {
        expect(routeText(input)).toEqual(routeText(input))
      }),
    )
  })
})
