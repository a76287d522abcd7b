/** Finds out which of the layouts a listing has, and reads it into entries that selections work on. */
import { type Entry, entryOf } from './list.ts'
import { type Line, readLong, type Row } from './long.ts'
import { directoryOf } from './paths.ts'
import { ENTRY_SHARE, LEAST_ENTRIES } from './policy.ts'
import { type Node, readTree } from './tree.ts'

export type Listing =
  | {
      readonly kind: 'long'
      readonly lines: readonly Line[]
      readonly found: number
      readonly filled: number
    }
  | {
      readonly kind: 'tree'
      readonly nodes: readonly Node[]
      readonly found: number
      readonly filled: number
    }
  | {
      readonly kind: 'list'
      readonly entries: readonly Entry[]
      readonly found: number
      readonly filled: number
    }

/** One thing that was listed. */
export interface Item {
  /** With its separator; `''` where the listing names none. */
  readonly directory: string
  readonly name: string
  /** How a selection shows it, below its directory. */
  readonly shown: string
}

const heading = /^(\S.*):$/
const isHeading = (line: string): boolean => line.charCodeAt(line.length - 1) === 58 && heading.test(line)

export function readListing(lines: readonly string[]): Listing | undefined {
  const filled = lines.reduce((sum, line) => sum + (line === '' ? 0 : 1), 0)
  if (filled < LEAST_ENTRIES) return undefined
  const long = readLong(lines)
  if (long.rows >= LEAST_ENTRIES) {
    const extra = lines.reduce((sum, line) => sum + (isHeading(line) || line.startsWith('total ') ? 1 : 0), 0)
    if (long.rows + extra >= filled * ENTRY_SHARE)
      return { kind: 'long', lines: long.lines, found: long.rows, filled }
  }
  const tree = readTree(lines)
  if (tree.drawn >= LEAST_ENTRIES && tree.drawn >= filled * ENTRY_SHARE)
    return { kind: 'tree', nodes: tree.nodes, found: tree.drawn, filled }
  let found = 0
  let deep = 0
  const entries = lines.map(line => {
    const entry = entryOf(line)
    if (entry.path !== undefined) {
      found++
      if (directoryOf(entry.path) !== '') deep++
    }
    return entry
  })
  // Bare names alone could be anything that stands one a line.
  if (found >= LEAST_ENTRIES && found >= filled * ENTRY_SHARE && deep * 2 >= found)
    return { kind: 'list', entries, found, filled }
  return undefined
}

const short = (entry: Row, usual: string): string =>
  `${entry.mode === usual || entry.mode.startsWith('d') ? '' : `${entry.mode} `}${entry.size} ${entry.date} ${entry.name}${entry.mode.startsWith('d') ? '/' : ''}`

/** What was listed, in order, and the lines that are no entries. */
export function itemsOf(listing: Listing): { items: Item[]; others: string[] } {
  const items: Item[] = []
  const others: string[] = []
  if (listing.kind === 'list') {
    for (const { lead, path } of listing.entries) {
      if (path === undefined) {
        if (lead !== '') others.push(lead)
        continue
      }
      const directory = directoryOf(path)
      const name = path.slice(directory.length)
      items.push({ directory, name, shown: lead.trimStart() + name })
    }
  } else if (listing.kind === 'long') {
    let directory = ''
    const usual = new Map<string, number>()
    for (const line of listing.lines)
      if (typeof line !== 'string') usual.set(line.mode, (usual.get(line.mode) ?? 0) + 1)
    let mode = ''
    for (const [value, count] of usual)
      if (value.startsWith('-') && count > (usual.get(mode) ?? 0)) mode = value
    for (const line of listing.lines) {
      if (typeof line === 'string') {
        // Every entry below carries its directory: an endless one would be copied as often.
        const named = line.length > 1024 ? undefined : heading.exec(line)?.[1]
        if (named !== undefined) directory = named.endsWith('/') ? named : `${named}/`
        else if (line !== '' && !line.startsWith('total ')) others.push(line)
      } else if (line.name !== '.' && line.name !== '..') {
        const inner = directoryOf(line.name)
        items.push({
          directory: directory + inner,
          name: line.name.slice(inner.length),
          shown: short({ ...line, name: line.name.slice(inner.length) }, mode),
        })
      }
    }
  } else {
    const stack: string[] = []
    let root = ''
    listing.nodes.forEach((node, at) => {
      if (node.depth === 0) {
        const following = listing.nodes[at + 1]
        if (following !== undefined && following.depth > 0) {
          const name = node.text.slice(0, 1024)
          root = name === '' || name.endsWith('/') ? name : `${name}/`
          stack.length = 0
        } else if (node.text !== '') others.push(node.text)
        return
      }
      stack.length = Math.min(stack.length, node.depth - 1)
      // Eight levels name a place well enough; whole paths of deep trees would be quadratic.
      items.push({ directory: root + stack.slice(0, 8).join(''), name: node.text, shown: node.text })
      stack.push(node.text.endsWith('/') ? node.text.slice(-120) : `${node.text.slice(0, 120)}/`)
    })
  }
  return { items, others }
}
