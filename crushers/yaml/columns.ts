import { Spellings } from '../json/spellings.ts'
import { type CodedColumn, codedColumn } from '../selection/coded.ts'
import type { PathColumn, Pool, Tree } from '../selection/rankings.ts'
import { CELL_CHARACTERS, COLUMN_DEPTH, MOST_COLUMNS, NODES_PER_COLUMN, SELECTED_COLUMNS } from './policy.ts'
import { childrenOf, isScalarNode, lengthOf, NodeKind, type YamlTape } from './scan.ts'

/** A YAML document, of whose items those are found that tell most. */
export function treeOf(tape: YamlTape): Tree {
  return {
    columnsOf: rows => new ColumnBuilder(tape, rows).build(),
    itemsOf: list => childrenOf(tape, list),
    follow: (row, path) => follow(tape, row, path),
    lengthOf: node => lengthOf(tape, node),
    isNested: node => !isScalarNode(tape, node),
  }
}

function follow(tape: YamlTape, row: number, path: readonly number[]): number[] {
  const passed: number[] = []
  let at = row
  for (const key of path) {
    const found = pairOf(tape, at, key)
    if (found === undefined) break
    at = found
    passed.push(at)
  }
  return passed
}

function pairOf(tape: YamlTape, holder: number, key: number): number | undefined {
  const end = tape.next[holder] ?? 0
  for (let child = holder + 1; child < end; child = tape.next[child] ?? end)
    if (tape.kind[child] === NodeKind.pair && sameKey(tape, child, key)) return child
  return undefined
}

function sameKey({ text, from, keyEnd }: YamlTape, left: number, right: number): boolean {
  const start = from[left] ?? 0
  const other = from[right] ?? 0
  const length = (keyEnd[left] ?? 0) - start
  if ((keyEnd[right] ?? 0) - other !== length) return false
  for (let index = length - 1; index >= 0; index--)
    if (text.charCodeAt(start + index) !== text.charCodeAt(other + index)) return false
  return true
}

/** Where the spelling of a scalar stands, without apostrophes; of blocks of text their beginning. */
export function spanOf(tape: YamlTape, node: number): readonly [from: number, to: number] {
  const from = tape.valueFrom[node] ?? -1
  if (from < 0) return [tape.from[node] ?? 0, tape.from[node] ?? 0]
  const to = tape.valueTo[node] ?? 0
  const first = tape.text.charCodeAt(from)
  if (first === 124 || first === 62) return [from, Math.min(tape.end[node] ?? 0, from + CELL_CHARACTERS)]
  const isQuoted = first === 39 && to - from > 2 && tape.text.charCodeAt(to - 1) === 39
  return isQuoted ? [from + 1, to - 1] : [from, Math.min(to, from + CELL_CHARACTERS)]
}

class Cells {
  readonly name: string
  readonly path: readonly number[]
  isNested = false
  readonly #spellings: Spellings
  readonly #rows: number[] = []
  readonly #codes: number[] = []

  constructor(name: string, path: readonly number[], text: string) {
    this.name = name
    this.path = path
    this.#spellings = new Spellings(text)
  }

