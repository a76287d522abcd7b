import type { Column } from '../select.ts'
import { CellKind, kindOf, numberOf } from './cells.ts'
import { readMeasures } from './measures.ts'

/** Spellings by code, in order of first appearance: pieces of one text, or texts of their own. */
export class Values {
  readonly #texts: string | readonly string[]
  readonly #starts: Int32Array
  readonly #ends: Int32Array

  constructor(texts: string | readonly string[], starts: Int32Array, ends: Int32Array) {
    this.#texts = texts
    this.#starts = starts
    this.#ends = ends
  }

  static of(texts: readonly string[]): Values {
    return new Values(
      texts,
      new Int32Array(texts.length),
      Int32Array.from(texts, text => text.length),
    )
  }

  get size(): number {
    return this.#ends.length
  }

  at(code: number): string {
    return this.text(code).slice(this.#starts[code], this.#ends[code])
  }

  /** The text in which a spelling stands, and from where to where. */
  text(code: number): string {
    return typeof this.#texts === 'string' ? this.#texts : (this.#texts[code] ?? '')
  }

  start(code: number): number {
    return this.#starts[code] ?? 0
  }

  end(code: number): number {
    return this.#ends[code] ?? 0
  }
}

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
  readonly values: Values
  /** By code: what the cell says, its number or NaN, and how many cells have it. */
  readonly kinds: Uint8Array
  readonly numbers: Float64Array
  readonly counts: Int32Array
  /** Some numbers are spelled with units or signs: their mean has none to be told in. */
  readonly isMeasured: boolean
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
  const values = Values.of([...codeOf.keys()])
  return codedColumn(name, total, rows.subarray(0, present), codes.subarray(0, present), values)
}

/** Completes a column from its cells. */
export function codedColumn(
  name: string,
  total: number,
  rows: Int32Array,
  codes: Int32Array,
  values: Values,
): CodedColumn {
  const { size } = values
  const counts = new Int32Array(size)
  for (let index = 0; index < codes.length; index++) {
    const found = codes[index] ?? 0
    counts[found] = (counts[found] ?? 0) + 1
  }
  const numbers = new Float64Array(size)
  const kinds = new Uint8Array(size)
  for (let found = 0; found < size; found++) {
    const text = values.text(found)
    const start = values.start(found)
    const end = values.end(found)
    const value = numberOf(text, start, end)
    numbers[found] = value
    kinds[found] = value === value ? CellKind.number : kindOf(text, start, end)
  }
  const isMeasured = readMeasures(values, kinds, numbers)
  return {
    name,
    isMeasured,
    total,
    rows: codes.length === total ? undefined : rows,
    codes,
    values,
    kinds,
    numbers,
    counts,
  }
}

/** The column of a table that has more rows: the others lack the cell. */
export function stretched(column: CodedColumn, total: number): CodedColumn {
  if (column.total === total) return column
  return { ...column, total, rows: column.rows ?? Int32Array.from(column.codes, (_, row) => row) }
}
