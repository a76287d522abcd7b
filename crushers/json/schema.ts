import {
  CONSTANT_CHARACTERS,
  CONSTANT_ROWS,
  FLATTEN_ROWS,
  MAX_COLUMNS,
  MIN_DENSITY,
  SHARED_COLUMNS,
  TWIN_SHARE,
  TWIN_VALUES,
} from './policy.ts'
import { itemsOf, sameSpelling } from './nodes.ts'
import { Spellings } from './spellings.ts'
import { Kind, type Tape } from './tape.ts'
import { twinsOf } from './twins.ts'

/** What many values have in common. A leaf is written as it is, with names and all. */
export type Schema = RecordSchema | ListSchema | undefined

/** Objects with the same keys in the same order, some of which may be missing. */
export interface RecordSchema {
  readonly kind: 'record'
  readonly columns: readonly Column[]
  /** Objects that fit, and for each, by `row * columns.length + column`, the node of the value, or -1. */
  readonly rowOf: Rows
  readonly cells: Int32Array
  readonly rows: number
}

export interface Column {
  /** Node of the key where it was seen first. */
  readonly key: number
  readonly schema: Schema
  /** Every row has this cell. */
  readonly full: boolean
  /** Every row has the same scalar: this node. */
  readonly constant?: number
  /** A nested record all of whose cells are there: its columns stand in the row itself. */
  readonly flat: boolean
}

/** Rows by the nodes of their objects, which ascend. They are nearly always asked for one after another. */
export class Rows {
  readonly #nodes: Int32Array
  #last = -1

  constructor(nodes: Int32Array) {
    this.#nodes = nodes
  }

