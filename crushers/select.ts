import { type CodedColumn, coded, stretched } from './selection/coded.ts'
import { type Candidate, Findings } from './selection/findings.ts'
import {
  EDGE_ROWS,
  EVEN_PER_STRANGE,
  MIN_ROWS,
  NESTED_HEADS,
  NESTED_ITEMS,
  SPREAD_ROWS,
  UNUSUAL_ROWS,
} from './selection/policy.ts'
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

/** Lists of like things inside of rows, looked at as one table of all their items. */
export interface Nested {
  readonly ranking: RowRanking
  /** Row that holds each item. */
  readonly rows: ArrayLike<number>
}

/** An item of one of the nested tables. */
export type StrangeItem = readonly [nested: number, item: number, surprise: number]

/** What is known about the rows of a table, for as many selections as it takes to meet a target. */
export class RowRanking {
  readonly total: number
  readonly #findings: Findings
  readonly #items = new Map<number, StrangeItem[]>()

  /**
   * Cells may be raw JSON spellings or plain text; numbers are recognised with and without double quotes. Columns
   * `aside` are facts about rows that no cell shows. An item that is strange among all of `nested` makes its row strange.
   * Rows that are `pooled` from several lists are in no order: none of them begins anything.
   */
  constructor(
    columns: readonly (Column | CodedColumn)[],
    aside: readonly CodedColumn[] = [],
    nested: readonly Nested[] = [],
    pooled = false,
  ) {
    const all = [...columns.map(coded), ...aside]
    let total = 0
    for (const column of all) total = Math.max(total, column.total)
    this.total = total
    this.#findings = new Findings(total, pooled)
    for (const [index, each] of nested.entries()) this.#addNested(each, index)
    if (total < MIN_ROWS) return
    const table = all.map(column => stretched(column, total))
    for (const [index, column] of table.entries()) {
      this.#findings.column = index < columns.length ? index : -1
      findInColumn(column, this.#findings)
    }
    findRareShapes(table, total, this.#findings)
  }

  #addNested({ ranking, rows }: Nested, index: number): void {
    this.#findings.column = -1
    const candidates: Candidate[] = []
    // One of many items is no greater surprise than one of the rows.
    const scale = Math.min(1, Math.log(this.total + 1) / Math.log(ranking.total + 1))
    for (const [item, strength] of ranking.#findings.heads(NESTED_ITEMS)) {
      const row = rows[item] ?? 0
      const surprise = strength * scale
      candidates.push([row, surprise])
      const known = this.#items.get(row)
      if (known === undefined) this.#items.set(row, [[index, item, surprise]])
      else known.push([index, item, surprise])
    }
    this.#findings.countAll(candidates)
    // The strongest have each a reason of their own.
    for (const candidate of candidates.slice(0, NESTED_HEADS)) this.#findings.pick([candidate], 1)
    this.#findings.pick(candidates.slice(NESTED_HEADS), NESTED_ITEMS)
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

  /**
   * Further rows: two of an even spread, then the strangest of those that no reason had a place for, and so on. Of a
   * long tail of rare values a reason names the first few; where there is room the others come next.
   */
  spread(taken: readonly number[], room: number): number[] {
    const without = new Set(taken)
    const strange = this.#findings.further(without, Math.floor(room / EVEN_PER_STRANGE))
    if (strange.length === 0) return evenSpread(this.total, without, room)
    for (const row of strange) without.add(row)
    const even = evenSpread(this.total, without, room - strange.length)
    const rows: number[] = []
    for (const [index, row] of strange.entries()) {
      const from = index * (EVEN_PER_STRANGE - 1)
      rows.push(...even.slice(from, from + EVEN_PER_STRANGE - 1), row)
    }
    return [...rows, ...even.slice(strange.length * (EVEN_PER_STRANGE - 1))]
  }

  /** Rows that are strange in most columns, strangest first. */
  strangest(count: number): number[] {
    return this.#findings.strangest(count)
  }

  /** Items of nested lists for which a row is strange. */
  itemsOf(row: number): readonly StrangeItem[] {
    return this.#items.get(row) ?? []
  }

  /** Numbers of the columns in which a row is strange, strangest first. */
  causesOf(row: number): readonly number[] {
    return this.#findings.causesOf(row)
  }
}
