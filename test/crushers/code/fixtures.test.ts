import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { codeCrusher, readGutter, restoreGutter, symbols } from '../../../crushers/code/index.ts'
import type { Hint, Level } from '../../../crushers/types.ts'
import { expand } from './support.ts'

const folder = 'fixtures/crushers/code'
const count = (text: string): number => Math.ceil(text.length / 3.5)

/** `expected.txt` holds what the model reads; a case without it declines. UPDATE=1 writes what is missing. */
describe('code fixtures', () => {
  for (const name of readdirSync(folder).sort()) {
    const input = readFileSync(join(folder, name, 'input.txt'), 'utf8')
    const options = JSON.parse(readFileSync(join(folder, name, 'options.json'), 'utf8')) as {
      level: Level
      hint: Hint
    }
    const context = { ...options, target: 500, count }
    const crushed = codeCrusher.crush(input, context)

    it(`${name}: as expected`, () => {
      const expected = join(folder, name, 'expected.txt')
      if (process.env.UPDATE !== undefined && crushed !== undefined) writeFileSync(expected, crushed.text)
      expect(crushed?.text).toBe(existsSync(expected) ? readFileSync(expected, 'utf8') : undefined)
      expect(crushed && codeCrusher.crush(crushed.text, context)).toBeUndefined()
    })

    it.skipIf(crushed?.lossless !== 'bytes')(`${name}: restores its bytes`, () => {
      expect(restoreGutter(crushed!.text)).toBe(input)
    })

    // Behind a gutter, what stands between two folds may be too short to be told from numbered text.
    it.skipIf(readGutter(input) !== undefined)(`${name}: keeps every top-level name`, () => {
      expect(symbols(crushed?.text ?? input, options.hint)).toEqual(
        expect.arrayContaining(symbols(input, options.hint)),
      )
    })

    const hint = { ...options.hint, fileView: true }
    const view = codeCrusher.crush(input, { ...context, level: 'outline', hint })
    it.skipIf(view === undefined)(`${name}: as a view, keeps lines whole and says which are missing`, () => {
      expect(expand(view!.text, input)).toBe(input)
    })
  }
})
