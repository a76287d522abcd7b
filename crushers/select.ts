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

/** Which rows of a table tell most about it. Linear, and a function of the cells alone. */
export function selectRows(
  columns: readonly (Column | CodedColumn)[],
  options: SelectOptions = {},
): Selection {
  const { room = SPREAD_ROWS } = options
  const ranking = new RowRanking(columns)
  const must = ranking.must(options)
  return { must, spread: ranking.spread(must, room) }
}

/** What is known about the rows of a table, for as many selections as it takes to meet a target. */
export class RowRanking {
  readonly total: number
  readonly #findings: Findings

  /**
   * Cells may be raw JSON spellings or plain text; numbers are recognised with and without double quotes. Columns
   * `aside` are facts about rows that no cell shows.
   */
  constructor(columns: readonly (Column | CodedColumn)[], aside: readonly CodedColumn[] = []) {
    const all = [...columns.map(coded), ...aside]
    let total = 0
    for (const column of all) total = Math.max(total, column.total)
    this.total = total
    this.#findings = new Findings(total)
    if (total < MIN_ROWS) return
    const table = all.map(column => stretched(column, total))
    for (const [index, column] of table.entries()) {
      this.#findings.column = index < columns.length ? index : -1
      findInColumn(column, this.#findings)
    }
    findRareShapes(table, total, this.#findings)
  }

  must({ edge = EDGE_ROWS, limit = UNUSUAL_ROWS }: SelectOptions = {}): number[] {
    const must = new Set<number>()
    for (let row = 0; row < Math.min(edge, this.total); row++) {
      must.add(row)
      must.add(this.total - 1 - row)
    }
    for (const row of this.#findings.rows(limit)) must.add(row)
    return [...must].sort((left, right) => left - right)
  }

  spread(taken: readonly number[], room: number): number[] {
    return evenSpread(this.total, new Set(taken), room)
  }

  /** Rows that are strange in most columns, strangest first. */
  strangest(count: number): number[] {
    return this.#findings.strangest(count)
  }

  /** Numbers of the columns in which a row is strange, strangest first. */
  causesOf(row: number): readonly number[] {
    return this.#findings.causesOf(row)
  }
}
