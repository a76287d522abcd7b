import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { XMLParser } from 'fast-xml-parser'
import { compactJson } from '../../crushers/json/compact.ts'
import { readCsv, someRows } from '../../crushers/csv/records.ts'
import { type ContentType, contentTypes, crush, decode } from '../../crushers/index.ts'
import { readListing } from '../../crushers/listing/read.ts'
import { findTables, linesOf } from '../../crushers/table/find.ts'
import { hostileTexts } from '../hostile.ts'
import { corpusFiles, root } from './csv/support.ts'

const parser = new XMLParser({
  ignoreAttributes: false,
  preserveOrder: true,
  parseTagValue: false,
  processEntities: false,
})

/** What a text says, read by other means than those that decode it, where the claim is `'values'`. */
const meanings: Partial<Record<ContentType, (text: string) => unknown>> = {
  json: compactJson,
  csv(text) {
    const table = readCsv(text)
    return table && [table.header, someRows(table, table.count), table.before.trim(), table.after.trim()]
  },
  xml: text =>
    // That an inner element declares a namespace once more says nothing.
    JSON.stringify(parser.parse(text.replace(/<!DOCTYPE[^[>]*(?:\[[^\]]*\][^>]*)?>/, '')), (key, value) =>
      key.startsWith('@_xmlns') ? undefined : value,
    ).replaceAll(',":@":{}', ''),
  // That the documents are equal is tested with the crusher; descriptions are no YAML.
  yaml: text => text.replaceAll(/[{}[\],"'\s-]+/g, ' '),
  // That patches apply is tested with the crusher; of a merge, the path stands once.
  diff: text => text.split('\n').filter(line => !/^(?:index |diff --git |--- a\/|\+\+\+ b\/)/.test(line)),
  listing(text) {
    const listing = readListing(text)
    return listing?.kind === 'long' ? listing.rows.all() : text.replace(/[\s│├└┬─|`+-]+/g, ' ')
  },
  table: wordsOfTables,
}

/** Names and cells, whatever holds them apart. A table that is written one record after the other has names in each. */
function wordsOfTables(text: string): string[] {
  const lines = linesOf(text)
  const words: string[] = []
  let at = 0
  for (const { header, rows, from, to } of findTables(lines)) {
    words.push(...lines.slice(at, from), header.join(' '), ...rows.map(row => row.join(' ')))
    at = to
  }
  words.push(...lines.slice(at))
  return words
    .map(line => line.replaceAll(/[|│┃\t\s…]+/g, ' ').trim())
    .filter(line => line !== '' && !/^[-:+= ]+$/.test(line))
}

/** The inputs of the table cases of a kind. */
function casesOf(kind: ContentType): string[] {
  const folder = path.join(root, 'fixtures/crushers', kind)
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).sort()
  return files
    .filter(file => /[\\/]input\.\w+$/.test(file))
    .map(file => readFileSync(path.join(folder, file), 'utf8'))
}

const byLength = (text: string): number => Math.ceil(text.length / 3)

interface ReadBack {
  readonly decoded: unknown
  readonly original: unknown
}

/** What a lossless output stands for beside what it was made of, as far as the crusher claims; nothing if it declines. */
function readBack(kind: ContentType, text: string): ReadBack | undefined {
  const crushed = crush(kind, text, { level: 'lossless', count: byLength })
  if (crushed === undefined) return undefined
  const isPython = kind === 'table' && /^\[?[[({]/.test(text.trimStart())
  const meaning = isPython ? words : crushed.lossless === 'values' ? meanings[kind] : undefined
  const decoded = decode(crushed.text, kind)
  return { decoded: meaning?.(decoded) ?? decoded, original: meaning?.(text) ?? text }
}

const words = (text: string): string => text.replaceAll(/\s+/g, ' ')

/** What decoding a text ends in, if not in a text. */
function failureOf(text: string, kind: ContentType): unknown {
  try {
    return typeof decode(text, kind) === 'string' ? undefined : 'no text'
  } catch (error) {
    return error instanceof SyntaxError ? undefined : error
  }
}

/** Pieces of what the crushers write. */
const notes = fc.constantFrom(
  '(same as a[0].b)',
  '[3]:a,b(c="x")',
  '{2}:a',
  ' (×99999999)',
  '[next 2 lines ×99999999]',
  '[next 9 rows fill the … of this line]',
  'a … b',
  '[lines 3–4 repeat lines 1–2]',
  '[~ = https://a.example/b; ~2 = https://c.example]',
  '~2/x',
  'paths under /a/',
  '1,2,3:x',
  'src/:',
  'files -rw-r--r-- 1 a b: size date name; directories drwxr-xr-x a b: links size date name/',
  'Same in all 2 rows (column 1): a=b',
  'Same in all 1 rows (columns 1, 2): a=b, c="d"',
  'a,b',
  '1,2',
  '<csv of="x">',
  '</csv>',
  '<x><csv of="y">',
  '<!--',
  '"',
  '[(str, int)]',
  "{'a': int}",
  '[page as text]',
  '… cut off here, 2 open: x',
  'ndjson[2]:',
  'python',
  ' 12→',
  '13',
  '==',
  '-',
  'a:',
  ' b (2 lines):',
  '|-|:-|',
)

describe.each(contentTypes)('decode %s', kind => {
  test('gives back what the table cases were', () => {
    const found = casesOf(kind).flatMap(text => readBack(kind, text) ?? [])
    expect(found.map(({ decoded }) => decoded)).toEqual(found.map(({ original }) => original))
    expect(found.length > 0).toBe(kind !== 'html')
  })

  test('never ends otherwise than with a text or a SyntaxError, on any text', () => {
    const line = fc.array(fc.oneof({ weight: 4, arbitrary: notes }, fc.string({ maxLength: 8 })), {
      maxLength: 3,
    })
    const text = fc.array(line, { maxLength: 12 }).map(lines => lines.map(parts => parts.join('')).join('\n'))
    const property = fc.property(fc.oneof(text, fc.string({ unit: 'binary' })), each => {
      expect(failureOf(each, kind)).toBeUndefined()
    })
    expect(() => fc.assert(property, { numRuns: 1_000 })).not.toThrow()
  })

  test('takes what is large and nested', () => {
    const repeated = ['[', '{"a":', 'a:[', '<csv of="x">\na\n<x>', '[{', '((', 'a.b.', "[{'a': "]
    const texts = [
      ...hostileTexts.map(({ make }) => make().slice(0, 20_000)),
      ...repeated.map(each => each.repeat(20_000)),
      `[20000]:a,b${'(c=x)'.repeat(2_000)}\n${'1,2\n'.repeat(20_000)}`,
      `${'y'.repeat(20_000)}/:\n${'a:1:b\n'.repeat(30_000)}`,
      `x\n${Array.from({ length: 60 }, (_, n) => `[lines ${2 ** n + 1}–${2 ** (n + 1)} repeat lines 1–${2 ** n}]`).join('\n')}`,
    ]
    for (const text of texts) expect(failureOf(text, kind)).toBeUndefined()
  })
})

test('an unknown kind is named', () => {
  expect(() => decode('{}', 'toml' as ContentType)).toThrow(/kind is "toml", expected one of json/)
})

test('without a kind it is JSON', () => {
  expect(decode('[2]:id,state\n1,up\n2,down')).toBe('[{"id":1,"state":"up"},{"id":2,"state":"down"}]')
  expect(() => decode('neither')).toThrow(SyntaxError)
})

const folders = {
  json: 'json',
  csv: 'csv',
  xml: 'xml',
  search: 'search',
  listing: 'search',
  logs: 'logs',
  table: 'logs',
  prose: 'prose',
  yaml: 'prose',
} as const

/** Some files of a folder, spread over its names. */
function filesOf(folder: string): string[] {
  const files = corpusFiles(folder, /./)
  return files.filter((_, at) => at % Math.ceil(files.length / 16) === 0)
}

describe.skipIf(filesOf('json').length === 0)('decode files of the corpus', () => {
  test.each(Object.keys(folders) as (keyof typeof folders)[])('%s', kind => {
    for (const file of filesOf(folders[kind])) {
      const found = readBack(kind, readFileSync(file, 'utf8').slice(0, 100_000))
      expect({ file, text: found?.decoded }).toEqual({ file, text: found?.original })
    }
  })
})
