/** The lossy levels: every directory with its count, generated trees counted, and as many entries as there is room for. */
import { scattered } from './scattered.ts'
import { leastOfLargest } from './sizes.ts'
import type { CrushContext, Crushed } from '../types.ts'
import { fitToTarget } from './fit.ts'
import { directoryOf } from './paths.ts'
import { generatedDirectories, LARGEST_SHOWN, MOST_MISSES, SHORTEST_ENTRY } from './policy.ts'
import { type Items, itemsOf } from './items.ts'
import type { Listing } from './read.ts'
import { isLogSelection, selectCommits } from './select-log.ts'

const summary = /^… \d+ entries in \d+ director(?:y|ies), \d+ shown/

/** Made by `selectEntries`: such a text is not crushed again. */
export const isSelection = (text: string): boolean => summary.test(text.slice(0, 100)) || isLogSelection(text)

interface Directory {
  readonly path: string
  readonly items: Int32Array
  /** Contents are generated or vendored: never shown one by one. */
  readonly generated: boolean
  /** How deep it lies. */
  readonly depth: number
  /** `34 entries: 20 .ts, 14 .json`, once it was asked for. */
  counted?: string
}

/** The directory itself, or the highest one above it that is generated. */
function shownAs(path: string): { path: string; generated: boolean } {
  let from = 0
  for (let at = 0; at < path.length; at++) {
    const code = path.charCodeAt(at)
    if (code !== 47 && code !== 92) continue
    if (generatedDirectories.has(path.slice(from, at)))
      return { path: path.slice(0, at + 1), generated: true }
    from = at + 1
  }
  return { path, generated: false }
}

const depthOf = (path: string): number => {
  let depth = 0
  for (let at = 0; at < path.length; at++) {
    const code = path.charCodeAt(at)
    if (code === 47 || code === 92) depth++
  }
  return depth
}

function directoriesOf(items: Items): Directory[] {
  const byPath = new Map<string, number>()
  const found: { path: string; generated: boolean; depth: number }[] = []
  /** Of each directory, the one that it is shown as. */
  const places = items.directories.map(directory => {
    const { path, generated } = shownAs(directory)
    let place = byPath.get(path)
    if (place === undefined)
      byPath.set(path, (place = found.push({ path, generated, depth: depthOf(path) }) - 1))
    return place
  })
  const sizes = new Int32Array(found.length)
  for (let item = 0; item < items.count; item++) {
    const place = places[items.inside[item] as number] as number
    sizes[place] = (sizes[place] as number) + 1
  }
  const lists = Array.from(sizes, size => new Int32Array(size))
  sizes.fill(0)
  for (let item = 0; item < items.count; item++) {
    const place = places[items.inside[item] as number] as number
    const at = sizes[place] as number
    ;(lists[place] as Int32Array)[at] = item
    sizes[place] = at + 1
  }
  return found.map((directory, place) => ({ ...directory, items: lists[place] as Int32Array }))
}

const isWord = (code: number): boolean =>
  (code >= 48 && code <= 57) || (code >= 65 && code <= 90) || (code >= 97 && code <= 122) || code === 95

/** Characters of an ending, the dot included. */
const longestEnding = 13

/** `.ts`; the mark that `ls -F` sets behind programs and links is no part of it. */
function endingOf(text: string, from: number, to: number): string {
  let end = to
  const mark = text.charCodeAt(end - 1)
  if (mark === 47 || mark === 92) return 'directories'
  if (mark === 42 || mark === 64) end--
  let dot = end - 1
  const least = Math.max(from, end - longestEnding)
  while (dot >= least && isWord(text.charCodeAt(dot))) dot--
  if (dot < least || text.charCodeAt(dot) !== 46 || end - dot < 2 || text.charCodeAt(dot + 1) < 65)
    return 'others'
  return text.slice(dot, end)
}

/** The endings of all entries, as indices in a list of them. */
class Endings {
  readonly names: string[] = []
  readonly of: Int32Array
  readonly counts: number[] = []

  constructor(items: Items) {
    const { text } = items.lines
    const indices = new Map<string, number>()
    this.of = new Int32Array(items.count)
    for (let item = 0; item < items.count; item++) {
      const ending = endingOf(text, items.names[item] as number, items.nameEnd(item))
      let index = indices.get(ending)
      if (index === undefined) {
        indices.set(ending, (index = this.names.push(ending) - 1))
        this.counts.push(0)
      }
      this.counts[index] = (this.counts[index] as number) + 1
      this.of[item] = index
    }
  }
}

const entriesOf = (count: number): string => (count === 1 ? '1 entry' : `${count} entries`)

/** `34 entries: 20 .ts, 14 .json`: the three commonest endings; `34 .ts` where there is one. */
function counted(endings: Endings, directory: Directory): string {
  return (directory.counted ??= directory.generated
    ? entriesOf(directory.items.length)
    : countedEndings(endings, directory.items))
}

function countedEndings(endings: Endings, indices: Int32Array): string {
  const sizes = new Map<number, number>()
  for (const at of indices) {
    const ending = endings.of[at] as number
    sizes.set(ending, (sizes.get(ending) ?? 0) + 1)
  }
  const counts = new Map(Array.from(sizes, ([ending, count]) => [endings.names[ending] as string, count]))
  if (counts.size === 1) {
    const [ending] = counts.keys()
    return ending === 'others' ? entriesOf(indices.length) : `${indices.length} ${ending}`
  }
  const top = [...counts].sort((a, b) => b[1] - a[1]).slice(0, 3)
  const rest = indices.length - top.reduce((sum, [, count]) => sum + count, 0)
  return `${entriesOf(indices.length)}: ${top.map(([ending, count]) => `${count} ${ending}`).join(', ')}${rest > 0 ? `, ${rest} more` : ''}`
}

