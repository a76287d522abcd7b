import { writeHeader } from './header.ts'
import { DOCUMENTS, mapSchema } from './members.ts'
import { INLINE_CHARACTERS, TEXT_CHARACTERS, TWIN_CHARACTERS } from './policy.ts'
import { itemsOf, membersOf } from './nodes.ts'
import { type RecordSchema, type Schema, schemaUnder } from './schema.ts'
import { shortened } from './shorten.ts'
import { type ParallelRows, type Plan, WHOLE } from './shown.ts'
import { cell, lineValue, name, trimmed } from './spell.ts'
import { Flag, Kind, type Tape } from './tape.ts'
import { type Twins, twinsOf } from './twins.ts'

/**
 * Writes documents in a notation that needs no explanation: a member a line, `name:value`, deeper ones indented;
 * like objects as a table, `name[3]:id,title` with a row a line; everything else on one line as JSON without
 * needless quotes.
 *
 *     name{2}:…          objects under 2 keys, each row led by its key
 *     id,owner{login}    the column owner holds objects, in rows `7,{ann}`
 *     (state=open)title  before title, every row has a state, and it is open
 *     =={…}              a row unlike the others; `=` leads a cell unlike the others of its column
 *     text (3 lines):    a string of three lines, its `\n` and `\"` undone
 *     (same as a.b[0])   an object or a list that is there already
 */
export function writeNotation(tape: Tape, plan: Plan = WHOLE): string {
  return new NotationWriter(tape, plan, Number.POSITIVE_INFINITY).write()
}

/** As much of the notation as fits into so many characters, and the node before which that ends. */
export function beginNotation(tape: Tape, characters: number): { text: string; next: number } {
  const writer = new NotationWriter(tape, WHOLE, characters)
  const text = writer.write()
  return { text, next: writer.next }
}

const HIDDEN = '…'

const SPACE = /\s/
const SPACES = /\s+/g

/** Names of members that are not shown: a line of them. */
const NAMED_CHARACTERS = 200

/** Lines that are joined at a time: what they were put together from need not live until the end. */
const BATCH = 256

class NotationWriter {
  readonly #tape: Tape
  readonly #plan: Plan
  /** Only where all is shown: what is the same as another must not be the only copy to be seen. */
  readonly #twins: Twins | undefined
  readonly #batches: string[] = []
  #lines: string[] = []
  #room: number
  #next: number | undefined

  constructor(tape: Tape, plan: Plan, room: number) {
    this.#tape = tape
    this.#plan = plan
    this.#twins = plan === WHOLE ? twinsOf(tape) : undefined
    this.#room = room
  }

  /** Node before which the room ended. */
  get next(): number {
    return this.#next ?? this.#tape.length
  }

  #line(line: string): void {
    this.#lines.push(line)
    this.#room -= line.length + 1
    if (this.#lines.length < BATCH) return
    this.#batches.push(this.#lines.join('\n'))
    this.#lines = []
  }

  /** Whether the text ends before this node. */
  #isFull(node: number): boolean {
    if (this.#room > 0) return false
    this.#next ??= node
    return true
  }

