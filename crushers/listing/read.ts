/** Finds out which of the layouts a listing has. */
import { Lines } from '../text-lines.ts'
import type { Hint } from '../types.ts'
import { type Log, readLog } from './commits.ts'
import { List } from './list.ts'
import { type Names, readColumns, readNames } from './names.ts'
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
    | { readonly kind: 'log'; readonly log: Log }
    | { readonly kind: 'names'; readonly names: Names }
  )

/** Ends of a line with a directory, without its colon; -1 where it is none. */
export function headingEnd(lines: Lines, line: number): number {
  const end = lines.end(line) - 1
  const start = lines.start(line)
  return end > start && lines.text.charCodeAt(end) === 58 && lines.text.charCodeAt(start) > 32 ? end : -1
}

/** A command that lists files; tools whose names say so. */
const listing =
  /(?:^|[\s|;&(])(?:ls|find|fd|tree|du|wc|dir|git\s+(?:ls-files|ls-tree|log|reflog|status|diff\s+--(?:stat|name-only|name-status))|tar\s+-?\w*t|unzip\s+-l|rg\s+(?:.*\s)?(?:--files|-l)|e?grep\s+(?:.*\s)?-\w*l)\b/
const listingTool = /^(?:ls|glob|find|list_dir|list_directory|list_files|find_file|tree|search_files)/i
const LONGEST_COMMAND = 2_000

export const isListed = (hint: Hint | undefined): boolean =>
  listing.test((hint?.command ?? '').slice(0, LONGEST_COMMAND)) || listingTool.test(hint?.tool ?? '')

export function readListing(text: string, hint?: Hint): Listing | undefined {
  const lines = new Lines(text)
  let filled = 0
  for (let line = 0; line < lines.count; line++) if (!lines.isBlank(line)) filled++
  if (filled < LEAST_ENTRIES) return undefined
  const log = readLog(lines)
  if (log !== undefined) return { kind: 'log', log, found: Math.min(log.found, filled), filled }
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
  const isTold = isListed(hint)
  // Bare names alone could be anything that stands one a line.
  const isTrusted = list.deep * 2 >= list.found || (isTold && list.led * 2 >= list.found)
  if (isTrusted && list.found >= LEAST_ENTRIES && list.found >= (filled - list.status) * ENTRY_SHARE)
    return { kind: 'list', list, found: list.found, filled: filled - list.status }
  const names = isTold ? (readNames(lines) ?? readColumns(lines)) : undefined
  return names === undefined ? undefined : { kind: 'names', names, found: filled, filled }
}
