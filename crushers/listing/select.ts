/** The lossy levels: directories with their counts, and as many entries as there is room for. */
import { Drawn } from '../drawn.ts'
import type { CrushContext, Crushed } from '../types.ts'
import { Directories, type Shown } from './directories.ts'
import { Endings } from './endings.ts'
import { fitToTarget } from './fit.ts'
import type { Items } from './items.ts'
import { itemsOf } from './items-of.ts'
import {
  DIRECTORIES_PART,
  DIRECTORIES_PART_OF_OUTLINE,
  LONGEST_OTHER,
  MOST_MISSES,
  MOST_STATES,
  ROOT_SAVES,
  SHORTEST_ENTRY,
} from './policy.ts'
import type { Listing } from './read.ts'
import { scattered } from './scattered.ts'
import { isLogSelection, selectCommits } from './select-log.ts'
import { type Unusual, unusualOf } from './unusual.ts'

const summary = /^… \d+ entries in \d+ director(?:y|ies), \d+ shown/

/** Made by `selectEntries`: such a text is not crushed again. */
export const isSelection = (text: string): boolean => summary.test(text.slice(0, 100)) || isLogSelection(text)

/** Entries in the order in which they should be shown: unusual ones, first and last of a directory, the rest, generated ones; each spread evenly. */
function* ranked(items: Items, directories: Directories, unusual: Unusual): Generator<number> {
  const edges = directories.edges()
  const byRank: number[][] = [[], [], [], []]
  for (let item = 0; item < items.count; item++)
    byRank[directories.isGenerated(item) ? 3 : unusual.are[item] === 1 ? 0 : edges[item] === 1 ? 1 : 2]?.push(
      item,
    )
  for (const entries of byRank) yield* scattered(entries)
}

const plural = (count: number, one: string, many: string): string => `${count} ${count === 1 ? one : many}`

/** `; M 201, ?? 406, UU 2`, or what all but few have. */
function statesOf(items: Items, { traits }: Unusual): string {
  if (items.usual !== '') return `; ${items.usual} unless told`
  if (!items.hasStates || traits.length < 2) return ''
  const told = traits.slice(0, MOST_STATES).map(([trait, count]) => `${trait} ${count}`)
  const more = traits.length - told.length
  return `; ${told.join(', ')}${more > 0 ? `, ${more} more` : ''}`
}

/** Counts of the directories, longest form: `85 entries of 4 directories: 40 .ts, 30 .json, 15 more`. */
function countsOf(endings: Endings, { of, paths, entries, directories }: Shown): string[] {
  const told = endings.told(of, paths.length)
  return paths.map((_, place) => {
    const count = entries[place] as number
    const inside = directories[place] as number
    const kinds = told[place] as string
    const isOne = !kinds.includes(',')
    if (isOne && inside === 1 && !kinds.endsWith(' others') && !kinds.endsWith(' more')) return kinds
    const whole = plural(count, 'entry', 'entries') + (inside > 1 ? ` of ${inside} directories` : '')
    return isOne && (kinds.endsWith(' others') || kinds.endsWith(' more')) ? whole : `${whole}: ${kinds}`
  })
}

/** `src/: 34 .ts`, the entries that are shown of it, and how many are not. */
function written(
  items: Items,
  { paths, of, entries }: Shown,
  counts: readonly string[],
  shown: Iterable<number>,
  under: string,
): string[] {
  const visible = paths.map((): number[] => [])
  for (const item of shown) visible[of[item] as number]?.push(item)
  const out: string[] = []
  for (const [place, path] of paths.entries()) {
    const label = path === '' ? '' : path.slice(under.length) || './'
    const own = (visible[place] as number[]).sort((a, b) => a - b)
    const hidden = (entries[place] as number) - own.length
    if (hidden > 0) out.push(label === '' ? (counts[place] as string) : `${label}: ${counts[place]}`)
    else if (label !== '') out.push(`${label}:`)
    for (const item of own) out.push(` ${items.shown(item, path)}`)
    if (own.length > 0 && hidden > 0) out.push(` … ${hidden} more`)
  }
  return out
}

export function selectEntries(listing: Listing, context: CrushContext, before: number): Crushed | undefined {
  if (listing.kind === 'log') return selectCommits(listing.log, context, before)
  const items = itemsOf(listing)
  if (items.count === 0) return undefined
  const isOutline = context.level === 'outline'
  const others = items.others.map(line =>
    line.length > LONGEST_OTHER ? `${line.slice(0, LONGEST_OTHER)}…` : line,
  )
  if (items.otherCount > others.length)
    others.push(`… ${items.otherCount - others.length} more lines that are no entries`)
  const endings = new Endings(items)
  const directories = new Directories(items)
  const unusual = unusualOf(items, endings)
  const order = new Drawn(isOutline ? [] : ranked(items, directories, unusual))
  const whole = `… ${items.count} entries in ${plural(directories.count, 'directory', 'directories')}`
  const states = statesOf(items, unusual)
  const part = isOutline ? DIRECTORIES_PART_OF_OUTLINE : DIRECTORIES_PART
  return fitToTarget(context, before, characters => {
    const places = directories.shownIn(characters * part)
    const counts = countsOf(endings, places)
    const isShared = (places.paths.length - 1) * directories.under.length >= ROOT_SAVES
    const under = isShared ? directories.under : ''
    const roots = under === '' ? [] : [`paths under ${under}`]
    let room = characters - whole.length - states.length - 20
    for (const other of [...roots, ...others]) room -= other.length + 1
    for (const [place, path] of places.paths.entries())
      room -= path.length - under.length + (counts[place] as string).length + 3
    const shown: number[] = []
    const opened = new Set<number>()
    let misses = 0
    for (let index = 0; room >= SHORTEST_ENTRY && misses <= MOST_MISSES; index++) {
      const item = order.at(index)
      if (item === undefined) break
      const place = places.of[item] as number
      const length =
        items.shownLength(item, places.paths[place] as string) + 2 + (opened.has(place) ? 0 : MORE_LENGTH)
      if (length > room) {
        misses++
        continue
      }
      room -= length
      opened.add(place)
      shown.push(item)
    }
    return {
      text: [
        `${whole}, ${shown.length} shown${states}`,
        ...roots,
        ...others,
        ...written(items, places, counts, shown, under),
      ].join('\n'),
      losses: [{ kind: 'omitted', unit: 'entries', kept: shown.length, total: items.count }],
      isAll: isOutline ? places.paths.length === directories.shownAlone : shown.length === items.count,
    }
  })
}

/** ` … 120 more` below the shown entries of a directory. */
const MORE_LENGTH = 12
