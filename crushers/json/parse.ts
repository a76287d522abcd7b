import { TEXT_CHARACTERS } from './policy.ts'
import { charFlags, Flag, Kind, type Tape, TapeWriter } from './tape.ts'

const QUOTE = 34
const BACKSLASH = 92
const SLASH = 47
const COLON = 58

/**
 * Reads one document, or several one after another, in one pass and without recursion. Comments and commas before
 * closing brackets are allowed; a text that simply ends too early is read as far as it goes. Anything else that is
 * not JSON gives `undefined`.
 */
export function parseJson(text: string): Tape | undefined {
  return new Parser(text).parse()
}

class Parser {
  readonly #text: string
  readonly #tape: TapeWriter
  readonly #open: number[] = []
  readonly #roots: number[] = []
  #at = 0
  #depth = 0
  #extended = false
  /** Up to here, in text and on the tape, everything is whole. */
  #safeAt = 0
  #safeLength = 0

  constructor(text: string) {
    this.#text = text
    this.#tape = new TapeWriter(Math.max(64, text.length >> 3))
    if (text.charCodeAt(0) === 0xfeff) this.#at = 1
  }

  parse(): Tape | undefined {
    for (;;) {
      this.#next()
      if (this.#at >= this.#text.length) break
      const node = this.#tape.length
      const whole = this.#document()
      if (whole === undefined) return undefined
      this.#roots.push(node)
      if (!whole) return this.#cut()
      // Several documents must all be containers: `1 2 3` is no JSON worth the name.
      if (this.#roots.length > 1 && (this.#isScalar(this.#roots[0] ?? 0) || this.#isScalar(node)))
        return undefined
    }
    return this.#roots.length === 0 ? undefined : this.#tapeOf()
  }

  #isScalar(node: number): boolean {
    return (this.#tape.kind[node] ?? Kind.scalar) >= Kind.string
  }

  #tapeOf(cut?: Tape['cut']): Tape {
    const { kind, flags, start, end, next, size, length } = this.#tape
    const rest = { roots: this.#roots, depth: this.#depth, extended: this.#extended }
    return { text: this.#text, kind, flags, start, end, next, size, length, ...rest, ...(cut && { cut }) }
  }

  /** The end came too early: what is not whole is taken off the tape, what is open is closed. */
  #cut(): Tape | undefined {
    const tape = this.#tape
    if (this.#open.length === 0 || this.#safeLength <= (this.#roots.at(-1) ?? 0) + 1) return undefined
    tape.length = this.#safeLength
    const open = this.#open.length
    for (let node = this.#open.pop(); node !== undefined; node = this.#open.pop()) {
      tape.next[node] = tape.length
      tape.end[node] = this.#safeAt
      this.#mark(node)
    }
    return this.#tapeOf({ open, tail: this.#text.slice(this.#safeAt) })
  }

  /** `true`: read whole. `false`: the text ended. `undefined`: not JSON. */
  #document(): boolean | undefined {
    const tape = this.#tape
    const open = this.#open
    let allowClose = false
    for (;;) {
      // Here a value is expected; in an object its key comes first.
      let code = this.#next()
      const parent = open.length > 0 ? (open[open.length - 1] ?? 0) : -1
      if (allowClose && (code === 93 || code === 125)) {
        if (!this.#close(code)) return undefined
      } else {
        if (parent >= 0 && tape.kind[parent] === Kind.object) {
          if (code !== QUOTE) return this.#ended()
          if (!this.#string() || this.#next() !== COLON) return this.#ended()
          this.#at++
          code = this.#next()
        }
        if (code === 123 || code === 91) {
          if (parent >= 0) tape.size[parent] = (tape.size[parent] ?? 0) + 1
          const node = tape.add(code === 123 ? Kind.object : Kind.list, 0, this.#at, 0)
          tape.size[node] = 0
          open.push(node)
          if (open.length > this.#depth) this.#depth = open.length
          this.#at++
          this.#safe()
          allowClose = true
          continue
        }
        if (!(code === QUOTE ? this.#string() : this.#scalar(code))) return this.#ended()
        if (parent < 0) return true
        tape.size[parent] = (tape.size[parent] ?? 0) + 1
        const value = tape.length - 1
        const isText =
          ((tape.flags[value] ?? 0) & Flag.lines) !== 0 &&
          this.#at - (tape.start[value] ?? 0) > TEXT_CHARACTERS
        if (isText) tape.flags[parent] = (tape.flags[parent] ?? 0) | Flag.block
        if (code === QUOTE) tape.flags[parent] = (tape.flags[parent] ?? 0) | Flag.worded
        this.#safe()
      }
      // After a value: commas lead to the next, brackets close.
      for (;;) {
        if (open.length === 0) return true
        const after = this.#next()
        if (after === 44) {
          this.#at++
          allowClose = this.#trailingComma()
          break
        }
        if (after !== 93 && after !== 125) return this.#ended()
        if (!this.#close(after)) return undefined
      }
    }
  }

  #safe(): void {
    this.#safeAt = this.#at
    this.#safeLength = this.#tape.length
  }

  #ended(): false | undefined {
    return this.#at >= this.#text.length ? false : undefined
  }

  /** A comma right before a closing bracket is an extension; then, and only then, the bracket may follow. */
  #trailingComma(): boolean {
    const code = this.#next()
    if (code !== 93 && code !== 125) return false
    this.#extended = true
    return true
  }

  #close(code: number): boolean {
    const node = this.#open.pop()
    if (node === undefined) return false
    const tape = this.#tape
    if ((tape.kind[node] === Kind.object) !== (code === 125)) return false
    this.#at++
    tape.next[node] = tape.length
    tape.end[node] = this.#at
    this.#mark(node)
    this.#safe()
    return true
  }

  /** Tells the parent whether there is something that wants lines of its own. */
  #mark(node: number): void {
    const tape = this.#tape
    const parent = this.#open.at(-1)
    const flags = tape.flags[node] ?? 0
    if (parent === undefined) return
    const isListOfContainers =
      tape.kind[node] === Kind.list &&
      (tape.size[node] ?? 0) > 1 &&
      (tape.kind[node + 1] ?? Kind.scalar) < Kind.string
    const isWorded = (flags & Flag.worded) !== 0 || tape.kind[node] === Kind.object
    const marks =
      ((flags & Flag.block) !== 0 || isListOfContainers ? Flag.block : 0) | (isWorded ? Flag.worded : 0)
    if (marks !== 0) tape.flags[parent] = (tape.flags[parent] ?? 0) | marks
  }

  /** The next character that means something, NaN at the end; white space and comments are left behind. */
  #next(): number {
    const code = this.#text.charCodeAt(this.#at)
    return code <= 32 || code === SLASH ? this.#skip() : code
  }

  #skip(): number {
    const text = this.#text
    for (;;) {
      const code = text.charCodeAt(this.#at)
      if (code === 32 || code === 10 || code === 13 || code === 9) this.#at++
      else if (code === SLASH) {
        const second = text.charCodeAt(this.#at + 1)
        if (second !== SLASH && second !== 42) return code
        const end = second === SLASH ? text.indexOf('\n', this.#at) : text.indexOf('*/', this.#at + 2)
        this.#extended = true
        if (end < 0) {
          this.#at = text.length
          return Number.NaN
        }
        this.#at = second === SLASH ? end + 1 : end + 2
      } else return code
    }
  }

  #string(): boolean {
    const text = this.#text
    const start = this.#at
    const length = text.length
    let flags = 0
    let at = start + 1
    for (; at < length; at++) {
      const code = text.charCodeAt(at)
      if (code === QUOTE) break
      if (code > 127) continue
      const flag = charFlags[code] ?? 0
      if (flag === 0) continue
      if (code < 32) return false
      flags |= flag
      if (code === BACKSLASH) {
        at++
        const escaped = text.charCodeAt(at)
        if (escaped === 117) {
          for (let digit = 1; digit <= 4; digit++) {
            const hex = text.charCodeAt(at + digit)
            if (hex !== hex) return this.#toEnd()
            const isHex = (hex >= 48 && hex <= 57) || (hex >= 65 && hex <= 70) || (hex >= 97 && hex <= 102)
            if (!isHex) return false
          }
          at += 4
        } else if (escaped === 110) flags |= Flag.lines
        else if (escaped !== escaped) return this.#toEnd()
        else if (!'"\\/bfrt'.includes(String.fromCharCode(escaped))) return false
      }
    }
    if (at >= length) return this.#toEnd()
    if (at === start + 1 || text.charCodeAt(start + 1) === 32 || text.charCodeAt(at - 1) === 32)
      flags |= Flag.edge
    this.#at = at + 1
    this.#tape.add(Kind.string, flags, start, at + 1)
    return true
  }

  #toEnd(): false {
    this.#at = this.#text.length
    return false
  }

  #scalar(code: number): boolean {
    const text = this.#text
    const start = this.#at
    const isDigit = code === 45 || (code >= 48 && code <= 57)
    let end = isDigit ? numberEnd(text, start) : start
    if (end < 0 || !isDigit || isWord(text.charCodeAt(end))) {
      end = Math.max(end, start)
      while (isWord(text.charCodeAt(end))) end++
      // A number or word at the very end of a text that is cut may be half of one.
      if (end === text.length && end > start && this.#open.length > 0) return this.#toEnd()
      if (!literals.has(text.slice(start, end))) return false
    } else if (end === text.length && this.#open.length > 0) return this.#toEnd()
    this.#at = end
    this.#tape.add(Kind.scalar, 0, start, end)
    return true
  }
}

/** Letters, digits, `+`, `-`, `.`: what numbers and literals are made of. */
function isWord(code: number): boolean {
  return code < 128 && WORDS[code] === 1
}

const WORDS: Uint8Array = Uint8Array.from({ length: 128 }, (_, code) =>
  /[\w+.-]/.test(String.fromCharCode(code)) && code !== 95 ? 1 : 0,
)

/** What Python and JavaScript print for numbers that JSON lacks is kept as it is. */
export const literals: ReadonlySet<string> = new Set([
  'true',
  'false',
  'null',
  'NaN',
  'Infinity',
  '-Infinity',
])

/** Whether a number of RFC 8259 stands between two places. */
export function isNumber(text: string, start: number, end: number): boolean {
  return numberEnd(text, start, end) === end
}

/** Just behind the number that begins at a place, or -1. */
function numberEnd(text: string, start: number, end = text.length): number {
  let at = start
  if (at < end && text.charCodeAt(at) === 45) at++
  if (at < end && text.charCodeAt(at) === 48) at++
  else {
    const whole = digitsEnd(text, at, end)
    if (whole === at) return -1
    at = whole
  }
  if (at < end && text.charCodeAt(at) === 46) {
    const fraction = digitsEnd(text, at + 1, end)
    if (fraction === at + 1) return -1
    at = fraction
  }
  if (at < end && (text.charCodeAt(at) | 32) === 101) {
    const sign = text.charCodeAt(at + 1)
    const first = sign === 43 || sign === 45 ? at + 2 : at + 1
    const exponent = digitsEnd(text, first, end)
    if (exponent === first) return -1
    at = exponent
  }
  return at
}

function digitsEnd(text: string, start: number, end: number): number {
  let at = start
  while (at < end) {
    const code = text.charCodeAt(at)
    if (code < 48 || code > 57) break
    at++
  }
  return at
}
