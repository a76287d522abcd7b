import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import Papa from 'papaparse'
import { describe, expect, it } from 'vitest'
import { csvCrusher, decodeCsv } from '../../../crushers/csv/index.ts'
import { readCsv, someRows } from '../../../crushers/csv/records.ts'
import { summarizeColumns } from '../../../crushers/select.ts'
import { corpusFiles, crushWith, estimate, hasCorpus, testFixtures, testLaws } from './support.ts'

testFixtures('csv', csvCrusher)

const quote = (cell: string, always: boolean, delimiter: string) =>
  always || /["\r\n]|^\s|\s$/.test(cell) || cell.includes(delimiter)
    ? `"${cell.replaceAll('"', '""')}"`
    : cell

const cells = fc.oneof(
  fc.constantFrom(
    '',
    'ok',
    'error',
    'a, b',
    'say "hi"',
    'two\nlines',
    ' padded ',
    '0',
    '007',
    '1.0',
    '1e400',
    '-0',
    'null',
    '__proto__',
    'é',
    '９',
    '\ud800',
  ),
  fc.integer().map(String),
  fc.string({ maxLength: 12 }),
)

const documents = fc
  .record({
    delimiter: fc.constantFrom(',', '\t', ';'),
    newline: fc.constantFrom('\n', '\r\n'),
    always: fc.boolean(),
    width: fc.integer({ min: 2, max: 6 }),
    constant: fc.boolean(),
    rows: fc.integer({ min: 3, max: 40 }),
    seed: fc.infiniteStream(cells),
  })
  .map(({ delimiter, newline, always, width, constant, rows, seed }) => {
    const next = () => seed.next().value ?? ''
    const header = Array.from({ length: width }, (_, column) => `name${column}`)
    const same = next()
    const records = [header]
    for (let row = 0; row < rows; row++)
      records.push(header.map((_, column) => (constant && column === 1 ? same : next())))
    return {
      delimiter,
      records,
      text:
        records
          .map(record => record.map(cell => quote(cell, always, delimiter)).join(delimiter))
          .join(newline) + newline,
    }
  })

testLaws(
  csvCrusher,
  documents.map(({ text }) => text),
)

describe('csv, lossless', () => {
  it('decodes back to the records that papaparse reads', () => {
    const property = fc.property(documents, ({ text, delimiter }) => {
      const crushed = crushWith(csvCrusher, text, { hint: { path: 'a.csv' } })
      const table = readCsv(text, { path: 'a.csv' })
      if (crushed?.body === undefined || table?.before !== '' || table.after !== '') return
      const found = table?.dialect.delimiter ?? delimiter
      const expected = Papa.parse<string[]>(text, {
        delimiter: found,
        newline: text.includes('\r\n') ? '\r\n' : '\n',
      })
      const records = expected.data.filter(record => record.length > 1 || record[0] !== '')
      const decoded = decodeCsv(
        { text: crushed.text, body: crushed.body },
        found,
        table?.header !== undefined,
      )
      expect(decoded).toEqual(records)
    })
    expect(() => fc.assert(property, { numRuns: 400 })).not.toThrow()
  })

  it('keeps what only looks alike apart', () => {
    const kinds = ['0', '-0', '007', '7', '1.0', '1', '1e400', 'null', '""""', '', 'true', ' true']
    const text = `id,value,unit\n${kinds.map((kind, row) => `${row},${kind},ms\n`).join('')}`
    const crushed = crushWith(csvCrusher, text)
    expect(crushed?.lossless).toBe('values')
    const decoded = decodeCsv({ text: crushed?.text ?? '', body: crushed?.body ?? '' }, ',', true)
    expect(decoded.slice(1).map(record => record[1])).toEqual(
      kinds.map(kind => (kind === '""""' ? '"' : kind)),
    )
  })

  it('declines a view of a file', () => {
    const text = `a,b\n${'"1","2"\n'.repeat(50)}`
    expect(crushWith(csvCrusher, text)).toBeDefined()
    expect(crushWith(csvCrusher, text, { hint: { fileView: true } })).toBeUndefined()
  })
})

/** A table of ordinary rows, one of which `odd` alters. */
function planted(rows: number, at: number, odd: (row: string[]) => string[]): string {
  const lines = ['id,time,status,region,latency,message']
  for (let row = 0; row < rows; row++) {
    const cell = [
      `req-${(row * 7919) % 100_003}`,
      `2026-03-${String(1 + (row % 28)).padStart(2, '0')}T10:00:${String(row % 60).padStart(2, '0')}Z`,
      row % 9 === 0 ? '404' : '200',
      ['eu', 'us', 'ap'][row % 3] ?? '',
      String(100 + ((row * 37) % 50)),
      `request ${row} served`,
    ]
    lines.push((row === at ? odd(cell) : cell).join(','))
  }
  return `${lines.join('\n')}\n`
}

describe('csv, select', () => {
  const anomalies: Record<string, (row: string[]) => string[]> = {
    'outlier number': row => row.with(4, '98765'),
    'rare category': row => row.with(3, 'antarctica'),
    'rare shape': row => row.with(4, ''),
    'failure word': row => row.with(5, 'request failed: disk full'),
  }
  for (const [name, odd] of Object.entries(anomalies))
    it(`keeps a planted ${name} wherever it stands`, () => {
      fc.assert(
        fc.property(
          fc.integer({ min: 300, max: 3_000 }),
          fc.double({ min: 0, max: 0.999, noNaN: true }),
          (rows, place) => {
            const at = Math.floor(rows * place)
            const crushed = crushWith(csvCrusher, planted(rows, at, odd), {
              level: 'select',
              count: estimate,
            })
            const row = (csvRow: string) => csvRow.startsWith(`${at + 1},`)
            expect(crushed?.text.split('\n').find(row)).toBe(
              `${at + 1},${planted(rows, at, odd).split('\n')[at + 1]}`,
            )
          },
        ),
        { numRuns: 25 },
      )
    })

  it('keeps the rows of a change point', () => {
    const lines = ['minute,requests']
    for (let row = 0; row < 2_000; row++) lines.push(`m${row},${(row < 1_234 ? 100 : 300) + (row % 7)}`)
    const text = crushWith(csvCrusher, lines.join('\n'), { level: 'select' })?.text ?? ''
    expect(text).toMatch(/^123[3-6],m123[2-5],/m)
  })

  it('meets its target, says what is missing, and its statistics are exact', () => {
    fc.assert(
      fc.property(fc.integer({ min: 200, max: 1_500 }), rows => {
        const text = planted(rows, 5, row => row)
        const crushed = crushWith(csvCrusher, text, { level: 'select', target: 1_500 })
        expect(crushed?.lossless).toBe(false)
        const { data } = Papa.parse<string[]>(crushed?.body ?? '', { skipEmptyLines: true })
        const shown = data.slice(1).map(record => Number(record[0]) - 1)
        expect(crushed?.losses[0]).toMatchObject({ unit: 'rows', kept: shown.length, total: rows })
        const source = Papa.parse<string[]>(text, { skipEmptyLines: true }).data.slice(1)
        shown.forEach((row, at) => expect(data[at + 1]?.slice(1)).toEqual(source[row]))
        const omitted = source.filter((_, row) => !shown.includes(row))
        const latencies = omitted.map(record => Number(record[4]))
        const [summary] = summarizeColumns(
          [{ name: 'latency', cells: omitted.map(record => record[4]) }],
          [...omitted.keys()],
        )
        expect(Number(summary?.min)).toBe(Math.min(...latencies))
        expect(Number(summary?.max)).toBe(Math.max(...latencies))
        expect(crushed?.text).toContain(
          `latency: ${Math.min(...latencies)} to ${Math.max(...latencies)}, mean `,
        )
        const okay = omitted.filter(record => record[2] === '200').length
        expect(crushed?.text).toContain(`200 ×${okay}`)
        expect(crushed?.text).toContain(`${omitted.length} rows not shown:`)
      }),
      { numRuns: 15 },
    )
  })
})

describe('csv, sniff', () => {
  const not: Record<string, string> = {
    'prose with commas':
      'First, we went home, and then, after dinner, slept.\nLater, much later, they came, saw, and left.\nNobody, of course, cared, not even, say, the cat.\n',
    'a log with commas': Array.from(
      { length: 9 },
      (_, i) => `2026-01-02 10:00:0${i},123 INFO worker started job ${i}, took 5 ms`,
    ).join('\n'),
    'code indented by tabs behind a gutter': Array.from(
      { length: 9 },
      (_, i) => `   ${i + 1}→\tcall(${i})`,
    ).join('\n'),
    'JSON lines': '{"a":1,"b":2}\n{"a":3,"b":4}\n{"a":5,"b":6}\n',
    code: 'foo(a, b);\nbar(c, d);\nbaz(e, f);\nqux(g, h);\n',
    'a printed table': ' id | name\n----+------\n  1 | ann\n  2 | bob\n',
    Markdown: '| a | b |\n|---|---|\n| 1 | 2 |\n| 3 | 4 |\n',
  }
  for (const [name, text] of Object.entries(not))
    it(`does not take ${name}`, () => expect(csvCrusher.sniff(text)).toBeLessThan(0.5))
  const yes: Record<string, string> = {
    'times in the first column':
      'date,pressure,wind\n2010-01-01T01:00:00,1016.6,3.8\n2010-01-01T02:00:00,1016.6,3.9\n2010-01-01T03:00:00,1016.1,3.7\n',
    'quoted cells with line ends': 'id,note,n\n1,"two\nlines",3\n2,"more\nof it",4\n3,plain,5\n4,plain,6\n',
    tabs: 'a\tb\tc\n1\t2\t3\n4\t5\t6\n7\t8\t9\n',
  }
  for (const [name, text] of Object.entries(yes))
    it(`takes ${name}`, () => expect(csvCrusher.sniff(text)).toBeGreaterThan(0.5))
})

describe.skipIf(!hasCorpus)('csv, corpus (skipped where QUERN_CORPUS is missing)', () => {
  it('reads the spectrum as its ground truth says', () => {
    let read = 0
    for (const file of corpusFiles('csv/spectrum/csvs', /\.csv$/)) {
      const truth: unknown = JSON.parse(
        readFileSync(file.replace('csvs', 'json').replace(/csv$/, 'json'), 'utf8'),
      )
      // One truth is an object and tells of another file.
      if (!Array.isArray(truth)) continue
      const table = readCsv(readFileSync(file, 'utf8'), { path: file })
      const records = table === undefined ? [] : someRows(table, table.count)
      const [names, ...rows] = table?.header === undefined ? records : [table.header, ...records]
      const objects = rows.map(row => Object.fromEntries(row.map((cell, column) => [names?.[column], cell])))
      // The truth of the CRLF file was written on a system that dropped the carriage return inside a cell.
      expect(JSON.stringify(objects).replaceAll('\\r\\n', '\\n')).toBe(
        JSON.stringify(truth).replaceAll('\\r\\n', '\\n'),
      )
      read++
    }
    expect(read).toBeGreaterThan(9)
  })

  it('keeps every value of real files', () => {
    let packed = 0
    for (const file of corpusFiles('csv', /\.[ct]sv$/)) {
      const text = readFileSync(file, 'utf8')
      const crushed = crushWith(csvCrusher, text, { hint: { path: file }, count: estimate })
      if (crushed?.body === undefined) continue
      packed++
      const table = readCsv(text, { path: file })
      const expected = Papa.parse<string[]>(text.trimEnd(), {
        delimiter: table?.dialect.delimiter ?? ',',
      }).data
      expect(
        decodeCsv({ text: crushed.text, body: crushed.body }, table?.dialect.delimiter ?? ',', true),
      ).toEqual(expected)
    }
    expect(packed).toBeGreaterThan(2)
  })
})
