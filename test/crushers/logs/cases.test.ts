import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { logsCrusher } from '../../../crushers/logs/index.ts'
import type { Level } from '../../../crushers/types.ts'

const folder = new URL('../../../fixtures/crushers/logs/', import.meta.url).pathname
const count = (text: string): number => Math.ceil(text.length / 3)

describe('logs', () => {
  test.each(readdirSync(folder).sort())('%s', name => {
    const input = readFileSync(join(folder, name, 'input.txt'), 'utf8')
    const options = JSON.parse(readFileSync(join(folder, name, 'options.json'), 'utf8')) as {
      level: Level
      target: number
    }
    const crushed = logsCrusher.crush(input, { ...options, count })
    const path = join(folder, name, 'expected.txt')
    // UPDATE_FIXTURES=1 writes what is there now; the diff is the review.
    if (process.env.UPDATE_FIXTURES || !existsSync(path)) writeFileSync(path, crushed?.text ?? '')
    expect(crushed?.text ?? '').toBe(readFileSync(path, 'utf8'))
  })
})
