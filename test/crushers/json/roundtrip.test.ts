import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { compactJson } from '../../../crushers/json/compact.ts'
import { decode, jsonCrusher } from '../../../crushers/json/index.ts'
import { parseJson } from '../../../crushers/json/parse.ts'
import { MAX_DEPTH } from '../../../crushers/json/policy.ts'
import { writeNotation } from '../../../crushers/json/write.ts'
import type { CrushContext } from '../../../crushers/types.ts'
import { jsonText, ndjsonText } from './arbitraries.ts'

const context: CrushContext = { level: 'lossless', target: 2_000, count: text => text.length }

describe('the notation', () => {
  it('stands for the same document, whatever it is', () => {
    fc.assert(
      fc.property(fc.oneof(jsonText, jsonText, ndjsonText), text => {
        const tape = parseJson(text)
        if (tape === undefined || tape.depth > MAX_DEPTH) return
        if ((tape.size[0] ?? 0) === 0) return
        expect(decode(writeNotation(tape))).toBe(compactJson(text))
      }),
      { numRuns: 10_000 },
    )
  }, 60_000)

  it('is never taken for JSON', () => {
    fc.assert(
      fc.property(jsonText, text => {
        const crushed = jsonCrusher.crush(text, context)
        if (crushed === undefined) return
        expect(crushed.text.length).toBeLessThan(text.length)
        expect(decode(crushed.text)).toBe(compactJson(text))
        expect(jsonCrusher.crush(crushed.text, context)).toBeUndefined()
        if (crushed.body !== undefined) JSON.parse(crushed.body)
      }),
      { numRuns: 2_000 },
    )
  }, 60_000)

  it('marks where a document was cut off', () => {
    fc.assert(
      fc.property(jsonText, fc.double({ min: 0.2, max: 1, noNaN: true }), (text, share) => {
        const part = text.slice(0, Math.floor(text.length * share))
        const crushed = jsonCrusher.crush(part, context)
        if (crushed === undefined) return
        expect(decode(crushed.text)).toBe(compactJson(part))
      }),
      { numRuns: 3_000 },
    )
  }, 60_000)
})