/** Entries in the order in which they should be shown: the largest and rare endings, first and last of a directory, then an even spread. */
function* ranked(items: Items, endings: Endings, directories: readonly Directory[]): Generator<number> {
  const sizes = new Float64Array(items.count)
  for (let item = 0; item < items.count; item++) sizes[item] = items.size(item)
  const large = leastOfLargest(sizes, LARGEST_SHOWN)
  const rareUpTo = Math.max(1, endings.of.length / 200)
  const byRank: number[][] = [[], [], []]
  for (const directory of directories) {
    if (directory.generated) continue
    const last = directory.items.length - 1
    for (let place = 0; place <= last; place++) {
      const at = directory.items[place] as number
      const rare =
        (sizes[at] as number) >= large || (endings.counts[endings.of[at] as number] as number) <= rareUpTo
      byRank[rare ? 0 : place === 0 || place === last ? 1 : 2]?.push(at)
    }
  }
  for (const entries of byRank) yield* scattered(entries)
}

const headOf = (items: Items, directories: readonly Directory[], shown: number): string =>
  `… ${items.count} entries in ${directories.length} director${directories.length === 1 ? 'y' : 'ies'}, ${shown} shown`

/** Characters of the text that shows no entry. */
const lengthOf = (endings: Endings, directories: readonly Directory[], others: readonly string[]): number =>
  directories.reduce((sum, each) => sum + each.path.length + counted(endings, each).length + 3, 40) +
  others.reduce((sum, each) => sum + each.length + 1, 0)

function compose(
  items: Items,
  endings: Endings,
  directories: readonly Directory[],
  others: readonly string[],
  shown: ReadonlySet<number>,
): string {
  const out = [headOf(items, directories, shown.size), ...others]
  for (const directory of directories) {
    const visible = shown.size === 0 ? [] : Array.from(directory.items).filter(at => shown.has(at))
    const name = directory.path === '' ? '' : `${directory.path}: `
    if (visible.length === directory.items.length) {
      if (directory.path !== '') out.push(`${directory.path}:`)
    } else out.push(name + counted(endings, directory))
    for (const at of visible) out.push(` ${items.shown(at)}`)
    if (visible.length > 0 && visible.length < directory.items.length)
      out.push(` … ${directory.items.length - visible.length} more`)
  }
  return out.join('\n')
}

/** What a directory with its count takes, without its path. */
const COUNT_LENGTH = 24

/** Directories too many for the target are counted under what they lie in, the deepest first, until they fit. */
function merged(directories: readonly Directory[], room: number): readonly Directory[] {
  let length = directories.reduce((sum, each) => sum + each.path.length + COUNT_LENGTH, 0)
  if (length <= room) return directories
  const byPath = new Map(directories.map(each => [each.path, { ...each, items: [each.items] }]))
  const byDepth: string[][] = []
  const add = (path: string, depth: number): void => void (byDepth[depth] ??= []).push(path)
  for (const { path, depth } of directories) add(path, depth)
  for (let depth = byDepth.length - 1; depth > 1 && length > room; depth--)
    for (const path of byDepth[depth] ?? []) {
      const own = byPath.get(path)
      if (own === undefined) continue
      byPath.delete(path)
      length -= path.length + COUNT_LENGTH
      const parent = directoryOf(path)
      const entry = byPath.get(parent)
      if (entry === undefined) {
        const above = depthOf(parent)
        byPath.set(parent, { path: parent, items: own.items, generated: own.generated, depth: above })
        add(parent, above)
        length += parent.length + COUNT_LENGTH
      } else for (const items of own.items) entry.items.push(items)
    }
  return Array.from(byPath.values(), ({ path, items, generated, depth }) => ({
    path,
    items: joined(items),
    generated,
    depth,
  }))
}

function joined(lists: readonly Int32Array[]): Int32Array {
  const all = new Int32Array(lists.reduce((sum, list) => sum + list.length, 0))
  let at = 0
  for (const list of lists) {
    all.set(list, at)
    at += list.length
  }
  return all
}

export function selectEntries(listing: Listing, context: CrushContext, before: number): Crushed | undefined {
  if (listing.kind === 'log') return selectCommits(listing.log, context, before)
  const items = itemsOf(listing)
  if (items.count === 0) return undefined
  const others = items.others.map(line => (line.length > 300 ? `${line.slice(0, 300)}…` : line))
  if (items.otherCount > others.length)
    others.push(`… ${items.otherCount - others.length} more lines that are no entries`)
  const endings = new Endings(items)
  const all = directoriesOf(items)
  return fitToTarget(context, before, characters => {
    const directories = merged(all, characters)
    const shown = new Set<number>()
    let room = characters - lengthOf(endings, directories, others)
    let misses = 0
    if (context.level !== 'outline' && room >= SHORTEST_ENTRY)
      for (const at of ranked(items, endings, all)) {
        if (room < SHORTEST_ENTRY || misses > MOST_MISSES) break
        const length = items.shownLength(at) + 2
        if (length > room) {
          misses++
          continue
        }
        room -= length
        shown.add(at)
      }
    return {
      text: compose(items, endings, directories, others, shown),
      losses: [{ kind: 'omitted', unit: 'entries', kept: shown.size, total: items.count }],
    }
  })
}
