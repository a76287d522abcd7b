import type { CodedColumn } from '../selection/coded.ts'
import { wholeCharacters } from '../selection/pieces.ts'
import type { RankedRows } from '../selection/rankings.ts'
import { formatSummary, summarizeRest } from '../selection/summary.ts'
import { NOTE_CHARACTERS, NOTES_SHARE } from './policy.ts'

/** What is told of the items that are not shown: what all have in common, then statistics of each column. */
export function notesOn(
  ranked: RankedRows,
  chosen: readonly number[],
  total: number,
  room: number,
): string[] {
  const isSame = ({ values, codes }: CodedColumn) => values.size === 1 && codes.length === total
  const same = ranked.plain
    .filter(isSame)
    .map(({ name, values }) => `${name}: ${wholeCharacters(values.at(0).slice(0, 60))}`)
  const rest = ranked.plain.filter(column => !isSame(column))
  const notes = formatSummary(summarizeRest(rest, chosen))
  if (same.length > 0) notes.unshift(`all ${total} have ${same.join(', ')}`)
  const kept: string[] = []
  let left = Math.min(Math.max(room * NOTES_SHARE, 200), NOTE_CHARACTERS)
  for (const note of notes) {
    const line = note.replace(/\s+/g, ' ')
    left -= line.length
    if (left < 0) {
      if (kept.length === 0) kept.push(`${wholeCharacters(line.slice(0, left + line.length - 1))}…`)
      break
    }
    kept.push(line)
  }
  return kept
}
