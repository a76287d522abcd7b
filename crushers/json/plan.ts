import { failureAt, speaksOfFailure } from '../selection/failures.ts'
import { EDGE_ROWS } from '../selection/policy.ts'
import type { Loss } from '../types.ts'
import { omissionNote } from './notes.ts'
import {
  EDGE_ITEMS,
  FAILURE_CHARACTERS,
  HIDDEN_CHARACTERS,
  LEAST_SHARE,
  MIN_CHARACTERS,
  MAP_MEMBERS,
  MIN_ITEMS,
  NOTES_SHARE,
  ROW_CHARACTERS,
  ROWS_SHARE,
  WHOLE_ROWS,
  STRANGEST_ROWS,
  WANTED_SHARES,
} from './policy.ts'
import type { Cause, RankedRows, Rankings } from '../selection/rankings.ts'
import { itemsOf, membersOf } from './nodes.ts'
import { type Column, type RecordSchema, schemaUnder } from './schema.ts'
import { Kind, type Tape } from './tape.ts'
import { identifiersOf } from '../selection/identifier.ts'
import { columnsToHide, leavesOf } from './width.ts'
import { type Parallel, parallelOf } from './parallel.ts'
import type { ParallelRows, Pieces, Plan } from './shown.ts'
import { DOCUMENTS, mapSchema } from './members.ts'

export interface Selected extends Plan {
  readonly losses: readonly Loss[]
}

/** Decides what is left out so that about `room` characters of the source are shown. */
export function planSelection(tape: Tape, room: number, rankings: Rankings): Selected {
  const planner = new Planner(tape, rankings)
  if (tape.roots.length > 1) planner.rows(DOCUMENTS, tape.roots, room)
  else planner.fit(tape.roots[0] ?? 0, room, false)
  return planner.plan()
}

/** How many of some things are shown. */
interface Tally {
  readonly kind: Loss['kind']
  readonly unit: string
  kept: number
  total: number
}

class Planner {
  readonly #tape: Tape
  readonly #rankings: Rankings
  readonly #shown = new Map<number, readonly number[]>()
  readonly #pieces = new Map<number, Pieces>()
  readonly #hidden = new Set<number>()
  readonly #columns = new Set<Column>()
  readonly #extras = new Map<number, readonly (readonly [string, number])[]>()
  readonly #notes = new Map<number, string[]>()
  readonly #parallels = new Map<number, ParallelRows>()
  readonly #losses: Loss[] = []
  readonly #tallies = new Map<string, Tally>()
  /** What makes a shown row strange, and the values that hold it. */
  readonly #wanted = new Set<number>()

  constructor(tape: Tape, rankings: Rankings) {
    this.#tape = tape
    this.#rankings = rankings
  }

  plan(): Selected {
    const notes = this.#notes
    return {
      shown: this.#shown,
      pieces: this.#pieces,
      hidden: this.#hidden,
      columns: this.#columns,
      extras: this.#extras,
      parallels: this.#parallels,
      notes: node => notes.get(node) ?? [],
      losses: [...this.#losses, ...this.#tallies.values()],
    }
  }

  #count(kind: Loss['kind'], unit: string, kept: number, total: number): void {
    const tally = this.#tallies.get(unit) ?? { kind, unit, kept: 0, total: 0 }
    tally.kept += kept
    tally.total += total
    this.#tallies.set(unit, tally)
  }

