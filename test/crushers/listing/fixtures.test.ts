import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { listingCrusher } from '../../../crushers/listing/index.ts'
import { obeys } from '../search/laws.ts'
import type { Hint, Level } from '../../../crushers/types.ts'

const folder = 'fixtures/crushers/listing'
const count = (text: string): number => Math.ceil(text.length / 3.5)

/** `expected.txt` holds what the model reads; a case without it declines. UPDATE=1 writes what is missing. */
describe('listing fixtures', () => {
  for (const name of readdirSync(folder).sort()) {
    it(`${name}`, () => {
      const input = readFileSync(join(folder, name, 'input.txt'), 'utf8')
      const options = JSON.parse(readFileSync(join(folder, name, 'options.json'), 'utf8')) as {
        level: Level
        target?: number
        hint?: Hint
      }
      const { hint } = options
      const context = {
        level: options.level,
        target: options.target ?? 1500,
        count,
        ...(hint === undefined ? {} : { hint }),
      }
      const crushed = obeys(listingCrusher, input, context)
      const expected = join(folder, name, 'expected.txt')
      if (process.env.UPDATE !== undefined && crushed !== undefined) writeFileSync(expected, crushed.text)
      expect(crushed?.text).toBe(existsSync(expected) ? readFileSync(expected, 'utf8') : undefined)
    })
  }
})
