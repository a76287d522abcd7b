/** Entries of the layouts that have names only, and which reader the others have. */
import { FAILING, Items, LONGEST_DIRECTORY } from './items.ts'
import { itemsOfList } from './items-of-list.ts'
import { itemsOfRows } from './items-of-rows.ts'
import type { Names } from './names.ts'
import { headingEnd, type Listing } from './read.ts'
import type { Tree } from './tree.ts'

export function itemsOf(listing: Exclude<Listing, { readonly kind: 'log' }>): Items {
  if (listing.kind === 'list') return itemsOfList(listing.list)
  if (listing.kind === 'names') return itemsOfNames(listing.names)
  return listing.kind === 'long' ? itemsOfRows(listing.rows) : itemsOfTree(listing.tree)
}

function itemsOfNames({ lines, are }: Names): Items {
  const items = new Items(lines)
  let directory = ''
  for (let line = 0; line < lines.count; line++) {
    if (are[line] === 1) {
      items.add(line, directory, lines.start(line))
      continue
    }
    const end = headingEnd(lines, line)
    if (end < 0 || end - lines.start(line) > LONGEST_DIRECTORY) continue
    const named = lines.text.slice(lines.start(line), end)
    directory = named.endsWith('/') ? named : `${named}/`
  }
  return items
}

/** What trees of packages say of those that are not as they should be. */
const failing = /^UNMET |^UNKNOWN | (?:invalid|extraneous|missing|conflict|error|ERR!)\b/

/** Eight levels name a place well enough; whole paths of deep trees would be quadratic. */
const MOST_LEVELS = 8
const LONGEST_LEVEL = 120

function itemsOfTree(tree: Tree): Items {
  const { lines } = tree
  const isDirectory = (line: number): boolean =>
    line + 1 < lines.count && tree.depth(line + 1) > tree.depth(line)
  const items = new Items(lines, {
    isDirectory,
    trait: line => (failing.test(tree.node(line).slice(0, LONGEST_LEVEL)) ? FAILING : ''),
    shown: (line, path) => (isDirectory(line) && !path.endsWith('/') ? `${path}/` : path),
  })
  // The directory of the entries below each level.
  const inside: string[] = ['']
  for (let line = 0; line < lines.count; line++) {
    const depth = tree.depth(line)
    if (depth === 0) {
      if (line + 1 < lines.count && tree.depth(line + 1) > 0) {
        const name = lines.text.slice(
          lines.start(line),
          Math.min(lines.end(line), lines.start(line) + LONGEST_DIRECTORY),
        )
        inside.length = 1
        inside[0] = name === '' || name.endsWith('/') ? name : `${name}/`
      } else if (!lines.isBlank(line)) items.addOther(line)
      continue
    }
    const level = Math.min(depth, inside.length)
    const above = inside[level - 1] as string
    items.add(line, above, tree.starts[line] as number)
    inside.length = level
    // Only what has something below it is a directory.
    if (isDirectory(line)) {
      const name = tree.node(line)
      const short = name.endsWith('/') ? name.slice(-LONGEST_LEVEL) : `${name.slice(0, LONGEST_LEVEL)}/`
      inside[level] = level > MOST_LEVELS ? above : above + short
    }
  }
  return items
}
