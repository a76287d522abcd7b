import { compactJson } from './compact.ts'
import { parseJson } from './parse.ts'
import { isBareValue } from './spell.ts'

/**
 * The JSON that a lossless output stands for, without white space between its tokens: same values, order, number
 * spelling and escapes as the input. JSON itself comes back compact. Throws a `SyntaxError` on text that is neither.
 */
export function decode(text: string): string {
  return parseJson(text) !== undefined ? compactJson(text) : new Reader(text).read()
}

/** What a header says about the cells of a row. */
type Shape =
  | { readonly kind: 'leaf' }
  | { readonly kind: 'record'; readonly fields: readonly Field[] }
  | { readonly kind: 'list'; readonly item: Shape }

interface Field {
  /** Keys from the row's object to the value, as JSON strings. */
  readonly path: readonly string[]
  readonly shape: Shape
  /** JSON of the value that every row has. */
  readonly constant?: string
}

const LEAF: Shape = { kind: 'leaf' }

class Reader {
  readonly #lines: readonly string[]
  #line = 0

  constructor(text: string) {
    this.#lines = text.split('\n')
  }

  read(): string {
    const cut = /^… cut off here, (\d+) open: (.*)$/s.exec(this.#lines.at(-1) ?? '')
    const end = this.#lines.length - (cut ? 1 : 0)
    const documents = this.#root(end)
    if (this.#line !== end) throw this.#error('more lines than announced')
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

  #error(what: string): SyntaxError {
    return new SyntaxError(`line ${this.#line + 1}: ${what}`)
  }

  /** Items of a list whose header line is the current one. */
  #items(count: number, header: string, indent: string): string[] {
    this.#line++
    const items: string[] = []
    const shape = header === '' ? undefined : parseHeader(header)
    for (let index = 0; index < count; index++) {
      const line = this.#next().slice(indent.length)
      if (shape !== undefined) items.push(new Cells(line).row(shape))
      else if (line === '-') items.push(this.#block(`${indent} `))
      else items.push(new Cells(line).whole())
    }
    return items
  }

  #map(count: number, header: string, indent: string): string {
    this.#line++
    const shape = parseHeader(header)
    const members: string[] = []
    for (let index = 0; index < count; index++) {
      const cells = new Cells(this.#next().slice(indent.length))
      const key = cells.key()
      members.push(`${key}:${cells.row(shape)}`)
    }
    return `{${members.join(',')}}`
  }

  #block(indent: string): string {
    const members: string[] = []
    while ((this.#lines[this.#line] ?? '').startsWith(indent) && this.#line < this.#lines.length) {
      members.push(this.#member(indent))
    }
    return `{${members.join(',')}}`
  }

  #member(indent: string): string {
    const line = this.#lines[this.#line] ?? ''
    const cells = new Cells(line, indent.length)
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
    return rest === ':' ? `${key}:${this.#block(`${indent} `)}` : `${key}:${lineOf(rest.slice(1))}`
  }
}

/** A text of several lines, spelled as the JSON string that it was. */
function textOf(text: string): string {
  const inside = text.replace(/\\.|["\n\t]/gs, found =>
    found === '\n' ? '\\n' : found === '\t' ? '\\t' : found === '"' ? '\\"' : found,
  )
  return `"${inside}"`
}

/** The value behind `name:` on a line of its own. */
function lineOf(value: string): string {
  const first = value[0]
  if (first === '{' || first === '[') return new Cells(value).whole()
  if (first === '"' || isBareValue(value)) return value
  return `"${value}"`
}

const END_OF_CELL = new Set([',', '}', ']'])

/** Reads cells, names and inline values from one line. */
class Cells {
  readonly #line: string
  at: number

  constructor(line: string, at = 0) {
    this.#line = line
    this.at = at
  }

  whole(): string {
    const value = this.value()
    if (this.at !== this.#line.length) throw new SyntaxError(`more than a value: ${this.#line.slice(0, 80)}`)
    return value
  }

  row(shape: Shape): string {
    const isOdd = this.#line.startsWith('==', this.at)
    if (isOdd) this.at += 2
    const row = isOdd
      ? this.value()
      : shape.kind === 'record'
        ? this.#record(shape.fields)
        : this.#shaped(shape)
    if (this.at !== this.#line.length)
      throw new SyntaxError(`more cells than columns: ${this.#line.slice(0, 80)}`)
    return row
  }

  /** A name up to one of the characters in `ends`, as a JSON string. */
  name(ends: string): string {
    if (this.#line[this.at] === '"') return this.#quoted()
    const start = this.at
    while (this.at < this.#line.length && !this.#endsName(ends)) this.at++
    return `"${this.#line.slice(start, this.at)}"`
  }

  /** A name and its colon. */
  key(): string {
    const key = this.name(':')
    this.#expect(':')
    return key
  }

  /** A space ends a name only before the parenthesis of a count of lines. */
  #endsName(ends: string): boolean {
    const char = this.#line[this.at] ?? ''
    return ends.includes(char) && (char !== ' ' || this.#line[this.at + 1] === '(')
  }

  value(): string {
    const char = this.#line[this.at]
    if (char === '{') {
      const members = this.#between('}', () => {
        const key = this.key()
        return `${key}:${this.value()}`
      })
      return `{${members.join(',')}}`
    }
    if (char === '[') return `[${this.#between(']', () => this.value()).join(',')}]`
    if (char === '"') return this.#quoted()
    const start = this.at
    while (this.at < this.#line.length && !END_OF_CELL.has(this.#line[this.at] ?? '')) this.at++
    const word = this.#line.slice(start, this.at)
    return isBareValue(word) ? word : `"${word}"`
  }

  #between(end: string, read: () => string): string[] {
    this.at++
    const found: string[] = []
    if (this.#line[this.at] === end) {
      this.at++
      return found
    }
    for (;;) {
      found.push(read())
      if (this.#line[this.at] === end) break
      this.#expect(',')
    }
    this.at++
    return found
  }

  #shaped(shape: Shape): string {
    const char = this.#line[this.at]
    if (char === '=') {
      this.at++
      return this.value()
    }
    if (shape.kind === 'record' && char === '{') {
      this.at++
      if (this.#line[this.at] === '}') {
        this.at++
        return shape.fields.some(field => field.constant !== undefined) ? this.#constants(shape.fields) : '{}'
      }
      const record = this.#record(shape.fields)
      this.#expect('}')
      return record
    }
    if (shape.kind === 'list' && char === '[') {
      return `[${this.#between(']', () => this.#shaped(shape.item)).join(',')}]`
    }
    return this.value()
  }

  #constants(fields: readonly Field[]): string {
    return nest(
      fields.flatMap(({ path, constant }) => (constant === undefined ? [] : [[path, constant] as const])),
    )
  }

  #record(fields: readonly Field[]): string {
    const found: (readonly [readonly string[], string])[] = []
    let isFirst = true
    for (const { path, shape, constant } of fields) {
      if (constant !== undefined) {
        found.push([path, constant])
        continue
      }
      if (!isFirst) this.#expect(',')
      isFirst = false
      const char = this.#line[this.at]
      if (char === undefined || END_OF_CELL.has(char)) continue
      found.push([path, this.#shaped(shape)])
    }
    return nest(found)
  }

  #quoted(): string {
    const start = this.at++
    while (this.at < this.#line.length && this.#line[this.at] !== '"')
      this.at += this.#line[this.at] === '\\' ? 2 : 1
    this.at++
    return this.#line.slice(start, this.at)
  }

  #expect(char: string): void {
    if (this.#line[this.at] !== char)
      throw new SyntaxError(`${char} expected at ${this.#line.slice(this.at, this.at + 40)}`)
    this.at++
  }

  /** Fields up to the bracket that closes the header. */
  header(): Field[] {
    const fields: Field[] = []
    for (;;) {
      this.#constantFields(fields)
      const path = this.#path()
      fields.push({ path, shape: this.shape() })
      this.#constantFields(fields)
      if (this.#line[this.at] !== ',') return fields
      this.at++
    }
  }

  #constantFields(fields: Field[]): void {
    if (this.#line[this.at] !== '(') return
    do {
      this.at++
      const path = this.#path()
      this.#expect('=')
      fields.push({ path, shape: LEAF, constant: this.#constant() })
    } while (this.#line[this.at] === ',')
    this.#expect(')')
  }

  #constant(): string {
    if (this.#line[this.at] === '"') return this.#quoted()
    const start = this.at
    while (this.at < this.#line.length && !',)'.includes(this.#line[this.at] ?? '')) this.at++
    const word = this.#line.slice(start, this.at)
    return isBareValue(word) ? word : `"${word}"`
  }

  #path(): string[] {
    const path = [this.name(',.{[(=}])')]
    while (this.#line[this.at] === '.') {
      this.at++
      path.push(this.name(',.{[(=}])'))
    }
    return path
  }

  shape(): Shape {
    const char = this.#line[this.at]
    if (char === '{') {
      this.at++
      const fields = this.header()
      this.#expect('}')
      return { kind: 'record', fields }
    }
    if (char === '[') {
      this.at++
      const item = this.shape()
      this.#expect(']')
      return { kind: 'list', item }
    }
    return LEAF
  }
}

function parseHeader(header: string): Shape {
  const cells = new Cells(header)
  const shape: Shape = header.startsWith('[') ? cells.shape() : { kind: 'record', fields: cells.header() }
  if (cells.at !== header.length) throw new SyntaxError(`not a header: ${header.slice(0, 80)}`)
  return shape
}

/** Members with paths, in order, as an object; neighbours with the same first key share one object. */
function nest(members: readonly (readonly [readonly string[], string])[]): string {
  const parts: string[] = []
  for (let index = 0; index < members.length; index++) {
    const [path, value] = members[index] ?? [[], '']
    const first = path[0] ?? '""'
    if (path.length === 1) {
      parts.push(`${first}:${value}`)
      continue
    }
    const inner: (readonly [readonly string[], string])[] = []
    while (index < members.length) {
      const [innerPath, innerValue] = members[index] ?? [[], '']
      if (innerPath.length < 2 || innerPath[0] !== first) break
      inner.push([innerPath.slice(1), innerValue])
      index++
    }
    index--
    parts.push(`${first}:${nest(inner)}`)
  }
  return `{${parts.join(',')}}`
}
