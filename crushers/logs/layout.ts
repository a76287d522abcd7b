import { charactersPerToken, commonShare, warnedShare } from './policy.ts'
import type { Signal } from './flavours.ts'

/** Something that may be shown, at the place of its first line. */
export interface Item {
  readonly line: number
  readonly end: number
  readonly text: string
  /** Lower ranks are shown first; rank 0 always. */
  readonly rank: number
  /** How many lines it stands for: of one rank, the commonest templates come first. */
  readonly weight: number
  /** Kinds of lines that this item accounts for wherever they stand. */
  readonly kinds: readonly number[]
}

export const must = 0
export const common = 1
export const warned = 2
export const rare = 3
export const context = 4
export const variant = 5

export const cost = (text: string): number => text.length / charactersPerToken + 2

/** What a note about omitted lines costs that a shown line makes necessary. */
const noteCost = 12

/**
 * What is shown, in order of lines: rank by rank, the commonest templates first; what does not fit of another rank is
 * thinned evenly over the log, never cut at its end.
 */
export function choose(items: readonly Item[], target: number): Item[] {
  let room = target
  const chosen: Item[] = []
  const needs = new Float64Array(variant + 1)
  for (const each of items) needs[each.rank] = (needs[each.rank] as number) + cost(each.text)
  const need = (rank: number): number => needs[rank] as number
  for (let rank = must; rank <= variant; rank++) {
    const ranked = items.filter(each => each.rank === rank)
    const total = ranked.reduce((sum, each) => sum + cost(each.text), 0)
    // What is common must leave room for what is rare.
    const shared = rank === common ? commonShare : rank === warned ? warnedShare : undefined
    const waiting = (rank < warned ? need(warned) : 0) + need(rare) * 1.3
    if (rank === must || total <= (shared === undefined ? room : Math.max(room * shared, room - waiting))) {
      for (const each of ranked) chosen.push(each)
      room -= total
    } else if (shared !== undefined) {
      ranked.sort((a, b) => b.weight - a.weight || a.line - b.line)
      const share = Math.max(room * shared, room - waiting)
      let used = 0
      for (const each of ranked) {
        if (used + cost(each.text) > share) continue
        chosen.push(each)
        used += cost(each.text)
      }
      room -= used
    } else if (rank === variant) {
      // Small families first: three spellings of one line tell more than a few of three hundred.
      ranked.sort((a, b) => a.weight - b.weight || a.line - b.line)
      for (const each of ranked) {
        if (cost(each.text) > room) break
        chosen.push(each)
        room -= cost(each.text)
      }
    } else {
      const fits = Math.max(0, Math.floor((ranked.length * room) / (total + ranked.length * noteCost)))
      for (let index = 0; index < fits; index++) {
        const each = ranked[Math.floor((index * ranked.length) / fits)] as Item
        chosen.push(each)
        room -= cost(each.text) + noteCost
      }
    }
    if (room < target * 0.02) break
  }
  return chosen.sort(
    (a, b) => a.line - b.line || b.end - a.end || b.kinds.length - a.kinds.length || a.rank - b.rank,
  )
}

/** Fewer omitted lines than this wait for the next note. */
const noteworthy = 3

export interface Printed {
  readonly text: string
  /** Lines shown as they are, lines counted by a template, and all that are not blank. */
  readonly shown: number
  readonly counted: number
  readonly total: number
}

export function print(
  chosen: readonly Item[],
  of: Int32Array,
  /** Lines that another line accounts for wherever they stand. */
  covered: Uint8Array,
  signals: readonly (Signal | undefined)[],
): Printed {
  const shownLine = new Uint8Array(of.length)
  const shownKind = new Uint8Array(signals.length)
  for (const each of chosen) {
    shownLine.fill(1, each.line, each.end + 1)
    for (const kind of each.kinds) shownKind[kind] = 1
  }
  const out: string[] = []
  let omitted = 0
  let from = 0
  let to = 0
  let shown = 0
  let counted = 0
  let total = 0
  const tally = new Map<Signal, number>()
  const note = (force: boolean): void => {
    if (omitted === 0 || (!force && omitted < noteworthy)) return
    const what: string[] = []
    for (const [signal, word] of words) {
      const count = tally.get(signal)
      if (count !== undefined) what.push(`${count} ${word}`)
    }
    const where = from === to ? `${from + 1}` : `${from + 1}–${to + 1}`
    out.push(
      `… ${omitted} line${omitted > 1 ? 's' : ''} omitted (${where})${what.length > 0 ? `: ${what.join(', ')}` : ''}`,
    )
    omitted = 0
    tally.clear()
  }
  let at = 0
  const pass = (until: number): void => {
    for (; at < until; at++) {
      const kind = of[at] as number
      if (kind < 0) continue
      total++
      if (shownLine[at] === 1) shown++
      else if (shownKind[kind] === 1 || covered[at] === 1) counted++
      else {
        if (omitted === 0) from = at
        to = at
        omitted++
        const signal = signals[kind]
        if (signal) tally.set(signal, (tally.get(signal) ?? 0) + 1)
      }
    }
  }
  let done = -1
  for (const each of chosen) {
    if (each.end >= each.line && each.end <= done) continue
    pass(each.line)
    note(false)
    out.push(each.text)
    if (each.end > done) done = each.end
  }
  pass(of.length)
  note(true)
  return { text: out.join('\n'), shown, counted, total }
}

const words: readonly (readonly [Signal, string])[] = [
  ['failed', 'failed'],
  ['failure', 'failures'],
  ['warning', 'warnings'],
  ['pass', 'passed'],
]
