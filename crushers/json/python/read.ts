import { decodePython } from './string.ts'

/** A document as a Python program prints it, in JSON. */
export interface PythonDocument {
  readonly json: string
  /** The document as it stands, with the white space of `repr()` between its tokens. */
  readonly canonical: string
}

/** What was read of a text, and where it stops being such a document; `end` is the length of one that is. */
export interface PythonReading extends PythonDocument {
  readonly end: number
}

const WORDS: ReadonlyMap<string, string> = new Map([
  ['None', 'null'],
  ['True', 'true'],
  ['False', 'false'],
  ['nan', 'NaN'],
  ['inf', 'Infinity'],
  ['-inf', '-Infinity'],
])

const NUMBER = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:e[+-]?\d+)?(?![\w.])/y
const WORD = /-?[A-Za-z_][\w.]*/y
const SPACE = /[ \t\r\n]*/y

const CLOSING: Readonly<Record<string, string>> = { '{': '}', '[': ']', '(': ')' }

/**
 * The whole text as dictionaries, lists, strings and numbers of Python, one document or several; it may end too early.
 * Tuples become lists, keys strings, and what a program calls (`Decimal('1.0')`) the text of the call: such a document
 * is not spelled by `writePython` as it was.
 */
export function readPython(text: string): PythonDocument | undefined {
  const reading = new PythonReader(text).read()
  return reading.end === text.length ? reading : undefined
}

/** How far a text is such a document. */
export const scanPython = (text: string): PythonReading => new PythonReader(text).read()

class PythonReader {
  readonly #text: string
  readonly #json: string[] = []
  readonly #canonical: string[] = []
  readonly #open: string[] = []
  #at = 0

  constructor(text: string) {
    this.#text = text
  }

  read(): PythonReading {
    let hasMore = true
    while (hasMore && this.#space()) {
      if (this.#json.length > 0) this.#put('\n', '\n')
      hasMore = this.#document()
    }
    return { json: this.#json.join(''), canonical: this.#canonical.join(''), end: this.#at }
  }

  #put(json: string, canonical: string): void {
    this.#json.push(json)
    this.#canonical.push(canonical)
  }

  /** Whether there is something behind the white space. */
  #space(): boolean {
    SPACE.lastIndex = this.#at
    SPACE.test(this.#text)
    this.#at = SPACE.lastIndex
    return this.#at < this.#text.length
  }

  /** Whether it is whole; if not, `#at` is where it goes wrong, or the end. */
  #document(): boolean {
    const text = this.#text
    if (!'{[('.includes(text[this.#at] ?? ' ')) return false
    for (;;) {
      // Here a value is expected, or the bracket that closes an empty list.
      const bracket = text[this.#at] ?? ''
      if (bracket in CLOSING) {
        this.#open.push(bracket)
        this.#put(bracket === '{' ? '{' : '[', bracket)
        this.#at++
        if (!this.#space()) return false
        if (text[this.#at] !== CLOSING[bracket]) {
          if (bracket === '{' && !this.#key()) return false
          continue
        }
      } else if (!this.#value(false)) return false
      // After a value: commas lead to the next, brackets close.
      for (;;) {
        const open = this.#open.at(-1)
        if (open === undefined) return true
        if (!this.#space()) return false
        const code = text[this.#at]
        if (code === ',') {
          this.#at++
          if (!this.#space()) return false
          // A tuple of one has a comma behind it.
          if (open === '(' && text[this.#at] === ')') {
            this.#put('', ',')
            continue
          }
          this.#put(',', ', ')
          if (open === '{' && !this.#key()) return false
          break
        }
        if (code !== CLOSING[open]) return false
        this.#close(open)
        if (this.#open.length === 0) return true
      }
    }
  }

  #close(open: string): void {
    this.#open.pop()
    this.#put(open === '{' ? '}' : ']', CLOSING[open] ?? '')
    this.#at++
  }

  #key(): boolean {
    if (!this.#value(true) || !this.#space() || this.#text[this.#at] !== ':') return false
    this.#at++
    this.#put(':', ': ')
    return this.#space()
  }

  /** A string, a number or a word. Keys are strings in JSON. */
  #value(isKey: boolean): boolean {
    const text = this.#text
    const start = this.#at
    const quote = text[start]
    if (quote === "'" || quote === '"') return this.#string(quote)
    const end = match(NUMBER, text, start)
    if (end > start) {
      if (end === text.length) return this.#half(start)
      this.#at = end
      const number = text.slice(start, end)
      this.#put(isKey ? `"${number}"` : number, number)
      return true
    }
    const wordEnd = match(WORD, text, start)
    if (wordEnd <= start) return false
    const word = text.slice(start, wordEnd)
    if (wordEnd === text.length) return this.#half(start)
    const known = WORDS.get(word)
    const callEnd = known === undefined && text[wordEnd] === '(' ? closingEnd(text, wordEnd) : wordEnd
    if (known === undefined && callEnd === wordEnd) return false
    if (callEnd < 0) return this.#half(start)
    this.#at = callEnd
    const spelled = text.slice(start, callEnd)
    this.#put(known === undefined ? JSON.stringify(spelled) : isKey ? `"${known}"` : known, spelled)
    return true
  }

  /** What is cut off may end in half of a string, a number or a word. */
  #half(start: number): false {
    const half = this.#text.slice(start)
    const isPlain = /^'[^\\"\u0000-\u001f]*$/.test(half)
    this.#put(isPlain ? `"${half.slice(1)}` : /^["']/.test(half) ? '' : half, half)
    this.#at = this.#text.length
    return false
  }

  #string(quote: string): boolean {
    const text = this.#text
    const start = this.#at
    let at = start + 1
    for (; at < text.length && text[at] !== quote; at++) {
      if (text[at] === '\\') at++
      else if (text[at] === '\n') return false
    }
    if (at >= text.length) return this.#half(start)
    const literal = text.slice(start, at + 1)
    const meaning = decodePython(literal)
    if (meaning === undefined) return false
    this.#at = at + 1
    this.#put(JSON.stringify(meaning), literal)
    return true
  }
}

function match(pattern: RegExp, text: string, at: number): number {
  pattern.lastIndex = at
  return pattern.test(text) ? pattern.lastIndex : at
}

/** Just behind the bracket that closes the one at a place, quotes skipped; -1 where none does. */
function closingEnd(text: string, from: number): number {
  let depth = 0
  for (let at = from; at < text.length; at++) {
    const char = text[at]
    if (char === '(') depth++
    else if (char === ')' && --depth === 0) return at + 1
    else if (char === "'" || char === '"') {
      at++
      while (at < text.length && text[at] !== char) at += text[at] === '\\' ? 2 : 1
    }
  }
  return -1
}
