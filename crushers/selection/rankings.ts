import { RowRanking, type StrangeItem } from '../select.ts'
import { type CodedColumn, codedColumn, Values } from './coded.ts'
import { identifiersOf } from './identifier.ts'
import { POOL_DEPTH } from './policy.ts'

/** A column of rows that are nodes of a tree. */
export interface PathColumn {
  readonly coded: CodedColumn
  /** The steps that lead from a row to the cell. */
  readonly path: readonly number[]
  /** Some cells are lists or objects. */
  readonly isNested: boolean
}

/** Lists that stand in one place of their rows. */
export interface Pool {
  readonly name: string
  readonly path: readonly number[]
  readonly lists: number[]
  /** The row of each list. */
  readonly rows: number[]
}

/** What rows are nodes of: a JSON document, a YAML document. */
export interface Tree {
  columnsOf(rows: readonly number[]): { readonly columns: PathColumn[]; readonly pools: Pool[] }
  itemsOf(list: number): readonly number[]
  /** The nodes on a path, outermost first, as far as it goes. */
  follow(row: number, path: readonly number[]): number[]
  /** Characters of a node. */
  lengthOf(node: number): number
  /** Whether a node holds others. */
  isNested(node: number): boolean
}

export interface Cause {
  /** Name of the column. */
  readonly name: string
  /** The cell. */
  readonly cell: number
  /** The objects and lists that hold the cell, outermost first, the cell, and what makes an item strange. */
  readonly nodes: readonly number[]
  /** What tells an item apart, and what holds that. */
  readonly names: readonly number[]
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
  /** The nodes that lead to a cell, and the cell, as far as they are there. */
  nodesOf(row: number, column: CodedColumn): readonly number[]
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

/** One number for each row. */
export function numberColumn(name: string, numbers: readonly number[]): CodedColumn {
  const codeOf = new Map<number, number>()
  const codes = Int32Array.from(numbers, value => {
    const known = codeOf.get(value) ?? codeOf.size
    codeOf.set(value, known)
    return known
  })
  const values = Values.of(Array.from(codeOf.keys(), String))
  return codedColumn(
    name,
    codes.length,
    codes.map((_, row) => row),
    codes,
    values,
  )
}

/** The order in which rows are wanted depends on the content alone: it is worked out once for all attempts. */
export class Rankings {
  readonly #tree: Tree
  readonly #known = new Map<number, RankedRows>()

  constructor(tree: Tree) {
    this.#tree = tree
  }

  of(node: number, items: readonly number[]): RankedRows {
    const known = this.#known.get(node) ?? this.#rank(items, POOL_DEPTH, false)
    this.#known.set(node, known)
    return known
  }

  lengthOf(node: number): number {
    return this.#tree.lengthOf(node)
  }

  #rank(items: readonly number[], depth: number, pooled: boolean): RankedRows {
    const { columns, pools } = this.#tree.columnsOf(items)
    const coded = columns.map(column => column.coded)
    const pathOf = new Map(columns.map(column => [column.coded, column.path]))
    const lengths = items.map(item => this.lengthOf(item))
    // A row far longer than the others holds something that they do not; of scalars it is seen as it is.
    const isNested = items.some(item => this.#tree.isNested(item))
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
      const nodes = [...this.#tree.follow(items[row] ?? 0, pool.path), cell]
      const inside = ranked.causes(item)
      const identifiers = identifiersOf(ranked.plain)
      // Of lists in lists the innermost item tells what is strange.
      const inner = inside.filter(({ isItem }) => isItem)
      if (inner.length > 0)
        return inner.map(cause => ({
          ...cause,
          name: `${pool.name}.${cause.name}`,
          nodes: [...nodes, ...cause.nodes],
        }))
      return [
        {
          name: pool.name,
          cell,
          nodes: [...nodes, ...(inside[0]?.nodes ?? [])],
          names: identifiers.flatMap(column => ranked.nodesOf(item, column)),
          isItem: true,
          surprise,
        },
      ]
    }
    return {
      columns: coded,
      plain: columns.filter(({ isNested }) => !isNested).map(column => column.coded),
      rows,
      characters: lengths.reduce((sum, length) => sum + length, 0),
      nodesOf: (row, column) => this.#tree.follow(items[row] ?? 0, pathOf.get(column) ?? []),
      causes: row => {
        const causes = strangestItems(rows.itemsOf(row).flatMap(found => itemCauses(row, found)))
        for (const column of rows.causesOf(row).slice(0, MOST_CAUSES)) {
          const nodes = this.#tree.follow(items[row] ?? 0, columns[column]?.path ?? [])
          const cell = nodes.at(-1)
          if (cell !== undefined)
            causes.push({
              name: coded[column]?.name ?? '',
              cell,
              nodes,
              names: [],
              isItem: false,
              surprise: 0,
            })
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
      for (const item of this.#tree.itemsOf(list)) {
        items.push(item)
        rows.push(pool.rows[index] ?? 0)
      }
    return items.length === 0 ? [] : [{ pool, items, rows, ranked: this.#rank(items, depth, true) }]
  }
}
