import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Crushed, Crusher, Hint, Level } from '../../../crushers/types.ts'
import { o200k } from '../../../src/tokens.ts'

export const root = fileURLToPath(new URL('../../..', import.meta.url))
export const corpus = path.resolve(root, process.env.QUERN_CORPUS ?? '../shared/corpus')
export const hasCorpus = existsSync(corpus)
export const count = (text: string): number => o200k.count(text)
/** Where only structure is tested: exact counting is slower than crushing. */
export const estimate = (text: string): number => Math.ceil(text.length / 3)

export interface Settings {
  readonly level?: Level
  readonly target?: number
  readonly hint?: Hint
  readonly count?: (text: string) => number
}

export const crushWith = (crusher: Crusher, text: string, settings: Settings = {}): Crushed | undefined =>
  crusher.crush(text, {
    level: settings.level ?? 'lossless',
    target: settings.target ?? 2_000,
    ...(settings.hint === undefined ? {} : { hint: settings.hint }),
    count: settings.count ?? count,
  })

/** Every fixture folder: input.txt, expected.txt (missing: declines), options.json (optional). */
export function testFixtures(kind: string, crusher: Crusher): void {
  const folder = path.join(root, 'fixtures/crushers', kind)
  describe(`${kind} fixtures`, () => {
    for (const name of readdirSync(folder).sort())
      it(`${name}`, () => {
        const read = (file: string) => {
          const at = path.join(folder, name, file)
          return existsSync(at) ? readFileSync(at, 'utf8') : undefined
        }
        const input = read('input.txt') ?? ''
        const settings = JSON.parse(read('options.json') ?? '{}') as Settings
        const crushed = crushWith(crusher, input, settings)
        expect(crushed?.text).toBe(read('expected.txt'))
        expect(crushed === undefined || count(crushed.text) < count(input)).toBe(true)
        expect(crushWith(crusher, crushed?.text ?? '', settings)).toBeUndefined()
      })
  })
}

/** What every crusher promises for every text. */
export function testLaws(crusher: Crusher, texts: fc.Arbitrary<string>, runs = 150): void {
  const settings: fc.Arbitrary<Settings> = fc.record({
    level: fc.constantFrom<Level>('lossless', 'select', 'outline'),
    target: fc.constantFrom(20, 200, 2_000),
  })
  const check = (text: string, options: Settings) => {
    const before = JSON.stringify(Object.getOwnPropertyNames(Object.prototype))
    const score = crusher.sniff(text)
    expect(score).toBeGreaterThanOrEqual(0)
    expect(score).toBeLessThanOrEqual(1)
    const crushed = crushWith(crusher, text, options)
    expect(crushWith(crusher, text, options)).toEqual(crushed)
    expect(JSON.stringify(Object.getOwnPropertyNames(Object.prototype))).toBe(before)
    if (crushed === undefined) return
    expect(count(crushed.text)).toBeLessThan(count(text))
    if (options.level === 'lossless') expect(crushed.lossless).not.toBe(false)
    if (crushed.lossless === false) expect(crushed.losses.length).toBeGreaterThan(0)
    if (crushed.body !== undefined) expect(crushed.text).toContain(crushed.body)
    expect(crushWith(crusher, crushed.text, options)).toBeUndefined()
  }
  describe('laws', () => {
    it('hold for texts of its kind', () => {
      expect(() => fc.assert(fc.property(texts, settings, check), { numRuns: runs })).not.toThrow()
    })
    it('hold for any string', () => {
      const any = fc.oneof(
        fc.string({ unit: 'binary', maxLength: 200 }),
        fc.string({ unit: 'grapheme', maxLength: 200 }),
        fc.string({
          unit: fc.constantFrom(
            '<',
            '>',
            '|',
            ',',
            '\t',
            '\n',
            '"',
            '-',
            ':',
            ' ',
            'a',
            '{',
            '&',
            '\ud800',
            '\0',
          ),
          maxLength: 400,
        }),
      )
      expect(() => fc.assert(fc.property(any, settings, check), { numRuns: runs })).not.toThrow()
    })
  })
}

/** Files of the corpus below a folder, in the order of their names. */
export function corpusFiles(folder: string, ending: RegExp, maxBytes = 400_000): string[] {
  const at = path.join(corpus, folder)
  if (!existsSync(at)) return []
  return readdirSync(at, { recursive: true, encoding: 'utf8' })
    .sort()
    .map(name => path.join(at, name))
    .filter(file => ending.test(file) && statSync(file).isFile() && statSync(file).size <= maxBytes)
}
