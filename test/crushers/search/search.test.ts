import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { decodeSearch, searchCrusher } from '../../../crushers/search/index.ts'
import { readsBack } from './laws.ts'
import { printed, type Triple, triples } from './hits.ts'

const count = (text: string): number => Math.ceil(text.length / 3.5)
const atLossless = { level: 'lossless', target: 1500, count } as const
const lossless = (text: string) => searchCrusher.crush(text, atLossless)
const levels = ['lossless', 'select', 'outline'] as const

const name = fc.stringMatching(/^[a-z][a-z0-9_-]{0,12}$/)
const path = fc
  .tuple(
    fc.array(name, { minLength: 1, maxLength: 5 }),
    name,
    fc.constantFrom('.ts', '.go', '.test.js', '.h', '.md'),
  )
  .map(([directories, file, ending]) => `${directories.join('/')}/${file}${ending}`)
const text = fc.oneof(
  fc.string({ unit: 'grapheme', maxLength: 60 }).map(value => value.replace(/\n/g, ' ')),
  fc.constantFrom(
    '',
    '-',
    '--',
    '12:',
    ':',
    '\tconst a = 1',
    '  "a/b.ts:3: x"',
    'a/b/:',
    'src/x.ts',
    '… 3 more',
  ),
)
const hits = fc
  .array(
    fc.tuple(
      path,
      fc.array(fc.tuple(fc.integer({ min: 1, max: 99_999 }), text), { minLength: 1, maxLength: 6 }),
    ),
    {
      minLength: 1,
      maxLength: 8,
    },
  )
  .map(files =>
    files.flatMap(([file, lines]) => lines.map(([line, body]): Triple => ({ path: file, line, text: body }))),
  )

describe('searchCrusher, lossless', () => {
  it('gives back every path, line and text in order', () => {
    expect.hasAssertions()
    fc.assert(
      fc.property(hits, generated => {
        readsBack(searchCrusher, printed(generated), atLossless, decodeSearch)
      }),
      { numRuns: 400 },
    )
  })

  it('can be read by the rule of headings alone', () => {
    const plain = fc.stringMatching(/^[ \t]{0,4}[a-z(){} =.]{3,40}$/)
    const generated = fc.array(
      fc.tuple(
        path,
        fc.array(fc.tuple(fc.integer({ min: 1, max: 9999 }), plain), { minLength: 3, maxLength: 9 }),
      ),
      {
        minLength: 2,
        maxLength: 6,
      },
    )
    let crushes = 0
    expect.hasAssertions()
    fc.assert(
      fc.property(generated, files => {
        const all = files.flatMap(([file, lines]) =>
          lines.map(([line, body]): Triple => ({ path: file, line, text: body })),
        )
        if (readsBack(searchCrusher, printed(all), atLossless, triples, all) !== undefined) crushes++
      }),
    )
    expect(crushes).toBeGreaterThan(50)
  })

  it('gives back context lines, separators, notes and blank lines', () => {
    const block = fc.record({
      file: path,
      start: fc.integer({ min: 1, max: 900 }),
      lines: fc.array(text, { minLength: 1, maxLength: 5 }),
      matched: fc.nat(4),
      before: fc.constantFrom('--', '', 'Found 3 matches', '[limit reached]', undefined),
    })
    expect.hasAssertions()
    fc.assert(
      fc.property(fc.array(block, { minLength: 1, maxLength: 6 }), blocks => {
        const lines: string[] = []
        for (const { file, start, lines: body, matched, before } of blocks) {
          if (before !== undefined) lines.push(before)
          body.forEach((line, at) => {
            const sign = at === matched % body.length ? ':' : '-'
            lines.push(`${file}${sign}${start + at}${sign}${line}`)
          })
        }
        readsBack(searchCrusher, lines.join('\n'), atLossless, decodeSearch)
      }),
      { numRuns: 300 },
    )
  })

  it('gives back hits that stand below their files, as tools print them', () => {
    const printings = [
      (file: string, lines: string[]) => [file, ...lines],
      (file: string, lines: string[]) => [
        `${file}:`,
        ...lines.map(line => `  Line ${line.replace(':', ': ')}`),
      ],
      (file: string, lines: string[]) => [`File: ${file}`, ...lines.map(line => `L${line}`)],
    ]
    let crushes = 0
    fc.assert(
      fc.property(
        fc.array(fc.tuple(path, fc.array(text, { minLength: 1, maxLength: 6 })), {
          minLength: 1,
          maxLength: 8,
        }),
        fc.constantFrom(...printings),
        fc.constantFrom('', 'source/of/the/mill/', '/home/ada/mill/'),
        fc.constantFrom('', '--', 'Found 3 matches\n'),
        (files, print, root, above) => {
          const blocks = files.map(([file, bodies]) =>
            print(
              root + file,
              bodies.map((body, at) => `${7 + at * 5}:${body}`),
            ).join('\n'),
          )
          const original = above + blocks.join('\n\n')
          if (readsBack(searchCrusher, original, atLossless, decodeSearch) !== undefined) crushes++
        },
      ),
      { numRuns: 300 },
    )
    expect(crushes).toBeGreaterThan(20)
  })

  it('takes paths that were made relative only where a colon follows', () => {
    const root = '/home/ada/projects/mill/'
    const original = [
      'src/a.go:7:type Stone struct {',
      `${root}src/a.go-8-\tWeight int`,
      'src/a.go-9-\tName string // key: name',
      `${root}src/a.go-10-}`,
    ]
      .concat(['--', 'src/b.go:3:type Wheel struct {', `${root}src/b.go-4-\tTeeth int`])
      .join('\n')
    const crushed = lossless(original)
    expect(crushed?.text.split('\n')[0]).toBe(`paths under ${root}`)
    expect(crushed?.text).toContain('\n8-\tWeight int\n')
    expect(decodeSearch(crushed?.text ?? '')).toBe(original)
  })

  it('keeps hits without line numbers, revisions, drives and carriage returns', () => {
    const cases = [
      [
        'src/long/name/of/a.ts:import a',
        'src/long/name/of/a.ts:import b',
        'src/long/name/of/a.ts-\tx()',
        'src/long/name/of/b.ts: y',
      ],
      [
        'HEAD~2:src/long/name/of/a.ts:1:a',
        'HEAD~2:src/long/name/of/a.ts:2:b',
        'HEAD~2:src/long/name/of/a.ts:30:c',
      ],
      [
        'C:\\work\\long\\name\\a.cs:1:a\r',
        'C:\\work\\long\\name\\a.cs:2:b\r',
        'C:\\work\\long\\name\\a.cs:9:c\r',
      ],
    ]
    for (const lines of cases) {
      const original = lines.join('\n')
      const crushed = lossless(original)
      expect(crushed).toBeDefined()
      expect(decodeSearch(crushed?.text ?? '')).toBe(original)
    }
  })
})

