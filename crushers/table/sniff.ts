import type { Hint } from '../types.ts'
import { findTables, linesOf } from './find.ts'
import { TABLE_SHARE } from './policy.ts'

/** 0 to 1: the share of the text that stands in printed tables, doubted where one short table is all there is. */
export function sniffTable(sample: string, _hint?: Hint): number {
  const lines = linesOf(sample)
  const tables = findTables(lines)
  if (tables.length === 0) return 0
  let inside = 0
  let rows = 0
  let isMarked = false
  for (const table of tables) {
    inside += table.to - table.from
    rows += table.rows.length
    if (table.style !== 'aligned') isMarked = true
  }
  const filled = lines.filter(line => line.trim() !== '').length
  const share = inside / Math.max(filled, 1)
  if (share < TABLE_SHARE) return share * 0.8
  return Math.min(0.97, share * (rows >= 3 || isMarked ? 0.97 : 0.75))
}
