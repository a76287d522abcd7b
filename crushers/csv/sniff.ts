import type { Hint } from '../types.ts'
import { hintsCsv } from './dialect.ts'
import { DELIMITERS, MIN_NAMED, PROBED_LINES, SAMPLE_RECORDS } from './policy.ts'
import { type CsvTable, readCsv, someRows } from './records.ts'

// Times at the head of most lines make a log, however regular its commas are.
const LOG_LINE =
  /^\S{0,2}(?:\d{4}-\d\d-\d\d[T ]\d\d:\d\d:\d\d(?:[.,]\d{3,9})?(?:Z|[+-]\d\d:?\d\d)?\s|[A-Z][a-z]{2} +\d+ \d\d:\d\d:\d\d|\[?\d\d:\d\d:\d\d)|\b(?:INFO|DEBUG|WARN|ERROR)\b/

/** Words in a row: a cell that reads as prose. */
const PROSE = /(?:\b[a-z]+ ){5,}[a-z]+/i

/** 0 to 1: how likely the text is CSV. */
export function sniffCsv(sample: string, hint?: Hint): number {
  const trimmed = sample.trimStart()
  if (/^(?:[{[<]|---\s|diff |#!|\|.*\|\s*$)/m.test(trimmed.slice(0, 200)) && !hintsCsv(hint)) {
    if (/^[{[<]/.test(trimmed) || /^(?:---\s|diff |#!)/.test(trimmed)) return 0
  }
  if (!hintsCsv(hint) && !mayBeRecords(sample)) return 0
  const table = readCsv(sample, hint)
  if (table === undefined) return 0
  const { dialect } = table
  if (hintsCsv(hint)) return 0.95
  const { delimiter, regular, width, records } = dialect
  const rows = someRows(table, SAMPLE_RECORDS)
  // Indentation by tabs is no column.
  if (delimiter === '\t' && rows.filter(row => row[0] === '').length * 3 > rows.length) return 0
  // ` | ` is how tables are printed; CSV with bars has none around them.
  if (delimiter === '|') return sample.includes(' | ') || /^\|/m.test(sample) ? 0 : regular === 1 ? 0.6 : 0.3
  if (delimiter === '\t' && isIndentation(rows)) return 0
  const lines = sample.slice(dialect.start, dialect.end).split('\n', 60)
  // Records of a log, under a header and of one width, are a table.
  const hasNames = regular === 1 && records >= MIN_NAMED && isNamed(table.header, rows)
  const isRegular = hasNames || (regular === 1 && width >= 4 && table.header !== undefined)
  const logs = isRegular ? 0 : lines.filter(line => LOG_LINE.test(line)).length
  if (logs * 3 > lines.length) return 0
  if (!isRegular && lines.filter(looksLikeCode).length * 4 > lines.length) return 0
  if (width <= 3 || delimiter === ',') {
    let prose = 0
    let spaced = 0
    let cells = 0
    for (const row of rows.slice(0, 50))
      for (const cell of row) {
        cells++
        if (PROSE.test(cell)) prose++
        if (cell.startsWith(' ')) spaced++
      }
    // Prose has a space after its commas and sentences in its cells, but no column of names before them.
    if (prose * 3 > cells && !(hasNames && spaced === 0)) return 0
    if (spaced * 3 > cells && table.header === undefined) return 0.1
    if (spaced * 2 > cells && prose > 0) return 0.1
  }
  if (table.header === undefined && !(width >= 3 && typedColumns(rows))) return 0.3
  const base = records >= 8 ? 0.9 : records >= 4 ? 0.8 : 0.6
  return delimiter === '\t' && width < 3 ? Math.min(base, 0.6) : base * (regular === 1 ? 1 : 0.85)
}

/**
 * Half of the lines have the same number of some delimiter inside of them: a look that spares most texts four parses.
 * Indentation and the ends of statements do not count.
 */
function mayBeRecords(sample: string): boolean {
  const lines = sample
    .split('\n', PROBED_LINES)
    .map(line => line.trim().replace(/[;,]$/, ''))
    .filter(line => line !== '')
  return DELIMITERS.some(delimiter => {
    const counts = new Map<number, number>()
    for (const line of lines) {
      // Delimiters and line ends inside quotes only count for a parser.
      const count = line.includes('"') ? -1 : line.split(delimiter).length - 1
      if (count !== 0) counts.set(count, (counts.get(count) ?? 0) + 1)
    }
    const quoted = lines.some(line => line.includes(delimiter)) ? (counts.get(-1) ?? 0) : 0
    counts.delete(-1)
    let most = 0
    for (const times of counts.values()) if (times > most) most = times
    return (most + quoted) * 2 >= lines.length
  })
}

const looksLikeCode = (line: string): boolean =>
  /[;{}]\s*$|^\s*(?:import|from|def|class|const|let|return|if|for|\/\/)\b|\w\(/.test(line)

/** Tabs behind nothing, or behind a line number with an arrow, indent code. */
function isIndentation(rows: readonly (readonly string[])[]): boolean {
  let indented = 0
  for (const [first = ''] of rows) if (first.trim() === '' || /[→│|:]\s*$/.test(first)) indented++
  return indented * 4 > rows.length
}

/** Rows with names of their own: `id,title` above `a-1,Some words`. */
function isNamed(header: CsvTable['header'], rows: readonly (readonly string[])[]): boolean {
  if (header === undefined || header.some(name => /\s/.test(name))) return false
  const names = new Set(rows.map(row => row[0] ?? ''))
  return names.size === rows.length && [...names].every(name => /^\S+$/.test(name))
}

/** Some column holds numbers, dates or flags in every row. */
function typedColumns(rows: readonly (readonly string[])[]): boolean {
  const first = rows[0] ?? []
  for (let column = 0; column < first.length; column++) {
    let typed = 0
    for (const row of rows) if (/^\s*[-+$]?\d[\d.,:/TZ+-]*%?\s*$/.test(row[column] ?? '')) typed++
    if (typed >= rows.length * 0.8) return true
  }
  return false
}
