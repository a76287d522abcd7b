import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { searchCrusher } from '../../../crushers/search/index.ts'
import type { Crushed } from '../../../crushers/types.ts'

const count = (text: string): number => Math.ceil(text.length / 3.5)
const select = (text: string, target: number): Crushed | undefined =>
  searchCrusher.crush(text, { level: 'select', target, count })

const words = 'stone wheel grain flour sluice hopper shaft gear sack miller'.split(' ')
const wordAt = (at: number): string => words[at % words.length] as string

/** Hits in `files` files of as many directories as one likes, all texts different. */
function listed(characters: number, hitsOfFile: number, directories: number): string {
  const out: string[] = []
  for (let length = 0, at = 0; length < characters; at++) {
    const file = Math.floor(at / hitsOfFile)
    const place = file % directories
    const line = `mill/${wordAt(place)}/${wordAt(place * 7)}${place}/${wordAt(file)}${file}.ts:${1 + at * 3}:  ${wordAt(at * 3)}(${wordAt(at)}, x${at})`
    out.push(line)
    length += line.length + 1
  }
  return out.sort().join('\n')
}

/** Near each other, so that a cliff between two would show, and one far off. */
const sizes = [...Array.from({ length: 7 }, (_, step) => Math.round(20_000 * 1.8 ** step)), 10_000_000]

