import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { htmlCrusher } from '../../../crushers/html/index.ts'
import { proseCrusher } from '../../../crushers/prose/index.ts'
import { o200k } from '../../../src/tokens.ts'

const root = join(import.meta.dirname, '../../../fixtures/crushers')

describe.each([proseCrusher, htmlCrusher])('fixtures of $name', crusher => {
  const folder = join(root, crusher.name)
  it.each(readdirSync(folder).sort())('%s', name => {
    const at = (file: string): string => join(folder, name, file)
    const input = readdirSync(join(folder, name)).find(file => file.startsWith('input.')) ?? 'input.txt'
    const text = readFileSync(at(input), 'utf8')
    const context = { count: o200k.count, ...JSON.parse(readFileSync(at('options.json'), 'utf8')) }
    const out = crusher.crush(text, context)?.text ?? '(declined)'
    // A new case is written once and read by a person before it is committed.
    if (!existsSync(at('expected.txt'))) writeFileSync(at('expected.txt'), `${out}\n`)
    expect(`${out}\n`).toBe(readFileSync(at('expected.txt'), 'utf8'))
    expect(crusher.crush(out, context)).toBeUndefined()
  })
})
