import {
  broad,
  broadShare,
  charactersPerToken,
  contextLines,
  leastRows,
  nearBehind,
  nearShare,
  noteCost,
  shares,
} from './policy.ts'

/** Something that may be shown, at the place of its first line. */
export interface Item {
  readonly line: number
  readonly end: number
  /** Tokens, estimated. */
  readonly cost: number
  text(): string
  /** Lower ranks are shown first; rank 0 always. */
  readonly rank: number
  /** How many lines it stands for: of one rank, the commonest templates come first. */
  readonly weight: number
  /** Kinds of lines that this item accounts for wherever they stand. */
  readonly kinds: readonly number[]
  readonly rows?: Rows
  /** Tells what went well: counted in notes, never shown before what is rare. */
  readonly passed?: boolean
  /** Tells what failed. */
  readonly failed?: boolean
}

/** Other lines of an item's template. */
export interface Rows {
  readonly count: number
  /** What it costs to show these lines themselves instead, if that is possible, and the items that do. */
  readonly whole: number | undefined
  items(): readonly Item[]
  /** The item's text when the other lines are shown, too. */
  alone(): string
  /** What tells the lines apart. Worked out only for items that are shown. */
  told(): Told
}

export interface Told {
  /** Stands in place of the item's text when rows stand below it. */
  readonly text: string
  /** A row for each line, or for some of very many, evenly. */
  readonly rows: readonly string[]
}

/** An item with as many of its rows as there is room for; `whole` where the lines themselves are shown. */
export interface Chosen {
  readonly item: Item
  readonly shown: number
}
export const whole = -1

export interface Choice {
  readonly chosen: readonly Chosen[]
  /** Whether nothing rare and no row of a list is left out. */
  readonly complete: boolean
}

export const must = 0
export const severe = 1
export const once = 2
export const common = 3
export const warned = 4
export const rare = 5
export const context = 6
export const again = 7
const ranks = again + 1

export const cost = (text: string): number => text.length / charactersPerToken + 2

/** Items by rank, with what they need. */
export interface Shelf {
  readonly ranked: readonly (readonly Item[])[]
  readonly needs: readonly number[]
  /** Lines of the log. */
  readonly lines: number
}

export function shelve(items: readonly Item[], lines: number): Shelf {
  const ranked = Array.from({ length: ranks }, (): Item[] => [])
  for (const each of items) ranked[each.rank]?.push(each)
  // A line that a lower rank shows as it is costs nothing more.
  const printed = new Set<number>()
  for (const [rank, all] of ranked.entries()) {
    const fresh = all.filter(each => {
      const alone = each.weight === 1 && each.end === each.line && each.rows === undefined
      if (alone && printed.has(each.line)) return false
      if (rank !== common && rank !== warned && each.end >= each.line) printed.add(each.line)
      return true
    })
    ranked[rank] = fresh
  }
  return { ranked, needs: ranked.map(each => each.reduce((sum, one) => sum + one.cost, 0)), lines }
}

/**
 * What is shown, in order of lines. What must be shown takes what it needs; then those ranks that need less than their
 * share of the room are shown whole, the others fill what is left by their shares: the commonest templates of a rank,
 * or an even spread over the log, never its beginning alone.
 */
export function choose({ ranked, needs, lines }: Shelf, target: number): Choice {
  const chosen = [...(ranked[must] as readonly Item[])]
  let room = target - (needs[must] as number)
  let complete = true
  const first = broadest(ranked, lines, room * broadShare)
  for (const each of first) {
    chosen.push(each)
    room -= each.cost
  }
  const near = nearFailures(ranked[must] as readonly Item[])
  const others = ranked.map(all => (first.size === 0 ? all : all.filter(each => !first.has(each))))
  const left = needs.map((need, rank) =>
    (ranked[rank] as readonly Item[]).reduce((sum, each) => (first.has(each) ? sum - each.cost : sum), need),
  )
  for (const [rank, share] of poured(left, room)) {
    const all = others[rank] as readonly Item[]
    const taken = (left[rank] as number) <= share ? all : some(all, rank, share, near)
    if ((rank === once || rank === rare) && taken.length < all.length) complete = false
    for (const each of taken) {
      chosen.push(each)
      room -= each.cost
    }
  }
  const rows = new Map<Item, number>()
  room -= tellRows(chosen, rows, room)
  for (const each of chosen)
    if (
      each.rows !== undefined &&
      rows.get(each) !== whole &&
      (rows.get(each) ?? 0) < each.rows.told().rows.length
    )
      complete = false
  for (const rank of [context, again])
    for (const each of spread(ranked[rank] as readonly Item[], room)) {
      chosen.push(each)
      room -= each.cost + noteCost
    }
  chosen.sort(
    (a, b) => a.line - b.line || b.end - a.end || b.kinds.length - a.kinds.length || a.rank - b.rank,
  )
  return { chosen: chosen.map(item => ({ item, shown: rows.get(item) ?? 0 })), complete }
}

