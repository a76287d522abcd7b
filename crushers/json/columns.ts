import { type CodedColumn, codedColumn, Values } from '../selection/coded.ts'
import { COLUMN_DEPTH, MATRIX_COLUMNS, MOST_COLUMNS, NODES_PER_COLUMN, SELECTED_COLUMNS } from './policy.ts'
import type { PathColumn, Pool } from '../selection/rankings.ts'
import { sameSpelling } from './nodes.ts'
import { Spellings } from './spellings.ts'
import { enlarged, Kind, type Tape } from './tape.ts'

/**
 * The values of rows as columns, those of nested objects under dotted names; a list counts as its text, and its length
 * as a column of its own. Rows that are lists of one length have a column for each place.
 */
export function columnsOf(tape: Tape, values: readonly number[]): { columns: PathColumn[]; pools: Pool[] } {
  return new ColumnBuilder(tape, values).build()
}

/** Ends the name of a column that holds lengths of lists. */
const COUNT_SUFFIX = '.length'

/** Most columns are full or nearly empty: few copies count for more than a tight fit. */
const GROWTH = 4

/** Rows and codes of the cells that are there, in order. */
class Cells {
  #rows = new Int32Array(8)
  #codes = new Int32Array(8)
  #length = 0

  /** Of a key that an object has twice, the last value counts. */
  add(row: number, code: number): void {
    if (this.#length > 0 && this.#rows[this.#length - 1] === row) this.#length--
    if (this.#length === this.#rows.length) {
      this.#rows = enlarged(this.#rows, GROWTH)
      this.#codes = enlarged(this.#codes, GROWTH)
    }
    this.#rows[this.#length] = row
    this.#codes[this.#length++] = code
  }

  column(name: string, total: number, values: Values): CodedColumn {
    const [rows, codes] = [this.#rows.subarray(0, this.#length), this.#codes.subarray(0, this.#length)]
    return codedColumn(name, total, rows, codes, values)
  }
}

class TextColumn {
  readonly path: readonly number[]
  isNested = false
  readonly #name: string
  readonly #tape: Tape
  readonly #cells = new Cells()
  readonly #spellings: Spellings

  constructor(name: string, path: readonly number[], tape: Tape) {
    this.#name = name
    this.path = path
    this.#tape = tape
    this.#spellings = new Spellings(tape.text)
  }

  add(row: number, node: number): void {
    if ((this.#tape.kind[node] ?? Kind.scalar) < Kind.string) this.isNested = true
    this.#cells.add(row, this.#spellings.codeOf(this.#tape.start[node] ?? 0, this.#tape.end[node] ?? 0))
  }

  coded(total: number): CodedColumn {
    return this.#cells.column(this.#name, total, this.#spellings.values())
  }
}

class NumberColumn {
  readonly path: readonly number[]
  readonly isNested = false
  readonly #name: string
  readonly #cells = new Cells()
  readonly #codes = new Map<number, number>()

  constructor(name: string, path: readonly number[]) {
    this.#name = name
    this.path = path
  }

  add(row: number, value: number): void {
    let code = this.#codes.get(value)
    if (code === undefined) {
      code = this.#codes.size
      this.#codes.set(value, code)
    }
    this.#cells.add(row, code)
  }

  coded(total: number): CodedColumn {
    return this.#cells.column(this.#name, total, Values.of(Array.from(this.#codes.keys(), String)))
  }
}

/** The columns of one level of nesting. */
interface Level {
  readonly prefix: string
  readonly path: readonly number[]
  readonly keys: number[]
  readonly cells: (TextColumn | undefined)[]
  readonly counts: (NumberColumn | undefined)[]
  readonly pools: (Pool | undefined)[]
  readonly inner: (Level | undefined)[]
  places: Map<string, number> | undefined
}

const level = (prefix: string, path: readonly number[]): Level => ({
  prefix,
  path,
  keys: [],
  cells: [],
  counts: [],
  pools: [],
  inner: [],
  places: undefined,
})

const pathTo = ({ path, keys }: Level, place: number): number[] => [...path, keys[place] ?? 0]

class ColumnBuilder {
  readonly #tape: Tape
  readonly #values: readonly number[]
  readonly #columns: (TextColumn | NumberColumn)[] = []
  readonly #pools: Pool[] = []
  #own: Pool | undefined
  readonly #most: number

  constructor(tape: Tape, values: readonly number[]) {
    this.#tape = tape
    this.#values = values
    const last = values.at(-1) ?? 0
    const nodes = (tape.next[last] ?? 0) - (values[0] ?? 0)
    this.#most = Math.min(MOST_COLUMNS, SELECTED_COLUMNS + Math.floor(nodes / NODES_PER_COLUMN))
  }

  build(): { columns: PathColumn[]; pools: Pool[] } {
    const top = level('', [])
    let others: TextColumn | undefined
    const values = this.#values
    if (this.#isMatrix()) this.#matrix()
    else
      for (let row = 0; row < values.length; row++) {
        const value = values[row] ?? 0
        if (this.#tape.kind[value] === Kind.object) this.#object(top, value, row, 1)
        else {
          others ??= this.#text('value', [])
          others.add(row, value)
          if (this.#tape.kind[value] === Kind.list) this.#ownPool(row, value)
        }
      }
    const columns = this.#columns.map(column => ({
      coded: column.coded(this.#values.length),
      path: column.path,
      isNested: column.isNested,
    }))
    return { columns, pools: this.#pools }
  }

  /** Lists of one length that hold scalars only. */
  #isMatrix(): boolean {
    const { kind, size, next } = this.#tape
    const width = size[this.#values[0] ?? 0] ?? 0
    if (width < 1 || width > MATRIX_COLUMNS) return false
    const isRow = (value: number) =>
      kind[value] === Kind.list && size[value] === width && next[value] === value + 1 + width
    return this.#values.every(isRow)
  }

  #matrix(): void {
    const { next, size } = this.#tape
    const columns: TextColumn[] = []
    for (let place = 0; place < (size[this.#values[0] ?? 0] ?? 0); place++)
      columns.push(this.#text(String(place + 1), [~place]))
    for (const [row, list] of this.#values.entries()) {
      let node = list + 1
      for (const column of columns) {
        column.add(row, node)
        node = next[node] ?? 0
      }
    }
  }

  #text(name: string, path: readonly number[]): TextColumn {
    const column = new TextColumn(name, path, this.#tape)
    this.#columns.push(column)
    return column
  }

  #object(at: Level, object: number, row: number, depth: number): void {
    const tape = this.#tape
    let node = object + 1
    let expected = 0
    for (let index = tape.size[object] ?? 0; index > 0; index--) {
      const place = this.#place(at, node, expected)
      expected = place + 1
      const value = node + 1
      node = tape.next[value] ?? 0
      const kind = tape.kind[value] ?? Kind.scalar
      if (kind === Kind.object && depth < COLUMN_DEPTH && (tape.size[value] ?? 0) > 0) {
        const inner = (at.inner[place] ??= level(`${this.#name(at, place)}.`, pathTo(at, place)))
        this.#object(inner, value, row, depth + 1)
      } else {
        if (at.cells[place] === undefined) {
          if (this.#columns.length > this.#most) continue
          at.cells[place] = this.#text(this.#name(at, place), pathTo(at, place))
        }
        at.cells[place]?.add(row, value)
        // The length of a list tells more than its text.
        if (kind === Kind.list) {
          this.#count(at, place).add(row, tape.size[value] ?? 0)
          this.#pool(at, place, row, value)
        }
      }
    }
  }

  #count(at: Level, place: number): NumberColumn {
    const known = at.counts[place]
    if (known !== undefined) return known
    const column = new NumberColumn(`${this.#name(at, place)}${COUNT_SUFFIX}`, pathTo(at, place))
    at.counts[place] = column
    this.#columns.push(column)
    return column
  }

  /** The items of rows that are lists themselves. */
  #ownPool(row: number, list: number): void {
    if (this.#own === undefined) {
      this.#own = { name: 'items', path: [], lists: [], rows: [] }
      this.#pools.push(this.#own)
    }
    this.#own.lists.push(list)
    this.#own.rows.push(row)
  }

  #pool(at: Level, place: number, row: number, list: number): void {
    let pool = at.pools[place]
    if (pool === undefined) {
      pool = { name: this.#name(at, place), path: pathTo(at, place), lists: [], rows: [] }
      at.pools[place] = pool
      this.#pools.push(pool)
    }
    pool.lists.push(list)
    pool.rows.push(row)
  }

  /** Like objects have their keys in one order, so the next column is nearly always the right one. */
  #place(at: Level, key: number, expected: number): number {
    const tape = this.#tape
    const guess = at.keys[expected]
    if (guess !== undefined && sameSpelling(tape, guess, key)) return expected
    at.places ??= new Map(at.keys.map((known, place) => [this.#spelling(known), place]))
    const spelling = this.#spelling(key)
    const known = at.places.get(spelling)
    if (known !== undefined) return known
    at.places.set(spelling, at.keys.length)
    return at.keys.push(key) - 1
  }

  #spelling(node: number): string {
    return this.#tape.text.slice(this.#tape.start[node] ?? 0, this.#tape.end[node] ?? 0)
  }

  #name(at: Level, place: number): string {
    return at.prefix + this.#spelling(at.keys[place] ?? 0).slice(1, -1)
  }
}
