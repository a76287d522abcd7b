import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { decodeTable, tableCrusher } from '../../../crushers/table/index.ts'
import { corpusFiles, crushWith, estimate, hasCorpus, testFixtures, testLaws } from '../csv/support.ts'

testFixtures('table', tableCrusher)

const words = fc.constantFrom(
  'a',
  'ok',
  '0',
  '007',
  '1.0',
  'web-1',
  'two words',
  '10.0.0.1',
  '<none>',
  'Ünï',
  '3 (5m ago)',
  '__proto__',
)
const tables = fc
  .record({
    width: fc.integer({ min: 2, max: 5 }),
    height: fc.integer({ min: 3, max: 20 }),
    same: fc.boolean(),
    stream: fc.infiniteStream(
      fc.oneof({ weight: 5, arbitrary: words }, { weight: 1, arbitrary: fc.constant('') }),
    ),
  })
  .map(({ width, height, same, stream }) => {
    const next = () => stream.next().value ?? ''
    const header = ['NAME', 'STATUS', 'IP ADDRESS', 'AGE', 'NODE'].slice(0, width)
    const constant = next()
    const rows = Array.from({ length: height }, (_, row) =>
      header.map((_, column) => (column === 0 ? `row-${row}` : same && column === 1 ? constant : next())),
    )
    return [header, ...rows]
  })

const widths = (cells: string[][]) =>
  (cells[0] ?? []).map((_, column) => Math.max(...cells.map(row => row[column]?.length ?? 0)))
const padded = (cells: string[][], between: string) => {
  const wide = widths(cells)
  return cells.map(row => row.map((cell, column) => cell.padEnd(wide[column] ?? 0)).join(between))
}

/** The ways in which programs print the same table. */
const styles: Record<string, (cells: string[][]) => string[]> = {
  aligned: cells => padded(cells, '   ').map(line => line.trimEnd()),
  psql: cells => {
    const [header, ...rows] = padded(cells, ' | ').map(line => ` ${line} `)
    return [
      header ?? '',
      widths(cells)
        .map(width => '-'.repeat(width + 2))
        .join('+'),
      ...rows,
    ]
  },
  mysql: cells => {
    const frame = `+${widths(cells)
      .map(width => '-'.repeat(width + 2))
      .join('+')}+`
    const [header, ...rows] = padded(cells, ' | ').map(line => `| ${line} |`)
    return [frame, header ?? '', frame, ...rows, frame]
  },
  markdown: cells => {
    const [header, ...rows] = padded(cells, ' | ').map(line => `| ${line} |`)
    return [
      header ?? '',
      `|${widths(cells)
        .map(width => '-'.repeat(width + 2))
        .join('|')}|`,
      ...rows,
    ]
  },
  'psql expanded': ([header = [], ...rows]) => {
    const wide = Math.max(...header.map(name => name.length))
    return rows.flatMap((row, at) => [
      `-[ RECORD ${at + 1} ]${'-'.repeat(wide)}+-----`,
      ...header.map((name, column) => `${name.padEnd(wide)} | ${row[column]}`),
    ])
  },
  'mysql vertical': ([header = [], ...rows]) => {
    const wide = Math.max(...header.map(name => name.length))
    return rows.flatMap((row, at) => [
      `*************************** ${at + 1}. row ***************************`,
      ...header.map((name, column) => `${name.padStart(wide)}: ${row[column]}`),
    ])
  },
  tabwriter: cells => padded(cells, '\t'),
  'heavy box': cells => {
    const frame = (left: string, cross: string, line: string, right: string) =>
      left +
      widths(cells)
        .map(width => line.repeat(width + 2))
        .join(cross) +
      right
    const [header, ...rows] = padded(cells, ' │ ').map(line => `│ ${line} │`)
    return [
      frame('┏', '┳', '━', '┓'),
      header?.replaceAll('│', '┃') ?? '',
      frame('┡', '╇', '━', '┩'),
      ...rows,
      frame('└', '┴', '─', '┘'),
    ]
  },
}

testLaws(
  tableCrusher,
  fc
    .tuple(tables, fc.constantFrom(...Object.keys(styles)))
    .map(([cells, style]) => `Before\n\n${styles[style]?.(cells).join('\n')}\n\nAfter  it\n`),
)

describe('table, lossless', () => {
  for (const [name, print] of Object.entries(styles))
    it(`gives back every cell of ${name} tables, in place, and leaves other lines alone`, () => {
      const property = fc.property(tables, cells => {
        const crushed = crushWith(tableCrusher, `Before:\n\n${print(cells).join('\n')}\n\nAfter  it`)
        if (crushed === undefined) return
        expect(crushed.text.startsWith('Before:\n\n')).toBe(true)
        expect(crushed.text.endsWith('\n\nAfter  it')).toBe(true)
        expect(decodeTable(crushed.text.slice(9, -11).split('\n'))).toEqual(cells)
      })
      expect(() => fc.assert(property, { numRuns: 400 })).not.toThrow()
    })
})

