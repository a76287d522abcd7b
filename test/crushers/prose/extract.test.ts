import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { proseCrusher } from '../../../crushers/prose/index.ts'
import type { Hint, Level } from '../../../crushers/types.ts'

const count = (text: string): number => Math.ceil(text.length / 4)
const crush = (text: string, target: number, level: Level = 'select', hint?: Hint) =>
  proseCrusher.crush(text, { level, target, count, ...(hint ? { hint } : {}) })

const article = Array.from({ length: 40 }, (_, section) =>
  [
    `## Section ${section}`,
    '',
    `The service number ${section * 7} runs in region eu-${section}. It is a very ordinary thing, as such things are. People talk about it often and at length without saying much. Operators must never restart node-${section} by hand.`,
    '',
    `- option_${section} defaults to ${section * 3} seconds`,
    '- it goes on like that for a while',
    '',
    '```sh',
    `run --node ${section}`,
    '```',
    '',
  ].join('\n'),
).join('\n')

describe('extract', () => {
  it('declines lossless, and what fits already', () => {
    expect(crush(article, 100, 'lossless')).toBeUndefined()
    expect(crush('A short text.', 100)).toBeUndefined()
    expect(crush('', 0)).toBeUndefined()
  })

  it.each([0.5, 0.3, 0.15])('meets a target of %f of the tokens and uses it', share => {
    const target = Math.floor(count(article) * share)
    const out = crush(article, target)?.text ?? ''
    expect(count(out)).toBeLessThanOrEqual(target)
    expect(count(out)).toBeGreaterThan(target * 0.85)
  })

  it('shows exact text only, in order', () => {
    const out = crush(article, 900)?.text ?? ''
    let from = 0
    for (const piece of out.replace(/^\[\d+ of \d+ sentences\]\n/, '').split(/\n?\[…[^\]]*\][ \n]?/)) {
      const words = piece.trim()
      const at = article.indexOf(words, from)
      expect(at).toBeGreaterThanOrEqual(0)
      from = at + words.length
    }
  })

  it('prefers what forbids and what names over filler', () => {
    const out = crush(article, Math.floor(count(article) * 0.4))?.text ?? ''
    const kept = (pattern: RegExp): number => out.match(pattern)?.length ?? 0
    expect(kept(/must never restart/g)).toBeGreaterThan(kept(/ordinary thing/g) + 5)
  })

  it('does not care where a sentence stands', () => {
    const filler = Array.from(
      { length: 60 },
      (_, row) => `It goes on and on in the way of such texts, and so on, ${'abcdefgh'[row % 8]}.`,
    )
    const fact = 'The admin password of srv-db-07 must not be changed before 2031-04-05.'
    for (const at of [0, 20, 40, 60]) {
      const text = [...filler.slice(0, at), fact, ...filler.slice(at)].join('\n\n')
      expect(crush(text, 200)?.text).toContain(fact)
    }
  })

  it('says how much is missing, and where', () => {
    const crushed = crush(`${article}\n${'Nothing at all was said here. '.repeat(300)}`, 500)
    expect(crushed?.text).toMatch(/^\[\d+ of \d+ sentences\]\n/)
    const [loss] = crushed?.losses ?? []
    expect(loss?.kept).toBeLessThan(loss?.total ?? 0)
    expect(crushed?.text.startsWith(`[${loss?.kept} of ${loss?.total} sentences]`)).toBe(true)
    const notes = [...(crushed?.text ?? '').matchAll(/^\[… \d+ sentences, lines (\d+)–(\d+)\]$/gm)]
    expect(notes.length).toBeGreaterThan(0)
    const lines = `${article}\n${'Nothing at all was said here. '.repeat(300)}`.split('\n')
    for (const note of notes) {
      expect(Number(note[1])).toBeLessThanOrEqual(Number(note[2]))
      expect(lines[Number(note[1]) - 1]?.trim()).not.toBe('')
      expect(lines[Number(note[2]) - 1]?.trim()).not.toBe('')
    }
  })

  it('keeps fences paired and rows below their head', () => {
    const rows = Array.from({ length: 200 }, (_, row) => `| item ${row} | value-${row} |`)
    const code = Array.from({ length: 80 }, (_, row) => `call_${row}(${row})`)
    const text = [
      'Intro text stands here.',
      '',
      '| name | value |',
      '|---|---|',
      ...rows,
      '',
      '```',
      ...code,
      '```',
      '',
      'The end.',
    ].join('\n')
    for (const target of [200, 400, 800]) {
      const out = crush(text, target)?.text ?? ''
      expect((out.match(/^```/gm) ?? []).length % 2).toBe(0)
      expect(/\| item/.test(out.split('| name | value |\n|---|---|')[0] ?? '')).toBe(false)
    }
  })

  it('shows whole lines of a file that may be edited', () => {
    const lines = new Set(article.split('\n'))
    const out = crush(article, 600, 'select', { fileView: true })?.text ?? ''
    const shown = out.split('\n').slice(1)
    expect(shown.filter(line => !line.startsWith('[…') && !lines.has(line))).toEqual([])
  })

  it('keeps the numbers of a gutter, and names lines by them', () => {
    const lines = article.split('\n')
    const view = lines.map((line, row) => `${String(row + 101).padStart(6)}→${line}`)
    const out = crush(view.join('\n'), 900)?.text ?? ''
    const shown = out.split('\n').slice(1)
    const exact = new Set(view)
    expect(shown.filter(line => !line.startsWith('[…') && !exact.has(line))).toEqual([])
    expect(out).toMatch(/^ +\d+→## Section \d+$/m)
    for (const [, from] of out.matchAll(/lines (\d+)–/g)) expect(Number(from)).toBeGreaterThan(100)
  })

  it('gives an outline of headings first', () => {
    const text = article.replace(/run --node/g, 'run --on --a --node')
    const out = crush(text, 10_000, 'outline')?.text ?? ''
    expect(count(out)).toBeLessThan(count(text) * 0.16)
    expect(out.match(/^## /gm)?.length).toBeGreaterThan(20)
  })

  it('obeys the laws on any text', () => {
    const piece = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 30 }),
      fc.constantFrom(
        '# T\n',
        '- a b c\n',
        '\n\n',
        '```\n',
        'One two three four. ',
        '中文的句子。',
        '|a|b|\n|-|-|\n|1|2|\n',
        '[…]',
        '[3 of 9 sentences]\n',
        '__proto__ ',
        '\ud800',
      ),
    )
    fc.assert(
      fc.property(
        fc.array(piece, { maxLength: 60 }),
        fc.integer({ min: 0, max: 300 }),
        fc.constantFrom<Level>('select', 'outline'),
        (pieces, target, level) => {
          const text = pieces.join('')
          const first = crush(text, target, level)
          expect(crush(text, target, level)).toEqual(first)
          if (!first) return
          expect(first.text.trim()).not.toBe('')
          expect(count(first.text)).toBeLessThan(count(text))
          expect(crush(first.text, target, level)).toBeUndefined()
        },
      ),
      { numRuns: 400 },
    )
  })

  it.each([
    ['an unclosed fence', `\`\`\`\n${article.repeat(40)}`],
    ['five megabytes of Markdown', `## Pump 7\n\n${article}\n\n`.repeat(Math.ceil(5e6 / article.length))],
    ['one long line', 'word and '.repeat(200_000)],
    ['one long run', 'a'.repeat(2_000_000)],
    ['stops only', '. '.repeat(500_000)],
    ['blank lines', `${'\n'.repeat(1_000_000)}x`],
    ['quotation marks', '“'.repeat(300_000)],
    [
      'fences of many lengths',
      Array.from({ length: 30_000 }, (_, row) => '`'.repeat(3 + (row % 40))).join('\nfoo bar\n'),
    ],
    ['lone surrogates', '\ud800'.repeat(500_000)],
    ['deep quotes', `${'> '.repeat(200_000)}x`],
  ])('survives %s', (_, text) => {
    expect(count(crush(text, 2_000)?.text ?? '')).toBeLessThan(count(text))
  })
})
