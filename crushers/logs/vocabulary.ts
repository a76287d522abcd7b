import { KeyTable } from './keys.ts'

/**
 * Reads skeletons (values already masked as `#`) into words, numbered so that columns of them can be compared. What is
 * nothing but a value whatever its letters (a path, a host, a package) becomes a masked value here.
 */

/** The number of a masked value. */
export const masked = 0
/** A value in brackets behind another value: `12 bytes (3 KB)` and `12 bytes` are different messages. */
export const bracketed = 1
/** Words of a message that are read: the rest of such a line is data. */
export const maxWords = 80

/** Blanks in a quoted text beyond which it is a sentence. */
const quotedBlanks = 2
const quotedWidth = 40
/** Characters in the brackets of a value with a note. */
const noteWidth = 40

/** Units of measure after a value are part of it: 5.2 KB and 384.0 B are one place of a template. */
const units = new Set(
  'B KB kB MB GB TB KiB MiB GiB bytes byte ns us ms s sec secs second seconds m min mins minute minutes h hour hours day days Hz KHz MHz GHz'.split(
    ' ',
  ),
)

const mailAddress = /^[^@]+@[^@.]+\.[^@]+$/
/** A host before its port. */
const hostName = /^[a-z#-]+(?:\.[a-z#-]+)+$/

const numberedHost = /^[A-Za-z][\w.]*-[\w.-]*#[\w.-]*$/

/** Dots stand inside the word, not behind it: `a.b.c`, not `wait...`. */
const inner = (word: string): boolean => !word.includes('..') && !word.endsWith('.')

const space = 1
const delimiter = 2
/** What ends a word: white space, and punctuation that parts words in all logs. */
const ends = new Uint8Array(128)
for (const code of [9, 10, 11, 12, 13, 32]) ends[code] = space
for (const mark of '=:,;()[]{}<>"\'|`') ends[mark.charCodeAt(0)] = delimiter
const isEnd = (code: number): boolean => (code < 128 ? (ends[code] as number) > 0 : code === 0xa0)

const isWordlike = (code: number): boolean =>
  (code >= 48 && code <= 57) ||
  (code >= 65 && code <= 90) ||
  (code >= 97 && code <= 122) ||
  code === 95 ||
  code === 35

/**
 * The skeleton that is being read, as character codes with zeros behind them: shared state like that of `scan`, because
 * each line would otherwise cost a string, and each word another.
 */
let codes = new Uint16Array(8192)
let length = 0
/** Places behind the end that are looked at. */
const beyond = 4

/** Writes `line[from, to)` with `#` for each of the spans. */
function load(line: string, from: number, to: number, spans: ArrayLike<number>, used: number): void {
  if (codes.length < to - from + used + beyond) codes = new Uint16Array((to - from + used + beyond) * 2)
  let at = from
  let out = 0
  for (let index = 0; index < used; index += 2) {
    const start = spans[index] as number
    if (start < at) continue
    if (start >= to) break
    while (at < start) codes[out++] = line.charCodeAt(at++)
    codes[out++] = 35
    at = spans[index + 1] as number
  }
  while (at < to) codes[out++] = line.charCodeAt(at++)
  length = out
  codes.fill(0, out, out + beyond)
}

/** Characters that are spelled at once: each is an argument of a call. */
const piece = 4096

function spelled(from: number, to: number): string {
  let out = ''
  for (let at = from; at < to; at += piece)
    out += String.fromCharCode.apply(
      null,
      codes.subarray(at, Math.min(to, at + piece)) as unknown as number[],
    )
  return out
}

/** A word that is nothing but a value: a path, an address, a host, a package, a name with numbers in several parts. */
function isValue(from: number, to: number, first: boolean): boolean {
  let dots = 0
  let marks = 0
  let slashes = 0
  let letters = 0
  let hashes = 0
  let mails = 0
  for (let at = from; at < to; at++) {
    const code = codes[at] as number
    if (code === 35) hashes++
    // A backslash before digits is an escaped character: `\\042alt0\\042`.
    else if (code === 47 || (code === 92 && codes[at + 1] !== 35)) slashes++
    // Leaders are one mark: `exception......`.
    else if (code === 46) {
      if (at === from || codes[at - 1] !== 46) dots++
    } else if (code === 64) mails++
    else if (code === 45 || code === 95 || code === 43 || code === 36) marks++
    else if (/* A to Z, a to z, beyond ASCII */ (code | 32) >= 97 && ((code | 32) <= 122 || code > 127))
      letters++
  }
  if (letters === 0) return hashes > 0
  if (slashes > 0) return hashes > 0 || dots > 0 || slashes > 1 || codes[from] === 47 || codes[from] === 126
  if (mails > 0) {
    marks += mails
    if (mailAddress.test(spelled(from, to))) return true
  }
  if (hashes > 0 && dots + marks + hashes > 3) return true
  if (first || dots < 2) return false
  const word = spelled(from, to)
  return inner(word) && !/(?:Exception|Error)$/.test(word)
}

/**
 * End of the quoted text that starts at `from`; `from` if that is no word. A short text in quotes is one word, unless it
 * names what follows (`'size': 5`) or is the value of such a name, as in JSON, where it may be the message itself.
 */
function quotedEnd(from: number): number {
  const before = from > 0 ? (codes[from - 1] as number) : 32
  if (isWordlike(before) || before === 58) return from
  const quote = codes[from] as number
  if (isEnd(codes[from + 1] as number) && ends[codes[from + 1] as number] === space) return from
  let blanks = 0
  const limit = Math.min(length, from + quotedWidth + 2)
  for (let at = from + 1; at < limit; at++) {
    const code = codes[at] as number
    if (code === quote) {
      const after = codes[at + 1] as number
      return at === from + 1 || isWordlike(after) || after === 58 || after === 61 ? from : at + 1
    }
    if (code === 34 || code === 39 || code === 47 || code === 92) return from
    if (code === 32 && ++blanks > quotedBlanks) return from
  }
  return from
}

/** End of the note in brackets behind the value of a key, which belongs to it: `ws=Source{1011}`; `from` if there is none. */
function noteEnd(from: number): number {
  const open = codes[from] as number
  if (open !== 40 && open !== 91 && open !== 123) return from
  const limit = Math.min(length, from + noteWidth + 2)
  for (let at = from + 1; at < limit; at++) {
    const code = codes[at] as number
    if (code === 41 || code === 93 || code === 125) return at + 1
    if (code === 61 || code === 40 || code === 91 || code === 123 || code === 32 || code === 9) return from
  }
  return from
}

/**
 * End of the value that stands right behind a word and a colon or in brackets; `from` if there is none. The word may be
 * a host, or the name of the value.
 */
function gluedEnd(from: number): number {
  if (codes[from + 1] !== 35) return from
  let at = from + 2
  const bracket = codes[from] === 91
  if (!bracket && codes[from] !== 58) return from
  for (; at < length; at++) {
    const code = codes[at] as number
    const joins =
      code === 35 || code === 46 || (bracket ? code === 58 : code === 44 || code === 43 || code === 45)
    if (!joins) break
  }
  if (bracket) return codes[at] === 93 ? at + 1 : from
  const after = codes[at] as number
  return at === length || (isEnd(after) && after !== 58) ? at : from
}

const ignored = -1

/** Does a word hold a letter or a value? */
function says(from: number, to: number): boolean {
  for (let at = from; at < to; at++) {
    const code = codes[at] as number
    const small = code | 32
    if ((small >= 97 && small <= 122 && code < 128) || code === 35 || code >= 0xaa) return true
  }
  return false
}

/** Two hashes of 32 bits of the word that was read last. */
let one = 0
let two = 0

function hash(code: number): void {
  one = Math.imul(one ^ code, 0x01000193)
  two = Math.imul(two ^ code, 0x85ebca6b) ^ (two >>> 15)
}

function hashWord(from: number, to: number): void {
  let first = 0x811c9dc5 | 0
  let second = 0x1b873593
  for (let at = from; at < to; at++) {
    const code = codes[at] as number
    first = Math.imul(first ^ code, 0x01000193)
    second = Math.imul(second ^ code, 0x85ebca6b) ^ (second >>> 15)
  }
  one = first
  two = second
}

/** What is known of words by their hashes. */
class Ids {
  readonly #keys = new KeyTable()
  readonly #ids: (number | undefined)[] = []

  /** The place of the word that was hashed last. */
  place(): number {
    return this.#keys.number(one, two)
  }

  at(place: number): number | undefined {
    return this.#ids[place]
  }

  set(place: number, id: number): void {
    this.#ids[place] = id
  }
}

export class Vocabulary {
  readonly #ids = new Ids()
  /** What words that start a message are: a dotted one there is a name. */
  readonly #first = new Ids()
  readonly words: string[] = ['#', '#']

  /** The number of a word: 0 for what is nothing but a value, -1 for what has neither letter nor digit. */
  #read(from: number, to: number, first: boolean): number {
    hashWord(from, to)
    const ids = first ? this.#first : this.#ids
    const place = ids.place()
    const known = ids.at(place)
    if (known !== undefined) return known
    const id = isValue(from, to, first) ? masked : says(from, to) ? this.#id(spelled(from, to)) : ignored
    ids.set(place, id)
    return id
  }

  /** The number of the word that was hashed last. */
  #id(word: string): number {
    const place = this.#ids.place()
    const known = this.#ids.at(place)
    if (known !== undefined && known > bracketed) return known
    this.words.push(word)
    if (known === undefined) this.#ids.set(place, this.words.length - 1)
    return this.words.length - 1
  }

  /**
   * The words of the skeleton of `line[from, to)` with these spans masked. Neighbouring values are one: a list of
   * numbers has no length that matters.
   */
  read(line: string, start: number, limit: number, spans: ArrayLike<number>, used: number): number[] {
    load(line, start, limit, spans, used)
    const out: number[] = []
    let opened = false
    let measured = false
    for (let at = 0; at < length && out.length < maxWords; ) {
      const code = codes[at] as number
      const last = out.length > 0 ? (out[out.length - 1] as number) : ignored
      const valued = last === masked || last === bracketed
      let end = at
      if (isEnd(code)) {
        if (code === 40) {
          // An empty pair of brackets behind a value belongs to it.
          const empty = codes[at + 1] === 41
          opened = !empty
          if (empty) measured = false
          if (empty && last === masked) out.push(bracketed)
        } else if (code === 34 || code === 39) end = quotedEnd(at)
        if (end === at) {
          at++
          continue
        }
      } else {
        while (end < length && !isEnd(codes[end] as number)) end++
        if (at > 0 && codes[at - 1] === 61 && end < length) end = noteEnd(end)
        if (codes[end] === 61) end++
      }
      const from = at
      at = end
      const port = codes[end] === 58 && codes[end + 1] === 35
      let id = this.#read(from, end, out.length === 0)
      if (id !== masked && port) {
        const word = spelled(from, end)
        if (hostName.test(word) || numberedHost.test(word)) id = masked
      }
      if (id === masked) {
        if (!valued) out.push(masked)
        else if (opened) out.push(bracketed)
      } else if (
        id !== ignored &&
        !((valued || measured) && codes[from - 1] !== 91 && units.has(this.words[id] as string))
      ) {
        const glued = gluedEnd(end)
        if (glued > end) {
          const note = port ? ':#' : '[#]'
          for (let index = 0; index < note.length; index++) hash(note.charCodeAt(index))
          id = this.#id(`${spelled(from, end)}${note}`)
          at = glued
        }
        // A list of like names has no length that matters either.
        if (id !== last || !(this.words[id] as string).includes('#')) out.push(id)
        measured = glued > end
        opened = false
        continue
      }
      opened = false
      measured = false
    }
    return out
  }
}