  write(): string {
    const { roots, kind } = this.#tape
    const root = roots[0] ?? 0
    if (roots.length > 1) this.#list('ndjson', DOCUMENTS, '')
    else if (kind[root] === Kind.list) this.#list('', root, '')
    else if (kind[root] === Kind.object) this.#object('', root, '')
    else this.#line(this.#inline(root))
    if (this.#lines.length > 0) this.#batches.push(this.#lines.join('\n'))
    return this.#batches.join('\n')
  }

  #object(label: string, object: number, indent: string): void {
    const tape = this.#tape
    const values = membersOf(tape, object)
    const shown = this.#shown(object, values)
    const parallel = this.#plan.parallels.get(object)
    const schema = parallel === undefined ? mapSchema(tape, object) : undefined
    if (schema !== undefined) {
      this.#line(`${indent}${label}{${values.length}}:${writeHeader(tape, schema, this.#plan.columns)}`)
      const inner = label === '' ? indent : `${indent} `
      for (const value of shown) {
        if (this.#isFull(value)) return
        this.#line(`${inner}${name(tape, value - 1, true)}:${this.#row(schema, value)}`)
      }
      this.#note(object, inner)
      return
    }
    let inner = indent
    if (label !== '') {
      this.#line(`${indent}${label}:`)
      inner += ' '
    }
    for (const value of shown) {
      if (this.#isFull(value)) return
      if (parallel?.members.includes(value) === true) continue
      this.#member(name(tape, value - 1, false), value, inner)
    }
    this.#missing(object, values, inner)
    if (parallel !== undefined) this.#parallel(parallel, inner)
    this.#note(object, inner)
  }

  /** Lists of one length side by side, or objects of the same keys: each row has its position, or its key, in front. */
  #parallel({ members, cells, rows, chosen }: ParallelRows, indent: string): void {
    const tape = this.#tape
    const isList = tape.kind[members[0] ?? 0] === Kind.list
    const names = members.map(member => name(tape, member - 1, false))
    this.#line(`${indent}${isList ? `[${rows}]` : `{${rows}}`} side by side:#,${names.join(',')}`)
    for (const row of chosen) {
      const first = cells[0]?.[row] ?? 0
      const line = cells.map(column => this.#scalar(column[row] ?? 0))
      this.#line(`${indent} ${isList ? row + 1 : name(tape, first - 1, false)},${line.join(',')}`)
    }
  }

  #shown(node: number, all: readonly number[]): readonly number[] {
    const shown = this.#plan.shown.get(node)
    return shown === undefined ? all : shown.map(index => all[index] ?? 0)
  }

  /** Members that are not shown are named, as far as a line goes. */
  #missing(object: number, values: readonly number[], indent: string): void {
    const shown = this.#plan.shown.get(object)
    if (shown === undefined) return
    const isShown = new Set(shown)
    const names: string[] = []
    let length = 0
    for (const [index, value] of values.entries()) {
      if (isShown.has(index)) continue
      const missing = name(this.#tape, value - 1, false)
      length += missing.length + 2
      if (length > NAMED_CHARACTERS) break
      names.push(missing)
    }
    const all = values.length - shown.length
    const others = all > names.length ? [`${all - names.length} more`] : []
    this.#line(`${indent}… not shown: ${[...names, ...others].join(', ')}`)
  }

  #note(node: number, indent: string): void {
    for (const note of this.#plan.notes(node)) this.#line(`${indent}… ${note}`)
  }

  #member(label: string, value: number, indent: string): void {
    const tape = this.#tape
    if (this.#plan.hidden.has(value)) {
      this.#line(`${indent}${label}:${HIDDEN}`)
      return
    }
    const twin = this.#twins?.note(value)
    if (twin !== undefined) {
      this.#line(`${indent}${label}:${twin}`)
      return
    }
    const flags = tape.flags[value] ?? 0
    const length = (tape.end[value] ?? 0) - (tape.start[value] ?? 0)
    switch (tape.kind[value]) {
      case Kind.string: {
        if (this.#plan.pieces.has(value)) this.#line(`${indent}${label}:${this.#scalar(value)}`)
        else if ((flags & Flag.lines) !== 0 && length > TEXT_CHARACTERS) this.#text(label, value, indent)
        else this.#line(`${indent}${label}:${lineValue(tape, value)}`)
        return
      }
      case Kind.object: {
        if (
          (tape.size[value] ?? 0) > 0 &&
          ((flags & Flag.block) !== 0 || length > INLINE_CHARACTERS || mapSchema(tape, value) !== undefined)
        ) {
          this.#object(label, value, indent)
          return
        }
        break
      }
      case Kind.list: {
        const size = tape.size[value] ?? 0
        const first = tape.kind[value + 1] ?? Kind.scalar
        if (size > 0 && ((size > 1 && first < Kind.string) || (flags & Flag.block) !== 0)) {
          this.#list(label, value, indent)
          return
        }
        break
      }
      default:
    }
    this.#line(`${indent}${label}:${this.#inline(value)}`)
    this.#note(value, `${indent} `)
  }

  #list(label: string, list: number, indent: string): void {
    const tape = this.#tape
    const items = list === DOCUMENTS ? tape.roots : itemsOf(tape, list)
    const schema = schemaUnder(tape, list, items)
    const inner = label === '' || list === DOCUMENTS ? indent : `${indent} `
    const chosen = this.#plan.shown.get(list)
    const header = schema === undefined ? '' : writeHeader(tape, schema, this.#plan.columns)
    // Where rows are missing, each has its number in front.
    this.#line(`${indent}${label}[${items.length}]:${chosen && schema ? '#,' : ''}${header}`)
    const count = chosen === undefined ? items.length : chosen.length
    for (let place = 0; place < count; place++) {
      const index = chosen === undefined ? place : (chosen[place] ?? 0)
      const item = items[index] ?? 0
      if (this.#isFull(item)) return
      const number = chosen === undefined ? '' : schema === undefined ? `#${index + 1} ` : `${index + 1},`
      if (schema === undefined) this.#item(item, inner, number)
      else this.#line(inner + number + this.#row(schema, item))
    }
    this.#note(list, inner)
  }

  #item(item: number, indent: string, number: string): void {
    const tape = this.#tape
    const isTwin = this.#twins?.note(item) !== undefined
    const isBlock = ((tape.flags[item] ?? 0) & Flag.block) !== 0 && tape.kind[item] === Kind.object
    if (isTwin || !isBlock || tape.size[item] === 0) {
      this.#line(indent + number + this.#inline(item))
      return
    }
    this.#line(`${indent}${number}-`)
    const values = membersOf(tape, item)
    for (const value of this.#shown(item, values)) {
      if (this.#isFull(value)) return
      this.#member(name(tape, value - 1, false), value, `${indent} `)
    }
    this.#missing(item, values, `${indent} `)
    this.#note(item, `${indent} `)
  }

  /** `\n`, `\t` and `\"` stand for what they mean; every other escape stays as it is spelled. */
  #text(label: string, value: number, indent: string): void {
    const tape = this.#tape
    const raw = tape.text.slice((tape.start[value] ?? 0) + 1, (tape.end[value] ?? 0) - 1)
    const lines = raw
      .replace(/\\(.)/gs, (escape, char: string) =>
        char === 'n' ? '\n' : char === 't' ? '\t' : char === '"' ? '"' : escape,
      )
      .split('\n')
    this.#line(`${indent}${label} (${lines.length} lines):`)
    for (const line of lines) this.#line(line)
  }

  /** A row of a table: cells without brackets around them, or a value unlike the others behind `==`. */
  #row(schema: Exclude<Schema, undefined>, node: number): string {
    if (schema.kind === 'list') return this.#cell(schema, node)
    const isWhole = !this.#isPartial(node) && this.#twins?.note(node) === undefined
    const row = isWhole ? schema.rowOf.get(node) : undefined
    if (row === undefined) return `==${this.#inline(node)}`
    const extras = this.#plan.extras.get(node)?.map(([label, cell]) => `${label}=${this.#inline(cell)}`)
    return trimmed(this.#cells(schema, row)) + (extras === undefined ? '' : ` (${extras.join(',')})`)
  }

  /** What is not shown whole cannot be told by position. */
  #isPartial(node: number): boolean {
    return this.#plan.shown.has(node) || this.#plan.hidden.has(node)
  }

