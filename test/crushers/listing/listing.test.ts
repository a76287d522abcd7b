import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { obeys, readsBack } from '../search/laws.ts'
import { decodeList, decodeLong, decodeTree, listingCrusher } from '../../../crushers/listing/index.ts'

const count = (text: string): number => Math.ceil(text.length / 3.5)
const atLossless = { level: 'lossless', target: 1500, count } as const
const lossless = (text: string) => listingCrusher.crush(text, atLossless)
const levels = ['lossless', 'select', 'outline'] as const

const name = fc.stringMatching(/^[a-zA-Z_.][\w.-]{0,10}$/)
const root = fc.constantFrom('', './', '/home/ada/projects/mill/', '../', 'C:\\work\\mill\\', '/')
const lead = fc.constantFrom('', '', '', ' M ', '?? ', '     12 ', '4.0K\t', 'A\t')

describe('listingCrusher, lossless lists', () => {
  it('gives back every path in its order, with columns and notes', () => {
    const paths = fc.array(fc.tuple(fc.array(name, { minLength: 1, maxLength: 5 }), fc.boolean()), {
      minLength: 1,
      maxLength: 40,
    })
    const note = fc.constantFrom(undefined, undefined, undefined, '', 'Found 3 files', '  120 total', 'a/b/:')
    expect.hasAssertions()
    fc.assert(
      fc.property(
        root,
        lead,
        paths,
        note,
        note,
        fc.boolean(),
        (start, columns, parts, above, below, newline) => {
          const lines = parts.map(
            ([segments, directory]) => `${columns}${start}${segments.join('/')}${directory ? '/' : ''}`,
          )
          const middle = Math.floor(lines.length / 2)
          const original =
            [above, ...lines.slice(0, middle), below, ...lines.slice(middle)]
              .filter(line => line !== undefined)
              .join('\n') + (newline ? '\n' : '')
          readsBack(listingCrusher, original, atLossless, decodeList)
        },
      ),
      { numRuns: 500 },
    )
  })

  it('leaves short and scattered lists alone', () => {
    expect(
      lossless('src/a.ts\ntest/b.ts\ndocs/c.md\nbench/d.mjs\nfixtures/e.json\ntools/f.py'),
    ).toBeUndefined()
  })
})

describe('listingCrusher, ls -l', () => {
  const row = fc.record({
    mode: fc.constantFrom(
      '-rw-r--r--',
      '-rw-r--r--',
      '-rwxr-xr-x',
      'drwxr-xr-x',
      'lrwxr-xr-x',
      '-rw-r--r--@',
    ),
    links: fc.integer({ min: 1, max: 99 }),
    owner: fc.constantFrom('ada', 'ada', 'root'),
    size: fc.oneof(fc.integer({ min: 0, max: 9_999_999 }).map(String), fc.constantFrom('4.0K', '1,2M')),
    date: fc.constantFrom('Jan 29 12:31', 'Jan  3  2024', '2026-01-05 10:11', '12 Mar 08:09'),
    name: fc.oneof(name, fc.constantFrom('a b.txt', '.', '..', 'x -> y/z', 'Jan 29 12:31 odd', '12 days')),
  })
  it('gives back every cell in order', () => {
    expect.hasAssertions()
    fc.assert(
      fc.property(
        fc.array(fc.array(row, { minLength: 1, maxLength: 30 }), { minLength: 1, maxLength: 3 }),
        sections => {
          const lines = sections.flatMap((rows, at) => [
            ...(at === 0 ? [] : ['']),
            `./part${at}:`,
            `total ${rows.length * 8}`,
            ...rows.map(
              cells =>
                `${cells.mode} ${String(cells.links).padStart(3)} ${cells.owner}  staff ${cells.size.padStart(9)} ${cells.date} ${cells.name}`,
            ),
          ])
          const wanted = lines.map(line =>
            /^[-dl]/.test(line)
              ? line
                  .replace(/(\S) {1,}(?=.*(?:\d\d:\d\d|  2024) )/g, '$1 ')
                  .replace(/Jan {1,2}3 {1,2}2024/, 'Jan 3 2024')
              : line,
          )
          const read = (text: string) =>
            decodeLong(text)?.map(line => (typeof line === 'string' ? line : Object.values(line).join(' ')))
          readsBack(listingCrusher, lines.join('\n'), atLossless, read, wanted)
        },
      ),
      { numRuns: 300 },
    )
  })
})

