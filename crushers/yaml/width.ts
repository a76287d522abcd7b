import { identifiersOf } from '../selection/identifier.ts'
import type { CodedColumn } from '../selection/coded.ts'
import type { RankedRows } from '../selection/rankings.ts'
import { FEWEST_COLUMNS } from './policy.ts'

/**
 * The columns that rows too long for the room are shown with: what tells them apart, what makes one of them strange, then
 * the shortest, which are names, numbers and states. What all rows have in common is told below them, and comes last.
 * Nothing for rows without columns.
 */
export function columnsToShow(
  ranked: RankedRows,
  chosen: readonly number[],
  lengthOf: (node: number) => number,
  room: number,
): CodedColumn[] | undefined {
  const { columns, plain } = ranked
  if (columns.length < 2) return undefined
  const identifiers = identifiersOf(plain)
  const strange = new Set<string>()
  for (const index of chosen) {
    const first = ranked.causes(index).find(({ isItem }) => !isItem)
    if (first !== undefined) strange.add(first.name)
  }
  const isPlain = new Set(plain)
  const measured = columns.map((column, place) => {
    let characters = 0
    for (const index of chosen) {
      const cell = ranked.nodesOf(index, column).at(-1)
      if (cell !== undefined) characters += lengthOf(cell)
    }
    const isSame = column.values.size === 1 && column.codes.length === column.total
    const rank = identifiers.includes(column)
      ? 0
      : isSame
        ? 3
        : isPlain.has(column) && strange.has(column.name)
          ? 1
          : 2
    return { column, place, characters, rank }
  })
  measured.sort(
    (left, right) => left.rank - right.rank || left.characters - right.characters || left.place - right.place,
  )
  const shown: CodedColumn[] = []
  let rest = room
  for (const { column, characters, rank } of measured) {
    if (characters > rest && (shown.length >= FEWEST_COLUMNS || rank > 1)) continue
    rest -= characters
    shown.push(column)
  }
  return shown.length > 0 ? shown : undefined
}