describe('table, rows without a header', () => {
  it('are given back under the numbers of their columns', () => {
    const property = fc.property(tables, ([, ...rows]) => {
      const numbered = rows.map((row, at) => [...row.map(cell => cell || '-'), String(at), `${at}m`])
      const print = padded(numbered, '   ').map(line => line.trimEnd())
      const crushed = crushWith(tableCrusher, print.join('\n'))
      if (crushed === undefined) return
      const [header, ...decoded] = decodeTable(crushed.text.split('\n'))
      expect(header).toEqual(header?.map((_, column) => `c${column + 1}`))
      // A place that happens to be blank in every line parts a column in two: no word gets lost or moves.
      const words = (cells: readonly (readonly string[])[]) => cells.map(row => row.join(' ').split(/ +/))
      expect(words(decoded)).toEqual(words(numbered))
    })
    expect(() => fc.assert(property, { numRuns: 300 })).not.toThrow()
  })
})

function planted(rows: number, at: number, odd: (row: string[]) => string[]): string {
  const cells = [['NAME', 'READY', 'STATUS', 'RESTARTS', 'AGE', 'MESSAGE']]
  for (let row = 0; row < rows; row++) {
    const cell = [
      `pod-${(row * 7919) % 100_003}`,
      '1/1',
      row % 9 === 0 ? 'Completed' : 'Running',
      String(20 + ((row * 37) % 17)),
      `${row % 50}m`,
      'all well',
    ]
    cells.push(row === at ? odd(cell) : cell)
  }
  return `${styles['aligned']?.(cells).join('\n')}\n`
}

describe('table, select', () => {
  const anomalies: Record<string, (row: string[]) => string[]> = {
    'outlier number': row => row.with(3, '98765'),
    'rare category': row => row.with(2, 'Evicted'),
    'rare shape': row => row.with(4, ''),
    'failure word': row => row.with(5, 'failed to pull image'),
  }
  for (const [name, odd] of Object.entries(anomalies))
    it(`keeps a planted ${name} wherever it stands`, () => {
      const property = fc.property(
        fc.integer({ min: 300, max: 2_000 }),
        fc.double({ min: 0, max: 0.999, noNaN: true }),
        (rows, place) => {
          const at = Math.floor(rows * place)
          const crushed = crushWith(tableCrusher, planted(rows, at, odd), {
            level: 'select',
            target: 1_500,
            count: estimate,
          })
          expect(crushed?.text).toMatch(new RegExp(`^${at + 1}[ |]pod-${(at * 7919) % 100_003}[ |]`, 'm'))
          expect(crushed?.losses[0]?.total).toBe(rows)
        },
      )
      expect(() => fc.assert(property, { numRuns: 20 })).not.toThrow()
    })
})

describe('table, sniff', () => {
  const not: Record<string, string> = {
    'prose in two columns':
      'Dear all,          thank you for coming\nto the meeting     that we held on Monday.\nIt was long        and quite useful.\n',
    'aligned code': 'const a  = 1\nconst bb = 22\nconst c  = 3\n',
    'a log':
      '2026-01-02 10:00:00  INFO   worker  started\n2026-01-02 10:00:01  WARN   worker  slow\n2026-01-02 10:00:02  INFO   worker  done\n',
    'a file listing':
      'drwxr-xr-x  2 root root  4096 Jan  2 10:00 bin\n-rw-r--r--  1 root root   120 Jan  2 10:00 a.txt\n-rw-r--r--  1 root root   121 Jan  2 10:00 b.txt\n',
    'a usage text':
      'Usage: tool [options]\n\n  -a, --all      show all\n  -v, --verbose  be loud\n  -h, --help     this text\n',
    CSV: 'a,b,c\n1,2,3\n4,5,6\n',
    'Markdown with one small table': `${'A long paragraph of text stands here.\n\n'.repeat(12)}| a | b |\n|---|---|\n| 1 | 2 |\n`,
  }
  for (const [name, text] of Object.entries(not))
    it(`does not take ${name}`, () => expect(tableCrusher.sniff(text)).toBeLessThan(0.5))
  it('takes what programs print', () => {
    for (const print of Object.values(styles))
      expect(
        tableCrusher.sniff(
          print([
            ['NAME', 'AGE'],
            ['a', '1d'],
            ['bc', '2d'],
            ['d', '3d'],
          ]).join('\n'),
        ),
      ).toBeGreaterThan(0.6)
  })
})

describe.skipIf(!hasCorpus)('table, corpus (skipped where QUERN_CORPUS is missing)', () => {
  it('loses no word of what tools printed', () => {
    let crushedOutputs = 0
    for (const file of corpusFiles('transcripts', /(?:sregym|bird).*\.json$/, 2_000_000)) {
      const { messages } = JSON.parse(readFileSync(file, 'utf8')) as {
        messages: { role: string; content: unknown }[]
      }
      for (const { role, content } of messages) {
        if (role !== 'tool' || typeof content !== 'string' || tableCrusher.sniff(content) < 0.5) continue
        const crushed = crushWith(tableCrusher, content)
        if (crushed === undefined) continue
        crushedOutputs++
        const visible = new Set(crushed.text.split(/[\s|=,]+/))
        const lost = content
          .split(/[\s|=,]+/)
          .filter(word => /\w/.test(word) && !visible.has(word) && !crushed.text.includes(word))
        expect(lost).toEqual([])
      }
    }
    expect(crushedOutputs).toBeGreaterThan(40)
  })
})
