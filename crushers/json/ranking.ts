import { RowRanking } from '../select.ts'
import type { CodedColumn } from '../selection/coded.ts'
import { columnsOf, numberColumn } from './columns.ts'
import { sameSpelling } from './nodes.ts'
import { Kind, type Tape } from './tape.ts'

export interface Cause {
  /** Name of the column. */
  readonly name: string
  /** The cell, behind the objects that hold it, outermost first. */
  readonly nodes: readonly number[]
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

/** Cells of one row that are shown for their own sake. */
const MOST_CAUSES = 4

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
    const known = this.#known.get(node) ?? this.#rank(items)
    this.#known.set(node, known)
    return known
  }

  /** Characters of a value without white space between its tokens. */
  lengthOf(node: number): number {
    return (this.#lengths[this.#tape.next[node] ?? 0] ?? 0) - (this.#lengths[node] ?? 0)
  }

  #rank(items: readonly number[]): RankedRows {
    const columns = columnsOf(this.#tape, items)
    const coded = columns.map(column => column.coded)
    const lengths = items.map(item => this.lengthOf(item))
    // A row far longer than the others holds something that they do not; of scalars it is seen as it is.
    const isNested = items.some(item => (this.#tape.kind[item] ?? Kind.scalar) < Kind.string)
    const rows = new RowRanking(coded, isNested ? [numberColumn('characters', lengths)] : [])
    return {
      columns: coded,
      plain: columns.filter(({ isNested }) => !isNested).map(column => column.coded),
      rows,
      characters: lengths.reduce((sum, length) => sum + length, 0),
      causes: row =>
        rows
          .causesOf(row)
          .slice(0, MOST_CAUSES)
          .map(column => ({
            name: coded[column]?.name ?? '',
            nodes: this.#follow(items[row] ?? 0, columns[column]?.path ?? []),
          })),
    }
  }

  #follow(row: number, path: readonly number[]): number[] {
    const tape = this.#tape
    const passed: number[] = []
    let at = row
    for (const key of path) {
      if (tape.kind[at] !== Kind.object) break
      let node = at + 1
      for (let left = tape.size[at] ?? 0; left > 0 && !sameSpelling(tape, key, node); left--)
        node = tape.next[node + 1] ?? 0
      if (node >= (tape.next[at] ?? 0)) break
      at = node + 1
      passed.push(at)
    }
    return passed
  }
}
