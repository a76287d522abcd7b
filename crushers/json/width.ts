import { type Column, type RecordSchema } from './schema.ts'
import type { Tape } from './tape.ts'

/** A column of a table that is written or left out as one, with its dotted name and the values of the chosen rows. */
export interface Leaf {
  readonly column: Column
  readonly path: string
  readonly values: readonly number[]
  readonly characters: number
}

/** The columns of a table, those of nested objects one by one. */
export function leavesOf(tape: Tape, schema: RecordSchema, objects: readonly number[]): Leaf[] {
  const leaves: Leaf[] = []
  walk(schema, objects, '')
  return leaves

  function walk(record: RecordSchema, nodes: readonly number[], prefix: string): void {
    const width = record.columns.length
    const rows = nodes.flatMap(node => record.rowOf.get(node) ?? [])
    for (const [index, column] of record.columns.entries()) {
      if (column.constant !== undefined) continue
      const path =
        prefix + tape.text.slice((tape.start[column.key] ?? 0) + 1, (tape.end[column.key] ?? 0) - 1)
      const values = rows.map(row => record.cells[row * width + index] ?? -1).filter(node => node >= 0)
      if (column.schema?.kind === 'record') walk(column.schema, values, `${path}.`)
      else leaves.push({ column, path, values, characters: charactersOf(tape, values) })
    }
  }
}

function charactersOf(tape: Tape, values: readonly number[]): number {
  let characters = 0
  for (const node of values) characters += (tape.end[node] ?? 0) - (tape.start[node] ?? 0) + 1
  return characters
}

/**
 * Which columns fit into so many characters: those in which a row is strange first, then the shortest, which are names,
 * numbers and states; links and texts go.
 */
export function fittingColumns(
  leaves: readonly Leaf[],
  wanted: ReadonlySet<string>,
  room: number,
): ReadonlySet<Column> {
  const order = leaves
    .map((leaf, place) => ({ leaf, place, isWanted: wanted.has(leaf.path) }))
    .sort(
      (left, right) =>
        Number(right.isWanted) - Number(left.isWanted) ||
        left.leaf.characters - right.leaf.characters ||
        left.place - right.place,
    )
  const hidden = new Set<Column>()
  let rest = room
  for (const [place, { leaf, isWanted }] of order.entries()) {
    // A long column may take what an even share would give it: its cells are shortened then.
    const fair = rest / (order.length - place)
    const needed = isWanted ? Math.min(leaf.characters, fair * 4) : leaf.characters
    if (needed <= rest || place < FEWEST_COLUMNS) rest -= needed
    else hidden.add(leaf.column)
  }
  return hidden
}

const FEWEST_COLUMNS = 2
