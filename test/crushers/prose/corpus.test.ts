import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { describe, expect, it } from 'vitest'
import { htmlCrusher } from '../../../crushers/html/index.ts'
import { proseCrusher } from '../../../crushers/prose/index.ts'

const corpus = resolve(process.env.QUERN_CORPUS ?? '../shared/corpus')
const count = (text: string): number => Math.ceil(text.length / 4)
const files = (folder: string): string[] =>
  existsSync(join(corpus, folder))
    ? readdirSync(join(corpus, folder)).map(file => join(corpus, folder, file))
    : []

describe.skipIf(!existsSync(corpus))('real files (needs QUERN_CORPUS)', () => {
  it.each([
    ['documents', proseCrusher, files('prose/docs')],
    ['reports', proseCrusher, files('prose/reports')],
    ['pages', htmlCrusher, files('xml/html')],
    ['XML as pages', htmlCrusher, files('xml/documents')],
  ] as const)('%s: smaller, within the target, settled after one pass', (_, crusher, paths) => {
    expect(paths.length).toBeGreaterThan(0)
    for (const path of paths) {
      const text = readFileSync(path, 'utf8')
      for (const level of ['select', 'outline'] as const) {
        const context = { level, target: 1_500, count }
        const out = crusher.crush(text, context)
        expect(count(out?.text ?? '')).toBeLessThan(count(text))
        expect(count(out?.text ?? '')).toBeLessThanOrEqual(out?.lossless === 'bytes' ? count(text) : 1_500)
        expect(crusher.crush(out?.text ?? '', context)).toBeUndefined()
      }
    }
  })
})
