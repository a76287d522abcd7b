/** What a listing lists, whatever its layout, for selections. */
import type { Lines } from '../text-lines.ts'
import type { List } from './list.ts'
import type { Names } from './names.ts'
import { nameStart } from './paths.ts'
import { headingEnd, type Listing } from './read.ts'
import { DATE, MODE, NAME, type Rows, SIZE } from './rows.ts'
import { sizeIn } from './sizes.ts'
import { isHint, sectionOf } from './status.ts'
import type { Tree } from './tree.ts'

/** A longer directory would be copied for each of its entries. */
const LONGEST_DIRECTORY = 1_024
/** Lines that are no entries and are kept; the rest are counted. */
const MOST_OTHERS = 8

/** A status has five. */
const MOST_SECTIONS = 16

/** The entries in their order, in columns. */
export class Items {
  readonly lines: Lines
  count = 0
  /** Directories with their separator, in order of their first entry; `''` where the listing names none. */
  readonly directories: string[] = []
  readonly #indices = new Map<string, number>()
  /** Of each entry: its directory, the line it stands on, and where its name begins. */
  readonly inside: Int32Array
  readonly on: Int32Array
  readonly names: Int32Array
  /** Lines that are no entries, and how many there are. */
  readonly others: string[] = []
  otherCount = 0
  /** How a selection shows an entry below its directory. */
  readonly shown: (item: number) => string
  /** Characters of that, about. */
  readonly shownLength: (item: number) => number

  /** Size of an entry, zero where none is told. */
  readonly size: (item: number) => number

  constructor(
    lines: Lines,
    shown: (line: number, name: string) => string,
    extra: (line: number) => number,
    size: (line: number) => number = () => 0,
  ) {
    this.lines = lines
    this.inside = new Int32Array(lines.count)
    this.on = new Int32Array(lines.count)
    this.names = new Int32Array(lines.count)
    this.size = item => size(this.on[item] as number)
    this.shown = item => shown(this.on[item] as number, this.name(item))
    this.shownLength = item =>
      extra(this.on[item] as number) + this.nameEnd(item) - (this.names[item] as number)
  }

  add(line: number, directory: string, name: number): void {
    let index = this.#indices.get(directory)
    if (index === undefined) this.#indices.set(directory, (index = this.directories.push(directory) - 1))
    this.addTo(line, index, name)
  }

  /** Adds to a directory that is known. */
  addTo(line: number, directory: number, name: number): void {
    this.inside[this.count] = directory
    this.on[this.count] = line
    this.names[this.count] = name
    this.count++
  }

  get lastDirectory(): number {
    return this.inside[this.count - 1] as number
  }

  nameEnd(item: number): number {
    return this.lines.end(this.on[item] as number)
  }

  name(item: number): string {
    return this.lines.text.slice(this.names[item], this.nameEnd(item))
  }

  addOther(line: number): void {
    if (this.otherCount++ < MOST_OTHERS) this.others.push(this.lines.line(line))
  }
}

export function itemsOf(listing: Exclude<Listing, { readonly kind: 'log' }>): Items {
  if (listing.kind === 'list') return itemsOfList(listing.list)
  if (listing.kind === 'names') return itemsOfNames(listing.names)
  return listing.kind === 'long' ? itemsOfRows(listing.rows) : itemsOfTree(listing.tree)
}

function itemsOfList(list: List): Items {
  const { lines } = list
  const { text } = lines
  // Of each section of a status: the line of its heading, and its word.
  const sections: [line: number, word: string][] = []
  const wordOf = (line: number): string => sections.findLast(([heading]) => heading < line)?.[1] ?? ''
  const items = new Items(
    lines,
    (line, name) => wordOf(line) + list.lead(line).trimStart() + name,
    line => (list.paths[line] as number) - lines.start(line) + wordOf(line).length,
    line => sizeIn(text, lines.start(line), list.paths[line] as number),
  )
  let last = ''
  for (let line = 0; line < lines.count; line++) {
    const path = list.paths[line] as number
    if (path < 0) {
      if (lines.isBlank(line)) continue
      const section = list.status > 0 ? sectionOf(lines.line(line)) : undefined
      if (section !== undefined && sections.length < MOST_SECTIONS) sections.push([line, section])
      else if (list.status === 0 || !isHint(lines.line(line))) items.addOther(line)
      continue
    }
    const name = list.names[line] as number
    if (items.count > 0 && name - path === last.length && text.startsWith(last, path))
      items.addTo(line, items.lastDirectory, name)
    else items.add(line, (last = text.slice(path, name)), name)
  }
  return items
}

function itemsOfNames({ lines, are }: Names): Items {
  const items = new Items(
    lines,
    (_, name) => name,
    () => 0,
  )
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

function itemsOfRows(rows: Rows): Items {
  const { lines } = rows
  const { text } = lines
  const usual = usualMode(rows)
  const items = new Items(
    lines,
    (line, name) => {
      const mode = rows.cell(line, MODE)
      const isDirectory = mode.startsWith('d')
      return `${mode === usual || isDirectory ? '' : `${mode} `}${rows.cell(line, SIZE)} ${rows.cell(line, DATE)} ${name}${isDirectory ? '/' : ''}`
    },
    line => rows.to(line, DATE) - rows.from(line, SIZE),
    // That of a directory is the size of its list.
    line => (rows.kind(line) === 45 ? sizeIn(text, rows.from(line, SIZE), rows.to(line, SIZE)) : 0),
  )
  let directory = ''
  for (let line = 0; line < lines.count; line++) {
    if (!rows.isRow(line)) {
      const end = headingEnd(lines, line)
      if (end >= 0 && end - lines.start(line) < LONGEST_DIRECTORY) {
        const named = text.slice(lines.start(line), end)
        directory = named.endsWith('/') ? named : `${named}/`
      } else if (!lines.isBlank(line) && !text.startsWith('total ', lines.start(line))) items.addOther(line)
      continue
    }
    const from = rows.from(line, NAME)
    const end = rows.to(line, NAME)
    if (end - from <= 2 && text.charCodeAt(from) === 46 && text.charCodeAt(end - 1) === 46) continue
    const name = nameStart(text, from, end)
    items.add(line, name === from ? directory : directory + text.slice(from, name), name)
  }
  return items
}

/** The mode that most files have. */
function usualMode(rows: Rows): string {
  const counts = new Map<string, number>()
  let last = -1
  let key = ''
  let best = ''
  for (let line = 0; line < rows.lines.count; line++) {
    if (!rows.isRow(line) || rows.kind(line) !== 45) continue
    if (last < 0 || !rows.isSame(last, line, MODE)) key = rows.cell(line, MODE)
    last = line
    counts.set(key, (counts.get(key) ?? 0) + 1)
  }
  for (const [mode, count] of counts) if (count > (counts.get(best) ?? 0)) best = mode
  return best
}

/** Eight levels name a place well enough; whole paths of deep trees would be quadratic. */
const MOST_LEVELS = 8
const LONGEST_LEVEL = 120

function itemsOfTree(tree: Tree): Items {
  const { lines } = tree
  const items = new Items(
    lines,
    (_, name) => name,
    () => 0,
  )
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
    if (line + 1 < lines.count && tree.depth(line + 1) > depth) {
      const name = tree.node(line)
      const short = name.endsWith('/') ? name.slice(-LONGEST_LEVEL) : `${name.slice(0, LONGEST_LEVEL)}/`
      inside[level] = level > MOST_LEVELS ? above : above + short
    }
  }
  return items
}
