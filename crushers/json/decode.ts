import { MOST_CHARACTERS, tooLong } from '../unfolded.ts'
import { Cells, parseHeader } from './cells.ts'
import { compactJson } from './compact.ts'
import { parseJson } from './parse.ts'
import { MAX_DEPTH } from './policy.ts'
import { decodePythonDocument } from './python/index.ts'
import { References } from './references.ts'
import { isBareValue } from './spell.ts'

/**
 * The JSON that a lossless output stands for, or the document in the spelling of Python, without white space between its tokens: same values, order, number
 * spelling and escapes as the input. JSON itself comes back compact. Throws a `SyntaxError` on text that is neither.
 */
export function decode(text: string): string {
  return decodePythonDocument(text, decodeDocument) ?? decodeDocument(text)
}

const decodeDocument = (text: string): string =>
  parseJson(text) !== undefined ? compactJson(text) : new Reader(text).read()

class Reader {
  readonly #lines: readonly string[]
  readonly #references: References
  #line = 0
  #characters = 0

  constructor(text: string) {
    this.#lines = text.split('\n')
    this.#references = new References(text)
  }

  #cells(line: string, at = 0): Cells {
    return new Cells(line, this.#references, at)
  }

  read(): string {
    const cut = /^… cut off here, (\d+) open: (.*)$/s.exec(this.#lines.at(-1) ?? '')
    const end = this.#lines.length - (cut ? 1 : 0)
    const unresolved = this.#root(end)
    if (this.#line !== end) throw this.#error('more lines than announced')
    const documents = this.#references.resolve(unresolved)
    if (!cut) return documents
    // The brackets that the cut left open were closed for the reader; the text ends before them.
    return documents.slice(0, documents.length - Number(cut[1])) + (cut[2] ?? '')
  }

  #root(end: number): string {
    const first = this.#lines[0] ?? ''
    const list = /^(ndjson)?\[(\d+)\]:/.exec(first)
    if (list) {
      const items = this.#items(Number(list[2]), first.slice(list[0].length), '')
      return list[1] ? items.join('\n') : `[${items.join(',')}]`
    }
    const map = /^\{(\d+)\}:/.exec(first)
    if (map) return this.#map(Number(map[1]), first.slice(map[0].length), '')
    const members: string[] = []
    while (this.#line < end) members.push(this.#member(''))
    return `{${members.join(',')}}`
  }

  #next(): string {
    const line = this.#lines[this.#line]
    if (line === undefined) throw this.#error('fewer lines than announced')
    this.#line++
    return line
  }

  /** Constants of a header stand in every row. */
  #counted(row: string): string {
    this.#characters += row.length
    if (this.#characters > MOST_CHARACTERS) throw tooLong(MOST_CHARACTERS)
    return row
  }

  #error(what: string): SyntaxError {
    return new SyntaxError(`line ${this.#line + 1}: ${what}`)
  }

  /** Items of a list whose header line is the current one. */
  #items(count: number, header: string, indent: string): string[] {
    this.#line++
    const items: string[] = []
    const shape = header === '' ? undefined : parseHeader(header, this.#references)
    for (let index = 0; index < count; index++) {
      const line = this.#next().slice(indent.length)
      if (shape !== undefined) items.push(this.#counted(this.#cells(line).row(shape)))
      else if (line === '-') items.push(this.#block(`${indent} `))
      else items.push(this.#cells(line).whole())
    }
    return items
  }

  #map(count: number, header: string, indent: string): string {
    this.#line++
    const shape = parseHeader(header, this.#references)
    const members: string[] = []
    for (let index = 0; index < count; index++) {
      const cells = this.#cells(this.#next().slice(indent.length))
      const key = cells.key()
      members.push(`${key}:${this.#counted(cells.row(shape))}`)
    }
    return `{${members.join(',')}}`
  }

  #block(indent: string): string {
    if (indent.length > MAX_DEPTH) throw this.#error(`more than ${MAX_DEPTH} levels`)
    const members: string[] = []
    while ((this.#lines[this.#line] ?? '').startsWith(indent) && this.#line < this.#lines.length) {
      members.push(this.#member(indent))
    }
    return `{${members.join(',')}}`
  }

  #member(indent: string): string {
    const line = this.#lines[this.#line] ?? ''
    const cells = this.#cells(line, indent.length)
    const key = cells.name(':[{ (')
    const rest = line.slice(cells.at)
    const text = /^ \((\d+) lines\):$/.exec(rest)
    if (text) {
      this.#line++
      const lines: string[] = []
      for (let index = 0; index < Number(text[1]); index++) lines.push(this.#next())
      return `${key}:${textOf(lines.join('\n'))}`
    }
    const list = /^\[(\d+)\]:/.exec(rest)
    if (list)
      return `${key}:[${this.#items(Number(list[1]), rest.slice(list[0].length), `${indent} `).join(',')}]`
    const map = /^\{(\d+)\}:/.exec(rest)
    if (map) return `${key}:${this.#map(Number(map[1]), rest.slice(map[0].length), `${indent} `)}`
    if (!rest.startsWith(':')) throw this.#error('a member without a colon')
    this.#line++
    return rest === ':' ? `${key}:${this.#block(`${indent} `)}` : `${key}:${this.#value(rest.slice(1))}`
  }

  /** The value behind `name:` on a line of its own. */
  #value(value: string): string {
    const first = value[0]
    if (first === '{' || first === '[' || first === '(') return this.#cells(value).whole()
    if (first === '"' || isBareValue(value)) return value
    return `"${value}"`
  }
}

/** A text of several lines, spelled as the JSON string that it was. */
function textOf(text: string): string {
  const inside = text.replace(/\\.|["\n\t]/gs, found =>
    found === '\n' ? '\\n' : found === '\t' ? '\\t' : found === '"' ? '\\"' : found,
  )
  return `"${inside}"`
}