describe('searchCrusher, lossy levels', () => {
  const many: Triple[] = []
  for (let file = 0; file < 40; file++)
    for (let hit = 0; hit < 20; hit++)
      many.push({
        path: `src/part${file % 7}/file${file}.ts`,
        line: 3 + hit * 11,
        text:
          hit === 5 && file === 20 ? 'export function millstone(a: number) {' : `  grind(stone${hit % 3})`,
      })

  it('names every file with its count and shows the definition', () => {
    const crushed = searchCrusher.crush(printed(many), { level: 'select', target: 1200, count })
    expect(crushed?.lossless).toBe(false)
    expect(count(crushed?.text ?? '')).toBeLessThanOrEqual(1200)
    for (let file = 0; file < 40; file++) expect(crushed?.text).toContain(`file${file}.ts`)
    expect(crushed?.text).toContain('58:export function millstone(a: number) {')
    expect(crushed?.losses[0]).toMatchObject({ kind: 'omitted', unit: 'hits', total: 800 })
  })

  it('outlines by file, and by directory when there are too many files', () => {
    const outline = searchCrusher.crush(printed(many), { level: 'outline', target: 2000, count })
    expect(outline?.text).toContain('file39.ts (20 hits, lines 3–212)')
    const tiny = searchCrusher.crush(printed(many), { level: 'outline', target: 120, count })
    expect(tiny?.text).toMatch(/part\d\/: \d+ hits in \d files/)
  })
})

describe('searchCrusher, laws', () => {
  const anything = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 400 }),
    fc
      .array(
        fc.oneof(
          text,
          fc.constantFrom(
            'a/b.c:1:',
            'a/b.c-2-',
            'a/b.c:x',
            '--',
            '',
            '\ud800',
            '\0',
            '__proto__/a.b:1:x',
            '7:a',
            '8-b',
          ),
        ),
        { maxLength: 30 },
      )
      .map(lines => lines.join('\n')),
  )
  it('never throws, never grows, is deterministic and leaves its own output alone', () => {
    expect.hasAssertions()
    fc.assert(
      fc.property(anything, fc.constantFrom(...levels), (input, level) => {
        const context = { level, target: 40, count }
        readsBack(searchCrusher, input, context, decodeSearch)
      }),
      { numRuns: 500 },
    )
  })
})
