import { absent, type Row, rows, type Signal } from './flavours.ts'
import { bare } from './lines.ts'
import { scanned } from './policy.ts'

/** Patterns for how a line begins or is built see this much of it; those for single words see `scanned`. */
const built = 400

/** What a line says, by the first row of the table that matches. */
export function signalOf(line: string): Signal | undefined {
  const text = bare(line).slice(0, scanned)
  const start = text.length > built ? text.slice(0, built) : text
  const begins = anchored.test(start)
  const hinted = hintsOf(text)
  if (!begins && hinted === 0) return undefined
  let words: string | undefined
  const able = begins ? all : loose
  for (let at = 0; at < able.length; at++) {
    const { row, bit } = able[at] as Hinted
    if (bit !== 0 && (hinted & bit) === 0) continue
    if (row.from === 'any') {
      if (!row.pattern.test(text)) continue
      words ??= text.replace(absent, ' ')
      if (row.pattern.test(words)) return row.signal
    } else if (row.pattern.test(start)) {
      if (row.signal === 'summary' || start.search(absent) < 0) return row.signal
      if (row.pattern.test(start.replace(absent, ' '))) return row.signal
    }
  }
  return undefined
}

/** All patterns that match at the beginning of a line only: one look for the many lines that none of them matches. */
const anchored = new RegExp(
  rows
    .filter(row => row.words === undefined)
    .map(row => row.pattern.source)
    .join('|'),
)

interface Hinted {
  readonly row: Row
  /** One of 31 bits for a row that needs words, 0 for one that is tried whenever a line begins like one of them. */
  readonly bit: number
}

const all: readonly Hinted[] = withBits(rows)
const loose = all.filter(each => each.bit !== 0)

function withBits(table: readonly Row[]): Hinted[] {
  let next = 1
  return table.map(row => {
    if (row.words === undefined) return { row, bit: 0 }
    const bit = next
    next *= 2
    return { row, bit }
  })
}

const letters = 27
const keyOf = (word: string): number => {
  let key = 0
  for (let at = 0; at < 4; at++) key = key * letters + (at < word.length ? word.charCodeAt(at) - 96 : 0)
  return key
}

/** By the first four letters of a word: 0, or where its bits stand. */
const slots = new Uint8Array(letters ** 4)
const slotBits: number[] = [0]
let quoteBits = 0
let capitalBits = 0
for (const { row, bit } of loose)
  for (const word of row.words?.split(' ') ?? []) {
    if (word === '"') quoteBits |= bit
    else if (word === 'E…') capitalBits |= bit
    else {
      const key = keyOf(word)
      const slot = (slots[key] as number) || slotBits.push(0) - 1
      slots[key] = slot
      slotBits[slot] = (slotBits[slot] as number) | bit
    }
  }

/** 1 to 26 for letters of either case. */
const letterOf = new Uint8Array(128)
for (let number = 1; number <= 26; number++) letterOf[64 + number] = letterOf[96 + number] = number
const letterAt = (text: string, at: number): number => {
  const code = text.charCodeAt(at)
  return code < 128 ? (letterOf[code] as number) : 0
}

/** What a key of so many letters is multiplied with to be one of four. */
const padding = [0, letters ** 3, letters ** 2, letters, 1]

/** The rows whose words occur in a text. Words begin behind what is no letter, and at a capital behind a small letter. */
function hintsOf(text: string): number {
  let found = 0
  const end = text.length
  for (let at = 0; at < end; ) {
    const code = text.charCodeAt(at)
    let key = code < 128 ? (letterOf[code] as number) : 0
    if (key === 0) {
      if (code === 34) found |= quoteBits
      at++
      continue
    }
    const start = at
    let small = code >= 97
    let length = 1
    // On to the end of the word, or to a capital within it.
    for (at++; at < end; at++) {
      const next = text.charCodeAt(at)
      const letter = next < 128 ? (letterOf[next] as number) : 0
      if (letter === 0 || (next < 97 && small)) break
      small = next >= 97
      if (length < 4) {
        key = key * letters + letter
        length++
      }
    }
    // Four letters are four letters, whatever their case.
    for (; length < 4; length++) {
      const letter = letterAt(text, start + length)
      if (letter === 0) break
      key = key * letters + letter
    }
    if (code === 69 && isCapital(text.charCodeAt(start + 1))) found |= capitalBits
    found |= slotBits[slots[key * (padding[length] as number)] as number] as number
  }
  return found
}

const isCapital = (code: number): boolean => code >= 65 && code <= 90

/** Names of errors and words for them, also where a line only mentions one. */
const severeWords = /(?:error|exception|fatal|panic|critical)\b/i

export const mentions = (line: string): boolean =>
  severeWords.test(line.length > scanned ? line.slice(0, scanned) : line)