  get(node: number): number | undefined {
    const nodes = this.#nodes
    if (nodes[this.#last + 1] === node) return ++this.#last
    let from = 0
    let to = nodes.length - 1
    while (from < to) {
      const half = (from + to) >> 1
      if ((nodes[half] ?? 0) < node) from = half + 1
      else to = half
    }
    if (nodes[from] !== node) return undefined
    this.#last = from
    return from
  }
}

/** Lists whose items have something in common. */
export interface ListSchema {
  readonly kind: 'list'
  readonly item: RecordSchema | ListSchema
}

/** The common schema of some nodes; scalars among them are left out of account, if there are not too many. */
export function inferSchema(tape: Tape, nodes: readonly number[]): Schema {
  const objects: number[] = []
  const lists: number[] = []
  for (const node of nodes) {
    if (tape.kind[node] === Kind.object) objects.push(node)
    else if (tape.kind[node] === Kind.list) lists.push(node)
  }
  if (objects.length >= 2 && objects.length * 2 >= nodes.length) return inferRecord(tape, objects)
  if (lists.length === 0 || lists.length * 2 < nodes.length || objects.length > 0) return undefined
  const items: number[] = []
  for (const list of lists) for (const item of itemsOf(tape, list)) items.push(item)
  if (items.length < 2) return undefined
  const item = inferSchema(tape, items)
  return item && { kind: 'list', item }
}

/** Several attempts at a selection write the same document. */
const known = new WeakMap<Tape, Map<number, Schema>>()

/** As `inferSchema`, worked out once for the values under a node. */
export function schemaUnder(tape: Tape, node: number, values: readonly number[]): Schema {
  const memo = known.get(tape) ?? new Map<number, Schema>()
  known.set(tape, memo)
  if (!memo.has(node)) memo.set(node, inferSchema(tape, values))
  return memo.get(node)
}

function inferRecord(tape: Tape, objects: readonly number[]): RecordSchema | undefined {
  const keys = new KeyOrder(tape)
  const fitting: number[] = []
  let present = 0
  for (const object of objects) {
    const size = tape.size[object] ?? 0
    if (!keys.admit(object, size)) continue
    if (keys.length > MAX_COLUMNS) return undefined
    fitting.push(object)
    present += size
  }
  const width = keys.length
  const rows = fitting.length
  if (width === 0 || rows < 2 || rows * 2 < objects.length || present < MIN_DENSITY * rows * width)
    return undefined
  const cells = new Int32Array(rows * width)
  for (let row = 0; row < rows; row++) {
    const object = fitting[row] ?? 0
    const size = tape.size[object] ?? 0
    const first = row * width
    // Whoever has as many keys as there are columns has them all, in their order.
    const isWhole = size === width
    if (!isWhole) cells.fill(-1, first, first + width)
    let column = 0
    let node = object + 1
    for (let index = 0; index < size; index++) {
      if (!isWhole) column = keys.find(node, column)
      cells[first + column++] = node + 1
      node = tape.next[node + 1] ?? 0
    }
  }
  const columns: Column[] = []
  let shared = 0
  for (let column = 0; column < width; column++) {
    let filled = 0
    for (let at = column; at < cells.length && filled < 2; at += width) if ((cells[at] ?? -1) >= 0) filled++
    if (filled === 2) shared++
  }
  // Two objects of which each has its own names are not alike, however few they are.
  if (shared < width * SHARED_COLUMNS) return undefined
  for (let column = 0; column < width; column++)
    columns.push(columnOf(tape, keys.at(column), cells, column, width, rows))
  const rowOf = new Rows(new Int32Array(fitting))
  return { kind: 'record', columns: nameConstants(tape, columns, rows), rowOf, cells, rows }
}

/** Which columns with one value are named in the header. One column must remain, or rows would be empty. */
function nameConstants(tape: Tape, columns: readonly Column[], rows: number): Column[] {
  const pays = ({ constant }: Column) =>
    constant !== undefined &&
    (rows >= CONSTANT_ROWS || (tape.end[constant] ?? 0) - (tape.start[constant] ?? 0) >= CONSTANT_CHARACTERS)
  const keep = columns.every(pays) ? 0 : -1
  return columns.map((column, index) => {
    if (column.constant === undefined || (index !== keep && pays(column))) return column
    const { key, schema, full, flat } = column
    return { key, schema, full, flat }
  })
}

function columnOf(
  tape: Tape,
  key: number,
  cells: Int32Array,
  column: number,
  width: number,
  rows: number,
): Column {
  let present = 0
  let containers = 0
  let first = -1
  let isConstant = true
  for (let row = 0, at = column; row < rows; row++, at += width) {
    const node = cells[at] ?? -1
    if (node < 0) continue
    present++
    if (first < 0) first = node
    if ((tape.kind[node] ?? Kind.scalar) < Kind.string) containers++
    else if (isConstant) isConstant = sameSpelling(tape, first, node)
  }
  const full = present === rows
  if (containers === 0) {
    const constant = full && isConstant ? { constant: first } : {}
    return { key, schema: undefined, full, flat: false, ...constant }
  }
  const values: number[] = []
  for (let at = column; at < cells.length; at += width) {
    const node = cells[at] ?? -1
    if (node >= 0) values.push(node)
  }
  const schema = inferSchema(tape, values)
  // Something must show in every row that the object is there.
  const isSolid =
    schema?.kind === 'record' && schema.rows === rows && schema.columns.some(inner => inner.full)
  const canFlatten = isSolid && full && containers === rows && rows >= FLATTEN_ROWS
  return { key, schema, full, flat: canFlatten && !haveTwins(tape, values) }
}

/** Objects that are there already are named in one word, unless they are spread out. */
function haveTwins(tape: Tape, values: readonly number[]): boolean {
  const twins = twinsOf(tape)
  const looked = Math.min(values.length, TWIN_VALUES)
  let found = 0
  for (let index = 0; index < looked; index++) if (twins.has(values[index] ?? 0)) found++
  return found >= looked * TWIN_SHARE
}

/** The keys of like objects in one order of which every object's keys are a part. */
class KeyOrder {
  readonly #tape: Tape
  readonly #spellings: Spellings
  /** Keys in their order, as nodes and as codes; and where each code stands. */
  readonly #keys: number[] = []
  readonly #codes: number[] = []
  readonly #places: number[] = []

  constructor(tape: Tape) {
    this.#tape = tape
    this.#spellings = new Spellings(tape.text)
  }

  get length(): number {
    return this.#keys.length
  }

  at(column: number): number {
    return this.#keys[column] ?? 0
  }

  /** Takes in the keys of an object, or refuses it when they come in another order or twice. */
  admit(object: number, size: number): boolean {
    const tape = this.#tape
    let added: [place: number, key: number, code: number][] | undefined
    let column = 0
    let node = object + 1
    for (let index = size; index > 0; index--) {
      const found = this.#look(node, column)
      if (found >= 0) column = found + 1
      else {
        if (found === BEFORE) return false
        const code = this.#codeOf(node)
        added ??= []
        if (added.length === MAX_COLUMNS || added.some(([, , other]) => other === code)) return false
        added.push([column, node, code])
      }
      node = tape.next[node + 1] ?? 0
    }
    if (added === undefined) return true
    // From the back, so that places stay right.
    for (let index = added.length - 1; index >= 0; index--) {
      const [place, key, code] = added[index] ?? [0, 0, 0]
      this.#keys.splice(place, 0, key)
      this.#codes.splice(place, 0, code)
    }
    for (let place = added[0]?.[0] ?? 0; place < this.#codes.length; place++)
      this.#places[this.#codes[place] ?? 0] = place
    return true
  }

  /** Column of a key that is known to be at `from` or later. */
  find(key: number, from: number): number {
    const found = this.#look(key, from)
    return found < 0 ? from : found
  }

  #look(key: number, from: number): number {
    const expected = this.#keys[from]
    if (expected !== undefined && sameSpelling(this.#tape, expected, key)) return from
    const following = this.#keys[from + 1]
    if (following !== undefined && sameSpelling(this.#tape, following, key)) return from + 1
    const place = this.#places[this.#codeOf(key)]
    if (place === undefined) return UNKNOWN
    return place < from ? BEFORE : place
  }

  #codeOf(key: number): number {
    return this.#spellings.codeOf(this.#tape.start[key] ?? 0, this.#tape.end[key] ?? 0)
  }
}

const UNKNOWN = -1
const BEFORE = -2