/** Templates of a good part of all lines say what the log is: they come before what is rarer. */
function broadest(ranked: Shelf['ranked'], lines: number, room: number): ReadonlySet<Item> {
  let left = room
  return new Set(
    [common, warned]
      .flatMap(rank => ranked[rank] as readonly Item[])
      .filter(
        each => each.passed !== true && each.weight >= lines * broad && each.weight < Number.MAX_SAFE_INTEGER,
      )
      .toSorted((a, b) => b.weight - a.weight || a.line - b.line)
      .filter(each => {
        const fits = each.cost <= left
        if (fits) left -= each.cost
        return fits
      }),
  )
}

/** Shows the lines of a template themselves where there is room to spare, else what tells them apart. */
function tellRows(chosen: Item[], rows: Map<Item, number>, room: number): number {
  if (room <= 0) return 0
  const listed = chosen
    .filter(each => each.rows !== undefined)
    .map(each => ({ each, need: rowsCost(each), all: each.rows?.whole ?? Number.POSITIVE_INFINITY }))
    .sort((a, b) => a.all - a.need - (b.all - b.need) || a.each.line - b.each.line)
  let spare = room - listed.reduce((sum, each) => sum + each.need, 0)
  let used = 0
  const told: Listed[] = []
  for (const one of listed) {
    if (one.all - one.need > spare) {
      told.push(one)
      continue
    }
    spare -= one.all - one.need
    used += one.all
    rows.set(one.each, whole)
    for (const item of one.each.rows?.items() ?? []) chosen.push(item)
  }
  return used + listRows(told, rows, room - used)
}

/** How much of the room each rank gets: all it needs, if that is within its share of what others leave. */
function poured(needs: readonly number[], room: number): Map<number, number> {
  const out = new Map<number, number>()
  let waiting = [severe, once, common, warned, rare]
  let left = Math.max(0, room)
  for (let satisfied = true; satisfied && waiting.length > 0; ) {
    const sum = waiting.reduce((total, rank) => total + (shares[rank] as number), 0)
    const able = waiting.filter(rank => (needs[rank] as number) <= (left * (shares[rank] as number)) / sum)
    for (const rank of able) {
      out.set(rank, needs[rank] as number)
      left -= needs[rank] as number
    }
    waiting = waiting.filter(rank => !out.has(rank))
    satisfied = able.length > 0
  }
  const sum = waiting.reduce((total, rank) => total + (shares[rank] as number), 0)
  for (const rank of waiting) out.set(rank, (left * (shares[rank] as number)) / sum)
  return out
}

/** What of a rank fits into its share. */
function some(
  ranked: readonly Item[],
  rank: number,
  share: number,
  near: ReadonlySet<number>,
): readonly Item[] {
  if (rank === once) {
    // What stands around a failure explains it; the rest of the room is for an even spread of all.
    const first = spread(
      ranked.filter(each => near.has(each.line)),
      share * nearShare,
    )
    const taken = new Set(first)
    const left = first.reduce((sum, each) => sum - each.cost, share)
    return [
      ...first,
      ...spread(
        ranked.filter(each => !taken.has(each)),
        left,
      ),
    ]
  }
  if (rank === severe || rank === rare) return spread(ranked, share)
  let left = share
  return ranked
    .toSorted((a, b) => b.weight - a.weight || a.line - b.line)
    .filter(each => {
      const fits = each.cost <= left
      if (fits) left -= each.cost
      return fits
    })
}

/** Lines right before and behind what failed. */
function nearFailures(shown: readonly Item[]): ReadonlySet<number> {
  const near = new Set<number>()
  for (const { line, end, failed } of shown) {
    if (failed !== true) continue
    for (let at = line - contextLines; at <= end + nearBehind; at++) near.add(at)
  }
  return near
}

/** As many as there is room for, evenly over the log, a note between each two counted in. */
function spread(ranked: readonly Item[], room: number): readonly Item[] {
  const total = ranked.reduce((sum, each) => sum + each.cost, 0)
  if (total <= room) return ranked
  const fits = Math.max(0, Math.floor((ranked.length * room) / (total + ranked.length * noteCost)))
  return Array.from(
    { length: fits },
    (_, index) => ranked[Math.floor((index * ranked.length) / fits)] as Item,
  )
}

interface Listed {
  readonly each: Item
  readonly need: number
}

/** Gives items their rows, the shortest lists first; what the last ones lack is thinned evenly. Returns what it used. */
function listRows(listed: readonly Listed[], rows: Map<Item, number>, room: number): number {
  let left = room
  for (const { each, need } of listed.toSorted(
    (a, b) => a.each.rank - b.each.rank || a.need - b.need || a.each.line - b.each.line,
  )) {
    const count = each.rows?.told().rows.length ?? 0
    const fits = need <= left ? count : Math.floor((count * left) / need)
    if (fits < Math.min(leastRows, count)) continue
    rows.set(each, fits)
    left -= (need * fits) / count
  }
  return room - left
}

function rowsCost({ rows, cost: alone }: Item): number {
  if (rows === undefined) return 0
  const told = rows.told()
  return told.rows.reduce((sum, row) => sum + cost(row), cost(told.text) - alone)
}

/** Rows of a list that is thinned, evenly. */
export const thinned = <T>(rows: readonly T[], count: number): T[] =>
  Array.from({ length: count }, (_, index) => rows[Math.floor((index * rows.length) / count)] as T)