describe('listingCrusher, trees', () => {
  interface Branch {
    readonly text: string
    readonly inside: readonly Branch[]
  }
  const { branch } = fc.letrec<{ branch: Branch }>(tie => ({
    branch: fc.record({
      text: name,
      inside: fc.oneof(
        { maxDepth: 5, depthSize: 'small' },
        fc.constant([]),
        fc.array(tie('branch'), { maxLength: 5 }),
      ),
    }),
  }))
  function draw(
    branches: readonly Branch[],
    prefix: string,
    style: 'tree' | 'npm',
    out: string[],
    nodes: string[],
    depth: number,
  ): void {
    branches.forEach(({ text, inside }, at) => {
      const last = at === branches.length - 1
      nodes.push(`${depth} ${text}`)
      if (style === 'tree') out.push(`${prefix}${last ? '└── ' : '├── '}${text}`)
      else out.push(`${prefix}${last ? '└' : '├'}─${inside.length > 0 ? '┬' : '─'} ${text}`)
      draw(
        inside,
        prefix + (style === 'tree' ? (last ? '    ' : '│   ') : last ? '  ' : '│ '),
        style,
        out,
        nodes,
        depth + 1,
      )
    })
  }
  it('gives back names and depths', () => {
    expect.hasAssertions()
    fc.assert(
      fc.property(
        fc.array(branch, { minLength: 1, maxLength: 6 }),
        fc.constantFrom('tree', 'npm'),
        (branches, style) => {
          const out = ['.']
          const nodes = ['0 .']
          draw(branches, '', style, out, nodes, 1)
          const read = (text: string) => decodeTree(text).map(node => `${node.depth} ${node.text}`)
          readsBack(listingCrusher, out.join('\n'), atLossless, read, nodes)
        },
      ),
      { numRuns: 300 },
    )
  })
})

describe('listingCrusher, lossy levels', () => {
  const paths: string[] = []
  for (let file = 0; file < 400; file++) paths.push(`app/src/part${file % 9}/file${file}.ts`)
  for (let file = 0; file < 300; file++) paths.push(`app/node_modules/left-pad${file}/index.js`)
  paths.push('app/src/part3/schema.sql')

  it('counts generated trees and shows what is rare', () => {
    const crushed = listingCrusher.crush(paths.join('\n'), { level: 'select', target: 900, count })
    expect(count(crushed?.text ?? '')).toBeLessThanOrEqual(900)
    expect(crushed?.text).toContain('app/node_modules/: 300 entries')
    expect(crushed?.text).not.toContain('left-pad')
    expect(crushed?.text).toContain('schema.sql')
    for (let part = 0; part < 9; part++) expect(crushed?.text).toContain(`app/src/part${part}/`)
  })

  it('shows the largest, whatever tells the size', () => {
    const name = (at: number) => `app/part${at % 5}/stone${at}.ts`
    const printed = {
      wc: (at: number) => `${String(at === 137 ? 99_000 : 100 + (at % 40)).padStart(8)} ${name(at)}`,
      du: (at: number) => `${at === 137 ? '1.2G' : `${4 + (at % 9)}.0K`}\t${name(at)}`,
      ls: (at: number) =>
        `-rw-r--r-- 1 ada staff ${at === 137 ? 99_000_000 : 1_000 + at} Jan 29 12:31 ${name(at)}`,
    }
    for (const print of Object.values(printed)) {
      const text = Array.from({ length: 300 }, (_, at) => print(at)).join('\n')
      const shown = listingCrusher.crush(text, { level: 'select', target: 400, count })?.text
      expect(shown).toContain('stone137.ts')
    }
  })

  it('outlines by directory', () => {
    const crushed = listingCrusher.crush(paths.join('\n'), { level: 'outline', target: 2000, count })
    expect(crushed?.text).toContain('app/src/part3/: 46 entries: 45 .ts, 1 .sql')
  })
})

describe('listingCrusher, laws', () => {
  const line = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 40 }),
    fc.constantFrom(
      'src/a/b.ts',
      'src/a/c.ts',
      './x/',
      '├── a',
      '│   └── b',
      '',
      'a/b/:',
      '12 a/b',
      ' M a/b',
      '\ud800/x',
      '__proto__/a',
      '-rw-r--r-- 1 a b 12 Jan 29 12:31 c',
      'total 8',
    ),
  )
  it('never throws, never grows, is deterministic and leaves its own output alone', () => {
    expect.hasAssertions()
    fc.assert(
      fc.property(fc.array(line, { maxLength: 40 }), fc.constantFrom(...levels), (lines, level) => {
        const input = lines.join('\n')
        const context = { level, target: 40, count }
        obeys(listingCrusher, input, context)
      }),
      { numRuns: 500 },
    )
  })
})
