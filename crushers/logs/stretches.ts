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
  readonly values: readonly (readonly string[])[]
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

/** Longest line that is looked into. */
const longest = 2000
/** Characters that two lines must share before they are compared word by word. */
const alike = 12
/** Most lines of one unit. */
const periods = 3
const fewestRows = 3
/** Characters that a stretch must save. Its first line costs about ten tokens. */
const worthwhile = 70
/** Characters of the line that announces a stretch. */
const announcement = 40
/** Rows beyond the best end that are tried. */
const patience = 24
/** Differing places of a unit: with more, a row is harder to read than its line. */
const mostPlaces = 4
/** Characters between two places that are swallowed by them, if none is white space. */
const swallowed = 3

/** The best stretch that begins at a line, if there is one. `free` says how many lines from there on may be folded. */
export function stretchAt(
  lines: readonly string[],
  at: number,
  free: number,
  words: Words,
): Stretch | undefined {
  for (let period = 1; period <= periods && period * fewestRows <= free; period++) {
    if (!similar(lines, at, period)) continue
    const byWord = byWords(lines, at, free, period, words)
    const byEnd = period === 1 ? byEnds(lines, at, free) : undefined
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

/** Where the words of a line end, and what tells them apart. */
interface Split {
  readonly ends: readonly number[]
  readonly hashes: readonly number[]
}

/**
 * The words of lines, split once each. A word is all that names, paths, versions and options are made of; or white
 * space; or a single other character.
 */
export class Words {
  readonly #lines: readonly string[]
  readonly #split: (Split | undefined)[]

  constructor(lines: readonly string[]) {
    this.#lines = lines
    this.#split = Array.from({ length: lines.length }, () => undefined)
  }

  of(at: number): Split {
    return (this.#split[at] ??= split(this.#lines[at] as string))
  }
}

const isBlank = (code: number): boolean => code === 32 || code === 9 || code === 13

function split(line: string): Split {
  const ends: number[] = []
  const hashes: number[] = []
  for (let at = 0; at < line.length; ) {
    let code = line.charCodeAt(at)
    const word = isWord(code)
    const blank = !word && isBlank(code)
    let hash = 0x811c9dc5 | 0
    do {
      hash = Math.imul(hash ^ code, 0x01000193)
      at++
      if (at === line.length) break
      code = line.charCodeAt(at)
    } while (word ? isWord(code) || isScheme(line, at) : blank && isBlank(code))
    ends.push(at)
    hashes.push(hash)
  }
  return { ends, hashes }
}

/** Units whose lines have as many words, place by place alike or not. */
function byWords(
  lines: readonly string[],
  at: number,
  free: number,
  period: number,
  words: Words,
): Stretch | undefined {
  const first = Array.from({ length: period }, (_, index) => words.of(at + index))
  const same = first.map(({ ends }) => new Uint8Array(ends.length).fill(1))
  let places = first.map((): readonly Place[] => [])
  let constant = 0
  let count = 0
  let best: { rows: number; gain: number; places: (readonly Place[])[] } | undefined
  let rows = 0
  while ((rows + 1) * period <= free && alikeUnit(rows)) {
    if (count > mostPlaces) break
    rows++
    if (rows < fewestRows || count === 0) continue
    const gain = (rows - 1) * constant - rows * (1 + (count - 1) * between.length) - announcement
    if (gain > (best?.gain ?? worthwhile)) best = { rows, gain, places }
    else if (rows > (best?.rows ?? 0) + patience) break
  }
  if (best === undefined) return undefined
  const chosen = best.places
  const cut = (row: number): string[] =>
    chosen.flatMap((each, index) => {
      const line = lines[at + row * period + index] as string
      const { ends } = words.of(at + row * period + index)
      return each.map(({ start, end }) => line.slice(ends[start - 1] ?? 0, ends[end - 1]))
    })
  return {
    period,
    rows: best.rows,
    template: chosen.map((each, index) => spell(lines[at + index] as string, first[index] as Split, each)),
    values: Array.from({ length: best.rows }, (_, row) => cut(row)),
    gain: best.gain,
  }

  /** Is the unit of this row like the first? Then what differs in it is a place from now on. */
  function alikeUnit(row: number): boolean {
    for (let index = 0; index < period; index++) {
      const line = lines[at + row * period + index] as string
      if (line.length > longest || line.includes(place)) return false
      if (words.of(at + row * period + index).ends.length !== first[index]?.ends.length) return false
    }
    let changed = false
    for (let index = 0; index < period; index++) {
      const { hashes } = words.of(at + row * period + index)
      const mine = first[index]?.hashes as readonly number[]
      const marks = same[index] as Uint8Array
      for (let word = 0; word < hashes.length; word++)
        if (marks[word] === 1 && hashes[word] !== mine[word]) {
          marks[word] = 0
          changed = true
        }
    }
    if (changed || row === 0) {
      places = first.map((each, index) =>
        placesOf(lines[at + index] as string, each, same[index] as Uint8Array),
      )
      count = places.reduce((sum, each) => sum + each.length, 0)
      constant = first.reduce(
        (sum, { ends }, index) =>
          sum +
          (ends[ends.length - 1] ?? 0) -
          (places[index] as readonly Place[]).reduce(
            (inner, { start, end }) => inner + (ends[end - 1] as number) - (ends[start - 1] ?? 0),
            0,
          ),
        period - 1,
      )
    }
    return true
  }
}

/** Words `start` to `end`, the last not included. */
interface Place {
  readonly start: number
  readonly end: number
}

/** Where words differ; neighbours with hardly anything between them are one place. */
function placesOf(line: string, { ends }: Split, same: Uint8Array): Place[] {
  const out: { start: number; end: number }[] = []
  for (let at = 0; at < same.length; at++) {
    if (same[at] === 1) continue
    const last = out[out.length - 1]
    const from = last === undefined ? 0 : (ends[last.end - 1] as number)
    const to = ends[at - 1] ?? 0
    if (last !== undefined && to - from <= swallowed && !/\s/.test(line.slice(from, to))) last.end = at + 1
    else out.push({ start: at, end: at + 1 })
  }
  return out
}

function spell(line: string, { ends }: Split, places: readonly Place[]): string {
  let out = ''
  let from = 0
  for (const { start, end } of places) {
    out += line.slice(from, ends[start - 1] ?? 0) + place
    from = ends[end - 1] as number
  }
  return out + line.slice(from)
}

const wordCodes = new Uint8Array(0xaa)
for (let code = 0; code < 0xaa; code++)
  if (/[\w@./\\+~%$-]/.test(String.fromCharCode(code))) wordCodes[code] = 1
const isWord = (code: number): boolean => code >= 0xaa || wordCodes[code] === 1

/** The colon of `https://…`. */
const isScheme = (line: string, at: number): boolean =>
  line.charCodeAt(at) === 58 && line.charCodeAt(at + 1) === 47 && line.charCodeAt(at + 2) === 47

const isWordAt = (line: string, at: number): boolean => isWord(line.charCodeAt(at)) || isScheme(line, at)

/** Whether a word goes on from one side of a place to the other. */
const inWord = (line: string, at: number): boolean =>
  at > 0 && at < line.length && isWordAt(line, at - 1) && isWordAt(line, at)

/** Lines with one beginning and one end. */
function byEnds(lines: readonly string[], at: number, free: number): Stretch | undefined {
  const first = lines[at] as string
  let start = first.length
  let end = first.length
  let best = 0
  let bestGain = worthwhile
  let bestStart = 0
  let bestEnd = 0
  for (let row = 1; row < free; row++) {
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
  const values: string[][] = []
  for (let row = 0; row < best; row++) {
    const line = lines[at + row] as string
    values.push([line.slice(bestStart, line.length - bestEnd)])
  }
  const template = [`${first.slice(0, bestStart)}${place}${first.slice(first.length - bestEnd)}`]
  return { period: 1, rows: best, template, values, gain: bestGain }
}

/** The shared beginning up to the end of a word that is whole in both. */
function wordStart(one: string, two: string, shared: number): number {
  let at = shared
  if (inWord(one, at) || inWord(two, at)) while (at > 0 && isWordAt(one, at - 1)) at--
  return at
}

/** The shared end from the start of a word that is whole in both. */
function wordEnd(one: string, two: string, shared: number): number {
  let count = shared
  if (inWord(one, one.length - count) || inWord(two, two.length - count))
    while (count > 0 && isWordAt(one, one.length - count)) count--
  return count
}
