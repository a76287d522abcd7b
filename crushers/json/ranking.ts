import { RowRanking, type StrangeItem } from '../select.ts'
import type { CodedColumn } from '../selection/coded.ts'
import { columnsOf, numberColumn, type Pool } from './columns.ts'
import { itemsOf, sameSpelling } from './nodes.ts'
import { POOL_DEPTH } from './policy.ts'
import { Kind, type Tape } from './tape.ts'

export interface Cause {
  /** Name of the column. */
  readonly name: string
  /** The cell. */
  readonly cell: number
  /** The objects and lists that hold the cell, outermost first, the cell, and what makes an item strange. */
  readonly nodes: readonly number[]
  /** The cell is an item of a list in the row, so strange among all items of such lists. */
  readonly isItem: boolean
  readonly surprise: number
}

/** What is known about the rows of one list. */
export interface RankedRows {
  readonly columns: readonly CodedColumn[]
  /** Those of scalars. */
  readonly plain: readonly CodedColumn[]
  readonly rows: RowRanking
  /** Characters of all rows. */
  readonly characters: number
  /** The cells that make a row strange, strangest first. */
  causes(row: number): readonly Cause[]
}

/** Items of all lists in one place of the rows. */
interface PooledItems {
  readonly pool: Pool
  readonly items: readonly number[]
  readonly rows: readonly number[]
  readonly ranked: RankedRows
}

/** Cells of one row, and items of lists in it, that are shown for their own sake. */
const MOST_CAUSES = 4
const MOST_ITEMS = 3

/** The strangest item of each place, then others. */
function strangestItems(causes: readonly Cause[]): Cause[] {
  const sorted = causes.toSorted((left, right) => right.surprise - left.surprise)
  const isFirst = (cause: Cause) => sorted.find(({ name }) => name === cause.name) === cause
  return [...sorted.filter(isFirst), ...sorted.filter(cause => !isFirst(cause))].slice(0, MOST_ITEMS)
}

/** The order in which rows are wanted depends on the content alone: it is worked out once for all attempts. */
export class Rankings {
  readonly #tape: Tape
  readonly #lengths: Int32Array
  readonly #known = new Map<number, RankedRows>()

  constructor(tape: Tape, lengths: Int32Array) {
    this.#tape = tape
    this.#lengths = lengths
  }

  of(node: number, items: readonly number[]): RankedRows {
    const known = this.#known.get(node) ?? this.#rank(items, POOL_DEPTH, false)
    this.#known.set(node, known)
    return known
  }

  /** Characters of a value without white space between its tokens. */
  lengthOf(node: number): number {
    return (this.#lengths[this.#tape.next[node] ?? 0] ?? 0) - (this.#lengths[node] ?? 0)
  }

  #rank(items: readonly number[], depth: number, pooled: boolean): RankedRows {
    const { columns, pools } = columnsOf(this.#tape, items)
    const coded = columns.map(column => column.coded)
    const lengths = items.map(item => this.lengthOf(item))
    // A row far longer than the others holds something that they do not; of scalars it is seen as it is.
    const isNested = items.some(item => (this.#tape.kind[item] ?? Kind.scalar) < Kind.string)
    const nested = depth > 0 ? pools.flatMap(pool => this.#pooled(pool, depth - 1)) : []
    const rows = new RowRanking(
      coded,
      isNested ? [numberColumn('characters', lengths)] : [],
      nested.map(({ ranked, rows }) => ({ ranking: ranked.rows, rows })),
      pooled,
    )
    const itemCauses = (row: number, [index, item, surprise]: StrangeItem): Cause[] => {
      const { pool, ranked, items: all = [] } = nested[index] ?? {}
      if (pool === undefined || ranked === undefined) return []
      const cell = all[item] ?? 0
      const nodes = [...this.#follow(items[row] ?? 0, pool.path), cell]
      const inside = ranked.causes(item)
      // Of lists in lists the innermost item tells what is strange.
      const inner = inside.filter(({ isItem }) => isItem)
      if (inner.length > 0)
        return inner.map(cause => ({
          ...cause,
          name: `${pool.name}.${cause.name}`,
          nodes: [...nodes, ...cause.nodes],
        }))
      return [
        { name: pool.name, cell, nodes: [...nodes, ...(inside[0]?.nodes ?? [])], isItem: true, surprise },
      ]
    }
    return {
      columns: coded,
      plain: columns.filter(({ isNested }) => !isNested).map(column => column.coded),
      rows,
      characters: lengths.reduce((sum, length) => sum + length, 0),
      causes: row => {
        const causes = strangestItems(rows.itemsOf(row).flatMap(found => itemCauses(row, found)))
        for (const column of rows.causesOf(row).slice(0, MOST_CAUSES)) {
          const nodes = this.#follow(items[row] ?? 0, columns[column]?.path ?? [])
          const cell = nodes.at(-1)
          if (cell !== undefined)
            causes.push({ name: coded[column]?.name ?? '', cell, nodes, isItem: false, surprise: 0 })
        }
        return causes
      },
    }
  }

  /** The items of all lists of a place, as rows of one table. */
  #pooled(pool: Pool, depth: number): PooledItems[] {
    const items: number[] = []
    const rows: number[] = []
    for (const [index, list] of pool.lists.entries())
      for (const item of itemsOf(this.#tape, list)) {
        items.push(item)
        rows.push(pool.rows[index] ?? 0)
      }
    return items.length === 0 ? [] : [{ pool, items, rows, ranked: this.#rank(items, depth, true) }]
  }

  #follow(row: number, path: readonly number[]): number[] {
    const passed: number[] = []
    let at = row
    for (const step of path) {
      const found = step < 0 ? this.#place(at, ~step) : this.#member(at, step)
      if (found === undefined) break
      at = found
      passed.push(at)
    }
    return passed
  }

  #member(object: number, key: number): number | undefined {
    const tape = this.#tape
    if (tape.kind[object] !== Kind.object) return undefined
    let node = object + 1
    for (let left = tape.size[object] ?? 0; left > 0; left--) {
      if (sameSpelling(tape, key, node)) return node + 1
      node = tape.next[node + 1] ?? 0
    }
    return undefined
  }

  #place(list: number, place: number): number | undefined {
    const { kind, size, next } = this.#tape
    if (kind[list] !== Kind.list || place >= (size[list] ?? 0)) return undefined
    let node = list + 1
    for (let left = place; left > 0; left--) node = next[node] ?? 0
    return node
  }
}
