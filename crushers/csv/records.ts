import type { Hint } from '../types.ts'
import { type Dialect, detectDialect } from './dialect.ts'
import { type Grid, newlineOf, readGrid, recordCount, valueAt, valuesOf, widthOf } from './grid.ts'
import { isHeader } from './header.ts'
import { HEADER_ROWS } from './policy.ts'

export interface CsvTable {
  readonly dialect: Dialect
  /** Text before and after the records, as it stands. */
  readonly before: string
  readonly after: string
  readonly header: readonly string[] | undefined
  readonly grid: Grid
  /** The record of the grid that is the first row. */
  readonly first: number
  /** Rows, the header aside. */
  readonly count: number
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
  const grid = readGrid(source, delimiter, newline)
  const records = recordCount(grid)
  if (grid.broken !== undefined || records < 2) return undefined
  let width = 0
  let even = true
  for (let index = 0; index < records; index++) {
    const cells = widthOf(grid, index)
    if (cells !== widthOf(grid, 0)) even = false
    if (cells > width) width = cells
  }
  const header = headerOf(grid)
  return {
    dialect,
    before: text.slice(0, start),
    after: text.slice(end),
    header,
    grid,
    first: header === undefined ? 0 : 1,
    count: records - (header === undefined ? 0 : 1),
    width,
    even,
    hasQuotedEmpty: grid.quotedEmpties > 0 && grid.bareEmpties > 0,
  }
}

function headerOf(grid: Grid): readonly string[] | undefined {
  const first = valuesOf(grid, 0)
  const rows: string[][] = []
  for (let index = 1; index < recordCount(grid) && index <= HEADER_ROWS; index++)
    rows.push(valuesOf(grid, index))
  return isHeader(first, rows) ? first : undefined
}

/** The cells of a row, 0-based. */
export const rowOf = ({ grid, first }: CsvTable, row: number): string[] => valuesOf(grid, first + row)

/** The first rows, for looking at them. */
export function someRows(table: CsvTable, most: number): string[][] {
  const rows: string[][] = []
  for (let row = 0; row < table.count && row < most; row++) rows.push(rowOf(table, row))
  return rows
}

/** The number of a cell in the grid; nothing where the row is too short. */
export function cellAt({ grid, first }: CsvTable, row: number, column: number): number | undefined {
  const cell = (grid.record[first + row] ?? 0) + column
  return cell < (grid.record[first + row + 1] ?? 0) ? cell : undefined
}

export function valueOf(table: CsvTable, row: number, column: number): string | undefined {
  const cell = cellAt(table, row, column)
  return cell === undefined ? undefined : valueAt(table.grid, cell)
}
