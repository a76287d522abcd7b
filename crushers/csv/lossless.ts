import type { Crushed } from '../types.ts'
import { type Constant, formatConstants, withinShare } from './constants.ts'
import { Spelled } from './grid.ts'
import { MIN_COLUMNS, MIN_CONSTANT_ROWS } from './policy.ts'
import { cellAt, type CsvTable, rowOf, someRows, valueOf } from './records.ts'
import { PROBE_ROWS } from './policy.ts'
import { delimiterOf, namesColumns } from './restore.ts'
import { writeRecord } from './write.ts'

/** Names that notes use: those of the header, or places. */
export const columnNames = (table: CsvTable): string[] =>
  Array.from({ length: table.width }, (_, column) => table.header?.[column] ?? `column ${column + 1}`)

/** Columns of an even table that have one value throughout. At least two columns stay in the rows. */
export function constantsOf(table: CsvTable): Constant[] {
  if (!table.even || table.count < MIN_CONSTANT_ROWS) return []
  const found: Constant[] = []
  for (let column = 0; column < table.width && table.width - found.length > MIN_COLUMNS; column++)
    if (isConstant(table, column))
      found.push({
        column,
        name: table.header?.[column] ?? `column ${column + 1}`,
        value: valueOf(table, 0, column) ?? '',
      })
  return found.length === 0 ? found : withinShare(found, someRows(table, PROBE_ROWS))
}

function isConstant(table: CsvTable, column: number): boolean {
  const { source, start, end, spelled } = table.grid
  const first = cellAt(table, 0, column) ?? 0
  const from = start[first] ?? 0
  const length = (end[first] ?? 0) - from
  for (let row = 1; row < table.count; row++) {
    const cell = cellAt(table, row, column) ?? 0
    const at = start[cell] ?? 0
    if ((end[cell] ?? 0) - at !== length) return false
    if ((spelled[cell] === Spelled.Escaped) !== (spelled[first] === Spelled.Escaped)) return false
    for (let sign = 0; sign < length; sign++)
      if (source.charCodeAt(at + sign) !== source.charCodeAt(from + sign)) return false
  }
  return true
}

/**
 * The table with constant columns named once and no needless quotes. Values, their order and their spelling stay;
 * `restoreCsv` rebuilds the records.
 */
export function packCsv(table: CsvTable): Crushed | undefined {
  if (table.hasQuotedEmpty) return undefined
  return packWithout(table, constantsOf(table)) ?? packWithout(table, [])
}

/** Nothing where a reader could take other records for those that are left. */
function packWithout(table: CsvTable, constants: readonly Constant[]): Crushed | undefined {
  const { delimiter } = table.dialect
  const leftOut = constants.length > 0 ? new Set(constants.map(({ column }) => column)) : undefined
  const lines: string[] = []
  if (table.header !== undefined) lines.push(writeRecord(table.header, delimiter, leftOut))
  for (let row = 0; row < table.count; row++) lines.push(lineOf(table, row, leftOut))
  const body = `${lines.join('\n')}\n`
  if (constants.length > 0) {
    const isTold = namesColumns(constants) === (table.header !== undefined)
    if (!isTold || delimiterOf(body, lines.length) !== delimiter) return undefined
  }
  const note = constants.length > 0 ? `${formatConstants(constants, table.count)}\n` : ''
  return { text: table.before + note + body + table.after, body, lossless: 'values', losses: [] }
}

/** A row as it is written. One without quotes is copied as it stands. */
export function lineOf(table: CsvTable, row: number, leftOut: ReadonlySet<number> | undefined): string {
  const { grid, first, dialect } = table
  const from = grid.record[first + row] ?? 0
  const to = grid.record[first + row + 1] ?? 0
  if (leftOut === undefined && isBare(grid.spelled, from, to))
    return grid.source.slice(grid.start[from], grid.end[to - 1])
  return writeRecord(rowOf(table, row), dialect.delimiter, leftOut)
}

function isBare(spelled: Uint8Array, from: number, to: number): boolean {
  for (let cell = from; cell < to; cell++) if (spelled[cell] !== Spelled.Bare) return false
  return true
}