describe('searchCrusher, room', () => {
  for (const target of [400, 2_000])
    for (const [what, hitsOfFile, directories] of [
      ['one hit a file', 1, 12],
      ['one hit a file, many directories', 1, 900],
      ['some hits a file', 5, 40],
      ['many hits a file', 60, 9],
    ] as const)
      it(`is used at all sizes, ${what}, for ${target} tokens`, () => {
        let last = 0
        for (const size of sizes) {
          const crushed = select(listed(size, hitsOfFile, directories), target)
          const tokens = count(crushed?.text ?? '')
          expect(tokens).toBeGreaterThan(target * 0.85)
          expect(tokens).toBeLessThanOrEqual(target)
          const shown = crushed?.losses[0]?.kept ?? 0
          // Naming every file goes before showing more hits.
          const isFolded = /hits? in \d+ (?:more )?files?/.test(crushed?.text.slice(30) ?? '')
          expect(shown).toBeGreaterThan(isFolded ? Math.max(target / 80, last * 0.4) : 0)
          last = shown
        }
      })

  const hit = fc.record({
    place: fc.nat(60),
    file: fc.nat(900),
    line: fc.integer({ min: 1, max: 9_999 }),
    at: fc.nat(99_999),
    length: fc.oneof({ weight: 9, arbitrary: fc.nat(90) }, { weight: 1, arbitrary: fc.nat(3_000) }),
  })

  it('is used to the most part, and counts add up', () => {
    let selected = 0
    fc.assert(
      fc.property(
        fc.array(hit, { minLength: 20, maxLength: 700 }),
        fc.integer({ min: 300, max: 3_000 }),
        fc.constantFrom('', '/home/ada/mill/', './'),
        (hits, target, root) => {
          const text = hits
            .map(
              ({ place, file, line, at, length }) =>
                `${root}${wordAt(place)}/p${place}/f${file}.ts:${line}:${wordAt(at)} ${at} ${'grind '.repeat(length / 6)}`,
            )
            .join('\n')
          const crushed = select(text, target)
          if (crushed === undefined || crushed.lossless !== false || count(text) < target * 3) return
          selected++
          expect(count(crushed.text)).toBeLessThanOrEqual(target)
          expect(count(crushed.text)).toBeGreaterThanOrEqual(target * 0.6)
          expect(hitsTold(crushed.text)).toBe(hits.length)
        },
      ),
      { numRuns: 150 },
    )
    expect(selected).toBeGreaterThan(20)
  })

  it('counts absolute and relative paths of any depth', () => {
    const lines = Array.from(
      { length: 900 },
      (_, at) => `${['/', '', 'a/', 'a/b/', '/b/c/'][at % 5]}${wordAt(at)}${at}.ts:${at}:grind ${at}`,
    )
    const crushed = select(lines.join('\n'), 300)
    expect(count(crushed?.text ?? '')).toBeGreaterThan(240)
    expect(hitsTold(crushed?.text ?? '')).toBe(900)
  })

  it('shows what other hits say as well only where names leave room', () => {
    const same = listed(100_000, 1, 12).replaceAll(/:(\d+):.*/g, ":$1:import mill from 'mill'")
    const [head = '', ...rest] = select(same, 2_000)?.text.split('\n') ?? []
    expect(head).toMatch(/1 shown; 1 different text$/)
    expect(rest.filter(line => line.includes("import mill from 'mill'"))).toHaveLength(1)
  })

  it('names the largest of what was counted, and counts the rest', () => {
    const counts = Array.from({ length: 900 }, (_, at) => (at % 3 === 0 ? (at * 7) % 40 : 0))
    counts[444] = 777
    const text = counts.map((value, at) => `mill/${wordAt(at)}/${wordAt(at * 3)}${at}.ts:${value}`).join('\n')
    const total = counts.reduce((sum, value) => sum + value, 0)
    const filled = counts.filter(value => value > 0).length
    for (const target of [200, 800]) {
      const crushed = select(text, target)
      expect(count(crushed?.text ?? '')).toBeGreaterThan(target * 0.8)
      expect(count(crushed?.text ?? '')).toBeLessThanOrEqual(target)
      const [head = '', ...rest] = crushed?.text.split('\n') ?? []
      expect(head).toContain(`900 files counted, ${total} hits in ${filled} of them`)
      expect(rest.join('\n')).toMatch(/444\.ts:777\b/)
      const told = { named: 0, hits: 0, files: 0, empty: 0 }
      for (const part of rest.flatMap(line => line.split(/: |, /))) {
        const named = /\.ts:(\d+)$/.exec(part)
        const more = /(\d+) hits? in (\d+)/.exec(part)
        const empty = /(\d+) files? with none/.exec(part)
        if (named !== null) told.named++
        told.hits += Number(named?.[1] ?? more?.[1] ?? 0)
        told.files += Number(more?.[2] ?? 0)
        told.empty += Number(empty?.[1] ?? 0)
      }
      expect(told.hits).toBe(total)
      expect(told.named + told.files).toBe(filled)
      expect(told.empty).toBe(900 - filled)
    }
  })

  it('shows context where all hits are shown, the nearest first', () => {
    const lines = Array.from({ length: 900 }, (_, at) => {
      const sign = at % 300 === 150 ? ':' : '-'
      return `src/mill${Math.floor(at / 300)}.ts${sign}${(at % 300) + 1}${sign}  ${wordAt(at)}(x${at})`
    })
    const crushed = select(lines.join('\n'), 400)
    expect(count(crushed?.text ?? '')).toBeGreaterThan(350)
    for (const near of ['150-', '151:', '152-'])
      expect(crushed?.text.split('\n').filter(line => line.startsWith(near))).toHaveLength(3)
    expect(crushed?.losses[0]).toMatchObject({ unit: 'hits', kept: 3, total: 3 })
    expect(crushed?.losses[1]?.kept).toBeGreaterThan(6)
  })

  it('cuts long lines around what all hits share, and marks both sides', () => {
    const noise = 'grind(flour);'.repeat(900)
    const lines = Array.from({ length: 40 }, (_, at) => `src/mill${at}.ts:${at + 1}:  millstone.turn(${at})`)
    lines.push(`dist/mill.min.js:1:${noise}millstone.turn(99)${noise}`)
    const crushed = select(lines.join('\n'), 500)
    expect(crushed?.text).toMatch(/1:\(\d+ characters\) … .*millstone\.turn\(99\).* … \(\+\d+ characters\)/)
  })
})

/** The hits that a selection tells of, whether it shows, names or counts them. */
function hitsTold(text: string): number {
  let hits = 0
  for (const line of text.split('\n').slice(1)) {
    const shown = /^([\d,]+):/.exec(line)
    const more = /^… (\d+) more(?:: |$)/.exec(line)
    if (shown !== null) hits += (shown[1] as string).split(',').length
    else if (more !== null) hits += Number(more[1])
    else
      for (const part of line.split(/: |, /)) {
        const counts =
          /^(?:… )?(\d+) hits? in \d+ (?:more )?files?/.exec(part) ?? /\((\d+)(?: hits,|\)$)/.exec(part)
        if (counts !== null) hits += Number(counts[1])
        else if (/:\d[\d,]*$/.test(part)) hits += part.slice(part.lastIndexOf(':')).split(',').length
      }
  }
  return hits
}