  #length(node: number): number {
    return this.#rankings.lengthOf(node)
  }

  /** Makes a value fit into so many characters of its source. In a row there is no place for notes. */
  fit(node: number, room: number, inRow: boolean): void {
    const length = this.#length(node)
    if (length <= room) return
    if (room < HIDDEN_CHARACTERS) {
      if (length > 2 * HIDDEN_CHARACTERS) this.#hide(node)
      return
    }
    switch (this.#tape.kind[node]) {
      case Kind.string: {
        this.#shorten(node, room)
        return
      }
      case Kind.object: {
        const values = membersOf(this.#tape, node)
        const parallel = inRow ? undefined : parallelOf(this.#tape, node)
        if (parallel !== undefined) this.#sideBySide(node, values, parallel, room)
        else if (!inRow && this.#isMap(node, values)) this.rows(node, values, room)
        else this.#share(node, values, room, inRow)
        return
      }
      case Kind.scalar: {
        return
      }
      default: {
        const items = itemsOf(this.#tape, node)
        const isLong = items.length >= MIN_ITEMS
        const isTable = !inRow && (isLong || schemaUnder(this.#tape, node, items)?.kind === 'record')
        if (isTable) this.rows(node, items, room)
        else if (isLong) this.#few(node, items, room)
        else this.#share(node, items, room, inRow)
      }
    }
  }

  #hide(node: number): void {
    this.#hidden.add(node)
    this.#count('omitted', 'values', 0, 1)
  }

  /** The beginning of a string, and where it speaks of failure. */
  #shorten(node: number, room: number): void {
    const { text, start, end } = this.#tape
    const inner = text.slice((start[node] ?? 0) + 1, (end[node] ?? 0) - 1)
    const kept = Math.max(MIN_CHARACTERS, Math.floor(room))
    // The count of what is missing costs some characters itself.
    if (kept + 40 >= inner.length) return
    const half = kept >> 1
    const failure = failureAt(inner)
    if (failure < half) this.#pieces.set(node, [kept])
    else {
      const from = Math.max(half, failure - FAILURE_CHARACTERS / 3)
      const to = Math.min(inner.length, from + Math.max(half, FAILURE_CHARACTERS))
      this.#pieces.set(node, [half, [from, to]])
    }
    this.#count('shortened', 'characters', kept, inner.length)
  }

  /** Like objects under many names are rows, and so are many members whatever they are. */
  #isMap(object: number, values: readonly number[]): boolean {
    if (values.length >= MAP_MEMBERS || mapSchema(this.#tape, object) !== undefined) return true
    if (values.length < 4 * MIN_ITEMS) return false
    const first = this.#tape.kind[values[0] ?? 0]
    let same = 0
    for (const value of values) if (this.#tape.kind[value] === first) same++
    return same >= values.length * 0.9
  }

  /** Columns that stand one behind the other are shown row by row. */
  #sideBySide(node: number, values: readonly number[], parallel: Parallel, room: number): void {
    const { members, cells, columns, ranking, rows, characters } = parallel
    const isColumn = new Set(members)
    const others = this.#length(node) - members.reduce((sum, member) => sum + this.#length(member), 0)
    const forOthers = Math.min(others, Math.max(room * LEAST_SHARE, (room * others) / this.#length(node)))
    this.#share(node, values, forOthers, false, isColumn)
    const forRows = (room - forOthers) * ROWS_SHARE
    const most = Math.floor(forRows / (characters / rows))
    const edge = most < WHOLE_ROWS ? EDGE_ITEMS : EDGE_ROWS
    const must = ranking.must({ edge, limit: Math.max(1, most - 2 * edge) })
    const more = ranking.spread(must, Math.max(0, most - must.length))
    const chosen = [...must, ...more].sort((left, right) => left - right)
    this.#parallels.set(node, { ...parallel, chosen })
    const each = forRows / (chosen.length * members.length)
    for (const row of chosen)
      for (const column of cells) this.fit(column[row] ?? 0, Math.max(each, MIN_CHARACTERS), true)
    if (chosen.length >= rows) return
    const span = [firstGap(chosen), lastGap(chosen, rows)] as const
    this.#losses.push({ kind: 'omitted', unit: 'rows', kept: chosen.length, total: rows, span })
    this.#note(node, omissionNote(columns, chosen, rows, span, room * NOTES_SHARE))
  }

  /** Small values stay whole; what they leave is shared evenly by the large ones. Those `aside` are seen to elsewhere. */
  #share(
    node: number,
    values: readonly number[],
    room: number,
    inRow: boolean,
    aside?: ReadonlySet<number>,
  ): void {
    const isObject = this.#tape.kind[node] === Kind.object
    const nameOf = (value: number) => (isObject ? this.#length(value - 1) : 0)
    let rest = room
    const sharing = aside === undefined ? values : values.filter(value => !aside.has(value))
    let places = sharing.length
    const gone = new Set<number>()
    for (const value of this.#byLength(sharing)) {
      const length = this.#length(value)
      const fair = this.#fair(value, rest, places--) - nameOf(value)
      // Where names alone are too many, only some of them are shown.
      if (fair < 0 && !this.#wanted.has(value) && !speaksOfFailure(this.#beginning(value))) {
        gone.add(value)
        continue
      }
      this.fit(value, Math.max(0, fair), inRow)
      rest -= nameOf(value) + Math.min(length, Math.max(HIDDEN_CHARACTERS, fair))
    }
    if (gone.size === 0) return
    this.#shown.set(
      node,
      values.flatMap((value, index) => (gone.has(value) ? [] : [index])),
    )
    this.#count('omitted', isObject ? 'members' : 'nested items', values.length - gone.size, values.length)
  }

  /** What makes a row strange first, then the shortest. */
  #byLength(values: readonly number[]): number[] {
    const wanted = (value: number) => (this.#wanted.has(value) ? 1 : 0)
    return values.toSorted(
      (left, right) =>
        wanted(right) - wanted(left) || this.#length(left) - this.#length(right) || left - right,
    )
  }

  #fair(value: number, room: number, places: number): number {
    const fair = Math.max(0, room) / Math.max(1, places)
    return this.#wanted.has(value) ? Math.min(room, fair * WANTED_SHARES) : fair
  }

  #beginning(node: number): string {
    const start = this.#tape.start[node] ?? 0
    return this.#tape.text.slice(start, Math.min(this.#tape.end[node] ?? 0, start + ROW_CHARACTERS))
  }

  /** Shows the rows that tell most; rows that are long themselves are made to fit. */
  rows(node: number, items: readonly number[], room: number): void {
    const ranked = this.#rankings.of(node, items)
    const forRows = room * ROWS_SHARE
    const chosen = this.#choose(ranked, forRows)
    let length = 0
    for (const index of chosen) length += this.#length(items[index] ?? 0)
    if (length > forRows) this.#narrow(node, items, chosen, ranked, forRows)
    if (chosen.length >= items.length) return
    this.#shown.set(node, chosen)
    const span = [firstGap(chosen), lastGap(chosen, items.length)] as const
    this.#losses.push({ kind: 'omitted', unit: 'rows', kept: chosen.length, total: items.length, span })
    this.#note(node, omissionNote(ranked.plain, chosen, items.length, span, room * NOTES_SHARE))
  }

  #note(node: number, note: string): void {
    const notes = this.#notes.get(node)
    if (notes === undefined) this.#notes.set(node, [note])
    else notes.push(note)
  }

  /** As many rows as fit; where that would be too few, as many as fit when each is cut down to what a row needs. */
  #choose({ rows, characters }: RankedRows, room: number): readonly number[] {
    const average = characters / rows.total
    const fitting = Math.floor(room / average)
    const most = fitting < WHOLE_ROWS ? Math.floor(room / Math.min(average, ROW_CHARACTERS)) : fitting
    const edge = most < WHOLE_ROWS ? EDGE_ITEMS : EDGE_ROWS
    const must = rows.must({ edge, limit: Math.max(1, most - 2 * edge) })
    const more = fitting - must.length
    return more > 0 ? [...must, ...rows.spread(must, more)].sort((left, right) => left - right) : must
  }

  /** Too wide for the room: long columns go, then long cells. */
  #narrow(
    node: number,
    items: readonly number[],
    chosen: readonly number[],
    ranked: RankedRows,
    room: number,
  ): void {
    const tape = this.#tape
    const each = room / chosen.length
    for (const index of chosen) this.#want(ranked.causes(index))
    for (const index of ranked.rows.strangest(STRANGEST_ROWS)) this.#wanted.add(items[index] ?? 0)
    const schema = schemaUnder(tape, node, items)
    if (schema?.kind !== 'record') {
      this.#fitCells(
        chosen.map(index => items[index] ?? 0),
        room,
      )
      return
    }
    const firstOf = (index: number) => ranked.causes(index).find(({ isItem }) => !isItem)
    const wanted = new Set(chosen.map(index => firstOf(index)?.name ?? ''))
    for (const { name } of identifiersOf(ranked.columns)) wanted.add(name)
    const nodes = chosen.map(index => items[index] ?? 0)
    const leaves = leavesOf(tape, schema, nodes)
    // A table shows the names once: the room shrinks with what is to be shown in it.
    const values = leaves.reduce((sum, leaf) => sum + leaf.characters, 0)
    const source = nodes.reduce((sum, item) => sum + this.#length(item), 0)
    const forValues = (room * values) / source
    const isWide = ranked.characters * WHOLE_ROWS > room * items.length
    const hidden = isWide ? columnsToHide(tape, leaves, wanted, forValues) : new Set<Column>()
    for (const column of hidden) this.#columns.add(column)
    this.#hideEmpty(schema)
    if (hidden.size > 0) {
      const names = leaves.filter(({ column }) => hidden.has(column)).map(({ path }) => path)
      this.#note(node, `columns left out: ${names.join(', ')}`)
      this.#count('omitted', 'columns', leaves.length - hidden.size, leaves.length)
    }
    const shown = leaves.filter(({ column }) => !hidden.has(column))
    let rest = forValues
    for (const [place, leaf] of shown
      .toSorted((left, right) => left.characters - right.characters)
      .entries()) {
      const fair = rest / (shown.length - place)
      if (leaf.characters > fair) this.#fitCells(leaf.values, fair)
      rest -= Math.min(leaf.characters, fair)
    }
    for (const item of nodes) if (schema.rowOf.get(item) === undefined) this.fit(item, each, true)
    const isShown = new Set(shown.flatMap(({ values }) => values))
    for (const index of chosen) {
      const causes = ranked.causes(index).filter(({ nodes }) => !this.#isVisible(nodes, isShown))
      this.#addExtras(items[index] ?? 0, causes, each)
    }
  }

  /** Whether nothing on the way to a cell is left out, in columns of which these cells are shown. */
  #isVisible(nodes: readonly number[], cells: ReadonlySet<number>): boolean {
    if (!nodes.some(node => cells.has(node))) return false
    for (const [place, node] of nodes.entries()) {
      if (this.#hidden.has(node)) return false
      const shown = this.#shown.get(nodes[place - 1] ?? -1)
      if (shown === undefined) continue
      const holder = nodes[place - 1] ?? 0
      const isObject = this.#tape.kind[holder] === Kind.object
      const all = isObject ? membersOf(this.#tape, holder) : itemsOf(this.#tape, holder)
      if (!shown.some(index => all[index] === node)) return false
    }
    return true
  }

  /** Strange cells of columns that are left out stand behind the row. */
  #addExtras(row: number, causes: readonly Cause[], room: number): void {
    let rest = room
    const extras: (readonly [string, number])[] = []
    for (const { name, cell, nodes } of causes) {
      if (name.length > rest) continue
      // What did not fit where it stands is shown here.
      for (const node of nodes.slice(nodes.indexOf(cell))) {
        this.#hidden.delete(node)
        this.#shown.delete(node)
      }
      this.fit(cell, rest - name.length, true)
      rest -= name.length + Math.min(this.#length(cell), rest)
      extras.push([name, cell])
    }
    if (extras.length > 0) this.#extras.set(row, extras)
  }

  #want(causes: readonly Cause[]): void {
    for (const { nodes, names } of causes) for (const node of [...nodes, ...names]) this.#wanted.add(node)
  }

  /** A column of objects none of whose columns is shown is not shown itself. */
  #hideEmpty(schema: RecordSchema): boolean {
    let isEmpty = true
    for (const column of schema.columns) {
      if (column.schema?.kind === 'record' && this.#hideEmpty(column.schema)) this.#columns.add(column)
      if (!this.#columns.has(column)) isEmpty = false
    }
    return isEmpty
  }

  /** Short cells stay whole, what they leave is shared by the long ones. */
  #fitCells(cells: readonly number[], room: number): void {
    let rest = room
    let places = cells.length
    for (const cell of this.#byLength(cells)) {
      const fair = this.#fair(cell, rest, places--)
      this.fit(cell, fair, true)
      rest -= Math.min(this.#length(cell), fair)
    }
  }

  /** Of a list inside a row, the strangest few and an even spread. */
  #few(node: number, items: readonly number[], room: number): void {
    const ranked = this.#rankings.of(node, items)
    const wanted = items.flatMap((item, index) => (this.#wanted.has(item) ? [index] : []))
    const chosen = [...new Set([...this.#choose(ranked, room), ...wanted])].sort(
      (left, right) => left - right,
    )
    if (chosen.length < items.length) {
      this.#shown.set(node, chosen)
      this.#count('omitted', 'nested items', chosen.length, items.length)
    }
    const each = room / Math.max(1, chosen.length)
    for (const index of chosen) {
      const item = items[index] ?? 0
      this.#want(ranked.causes(index))
      this.fit(item, this.#wanted.has(item) ? Math.min(room, each * WANTED_SHARES) : each, true)
    }
  }
}

/** Number of the first row that is not shown, from 1. */
function firstGap(chosen: readonly number[]): number {
  let gap = 0
  while (chosen[gap] === gap) gap++
  return gap + 1
}

function lastGap(chosen: readonly number[], total: number): number {
  let gap = 0
  while (chosen[chosen.length - 1 - gap] === total - 1 - gap) gap++
  return total - gap
}
