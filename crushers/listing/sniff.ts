import type { Hint } from '../types.ts'
import type { List } from './list.ts'
import { isListed, readListing } from './read.ts'

/** `@mill/stone@1.2.0` */
const scoped = /^@[\w.-]+\/[\w.-]+(?:@[\w.^~+-]+)?$/

/** Names of packages that have an owner are no paths. */
function namesPackages(list: List): boolean {
  let named = 0
  for (let line = 0; line < list.lines.count; line++)
    if (list.isEntry(line) && list.lines.text.charCodeAt(list.paths[line] as number) === 64)
      if (scoped.test(list.path(line))) named++
  return named * 2 > list.found
}

/** Less than what a table of aligned columns is sure of. */
const AS_TABLE = 0.76

export function sniffListing(sample: string, hint?: Hint): number {
  if (hint?.fileView === true) return 0
  const read = readListing(sample, hint)
  if (read === undefined) return 0
  const share = Math.min(1, read.found / read.filled)
  // Where no path has a directory, a table that stands in columns is shown better as one.
  if (read.kind === 'list' && read.list.deep * 2 < read.found) return AS_TABLE
  if (read.kind === 'list' && !isListed(hint) && namesPackages(read.list)) return 0.3
  if (isListed(hint)) return Math.max(0.8, share)
  if (read.kind === 'log' && read.log.oneline) return 0.8
  return (read.kind === 'list' ? 0.85 : 0.95) * Math.max(share, 0.75)
}