  add(row: number, from: number, to: number): void {
    // Of a key that stands twice the first counts.
    if (this.#rows.at(-1) === row) return
    this.#rows.push(row)
    this.#codes.push(this.#spellings.codeOf(from, to))
  }

  coded(total: number): CodedColumn {
    const rows = Int32Array.from(this.#rows)
    return codedColumn(this.name, total, rows, Int32Array.from(this.#codes), this.#spellings.values())
  }
}

/** The columns of one level of nesting. */
interface Level {
  readonly prefix: string
  readonly path: readonly number[]
  readonly keys: number[]
  readonly cells: (Cells | undefined)[]
  readonly pools: (Pool | undefined)[]
  readonly inner: (Level | undefined)[]
  places: Map<string, number> | undefined
}

const level = (prefix: string, path: readonly number[]): Level => ({
  prefix,
  path,
  keys: [],
  cells: [],
  pools: [],
  inner: [],
  places: undefined,
})

/** Scalars of rows by path; a list counts as its text, and its items are compared with those of the other rows. */
class ColumnBuilder {
  readonly #tape: YamlTape
  readonly #rows: readonly number[]
  readonly #columns: Cells[] = []
  readonly #pools: Pool[] = []
  readonly #most: number

  constructor(tape: YamlTape, rows: readonly number[]) {
    this.#tape = tape
    this.#rows = rows
    const nodes = (tape.next[rows.at(-1) ?? 0] ?? 0) - (rows[0] ?? 0)
    this.#most = Math.min(MOST_COLUMNS, SELECTED_COLUMNS + Math.floor(nodes / NODES_PER_COLUMN))
  }

  build(): { columns: PathColumn[]; pools: Pool[] } {
    const tape = this.#tape
    const top = level('', [])
    let values: Cells | undefined
    for (const [row, node] of this.#rows.entries()) {
      if (tape.kind[node + 1] === NodeKind.pair && !isScalarNode(tape, node)) this.#pairs(top, node, row, 1)
      else {
        values ??= this.#cells('value', [])
        const [from, to] = isScalarNode(tape, node) ? spanOf(tape, node) : this.#listSpan(node)
        values.add(row, from, to)
      }
    }
    const columns = this.#columns.map(cells => ({
      coded: cells.coded(this.#rows.length),
      path: cells.path,
      isNested: cells.isNested,
    }))
    return { columns, pools: this.#pools }
  }

  #cells(name: string, path: readonly number[]): Cells {
    const cells = new Cells(name, path, this.#tape.text)
    this.#columns.push(cells)
    return cells
  }

  /** The text of a list, from its first dash on, so that equal lists are equal. */
  #listSpan(list: number): readonly [number, number] {
    const { from, end } = this.#tape
    return [from[list + 1] ?? 0, end[list] ?? 0]
  }

  #pairs(at: Level, holder: number, row: number, depth: number): void {
    const tape = this.#tape
    const end = tape.next[holder] ?? 0
    let expected = 0
    for (let pair = holder + 1; pair < end; pair = tape.next[pair] ?? end) {
      const place = this.#place(at, pair, expected)
      expected = place + 1
      const isScalar = isScalarNode(tape, pair)
      const isList = !isScalar && tape.kind[pair + 1] === NodeKind.item
      if (!isScalar && !isList && depth < COLUMN_DEPTH) {
        const inner = (at.inner[place] ??= level(`${this.#name(at, place)}.`, this.#path(at, place)))
        this.#pairs(inner, pair, row, depth + 1)
        continue
      }
      let cells = at.cells[place]
      if (cells === undefined) {
        if (this.#columns.length > this.#most) continue
        cells = this.#cells(this.#name(at, place), this.#path(at, place))
        at.cells[place] = cells
      }
      if (!isScalar) cells.isNested = true
      const [from, to] = isScalar ? spanOf(tape, pair) : this.#listSpan(pair)
      cells.add(row, from, to)
      if (isList) this.#pool(at, place, row, pair)
    }
  }

  #pool(at: Level, place: number, row: number, list: number): void {
    let pool = at.pools[place]
    if (pool === undefined) {
      pool = { name: this.#name(at, place), path: this.#path(at, place), lists: [], rows: [] }
      at.pools[place] = pool
      this.#pools.push(pool)
    }
    pool.lists.push(list)
    pool.rows.push(row)
  }

  /** Like mappings have their keys in one order, so the next column is nearly always the right one. */
  #place(at: Level, pair: number, expected: number): number {
    const guess = at.keys[expected]
    if (guess !== undefined && sameKey(this.#tape, guess, pair)) return expected
    at.places ??= new Map(at.keys.map((known, place) => [this.#spelling(known), place]))
    const spelling = this.#spelling(pair)
    const known = at.places.get(spelling)
    if (known !== undefined) return known
    at.places.set(spelling, at.keys.length)
    return at.keys.push(pair) - 1
  }

  #spelling(pair: number): string {
    return this.#tape.text.slice(this.#tape.from[pair] ?? 0, this.#tape.keyEnd[pair] ?? 0)
  }

  #name(at: Level, place: number): string {
    return at.prefix + this.#spelling(at.keys[place] ?? 0)
  }

  #path({ path, keys }: Level, place: number): number[] {
    return [...path, keys[place] ?? 0]
  }
}
