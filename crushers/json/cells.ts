import { MAX_DEPTH } from './policy.ts'
import type { References } from './references.ts'
import { isBareValue } from './spell.ts'

/** What a header says about the cells of a row. */
export type Shape =
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

const SAME_AS = '(same as '
const END_OF_CELL = new Set([',', '}', ']'])

/** Reads cells, names and inline values from one line. */
export class Cells {
  readonly #line: string
  readonly #references: References
  #depth = 0
  at: number

  constructor(line: string, references: References, at = 0) {
    this.#line = line
    this.#references = references
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
    if (char === '(') return this.#reference()
    const start = this.at
    while (this.at < this.#line.length && !END_OF_CELL.has(this.#line[this.at] ?? '')) this.at++
    const word = this.#line.slice(start, this.at)
    return isBareValue(word) ? word : `"${word}"`
  }

  /** `(same as items[3].owner)` */
  #reference(): string {
    for (const char of SAME_AS) this.#expect(char)
    const path: (string | number)[] = []
    while (this.#line[this.at] !== ')') {
      const index = /^\[(\d+)\]/.exec(this.#line.slice(this.at, this.at + 20))
      if (index) {
        path.push(Number(index[1]))
        this.at += index[0].length
        continue
      }
      if (this.#line[this.at] === '.') this.at++
      const start = this.at
      path.push(this.name('.[)'))
      if (this.at === start) throw new SyntaxError(`no path: ${this.#line.slice(0, 80)}`)
    }
    this.at++
    return this.#references.add(path)
  }

  #deeper(): void {
    if (++this.#depth > MAX_DEPTH)
      throw new SyntaxError(`more than ${MAX_DEPTH} levels: ${this.#line.slice(0, 80)}`)
  }

  #between(end: string, read: () => string): string[] {
    this.at++
    const found: string[] = []
    if (this.#line[this.at] === end) {
      this.at++
      return found
    }
    this.#deeper()
    for (;;) {
      found.push(read())
      if (this.#line[this.at] === end) break
      this.#expect(',')
    }
    this.#depth--
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
      // Empty cells at the end are not written.
      const next = this.#line[this.at]
      if (!isFirst && (next === undefined || next === '}')) continue
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
      if (path.length === MAX_DEPTH) throw new SyntaxError(`more than ${MAX_DEPTH} names in a path`)
      this.at++
      path.push(this.name(',.{[(=}])'))
    }
    return path
  }

  shape(): Shape {
    const char = this.#line[this.at]
    if (char !== '{' && char !== '[') return LEAF
    this.#deeper()
    this.at++
    const shape: Shape =
      char === '{' ? { kind: 'record', fields: this.header() } : { kind: 'list', item: this.shape() }
    this.#expect(char === '{' ? '}' : ']')
    this.#depth--
    return shape
  }
}

export function parseHeader(header: string, references: References): Shape {
  const cells = new Cells(header, references)
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
