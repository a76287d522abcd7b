import type { Column, ColumnSummary } from '../select.ts'
import { bareCell, isEmptyCell, numberOf } from './cells.ts'
import { LISTED_VALUE_CHARACTERS, TOP_VALUES } from './policy.ts'

const DATE = /^"?\d{4}-\d\d-\d\d(?:[T ]\d\d:\d\d|"?$)/

/** Exact statistics of the given rows of each column. */
export function summarizeColumns(columns: readonly Column[], rows: readonly number[]): ColumnSummary[] {
  return columns.map(column => summarizeColumn(column, rows))
}

function summarizeColumn({ name, cells }: Column, rows: readonly number[]): ColumnSummary {
  const counts = new Map<string, number>()
  let count = 0
  for (const row of rows) {
    const cell = cells[row]
    if (cell === undefined) continue
    count++
    counts.set(cell, (counts.get(cell) ?? 0) + 1)
  }
  let numbers = 0
  let booleans = 0
  let dates = 0
  let empty = 0
  let sum = 0
  let least: readonly [number, string] | undefined
  let most: readonly [number, string] | undefined
  let first: string | undefined
  let last: string | undefined
  for (const [cell, times] of counts) {
    const value = numberOf(cell)
    if (value === value) {
      numbers += times
      sum += value * times
      if (least === undefined || value < least[0]) least = [value, cell]
      if (most === undefined || value > most[0]) most = [value, cell]
    } else if (isEmptyCell(cell)) empty += times
    else if (cell === 'true' || cell === 'false') booleans += times
    else if (DATE.test(cell)) {
      dates += times
      if (first === undefined || cell < first) first = cell
      if (last === undefined || cell > last) last = cell
    }
  }
  const filled = count - empty
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
    numbers > 0 && (type === 'number' || type === 'mixed') && least !== undefined && most !== undefined
      ? { min: bareCell(least[1]), max: bareCell(most[1]), mean: sum / numbers }
      : dates > 0 && dates === filled && first !== undefined && last !== undefined
        ? { min: bareCell(first), max: bareCell(last) }
        : {}
  const missing = rows.length - count
  return { name, type, count, missing, distinct: counts.size, ...range, top: topValues(counts) }
}

/** One pass with a short list: sorting all distinct values would cost more than counting them. */
function topValues(counts: ReadonlyMap<string, number>): [string, number][] {
  const top: [string, number][] = []
  for (const entry of counts) {
    if (top.length === TOP_VALUES && entry[1] <= (top[TOP_VALUES - 1]?.[1] ?? 0)) continue
    let place = top.length
    while (place > 0 && entry[1] > (top[place - 1]?.[1] ?? 0)) place--
    top.splice(place, 0, entry)
    if (top.length > TOP_VALUES) top.pop()
  }
  return top
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
