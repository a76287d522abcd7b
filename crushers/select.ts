import { type CodedColumn, coded, stretched } from './selection/coded.ts'
import { Findings } from './selection/findings.ts'
import { EDGE_ROWS, MIN_ROWS, SPREAD_ROWS, UNUSUAL_ROWS } from './selection/policy.ts'
import { evenSpread } from './selection/spread.ts'
import { findRareShapes } from './selection/rare.ts'
import { findInColumn } from './selection/unusual.ts'

export { formatSummary, summarizeColumns } from './selection/summary.ts'

/**
 * Row selection and column statistics, shared by every crusher that shows some rows of many. A table is a list of
 * columns of raw cell spellings; `undefined` is a missing cell.
 */
export interface Column {
  readonly name: string
  readonly cells: readonly (string | undefined)[]
}

/** Exact statistics over some cells of a column. */
export interface ColumnSummary {
  readonly name: string
  readonly type: 'number' | 'text' | 'boolean' | 'empty' | 'mixed'
  readonly count: number
  readonly missing: number
  readonly distinct: number
  readonly min?: string
  readonly max?: string
  readonly mean?: number
  /** Most frequent values with their counts, most frequent first, ties in order of first appearance. */
  readonly top: readonly (readonly [value: string, count: number])[]
}

export interface Selection {
  /** Rows that must be shown: first and last, rare categories, outliers, rare shapes, change points, failures. Ascending. */
  readonly must: readonly number[]
  /** Further rows, in the order in which they should be added while there is room (even spread). */
  readonly spread: readonly number[]
}

export interface SelectOptions {
  /** Rows kept at either end. Default 3. */
  readonly edge?: number
  /** Most rows kept for being unusual. Default 48. Above it the strongest of each reason win. */
  readonly limit?: number
  /** Most rows offered as a spread. Default 1,024. */
  readonly room?: number
}

/**
 * Which rows of a table tell most about it. Linear, and a function of the cells alone. Cells may be raw JSON
 * spellings or plain text; numbers are recognised with and without double quotes.
 */
export function selectRows(
  columns: readonly (Column | CodedColumn)[],
  options: SelectOptions = {},
): Selection {
  const { edge = EDGE_ROWS, limit = UNUSUAL_ROWS, room = SPREAD_ROWS } = options
  const all = columns.map(coded)
  let total = 0
  for (const column of all) total = Math.max(total, column.total)
  const must = new Set<number>()
  for (let row = 0; row < Math.min(edge, total); row++) {
    must.add(row)
    must.add(total - 1 - row)
  }
  if (total >= MIN_ROWS) {
    const findings = new Findings(total)
    const table = all.map(column => stretched(column, total))
    for (const column of table) findInColumn(column, findings)
    findRareShapes(table, total, findings)
    for (const row of findings.rows(limit)) must.add(row)
  }
  return {
    must: [...must].sort((left, right) => left - right),
    spread: evenSpread(total, must, room),
  }
}
