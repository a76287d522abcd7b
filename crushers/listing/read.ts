/** Finds out which of the layouts a listing has. */
import { Lines } from '../text-lines.ts'
import { List } from './list.ts'
import { ENTRY_SHARE, LEAST_ENTRIES } from './policy.ts'
import { Rows } from './rows.ts'
import { Tree } from './tree.ts'

interface Counts {
  /** How many lines are entries, of how many that are not blank. */
  readonly found: number
  readonly filled: number
}

export type Listing = Counts &
  (
    | { readonly kind: 'long'; readonly rows: Rows }
    | { readonly kind: 'tree'; readonly tree: Tree }
    | { readonly kind: 'list'; readonly list: List }
  )

/** Ends of a line with a directory, without its colon; -1 where it is none. */
export function headingEnd(lines: Lines, line: number): number {
  const end = lines.end(line) - 1
  const start = lines.start(line)
  return end > start && lines.text.charCodeAt(end) === 58 && lines.text.charCodeAt(start) > 32 ? end : -1
}

export function readListing(text: string): Listing | undefined {
  const lines = new Lines(text)
  let filled = 0
  for (let line = 0; line < lines.count; line++) if (!lines.isBlank(line)) filled++
  if (filled < LEAST_ENTRIES) return undefined
  const rows = new Rows(lines)
  if (rows.found >= LEAST_ENTRIES) {
    let extra = 0
    for (let line = 0; line < lines.count; line++)
      if (headingEnd(lines, line) >= 0 || text.startsWith('total ', lines.start(line))) extra++
    if (rows.found + extra >= filled * ENTRY_SHARE) return { kind: 'long', rows, found: rows.found, filled }
  }
  const tree = new Tree(lines)
  if (tree.drawn >= LEAST_ENTRIES && tree.drawn >= filled * ENTRY_SHARE)
    return { kind: 'tree', tree, found: tree.drawn, filled }
  const list = new List(lines)
  // Bare names alone could be anything that stands one a line.
  if (list.found >= LEAST_ENTRIES && list.found >= filled * ENTRY_SHARE && list.deep * 2 >= list.found)
    return { kind: 'list', list, found: list.found, filled }
  return undefined
}
