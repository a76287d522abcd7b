import { lineNumbers, readGutter, restoreGutter } from '../../crushers/code/gutter.ts'
import type { Emission } from '../emission.ts'
import { textKey } from '../hash.ts'
import { repeatPolicy as policy } from '../policy.ts'

/** Text that the context shows whole: lines without their gutter, and where they stand. */
interface Shown {
  readonly entry: number
  readonly emission: Emission
  readonly label: string
  readonly lines: readonly string[]
  readonly numbers: readonly (number | undefined)[]
}

interface Whole {
  readonly entry: number
  readonly label: string
  readonly emission: Emission
}

interface Place {
  readonly shown: Shown
  readonly line: number
}

/** A run of lines of a new text that an earlier entry shows. 0-based, inclusive. */
export interface RepeatedRun {
  readonly first: number
  readonly last: number
  readonly entry: number
  readonly label: string
  /** Number of the first line where it stands, if it is numbered there. */
  readonly there: number | undefined
}

/** Shares nothing with texts: two lines agree when their hashes and then their bytes do. */
function hashOf(lines: readonly string[], at: number, size: number): number | undefined {
  // A line that alone is worth a reference may stand alone.
  if (size === 1 && (lines[at]?.length ?? 0) < policy.runCharacters) return undefined
  let high = 0x811c9dc5
  let low = 0x9dc5811c
  let signs = 0
  for (let index = at; index < at + size; index++) {
    const line = lines[index]
    if (line === undefined) return undefined
    for (let i = 0; i < line.length; i++) {
      const code = line.charCodeAt(i)
      if (code > 32) signs++
      high = Math.imul(high ^ code, 0x01000193)
      low = Math.imul(low ^ (code + 1), 0x85ebca6b)
    }
    high = Math.imul(high ^ 10, 0x01000193)
  }
  // Runs of closing brackets and blank lines occur everywhere and lead nowhere.
  if (signs < policy.shingleCharacters) return undefined
  return (high >>> 0) * 0x200000 + ((low >>> 0) & 0x1fffff)
}

/** Lines without their gutter: an edit moves numbers, not text. */
export function bareLines(text: string): readonly string[] {
  const gutter = readGutter(restoreGutter(text))
  if (gutter === undefined) return text.split('\n')
  const lines = [...gutter.lines]
  for (const run of gutter.runs) {
    for (let index = run.start; index <= run.end; index++) {
      const line = lines[index] ?? ''
      const number = String(run.first + index - run.start)
      lines[index] = line.slice(line.indexOf(number) + number.length + run.separator.length)
    }
  }
  return lines
}

/**
 * What the context shows, to be found again: whole texts by content, runs of lines by shingles. Entries are added in
 * the order of the history; whether one is still shown is for the emissions to say.
 */
export class Sightings {
  readonly #before: Sightings | undefined
  readonly #whole = new Map<string, Whole[]>()
  readonly #shingles = new Map<number, Place[]>()

  /** @param before what was seen before, if this only adds to it */
  constructor(before?: Sightings) {
    this.#before = before
  }

  addWhole(text: string, entry: number, label: string, emission: Emission): void {
    if (text.length >= policy.wholeCharacters)
      remember(this.#whole, textKey(text), { entry, label, emission })
  }

  addLines(text: string, entry: number, label: string, emission: Emission): void {
    const lines = bareLines(text)
    if (lines.length > policy.maxLines) return
    const shown = { entry, label, lines, numbers: lineNumbers(text), emission }
    for (let at = 0; at < lines.length; at++)
      for (const size of [policy.shingle, 1]) {
        const hash = hashOf(lines, at, size)
        if (hash !== undefined) remember(this.#shingles, hash, { shown, line: at })
      }
  }

  /** The entry that shows exactly this text. */
  wholeCopy(text: string, isShown: IsShown): { entry: number; label: string } | undefined {
    if (text.length < policy.wholeCharacters) return undefined
    const found = this.#whole.get(textKey(text))?.findLast(({ entry, emission }) => isShown(entry, emission))
    return found ?? this.#before?.wholeCopy(text, isShown)
  }

  /** Runs of the text's lines that earlier entries show, in order, none overlapping. Linear in the text. */
  runs(text: string, isShown: IsShown): readonly RepeatedRun[] {
    const lines = bareLines(text)
    if (lines.length > policy.maxLines) return []
    const runs: RepeatedRun[] = []
    for (let at = 0; at < lines.length; ) {
      const run = this.#runAt(lines, at, runs.at(-1)?.last ?? -1, isShown)
      if (run === undefined) at++
      else {
        if (length(lines, run) >= policy.runCharacters) runs.push(run)
        at = run.last + 1
      }
    }
    return runs
  }

  #runAt(lines: readonly string[], at: number, after: number, isShown: IsShown): RepeatedRun | undefined {
    const place = this.#placeOf(lines, at, isShown)
    if (!place) return undefined
    const { shown } = place
    let first = at
    let there = place.line
    let last = at - 1
    while (last + 1 < lines.length && lines[last + 1] === shown.lines[there + (last + 1 - at)]) last++
    while (first - 1 > after && there > 0 && lines[first - 1] === shown.lines[there - 1]) {
      first--
      there--
    }
    return { first, last, entry: shown.entry, label: shown.label, there: shown.numbers[there] }
  }

  /** The newest place that is still shown and begins with the line: hashes may collide. */
  #placeOf(lines: readonly string[], at: number, isShown: IsShown): Place | undefined {
    for (const size of [policy.shingle, 1]) {
      const hash = hashOf(lines, at, size)
      const places = hash === undefined ? undefined : this.#shingles.get(hash)
      const place = places?.findLast(
        ({ shown, line }) => isShown(shown.entry, shown.emission) && shown.lines[line] === lines[at],
      )
      if (place) return place
    }
    return this.#before === undefined ? undefined : this.#before.#placeOf(lines, at, isShown)
  }
}

/**
 * Adds the newest place of a text, and forgets the oldest of too many. Older ones are needed when an epoch has taken the
 * newest: a text then points where it would have pointed had the newest never been there.
 */
function remember<Key, Value>(places: Map<Key, Value[]>, key: Key, place: Value): void {
  const known = places.get(key)
  if (known === undefined) places.set(key, [place])
  else if (known.push(place) > policy.places) known.shift()
}

/** Whether an entry still is sent as it was when it was indexed. */
export type IsShown = (entry: number, emission: Emission) => boolean

function length(lines: readonly string[], run: RepeatedRun): number {
  let characters = 0
  for (let at = run.first; at <= run.last; at++) characters += (lines[at]?.length ?? 0) + 1
  return characters
}
