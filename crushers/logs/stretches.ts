import {
  alike,
  announcement,
  fewestRows,
  longest,
  longestStretch,
  mostPlaces,
  patience,
  periods,
  swallowed,
  worthwhile,
} from './policy.ts'
import { type Words, wordEnd, wordStart } from './words.ts'

/**
 * Stretches of lines that differ in few places: the line is written once with `…` in these places, and what stands
 * there in rows below it.
 *
 *     [next 3 rows fill the … of this line]
 *     Requirement already satisfied: … in /opt/env/lib/python3.11/site-packages (…)
 *      idna … 3.7
 *      certifi … 2024.2.2
 *      urllib3 … 2.2.1
 *
 * Rows stand deeper than their line, so that they read as what is below a heading. Places end where words do: a path,
 * a name or a number stands whole either in the line or in its row.
 */
export interface Stretch {
  /** Lines that one row stands for. */
  readonly period: number
  readonly rows: number
  /** The lines with `…` in the differing places. */
  readonly template: readonly string[]
  /** What stands in the differing places, row by row. */
  readonly values: readonly string[]
  /** Characters saved. */
  readonly gain: number
}

export const place = '…'
/** What parts the values of a row. */
export const between = ' … '

export const rowsOf = (period: number, rows: number): string =>
  `[next ${rows} rows fill the … of ${period === 1 ? 'this line' : `these ${period} lines`}]`

/** Rows stand one deeper than the line that they fill. */
export function rowIndent(template: string): string {
  let end = 0
  while (template.charCodeAt(end) === 32 || template.charCodeAt(end) === 9) end++
  return `${template.slice(0, end)} `
}

/** The best stretch that begins at a line, if there is one. `mayFold` says of a line whether it may be folded. */
export function stretchAt(
  lines: readonly string[],
  at: number,
  mayFold: (line: number) => boolean,
  words: Words,
): Stretch | undefined {
  const end = Math.min(lines.length, at + longestStretch)
  const isFree = (line: number): boolean => line < end && mayFold(line)
  for (let period = 1; period <= periods && at + period * fewestRows <= end; period++) {
    if (!similar(lines, at, period)) continue
    const byWord = near(lines, at, period, words) ? byWords(lines, at, isFree, period, words) : undefined
    const byEnd = period === 1 ? byEnds(lines, at, isFree) : undefined
    if (byWord !== undefined && byWord.gain >= (byEnd?.gain ?? 0)) return byWord
    if (byEnd !== undefined) return byEnd
  }
  return undefined
}

/** Are the next units like the first? One look at beginnings and ends. */
function similar(lines: readonly string[], at: number, period: number): boolean {
  let shared = 0
  for (let index = at; index < at + period; index++) {
    const one = lines[index] as string
    const two = lines[index + period] as string
    if (one.length > longest || two.length > longest || one.includes(place) || two.includes(place))
      return false
    const start = commonStart(one, two)
    shared += start === one.length && start === two.length ? start : start + commonEnd(one, two, start)
    if (index > at && shared < alike) return false
  }
  return shared >= alike
}

function commonStart(one: string, two: string): number {
  const end = Math.min(one.length, two.length)
  let at = 0
  while (at < end && one.charCodeAt(at) === two.charCodeAt(at)) at++
  return at
}

function commonEnd(one: string, two: string, start: number): number {
  const most = Math.min(one.length, two.length) - start
  let count = 0
  while (count < most && one.charCodeAt(one.length - 1 - count) === two.charCodeAt(two.length - 1 - count))
    count++
  return count
}

/** Do the first two units differ in few enough places? Told before anything is set up: most neighbours do not. */
function near(lines: readonly string[], at: number, period: number, words: Words): boolean {
  let places = 0
  for (let index = at; index < at + period; index++) {
    const count = words.count(index)
    if (words.count(index + period) !== count) return false
    const mine = words.first(index)
    const other = words.first(index + period)
    const { ends, hashes } = words
    let last = -1
    for (let word = 0; word < count; word++) {
      if (hashes[mine + word] === hashes[other + word]) continue
      if (last < 0 || !isOne(lines[index] as string, ends[mine + last] as number, startOf(ends, mine, word)))
        if (++places > mostPlaces) return false
      last = word
    }
  }
  return true
}

/** Are two places with these characters between them one? */
const isOne = (line: string, from: number, to: number): boolean =>
  to - from <= swallowed && !/\s/.test(line.slice(from, to))