  #cells(schema: RecordSchema, row: number): string {
    let out = ''
    let isFirst = true
    const width = schema.columns.length
    for (let index = 0; index < width; index++) {
      const column = schema.columns[index]
      if (column === undefined || column.constant !== undefined || this.#plan.columns.has(column)) continue
      const node = schema.cells[row * width + index] ?? -1
      if (!isFirst) out += ','
      isFirst = false
      if (node < 0) continue
      if (column.schema === undefined || this.#plan.hidden.has(node)) out += this.#inline(node)
      else if (column.flat && column.schema.kind === 'record') {
        out += this.#cells(column.schema, column.schema.rowOf.get(node) ?? 0)
      } else out += this.#cell(column.schema, node)
    }
    return out
  }

  #cell(schema: Schema, node: number): string {
    const tape = this.#tape
    const twin = this.#twins?.note(node)
    if (twin !== undefined) return twin
    const kind = tape.kind[node] ?? Kind.scalar
    if (schema === undefined || this.#plan.hidden.has(node)) return this.#inline(node)
    if (kind >= Kind.string) return this.#scalar(node)
    if (schema.kind === 'record') {
      const row = this.#isPartial(node) ? undefined : schema.rowOf.get(node)
      return row === undefined ? `=${this.#inline(node)}` : `{${trimmed(this.#cells(schema, row))}}`
    }
    if (kind !== Kind.list) return `=${this.#inline(node)}`
    return this.#items(node, item => this.#cell(schema.item, item))
  }

  #inline(node: number): string {
    const tape = this.#tape
    if (this.#plan.hidden.has(node)) return HIDDEN
    const twin = this.#twins?.note(node)
    if (twin !== undefined) return twin
    switch (tape.kind[node]) {
      case Kind.object: {
        const all = membersOf(tape, node)
        const members = this.#shown(node, all).map(
          value => `${name(tape, value - 1, false)}:${this.#inline(value)}`,
        )
        if (members.length < all.length) members.push(`… ${all.length - members.length} more`)
        return `{${members.join(',')}}`
      }
      case Kind.list: {
        return this.#numbers(node) ?? this.#items(node, item => this.#inline(item))
      }
      default: {
        return this.#scalar(node)
      }
    }
  }

  /** A list without strings and objects, in which nothing can be a twin, stands as it is spelled. */
  #numbers(list: number): string | undefined {
    const { flags, start, end, next, size, text, cut, length } = this.#tape
    // Where the text is cut off, the last lists have no end.
    if (this.#plan !== WHOLE || (cut !== undefined && next[list] === length)) return undefined
    if (((flags[list] ?? 0) & Flag.worded) !== 0) return undefined
    const from = start[list] ?? 0
    const to = end[list] ?? 0
    if (to - from > TWIN_CHARACTERS && (next[list] ?? 0) - list - 1 !== size[list]) return undefined
    const source = text.slice(from, to)
    return SPACE.test(source) ? source.replaceAll(SPACES, '') : source
  }

  /** A list on one line; where items are missing stands how many. */
  #items(list: number, write: (item: number) => string): string {
    const all = itemsOf(this.#tape, list)
    const shown = this.#plan.shown.get(list)
    if (shown === undefined) return `[${all.map(write).join(',')}]`
    const parts: string[] = []
    let next = 0
    for (const index of shown) {
      if (index > next) parts.push(`… ${index - next} more`)
      parts.push(write(all[index] ?? 0))
      next = index + 1
    }
    if (next < all.length) parts.push(`… ${all.length - next} more`)
    return `[${parts.join(',')}]`
  }

  #scalar(node: number): string {
    const pieces = this.#plan.pieces.get(node)
    const tape = this.#tape
    if (pieces === undefined) return cell(tape, node)
    return shortened(tape.text.slice((tape.start[node] ?? 0) + 1, (tape.end[node] ?? 0) - 1), pieces)
  }
}
