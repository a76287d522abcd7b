import type { Column } from './schema.ts'

/** What is left out. */
export interface Plan {
  /** Items of lists, members of objects that are shown, by number from 0, ascending; others are shown whole. */
  readonly shown: ReadonlyMap<number, readonly number[]>
  /** What is shown of long strings. */
  readonly pieces: ReadonlyMap<number, Pieces>
  /** Values in whose place stands `…`. */
  readonly hidden: ReadonlySet<number>
  /** Columns of tables that are left out. */
  readonly columns: ReadonlySet<Column>
  /** Cells of columns that are left out, shown behind their row all the same. */
  readonly extras: ReadonlyMap<number, readonly (readonly [name: string, cell: number])[]>
  /** Members of objects that are shown as the columns of one table, and its rows. */
  readonly parallels: ReadonlyMap<number, ParallelRows>
  /** Lines below a list or an object that tell what is not shown of it. */
  notes(node: number): readonly string[]
}

export interface ParallelRows {
  readonly members: readonly number[]
  readonly cells: readonly (readonly number[])[]
  readonly rows: number
  /** Numbers of the rows that are shown, from 0, ascending. */
  readonly chosen: readonly number[]
}

/** Characters at the beginning of a string, and a piece further on. */
export type Pieces = readonly [head: number, piece?: readonly [from: number, to: number]]

/** Nothing is. */
export const WHOLE: Plan = {
  shown: new Map(),
  pieces: new Map(),
  hidden: new Set(),
  columns: new Set(),
  extras: new Map(),
  parallels: new Map(),
  notes: () => [],
}
