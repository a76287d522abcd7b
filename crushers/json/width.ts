import { type Column, type RecordSchema } from './schema.ts'
import { LEAST_CELL, LEAST_TEXT, WANTED_SHARES } from './policy.ts'
import { Kind, type Tape } from './tape.ts'

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
 * Which columns are left out so that the others fit into so many characters: those in which a row is strange stay, then
 * the shortest, which are names, numbers and states. What is too long goes, unless a share of it still tells something.
 */
export function columnsToHide(
  tape: Tape,
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
    const { values, characters, column } = leaf
    const fair = Math.max(0, rest) / (order.length - place)
    const share = isWanted ? Math.min(rest, fair * WANTED_SHARES) : fair
    const isString = (tape.kind[values[0] ?? 0] ?? 0) >= Kind.string
    const least = values.length * (isString ? LEAST_TEXT : LEAST_CELL)
    if (characters <= share || share >= least || (isWanted && rest > 0) || place < FEWEST_COLUMNS)
      rest -= Math.min(characters, share)
    else hidden.add(column)
  }
  return hidden
}

const FEWEST_COLUMNS = 2
