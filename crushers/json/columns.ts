import type { Column } from '../select.ts'
import { CELL_CHARACTERS, COLUMN_DEPTH, MAX_CELLS } from './policy.ts'
import { sameSpelling } from './schema.ts'
import { Kind, type Tape } from './tape.ts'

type Cells = (string | undefined)[]

/** The values of rows as columns, those of nested objects under dotted names; a list counts as its text. */
export function columnsOf(tape: Tape, values: readonly number[]): Column[] {
  return new ColumnBuilder(tape, values).build()
}

/** Leads the name of a column that holds lengths of lists. */
const COUNT_SUFFIX = '.length'

/** The columns of one level of nesting. */
interface Level {
  readonly prefix: string
  readonly keys: number[]
  readonly cells: (Cells | undefined)[]
  readonly counts: (Cells | undefined)[]
  readonly inner: (Level | undefined)[]
  places: Map<string, number> | undefined
}

const level = (prefix: string): Level => ({
  prefix,
  keys: [],
  cells: [],
  counts: [],
  inner: [],
  places: undefined,
})

class ColumnBuilder {
  readonly #tape: Tape
  readonly #values: readonly number[]
  readonly #columns: { name: string; cells: Cells }[] = []
  readonly #maxColumns: number

  constructor(tape: Tape, values: readonly number[]) {
    this.#tape = tape
    this.#values = values
    this.#maxColumns = Math.max(16, Math.floor(MAX_CELLS / Math.max(1, values.length)))
  }

  build(): Column[] {
    const top = level('')
    let others: Cells | undefined
    for (const [row, value] of this.#values.entries()) {
      if (this.#tape.kind[value] === Kind.object) this.#object(top, value, row, 1)
      else {
        others ??= this.#add('value')
        if (others !== undefined) others[row] = this.#spelling(value)
      }
    }
    return this.#columns
  }

  #add(name: string): Cells | undefined {
    if (this.#columns.length >= this.#maxColumns) return undefined
    const cells: Cells = Array.from<string | undefined>({ length: this.#values.length })
    this.#columns.push({ name, cells })
    return cells
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
      if (tape.kind[value] === Kind.object && depth < COLUMN_DEPTH && (tape.size[value] ?? 0) > 0) {
        const inner = (at.inner[place] ??= level(`${at.prefix}${this.#name(at.keys[place] ?? 0)}.`))
        this.#object(inner, value, row, depth + 1)
      } else {
        const cells = (at.cells[place] ??= this.#add(at.prefix + this.#name(at.keys[place] ?? 0)))
        if (cells !== undefined) cells[row] = this.#spelling(value)
        if (tape.kind[value] === Kind.list) this.#count(at, place, value, row)
      }
    }
  }

  /** The length of a list tells more than its text. */
  #count(at: Level, place: number, list: number, row: number): void {
    const counts = (at.counts[place] ??= this.#add(
      `${at.prefix}${this.#name(at.keys[place] ?? 0)}${COUNT_SUFFIX}`,
    ))
    if (counts !== undefined) counts[row] = String(this.#tape.size[list] ?? 0)
  }

  /** Like objects have their keys in one order, so the next column is nearly always the right one. */
  #place(at: Level, key: number, expected: number): number {
    const tape = this.#tape
    const guess = at.keys[expected]
    if (guess !== undefined && sameSpelling(tape, guess, key)) return expected
    at.places ??= new Map()
    const spelling = tape.text.slice(tape.start[key] ?? 0, tape.end[key] ?? 0)
    const known = at.places.get(spelling)
    if (known !== undefined) return known
    at.places.set(spelling, at.keys.length)
    return at.keys.push(key) - 1
  }

  #spelling(node: number): string {
    const start = this.#tape.start[node] ?? 0
    return this.#tape.text.slice(start, Math.min(this.#tape.end[node] ?? 0, start + CELL_CHARACTERS))
  }

  #name(key: number): string {
    return this.#tape.text.slice((this.#tape.start[key] ?? 0) + 1, (this.#tape.end[key] ?? 0) - 1)
  }
}
