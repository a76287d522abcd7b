/** The lossy levels: every directory with its count, generated trees counted, and as many entries as there is room for. */
import type { CrushContext, Crushed } from '../types.ts'
import { directoryOf } from './paths.ts'
import { ATTEMPTS, CHARACTERS_PER_TOKEN, generatedDirectories, SHORTEST_ENTRY } from './policy.ts'
import { type Item, itemsOf, type Listing } from './read.ts'

const summary = /^… \d+ entries in \d+ director(?:y|ies), \d+ shown/

/** Made by `selectEntries`: such a text is not crushed again. */
export const isSelection = (text: string): boolean => summary.test(text)

interface Directory {
  readonly path: string
  readonly items: readonly number[]
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

function directoriesOf(items: readonly Item[]): Directory[] {
  const byPath = new Map<string, { path: string; items: number[]; generated: boolean; depth: number }>()
  let last: { path: string; entry: { items: number[] } } | undefined
  for (let at = 0; at < items.length; at++) {
    const directory = (items[at] as Item).directory
    if (last === undefined || directory !== last.path) {
      const { path, generated } = shownAs(directory)
      let entry = byPath.get(path)
      if (entry === undefined)
        byPath.set(path, (entry = { path, items: [], generated, depth: depthOf(path) }))
      last = { path: directory, entry }
    }
    last.entry.items.push(at)
  }
  return [...byPath.values()]
}

const isWord = (code: number): boolean =>
  (code >= 48 && code <= 57) || (code >= 65 && code <= 90) || (code >= 97 && code <= 122) || code === 95

/** Characters of an ending, the dot included. */
const longestEnding = 13

/** `.ts`; the mark that `ls -F` sets behind programs and links is no part of it. */
function endingOf(name: string): string {
  let end = name.length
  const mark = name.charCodeAt(end - 1)
  if (mark === 47 || mark === 92) return 'directories'
  if (mark === 42 || mark === 64) end--
  const dot = name.lastIndexOf('.', end - 1)
  if (dot < 0 || end - dot < 2 || end - dot > longestEnding || name.charCodeAt(dot + 1) < 65) return 'others'
  for (let at = dot + 1; at < end; at++) if (!isWord(name.charCodeAt(at))) return 'others'
  return name.slice(dot, end)
}

const entriesOf = (count: number): string => (count === 1 ? '1 entry' : `${count} entries`)

/** `34 entries: 20 .ts, 14 .json`: the three commonest endings; `34 .ts` where there is one. */
function counted(endings: readonly string[], directory: Directory): string {
  return (directory.counted ??= directory.generated
    ? entriesOf(directory.items.length)
    : countedEndings(endings, directory.items))
}

function countedEndings(endings: readonly string[], indices: readonly number[]): string {
  const counts = new Map<string, number>()
  for (const at of indices) {
    const ending = endings[at] as string
    counts.set(ending, (counts.get(ending) ?? 0) + 1)
  }
  if (counts.size === 1) {
    const [ending] = counts.keys()
    return ending === 'others' ? entriesOf(indices.length) : `${indices.length} ${ending}`
  }
  const top = [...counts].sort((a, b) => b[1] - a[1]).slice(0, 3)
  const rest = indices.length - top.reduce((sum, [, count]) => sum + count, 0)
  return `${entriesOf(indices.length)}: ${top.map(([ending, count]) => `${count} ${ending}`).join(', ')}${rest > 0 ? `, ${rest} more` : ''}`
}

/** Entries in the order in which they should be shown: rare endings, first and last of a directory, then an even spread. */
function ranked(endings: readonly string[], directories: readonly Directory[]): number[] {
  const counts = new Map<string, number>()
  for (const ending of endings) counts.set(ending, (counts.get(ending) ?? 0) + 1)
  const rareUpTo = Math.max(1, endings.length / 200)
  const byRank: number[][] = [[], [], []]
  for (const directory of directories) {
    if (directory.generated) continue
    const last = directory.items.length - 1
    for (let place = 0; place <= last; place++) {
      const at = directory.items[place] as number
      const rare = (counts.get(endings[at] as string) ?? 0) <= rareUpTo
      byRank[rare ? 0 : place === 0 || place === last ? 1 : 2]?.push(at)
    }
  }
  return byRank.flatMap(scattered)
}

/** The same, neighbours far apart: steps of the golden section visit all regions in turn. */
function scattered(entries: readonly number[]): number[] {
  const count = entries.length
  let step = Math.max(1, Math.round(count * 0.6180339887498949))
  while (commonDivisor(step, count) > 1) step++
  return entries.map((_, at) => entries[(at * step) % count] as number)
}

const commonDivisor = (a: number, b: number): number => (b === 0 ? a : commonDivisor(b, a % b))

const headOf = (items: readonly Item[], directories: readonly Directory[], shown: number): string =>
  `… ${items.length} entries in ${directories.length} director${directories.length === 1 ? 'y' : 'ies'}, ${shown} shown`

/** Characters of the text that shows no entry. */
const lengthOf = (
  endings: readonly string[],
  directories: readonly Directory[],
  others: readonly string[],
): number =>
  directories.reduce((sum, each) => sum + each.path.length + counted(endings, each).length + 3, 40) +
  others.reduce((sum, each) => sum + each.length + 1, 0)

function compose(
  items: readonly Item[],
  endings: readonly string[],
  directories: readonly Directory[],
  others: readonly string[],
  shown: ReadonlySet<number>,
): string {
  const out = [headOf(items, directories, shown.size), ...others]
  for (const directory of directories) {
    const visible = shown.size === 0 ? [] : directory.items.filter(at => shown.has(at))
    const name = directory.path === '' ? '' : `${directory.path}: `
    if (visible.length === directory.items.length) {
      if (directory.path !== '') out.push(`${directory.path}:`)
    } else out.push(name + counted(endings, directory))
    for (const at of visible) out.push(` ${(items[at] as Item).shown}`)
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
    items: items.flat(),
    generated,
    depth,
  }))
}

export function selectEntries(listing: Listing, context: CrushContext, before: number): Crushed | undefined {
  const { items, others: foreign } = itemsOf(listing)
  if (items.length === 0) return undefined
  const others = foreign.slice(0, 8).map(line => (line.length > 300 ? `${line.slice(0, 300)}…` : line))
  if (foreign.length > 8) others.push(`… ${foreign.length - 8} more lines that are no entries`)
  const endings = items.map(item => endingOf(item.name))
  const all = directoriesOf(items)
  const order = context.level === 'outline' ? [] : ranked(endings, all)
  let budget = context.target * CHARACTERS_PER_TOKEN
  for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
    const directories = merged(all, budget)
    const shown = new Set<number>()
    let room = budget - lengthOf(endings, directories, others)
    for (const at of order) {
      if (room < SHORTEST_ENTRY) break
      const length = (items[at] as Item).shown.length + 2
      if (length > room) continue
      room -= length
      shown.add(at)
    }
    const text = compose(items, endings, directories, others, shown)
    const tokens = context.count(text)
    if (tokens > context.target && attempt < ATTEMPTS - 1) {
      budget *= Math.max(0.3, (context.target / tokens) * 0.97)
      continue
    }
    if (tokens + 25 >= before) return undefined
    return {
      text,
      lossless: false,
      losses: [{ kind: 'omitted', unit: 'entries', kept: shown.size, total: items.length }],
    }
  }
  return undefined
}
