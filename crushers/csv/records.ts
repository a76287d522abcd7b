import Papa from 'papaparse'
import type { Hint } from '../types.ts'
import { type Dialect, detectDialect } from './dialect.ts'
import { isHeader } from './header.ts'

export interface CsvTable {
  readonly dialect: Dialect
  /** Text before and after the records, as it stands. */
  readonly before: string
  readonly after: string
  readonly header: readonly string[] | undefined
  readonly rows: readonly (readonly string[])[]
  /** Cells of the widest record. */
  readonly width: number
  /** Every record has the same number of cells. */
  readonly even: boolean
  /** `""` and nothing both occur: some readers tell them apart, so re-quoting could alter a value. */
  readonly hasQuotedEmpty: boolean
}

/** Reads a text as CSV, or not at all: broken quotes are somebody else's format. */
export function readCsv(text: string, hint?: Hint): CsvTable | undefined {
  const dialect = detectDialect(text, hint)
  if (dialect === undefined) return undefined
  const { delimiter, start, end } = dialect
  const source = text.slice(text.charCodeAt(start) === 0xfeff ? start + 1 : start, end)
  const newline = newlineOf(source)
  if (newline === undefined) return undefined
  const { data, errors } = Papa.parse<string[]>(source, { delimiter, newline })
  if (errors.some(error => error.type === 'Quotes')) return undefined
  // Copying a million records only to drop the empty one at the end would cost as much as parsing them.
  while (data.length > 0 && isEmpty(data.at(-1))) data.pop()
  const records = data.some(isEmpty) ? data.filter(record => !isEmpty(record)) : data
  const first = records[0]
  if (first === undefined || records.length < 2) return undefined
  let width = 0
  let even = true
  for (const record of records) {
    if (record.length !== first.length) even = false
    if (record.length > width) width = record.length
  }
  const rows = records.slice(1)
  const header = isHeader(first, rows) ? first : undefined
  return {
    dialect,
    before: text.slice(0, start),
    after: text.slice(end),
    header,
    rows: header === undefined ? records : rows,
    width,
    even,
    hasQuotedEmpty: source.includes('""') && hasBothEmpties(source, delimiter),
  }
}

const isEmpty = (record: readonly string[] | undefined): boolean => record?.length === 1 && record[0] === ''

/** Mixed line ends cannot be told from line ends inside cells once quotes are about. */
function newlineOf(source: string): '\n' | '\r\n' | '\r' | undefined {
  const lineFeed = source.indexOf('\n')
  if (lineFeed < 0) return source.includes('\r') ? '\r' : '\n'
  if (!source.includes('\r')) return '\n'
  if (source.charCodeAt(lineFeed - 1) !== 13) return source.includes('"') ? '\n' : undefined
  if (source.includes('"')) return '\r\n'
  let at = lineFeed
  while (at >= 0) {
    if (source.charCodeAt(at - 1) !== 13) return undefined
    at = source.indexOf('\n', at + 1)
  }
  return '\r\n'
}

function hasBothEmpties(source: string, delimiter: string): boolean {
  const mark = delimiter === '|' ? '\\|' : delimiter
  const quoted = new RegExp(`(?:^|[${mark}\\r\\n])""(?:[${mark}\\r\\n]|$)`).test(source)
  return quoted && new RegExp(`(?:^|[${mark}\\r\\n])${mark}|${mark}(?:[\\r\\n]|$)`).test(source)
}
