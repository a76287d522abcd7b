import type { Crushed } from '../types.ts'
import { type Constant, constantColumns, formatConstants } from './constants.ts'
import type { CsvTable } from './records.ts'
import { writeRecord } from './write.ts'

/** Names that notes use: those of the header, or places. */
export const columnNames = (table: CsvTable): string[] =>
  Array.from({ length: table.width }, (_, column) => table.header?.[column] ?? `column ${column + 1}`)

export function constantsOf(table: CsvTable): Constant[] {
  return table.even ? constantColumns(columnNames(table), table.rows) : []
}

/**
 * The table with constant columns named once and no needless quotes. Values, their order and their spelling stay;
 * `decodeCsv` rebuilds the records.
 */
export function packCsv(table: CsvTable): Crushed | undefined {
  if (table.hasQuotedEmpty) return undefined
  const { delimiter } = table.dialect
  const constants = constantsOf(table)
  const leftOut = constants.length > 0 ? new Set(constants.map(({ column }) => column)) : undefined
  const lines: string[] = []
  if (table.header !== undefined) lines.push(writeRecord(table.header, delimiter, leftOut))
  for (const row of table.rows) lines.push(writeRecord(row, delimiter, leftOut))
  const body = `${lines.join('\n')}\n`
  const note = constants.length > 0 ? `${formatConstants(constants, table.rows.length)}\n` : ''
  return { text: table.before + note + body + table.after, body, lossless: 'values', losses: [] }
}
