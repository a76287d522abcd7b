import type { Hint } from '../types.ts'
import { findTables, linesOf } from './find.ts'
import { opensLiteralRows } from './literal/read.ts'
import { TABLE_SHARE } from './policy.ts'

/** Characters of a line, padding at its ends aside: a paragraph weighs more than a row. */
const inkOf = (line: string | undefined): number => line?.trim().length ?? 0

/** 0 to 1: the share of the text that stands in printed tables, doubted where one short table is all there is. */
export function sniffTable(sample: string, _hint?: Hint): number {
  if (opensLiteralRows(sample)) return 0.93
  const lines = linesOf(sample)
  const tables = findTables(lines)
  if (tables.length === 0) return 0
  let inside = 0
  let rows = 0
  let nameless = 0
  let isMarked = false
  for (const table of tables) {
    for (let line = table.from; line < table.to; line++) inside += inkOf(lines[line])
    rows += table.rows.length
    if (table.style !== 'aligned') isMarked = true
    if (table.isNameless) nameless += table.rows.length
  }
  let all = 0
  for (const line of lines) all += inkOf(line)
  const share = inside / Math.max(all, 1)
  if (share < TABLE_SHARE) return share * 0.8
  // Columns alone are no proof: logs and listings have some, too, and know themselves better.
  const belief = nameless * 2 > rows ? 0.8 : rows >= 3 || isMarked ? 0.97 : 0.75
  return Math.min(0.97, share * belief)
}
