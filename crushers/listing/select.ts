/** The lossy levels: every directory with its count, generated trees counted, and as many entries as there is room for. */
import type { CrushContext, Crushed } from '../types.ts'
import { directoryOf } from './paths.ts'
import { ATTEMPTS, CHARACTERS_PER_TOKEN, generatedDirectories } from './policy.ts'
import { type Item, itemsOf, type Listing } from './read.ts'

const summary = /^… \d+ entries in \d+ director(?:y|ies), \d+ shown/

/** Made by `selectEntries`: such a text is not crushed again. */
export const isSelection = (text: string): boolean => summary.test(text)

interface Directory {
  readonly path: string
  readonly items: number[]
  /** Contents are generated or vendored: never shown one by one. */
  readonly generated: boolean
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

function directoriesOf(items: readonly Item[]): Directory[] {
  const byPath = new Map<string, Directory>()
  let last = { path: '\0', as: '', generated: false }
  items.forEach((item, at) => {
    if (item.directory !== last.path) {
      const { path, generated } = shownAs(item.directory)
      last = { path: item.directory, as: path, generated }
    }
    let entry = byPath.get(last.as)
    if (entry === undefined)
      byPath.set(last.as, (entry = { path: last.as, items: [], generated: last.generated }))
    entry.items.push(at)
  })
  return [...byPath.values()]
}

const endingOf = (name: string): string =>
  /\.[A-Za-z]\w{0,11}(?=$|[@*])/.exec(name)?.[0] ?? (/[\\/]$/.test(name) ? 'directories' : 'others')

const entriesOf = (count: number): string => (count === 1 ? '1 entry' : `${count} entries`)

/** `34 entries: 20 .ts, 14 .json`: the three commonest endings; `34 .ts` where there is one. */
function counted(items: readonly Item[], directory: Directory): string {
  const { items: indices, generated } = directory
  if (generated) return entriesOf(indices.length)
  const counts = new Map<string, number>()
  for (const at of indices) {
    const ending = endingOf(items[at]?.name ?? '')
    counts.set(ending, (counts.get(ending) ?? 0) + 1)
  }
  const top = [...counts].sort((a, b) => b[1] - a[1]).slice(0, 3)
  if (counts.size === 1)
    return top[0]?.[0] === 'others' ? entriesOf(indices.length) : `${indices.length} ${top[0]?.[0]}`
  const rest = indices.length - top.reduce((sum, [, count]) => sum + count, 0)
  return `${entriesOf(indices.length)}: ${top.map(([ending, count]) => `${count} ${ending}`).join(', ')}${rest > 0 ? `, ${rest} more` : ''}`
}

/** Entries in the order in which they should be shown: rare endings, first and last of a directory, then an even spread. */
function ranked(items: readonly Item[], directories: readonly Directory[]): number[] {
  const counts = new Map<string, number>()
  const found = items.map(item => endingOf(item.name))
  for (const ending of found) counts.set(ending, (counts.get(ending) ?? 0) + 1)
  const out: { at: number; rank: number; tie: number }[] = []
  for (const directory of directories) {
    if (directory.generated) continue
    directory.items.forEach((at, place) => {
      const rare = (counts.get(found[at] as string) ?? 0) <= Math.max(1, items.length / 200)
      const edge = place === 0 || place === directory.items.length - 1
      out.push({ at, rank: rare ? 0 : edge ? 1 : 2, tie: (at * 0.6180339887498949) % 1 })
    })
  }
  out.sort((a, b) => a.rank - b.rank || a.tie - b.tie || a.at - b.at)
  return out.map(entry => entry.at)
}

function compose(
  items: readonly Item[],
  directories: readonly Directory[],
  others: readonly string[],
  shown: ReadonlySet<number>,
): string {
  const out = [
    `… ${items.length} entries in ${directories.length} director${directories.length === 1 ? 'y' : 'ies'}, ${shown.size} shown`,
    ...others,
  ]
  for (const directory of directories) {
    const visible = directory.items.filter(at => shown.has(at))
    const name = directory.path === '' ? '' : `${directory.path}: `
    if (visible.length === directory.items.length) {
      if (directory.path !== '') out.push(`${directory.path}:`)
    } else out.push(name + counted(items, directory))
    for (const at of visible) out.push(` ${(items[at] as Item).shown}`)
    if (visible.length > 0 && visible.length < directory.items.length)
      out.push(` … ${directory.items.length - visible.length} more`)
  }
  return out.join('\n')
}

/** Directories too many for the target are counted under what they lie in, the deepest first, until they fit. */
function merged(directories: readonly Directory[], room: number): Directory[] {
  let now = [...directories]
  for (let round = 0; round < 64; round++) {
    let length = 0
    let deepest = 0
    const depths = now.map(directory => {
      length += directory.path.length + 24
      let depth = 0
      for (const character of directory.path) if (character === '/' || character === '\\') depth++
      if (depth > deepest) deepest = depth
      return depth
    })
    if (length <= room || deepest <= 1) break
    const byPath = new Map<string, Directory>()
    now.forEach((directory, at) => {
      const path = (depths[at] as number) < deepest ? directory.path : directoryOf(directory.path)
      const entry = byPath.get(path)
      if (entry === undefined)
        byPath.set(path, { path, items: directory.items.slice(), generated: directory.generated })
      else for (const item of directory.items) entry.items.push(item)
    })
    now = [...byPath.values()]
  }
  return now
}

export function selectEntries(listing: Listing, context: CrushContext, before: number): Crushed | undefined {
  const { items, others: foreign } = itemsOf(listing)
  if (items.length === 0) return undefined
  const others = foreign.slice(0, 8).map(line => (line.length > 300 ? `${line.slice(0, 300)}…` : line))
  if (foreign.length > 8) others.push(`… ${foreign.length - 8} more lines that are no entries`)
  let budget = context.target * CHARACTERS_PER_TOKEN
  for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
    const directories = merged(directoriesOf(items), budget)
    const names = compose(items, directories, others, new Set()).length
    const shown = new Set<number>()
    if (context.level !== 'outline') {
      let room = budget - names
      for (const at of ranked(items, directories)) {
        const length = (items[at] as Item).shown.length + 2
        if (length > room) continue
        room -= length
        shown.add(at)
      }
    }
    const text = compose(items, directories, others, shown)
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
