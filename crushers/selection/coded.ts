import type { Column } from '../select.ts'
import { numberOf } from './cells.ts'

/**
 * A column in which equal cells have equal codes, so that whatever depends on the spelling is worked out once for each
 * spelling. Only cells that are there take room: a table of many sparse columns is as small as its source.
 */
export interface CodedColumn {
  readonly name: string
  /** Rows of the table, with or without this cell. */
  readonly total: number
  /** Rows that have the cell, ascending; `undefined` if all have it. */
  readonly rows: Int32Array | undefined
  /** Of the cells that are there, in the order of rows. */
  readonly codes: Int32Array
  /** By code, in order of first appearance: spelling (long ones may be cut), number or NaN, cells that have it. */
  readonly values: readonly string[]
  readonly numbers: Float64Array
  readonly counts: Int32Array
}

/** Row of a cell, by its place among the cells that are there. */
export function rowOf({ rows }: Pick<CodedColumn, 'rows'>, index: number): number {
  return rows === undefined ? index : (rows[index] ?? 0)
}

const known = new WeakMap<Column, CodedColumn>()

/** Columns are immutable; every attempt at a selection looks at the same ones. */
export function coded(column: Column | CodedColumn): CodedColumn {
  if ('codes' in column) return column
  const memo = known.get(column)
  if (memo !== undefined) return memo
  const made = code(column)
  known.set(column, made)
  return made
}

function code({ name, cells }: Column): CodedColumn {
  const total = cells.length
  const codes = new Int32Array(total)
  const rows = new Int32Array(total)
  const codeOf = new Map<string, number>()
  let present = 0
  for (let row = 0; row < total; row++) {
    const cell = cells[row]
    if (cell === undefined) continue
    let found = codeOf.get(cell)
    if (found === undefined) {
      found = codeOf.size
      codeOf.set(cell, found)
    }
    codes[present] = found
    rows[present++] = row
  }
  return codedColumn(name, total, rows.subarray(0, present), codes.subarray(0, present), [...codeOf.keys()])
}

/** Completes a column from its cells. */
export function codedColumn(
  name: string,
  total: number,
  rows: Int32Array,
  codes: Int32Array,
  values: readonly string[],
): CodedColumn {
  const counts = new Int32Array(values.length)
  for (let index = 0; index < codes.length; index++) {
    const found = codes[index] ?? 0
    counts[found] = (counts[found] ?? 0) + 1
  }
  const numbers = new Float64Array(values.length)
  for (let index = 0; index < values.length; index++) numbers[index] = numberOf(values[index] ?? '')
  return { name, total, rows: codes.length === total ? undefined : rows, codes, values, numbers, counts }
}

/** The column of a table that has more rows: the others lack the cell. */
export function stretched(column: CodedColumn, total: number): CodedColumn {
  if (column.total === total) return column
  return { ...column, total, rows: column.rows ?? Int32Array.from(column.codes, (_, row) => row) }
}