/** Units whose lines have as many words, place by place alike or not. */
function byWords(
  lines: readonly string[],
  at: number,
  isFree: (line: number) => boolean,
  period: number,
  words: Words,
): Stretch | undefined {
  const firsts: number[] = []
  const same: Uint8Array[] = []
  for (let index = 0; index < period; index++) {
    firsts.push(words.first(at + index))
    same.push(new Uint8Array(words.count(at + index)).fill(1))
  }
  let places = firsts.map((): readonly Place[] => [])
  let constant = 0
  let count = 0
  let best: { rows: number; gain: number; places: (readonly Place[])[] } | undefined
  let rows = 0
  while (alikeUnit(rows)) {
    if (count > mostPlaces) break
    rows++
    if (rows < fewestRows || count === 0) continue
    const gain = (rows - 1) * constant - rows * (1 + (count - 1) * between.length) - announcement
    if (gain > (best?.gain ?? worthwhile)) best = { rows, gain, places }
    else if (rows > (best?.rows ?? 0) + patience) break
  }
  if (best === undefined) return undefined
  const chosen = best.places
  const cut = (row: number): string => {
    const { ends } = words
    let out: string | undefined
    for (let index = 0; index < period; index++) {
      const line = lines[at + row * period + index] as string
      const own = words.first(at + row * period + index)
      for (const { start, end } of chosen[index] as readonly Place[]) {
        const value = line.slice(startOf(ends, own, start), ends[own + end - 1])
        out = out === undefined ? value : out + between + value
      }
    }
    return out ?? ''
  }
  return {
    period,
    rows: best.rows,
    template: chosen.map((each, index) =>
      spell(lines[at + index] as string, words.ends, firsts[index] as number, each),
    ),
    values: Array.from({ length: best.rows }, (_, row) => cut(row)),
    gain: best.gain,
  }

  /** Is the unit of this row like the first? Then what differs in it is a place from now on. */
  function alikeUnit(row: number): boolean {
    const unit = at + row * period
    for (let index = 0; index < period; index++) {
      if (!isFree(unit + index)) return false
      const line = lines[unit + index] as string
      if (line.length > longest || line.includes(place)) return false
      if (words.count(unit + index) !== (same[index] as Uint8Array).length) return false
    }
    let changed = false
    const { hashes } = words
    for (let index = 0; index < period; index++) {
      const other = words.first(unit + index)
      const mine = firsts[index] as number
      const marks = same[index] as Uint8Array
      for (let word = 0; word < marks.length; word++)
        if (marks[word] === 1 && hashes[other + word] !== hashes[mine + word]) {
          marks[word] = 0
          changed = true
        }
    }
    if (!changed && row > 0) return true
    const { ends } = words
    count = 0
    constant = period - 1
    places = same.map((marks, index) => {
      const own = firsts[index] as number
      const found = placesOf(lines[at + index] as string, ends, own, marks)
      count += found.length
      constant += startOf(ends, own, marks.length)
      for (const { start, end } of found)
        constant -= (ends[own + end - 1] as number) - startOf(ends, own, start)
      return found
    })
    return true
  }
}

/** Where a word of the line begins whose first word stands at `first` of the list. */
const startOf = (ends: Int32Array, first: number, word: number): number =>
  word === 0 ? 0 : (ends[first + word - 1] as number)

/** Words `start` to `end`, the last not included. */
interface Place {
  readonly start: number
  readonly end: number
}

/** Where words differ; neighbours with hardly anything between them are one place. */
function placesOf(line: string, ends: Int32Array, first: number, same: Uint8Array): Place[] {
  const out: { start: number; end: number }[] = []
  for (let at = 0; at < same.length; at++) {
    if (same[at] === 1) continue
    const last = out[out.length - 1]
    const from = last === undefined ? 0 : (ends[first + last.end - 1] as number)
    const to = startOf(ends, first, at)
    if (last !== undefined && isOne(line, from, to)) last.end = at + 1
    else out.push({ start: at, end: at + 1 })
  }
  return out
}

function spell(line: string, ends: Int32Array, first: number, places: readonly Place[]): string {
  let out = ''
  let from = 0
  for (const { start, end } of places) {
    out += line.slice(from, startOf(ends, first, start)) + place
    from = ends[first + end - 1] as number
  }
  return out + line.slice(from)
}

/** Lines with one beginning and one end. */
function byEnds(
  lines: readonly string[],
  at: number,
  isFree: (line: number) => boolean,
): Stretch | undefined {
  if (!isFree(at)) return undefined
  const first = lines[at] as string
  let start = first.length
  let end = first.length
  let best = 0
  let bestGain = worthwhile
  let bestStart = 0
  let bestEnd = 0
  for (let row = 1; isFree(at + row); row++) {
    const line = lines[at + row] as string
    if (line.length > longest || line.includes(place)) break
    const most = Math.min(start, line.length)
    let shared = 0
    while (shared < most && line.charCodeAt(shared) === first.charCodeAt(shared)) shared++
    start = shared
    end = Math.min(end, commonEnd(first, line, 0))
    const head = wordStart(first, line, start)
    const tail = Math.min(wordEnd(first, line, end), Math.min(first.length, line.length) - head)
    start = head
    end = Math.max(0, tail)
    if (start + end < alike) break
    if (row + 1 < fewestRows) continue
    const gain = row * (start + end) - (row + 1) - announcement
    if (gain > bestGain) {
      bestGain = gain
      best = row + 1
      bestStart = start
      bestEnd = end
    } else if (row + 1 > best + patience) break
  }
  if (best === 0) return undefined
  const values: string[] = []
  for (let row = 0; row < best; row++) {
    const line = lines[at + row] as string
    values.push(line.slice(bestStart, line.length - bestEnd))
  }
  const template = [`${first.slice(0, bestStart)}${place}${first.slice(first.length - bestEnd)}`]
  return { period: 1, rows: best, template, values, gain: bestGain }
}
