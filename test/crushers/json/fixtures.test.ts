import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { compactJson } from '../../../crushers/json/compact.ts'
import { decode, jsonCrusher } from '../../../crushers/json/index.ts'
import type { CrushContext } from '../../../crushers/types.ts'

/** `UPDATE_FIXTURES=1` writes what is missing or different; the diff is the review. */
const folder = new URL('../../../fixtures/crushers/json/', import.meta.url)
const count = (text: string) => Math.ceil(text.length / 3)

describe('fixtures', () => {
  for (const name of readdirSync(folder)) {
    it(`${name}`, () => {
      const file = (part: string) => new URL(`${name}/${part}`, folder)
      const input = readFileSync(file('input.json'), 'utf8')
      const options = JSON.parse(readFileSync(file('options.json'), 'utf8')) as Omit<CrushContext, 'count'>
      const context = { ...options, count }
      const crushed = jsonCrusher.crush(input, context)
      const shown = crushed === undefined ? '(declined)' : crushed.text
      if (process.env['UPDATE_FIXTURES'] !== undefined || !existsSync(file('expected.txt'))) {
        writeFileSync(file('expected.txt'), shown)
      }
      expect(shown).toBe(readFileSync(file('expected.txt'), 'utf8'))
      expect(jsonCrusher.crush(shown, context)).toBeUndefined()
      const original = shown.startsWith('python\n') ? input.trimEnd() : compactJson(input)
      const decoded = crushed?.lossless ? decode(shown) : original
      expect(decoded).toBe(original)
    })
  }
})
