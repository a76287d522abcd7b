import { HEADER_CHARACTERS, MIN_ALIGNED_ROWS } from './policy.ts'
import type { Reading } from './model.ts'

/** Columns parted by tabs and padded to one width as well, as Go's tabwriter leaves them. Other tabs make CSV. */
export function readTabbed(lines: readonly string[], from: number): Reading | undefined {
  const first = lines[from] ?? ''
  if (!first.includes('\t') || first.length > HEADER_CHARACTERS) return undefined
  const header = first.split('\t')
  const rows: string[][] = []
  let isPadded = false
  let to = from + 1
  for (; to < lines.length; to++) {
    const cells = (lines[to] ?? '').split('\t')
    if (cells.length !== header.length) break
    // The last column need not be padded.
    if (cells.some((cell, at) => at + 1 < cells.length && cell.length !== header[at]?.length)) break
    const bare = cells.map(cell => cell.trim())
    if (!isPadded) isPadded = bare.some((cell, at) => cell.length < (cells[at]?.length ?? 0))
    rows.push(bare)
  }
  if (!isPadded || rows.length < MIN_ALIGNED_ROWS) return { next: Math.max(to, from + 1) }
  return { table: { style: 'aligned', from, to, header: header.map(name => name.trim()), rows } }
}
