import { formatSummary } from '../select.ts'
import type { CodedColumn } from '../selection/coded.ts'
import { summarizeRest } from '../selection/summary.ts'
import { NOTE_CHARACTERS, NOTED_COLUMNS } from './policy.ts'

/** One line on the rows of a table that are not shown: how many, between which, and what they hold. */
export function omissionNote(
  columns: readonly CodedColumn[],
  shown: readonly number[],
  total: number,
  [first, last]: readonly [number, number],
  room: number,
): string {
  const head = `${total - shown.length} of ${total} rows omitted, between ${first} and ${last}`
  const notes: string[] = []
  let characters = 0
  for (const note of formatSummary(summarizeRest(columns.slice(0, NOTED_COLUMNS), shown))) {
    characters += note.length
    if (characters > Math.min(room, NOTE_CHARACTERS)) break
    notes.push(note)
  }
  return notes.length === 0 ? head : `${head}; of these: ${notes.join('; ')}`
}
