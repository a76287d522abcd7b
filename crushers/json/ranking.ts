import { RowRanking } from '../select.ts'
import type { CodedColumn } from '../selection/coded.ts'
import { columnsOf, numberColumn } from './columns.ts'
import { sameSpelling } from './schema.ts'
import { Kind, type Tape } from './tape.ts'

/** What is known about the rows of one list. */
export interface RankedRows {
  readonly columns: readonly CodedColumn[]
  readonly rows: RowRanking
  /** Characters of all rows. */
  readonly characters: number
  /** The cell that makes a row strange, behind the objects that hold it, outermost first. */
  strangest(row: number): readonly number[]
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
    // A row far longer than the others holds something that they do not.
    const rows = new RowRanking(coded, [numberColumn('characters', lengths)])
    return {
      columns: coded,
      rows,
      characters: lengths.reduce((sum, length) => sum + length, 0),
      strangest: row => this.#follow(items[row] ?? 0, columns[rows.causeOf(row)]?.path ?? []),
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
