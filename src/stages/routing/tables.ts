import { findTables, linesOf } from '../../../crushers/table/find.ts'
import { sniffTable } from '../../../crushers/table/sniff.ts'
import type { Piece } from './pieces.ts'
import { sampleOf } from './sample.ts'
import type { Range } from './wrappers.ts'

/** Shorter tables stay in their text: there is little padding in them, and an answer quotes them. */
const SMALLEST_TABLE = 400
const FEWEST_ROWS = 4

/** Printed tables inside other text, in order. */
export function tablesIn(text: string, range: Range): Piece[] {
  if (range.end - range.start < SMALLEST_TABLE || !mayHoldTables(text, range)) return []
  const slice = text.slice(range.start, range.end)
  const found = findTables(linesOf(slice)).filter(table => table.rows.length >= FEWEST_ROWS)
  const pieces: Piece[] = []
  let line = 0
  let at = range.start
  for (const table of found) {
    for (; line < table.from; line++) at = nextLine(text, at, range.end)
    const start = at
    for (; line < table.to; line++) at = nextLine(text, at, range.end)
    if (at - start >= SMALLEST_TABLE) pieces.push({ start, end: at, type: 'table', confidence: 0.8 })
  }
  return pieces
}

function nextLine(text: string, at: number, end: number): number {
  const newline = text.indexOf('\n', at)
  return newline < 0 || newline >= end ? end : newline + 1
}

const RULES = ['|-', '| -', '|:', '| :', '-+-', '=+=', '─┼─']

/** Rules are rare in other text. Tables without any are looked for where the sample shows one. */
function mayHoldTables(text: string, { start, end }: Range): boolean {
  for (const rule of RULES) {
    const at = text.indexOf(rule, start)
    if (at >= 0 && at < end) return true
  }
  return sniffTable(sampleOf(text, start, end)) > 0
}
