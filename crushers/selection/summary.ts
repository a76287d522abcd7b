import type { Column, ColumnSummary } from '../select.ts'
import { bareCell, CellKind } from './cells.ts'
import { type CodedColumn, coded, type Values } from './coded.ts'
import { LISTED_VALUE_CHARACTERS, NUMERIC_SHARE, TOP_VALUES } from './policy.ts'

/** Exact statistics of the given rows of each column. */
export function summarizeColumns(
  columns: readonly (Column | CodedColumn)[],
  rows: readonly number[],
): ColumnSummary[] {
  const all = columns.map(coded)
  let total = 0
  for (const column of all) total = Math.max(total, column.total)
  const isGiven = new Uint8Array(total)
  for (const row of rows) isGiven[row] = 1
  return all.map(column => summarize(column, countsAmong(column, isGiven), rows.length))
}

/** Exact statistics of all rows but those shown, which are few, and ascend. */
export function summarizeRest(columns: readonly CodedColumn[], shown: readonly number[]): ColumnSummary[] {
  return columns.map(column => {
    const counts = column.counts.slice()
    const { rows, codes, total } = column
    let place = 0
    for (const row of shown) {
      if (rows === undefined) place = row
      else while (place < rows.length && (rows[place] ?? 0) < row) place++
      if (rows !== undefined && rows[place] !== row) continue
      const code = codes[place] ?? 0
      counts[code] = (counts[code] ?? 0) - 1
    }
    return summarize(column, counts, total - shown.length)
  })
}

function countsAmong({ rows, codes, counts: all }: CodedColumn, isGiven: Uint8Array): Int32Array {
  const counts = new Int32Array(all.length)
  for (let index = 0; index < codes.length; index++) {
    if (isGiven[rows === undefined ? index : (rows[index] ?? 0)] === 0) continue
    const code = codes[index] ?? 0
    counts[code] = (counts[code] ?? 0) + 1
  }
  return counts
}

function summarize(column: CodedColumn, counts: Int32Array, rows: number): ColumnSummary {
  const { name, values, kinds, numbers: numberOf } = column
  const cells = [0, 0, 0, 0, 0]
  let distinct = 0
  let sum = 0
  let least = -1
  let most = -1
  let first: string | undefined
  let last: string | undefined
  for (let code = 0; code < counts.length; code++) {
    const times = counts[code] ?? 0
    if (times === 0) continue
    distinct++
    const kind = kinds[code] ?? CellKind.text
    cells[kind] = (cells[kind] ?? 0) + times
    if (kind === CellKind.number) {
      const value = numberOf[code] ?? 0
      sum += value * times
      if (least < 0 || value < (numberOf[least] ?? 0)) least = code
      if (most < 0 || value > (numberOf[most] ?? 0)) most = code
    } else if (kind === CellKind.date) {
      const cell = values.at(code)
      if (first === undefined || cell < first) first = cell
      if (last === undefined || cell > last) last = cell
    }
  }
  const [numbers = 0, empty = 0, booleans = 0, dates = 0, texts = 0] = cells
  const filled = numbers + booleans + dates + texts
  const type =
    filled === 0
      ? 'empty'
      : numbers === filled
        ? 'number'
        : booleans === filled
          ? 'boolean'
          : numbers + booleans === 0
            ? 'text'
            : 'mixed'
  const range =
    // Of a few names that happen to spell numbers there is no range.
    numbers > 0 && numbers >= filled * NUMERIC_SHARE
      ? {
          min: bareCell(values.at(least)),
          max: bareCell(values.at(most)),
          ...(!column.isMeasured && { mean: sum / numbers }),
        }
      : dates > 0 && dates === filled && first !== undefined && last !== undefined
        ? { min: bareCell(first), max: bareCell(last) }
        : {}
  const count = filled + empty
  return { name, type, count, missing: rows - count, distinct, ...range, top: topValues(values, counts) }
}

/** One pass with a short list: sorting all distinct values would cost more than counting them. */
function topValues(values: Values, counts: Int32Array): [string, number][] {
  const top: number[] = []
  const times = (code: number | undefined) => counts[code ?? 0] ?? 0
  for (let code = 0; code < counts.length; code++) {
    const count = times(code)
    if (count === 0 || (top.length === TOP_VALUES && count <= times(top[TOP_VALUES - 1]))) continue
    let place = top.length
    while (place > 0 && count > times(top[place - 1])) place--
    top.splice(place, 0, code)
    if (top.length > TOP_VALUES) top.pop()
  }
  return top.map(code => [values.at(code), times(code)])
}

/**
 * Notes on what is not shown, one per column, each beginning with the column's name: `status: 200 ×270, 404 ×15`.
 * Columns whose cells all differ and are no numbers share the last note.
 */
export function formatSummary(summaries: readonly ColumnSummary[]): string[] {
  const notes: string[] = []
  const allDistinct: string[] = []
  for (const summary of summaries) {
    if (summary.count === 0) continue
    const facts = factsOf(summary)
    if (facts.length === 0) allDistinct.push(summary.name)
    else notes.push(`${summary.name}: ${facts.join(', ')}`)
  }
  if (allDistinct.length > 0) notes.push(`all different: ${allDistinct.join(', ')}`)
  return notes
}

function factsOf(summary: ColumnSummary): string[] {
  const facts: string[] = []
  const { distinct, count, missing, top } = summary
  const repeated = top.filter(([value, times]) => times > 1 && value.length <= LISTED_VALUE_CHARACTERS)
  const isCategory = distinct <= TOP_VALUES || (repeated[0]?.[1] ?? 0) > count * 0.1
  if (distinct === 1) {
    const [value, times] = top[0] ?? ['', 0]
    facts.push(`${shortened(value)} ×${times}`)
  } else {
    if (summary.min !== undefined && summary.max !== undefined) {
      facts.push(`${summary.min} to ${summary.max}`)
      if (summary.mean !== undefined) facts.push(`mean ${shortNumber(summary.mean)}`)
    }
    if (isCategory) {
      const listed = distinct <= TOP_VALUES ? top : repeated
      for (const [value, times] of listed) facts.push(`${shortened(value)} ×${times}`)
      if (listed.length < distinct) facts.push(`${distinct - listed.length} others`)
    } else if (distinct < count) facts.push(`${distinct} distinct`)
  }
  if (missing > 0) facts.push(`${missing} missing`)
  return facts
}

function shortened(cell: string): string {
  const value = bareCell(cell)
  if (value.length <= LISTED_VALUE_CHARACTERS) return value
  const end = LISTED_VALUE_CHARACTERS - 8
  const code = value.charCodeAt(end - 1)
  return `${value.slice(0, code >= 0xd800 && code <= 0xdbff ? end - 1 : end)}…`
}

/** Four significant digits, never an exponent for ordinary sizes. */
export function shortNumber(value: number): string {
  if (Number.isInteger(value) && Math.abs(value) < 1e15) return String(value)
  const size = Math.abs(value)
  if (size >= 1000 && size < 1e15) return String(Math.round(value))
  return String(Number(value.toPrecision(4)))
}
