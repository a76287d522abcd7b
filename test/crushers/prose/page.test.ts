import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { proseCrusher, restorePage } from '../../../crushers/prose/index.ts'
import { nameAddresses, spellAddresses } from '../../../crushers/prose/page/addresses.ts'
import type { Level } from '../../../crushers/types.ts'

const count = (text: string): number => Math.ceil(text.length / 4)
const crush = (text: string, level: Level, target = 100_000) =>
  proseCrusher.crush(text, { level, target, count })

const site = 'https://pages.example/guides/harbour'
const paragraphs = [
  'The harbour master rings the bell at high water, and nobody leaves the pier before the third stroke is over.',
  'Boats above twelve metres need a permit from the office at the mole, which is open on weekdays until four.',
  'In winter the ferry runs twice a day, at eight and at five, and never when the wind comes from the east.',
  'Nets must not be dried on the railing. Whoever does it pays 40 to the town, and the net is taken away at once.',
]
const menu = ['Home', 'About us', 'Products', 'Sign in', 'Search', 'Privacy policy', 'Contact']

const line = fc.oneof(
  { weight: 6, arbitrary: fc.constantFrom(...menu.map(name => `- [${name}](${site}/${name.length})`)) },
  { weight: 4, arbitrary: fc.constantFrom(...menu) },
  { weight: 6, arbitrary: fc.constantFrom(...paragraphs) },
  {
    weight: 6,
    arbitrary: fc.nat(30).map(page => `See [page ${page}](${site}/page/${page}?from=${page % 3}#top).`),
  },
  {
    weight: 3,
    arbitrary: fc.constantFrom('', '', '## Tides', '| a | b |', '```', '---', '[](https://x.example/)'),
  },
  {
    weight: 1,
    arbitrary: fc.constantFrom('~ 50', '§ 4', '](', '[~ = a]', '[… menu, lines 1–2]', '\r', '\u0000'),
  },
)

describe('text of pages', () => {
  it('names what repeats, and gives it back to the byte', () => {
    let shortened = 0
    fc.assert(
      fc.property(fc.array(line, { minLength: 10, maxLength: 120 }), lines => {
        const text = lines.join('\n')
        const out = crush(text, 'lossless')
        if (!out) return
        shortened++
        expect(out.lossless).toBe('bytes')
        expect(restorePage(out.text)).toBe(text)
        for (const level of ['lossless', 'select', 'outline'] as const)
          expect(crush(out.text, level, 50)).toBeUndefined()
      }),
      { numRuns: 500 },
    )
    expect(shortened).toBeGreaterThan(100)
  })

  it('spells every address as it was, whatever stands in the text', () => {
    const piece = fc.oneof(
      fc.constantFrom('~', '§', '†', '※', '~2', '; ', ' = ', ']', ')', '](', '/', '//', '?', '#', '.', '\n'),
      fc.constantFrom('https://a.example/b', 'https://a.example/b/c', 'http://d.example', '](/b/c/d', '7'),
    )
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 120 }), pieces => {
        const text = pieces.join('')
        const named = nameAddresses(text, count)
        expect(named === undefined ? text : spellAddresses(named)).toBe(text)
      }),
      { numRuns: 2_000 },
    )
  })

  it('takes off the frame and leaves every other line as it was', () => {
    fc.assert(
      fc.property(fc.array(line, { minLength: 30, maxLength: 80 }), lines => {
        const text = lines.join('\n')
        const out = crush(text, 'select')
        if (!out) return
        const source = text.split('\n')
        for (const shown of spellAddresses(out.text).split('\n')) {
          if (/^\[(?:…|page text;) /.test(shown) || source.includes(shown)) continue
          expect(source.map(each => each.replace('[](https://x.example/)', ''))).toContain(shown)
        }
        for (const [, from, to] of out.text.matchAll(/^\[… \w[\w ]*, lines (\d+)–(\d+)\]$/gm))
          for (let row = Number(from); row <= Number(to); row++)
            expect(paragraphs).not.toContain(source[row - 1])
        expect(crush(out.text, 'select')).toBeUndefined()
      }),
      { numRuns: 500 },
    )
  })

  it('tells a menu by its words, not by its links', () => {
    const text = (links: readonly string[]): string =>
      [
        ...paragraphs,
        ...paragraphs,
        ...links.map(name => `- [${name}](${site}/${name.length})`),
        ...paragraphs,
      ].join('\n\n')
    const files = ['src', 'docs', 'package.json', 'README.md', 'index.ts', 'types.ts', 'tests', 'LICENSE']
    expect(crush(text(files), 'select')).toBeUndefined()
    expect(crush(text([...menu, ...menu]), 'select')?.text).toContain('[… menu, lines 17–43]')
  })

  it('leaves an index, a form and a view of a file as they are', () => {
    const index = Array.from({ length: 60 }, (_, row) => `- [Chapter ${row}](${site}/${row})`).join('\n')
    expect(crush(`${paragraphs[0]}\n\n${index}`, 'select')).toBeUndefined()
    expect(crush([...menu, ...menu, ...menu].join('\n').repeat(8), 'select')).toBeUndefined()
    const page = [...menu, ...paragraphs, ...paragraphs, ...menu].join('\n').repeat(2)
    const hint = { fileView: true, path: 'page.md' }
    for (const level of ['lossless', 'select'] as const)
      expect(proseCrusher.crush(page, { level, target: 100_000, count, hint })).toBeUndefined()
    const numbered = page.split('\n').map((each, row) => `${row + 1}\t${each}`)
    for (const level of ['lossless', 'select'] as const)
      expect(crush(numbered.join('\n'), level)).toBeUndefined()
  })

  it.each([
    ['links without end', '[a]('.repeat(300_000)],
    ['brackets', '['.repeat(1_000_000)],
    ['one address', `[a](https://a.example/${'b/'.repeat(500_000)})`],
    [
      'addresses',
      Array.from({ length: 30_000 }, (_, row) => `https://a.example/${row}/${row % 7}`).join(' '),
    ],
    ['menu lines', `${menu.join('\n')}\n`.repeat(20_000)],
    ['spaces', `${' '.repeat(3_000)}x\n`.repeat(300)],
    ['notes', '[lines 2–3 repeat lines 1–1]\n'.repeat(1_000)],
  ])('takes many %s', (_, text) => {
    for (const level of ['lossless', 'select'] as const) {
      const out = crush(text, level)
      expect(count(out?.text ?? '')).toBeLessThanOrEqual(count(text))
    }
  })
})
