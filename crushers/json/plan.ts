import { formatSummary, selectRows, summarizeColumns } from '../select.ts'
import type { CodedColumn } from '../selection/coded.ts'
import type { Loss } from '../types.ts'
import { columnsOf, lengthsOf } from './columns.ts'
import {
  MIN_CHARACTERS,
  MIN_ITEMS,
  MAX_NESTED_ITEMS,
  NESTED_ITEMS,
  NESTED_SHARE,
  NOTED_COLUMNS,
  NOTE_CHARACTERS,
  ROWS_SHARE,
} from './policy.ts'
import { itemsOf } from './schema.ts'
import { Kind, type Tape } from './tape.ts'
import { DOCUMENTS, membersOf, type Plan } from './write.ts'

/** Decides what is left out so that about `room` characters of the source are shown. */
export function planSelection(
  tape: Tape,
  room: number,
  memo: Ranking,
): Plan & { readonly losses: readonly Loss[] } {
  const planner = new Planner(tape, memo)
  if (tape.roots.length > 1) planner.rows(DOCUMENTS, tape.roots, room)
  else planner.fit(tape.roots[0] ?? 0, room)
  return planner.plan()
}

/** The order in which rows are wanted depends on the content alone, so it is worked out once for all attempts. */
export class Ranking {
  readonly #tape: Tape
  readonly #known = new Map<number, ReturnType<Ranking['rank']>>()
  readonly #nested = new Map<number, ReturnType<typeof selectRows>>()

  constructor(tape: Tape) {
    this.#tape = tape
  }

  of(node: number, items: readonly number[]): ReturnType<Ranking['rank']> {
    const known = this.#known.get(node) ?? this.rank(items)
    this.#known.set(node, known)
    return known
  }

  /** Of a list inside a row, only the strangest few. */
  ofNested(node: number, items: readonly number[]): ReturnType<typeof selectRows> {
    const known =
      this.#nested.get(node) ??
      selectRows([...columnsOf(this.#tape, items), lengthsOf(this.#tape, items)], {
        edge: 1,
        limit: Math.max(NESTED_ITEMS, Math.min(MAX_NESTED_ITEMS, Math.floor(items.length * NESTED_SHARE))),
      })
    this.#nested.set(node, known)
    return known
  }

  private rank(items: readonly number[]) {
    const columns = columnsOf(this.#tape, items)
    return { columns, ...selectRows([...columns, lengthsOf(this.#tape, items)]) }
  }
}

class Planner {
  readonly #tape: Tape
  readonly #ranking: Ranking
  readonly #shown = new Map<number, readonly number[]>()
  readonly #characters = new Map<number, number>()
  readonly #notes = new Map<number, readonly string[]>()
  readonly #losses: Loss[] = []
  #nestedKept = 0
  #nestedTotal = 0
  #charactersKept = 0
  #charactersTotal = 0

  constructor(tape: Tape, ranking: Ranking) {
    this.#tape = tape
    this.#ranking = ranking
  }

  plan(): Plan & { readonly losses: readonly Loss[] } {
    const losses = [...this.#losses]
    if (this.#nestedTotal > 0) {
      losses.push({ kind: 'omitted', unit: 'nested items', kept: this.#nestedKept, total: this.#nestedTotal })
    }
    if (this.#charactersTotal > 0) {
      losses.push({
        kind: 'shortened',
        unit: 'characters',
        kept: this.#charactersKept,
        total: this.#charactersTotal,
      })
    }
    const notes = this.#notes
    return { shown: this.#shown, characters: this.#characters, notes: node => notes.get(node) ?? [], losses }
  }

  /** Makes a value fit into so many characters of its source, as far as its kind allows. */
  fit(node: number, room: number): void {
    const tape = this.#tape
    const length = (tape.end[node] ?? 0) - (tape.start[node] ?? 0)
    if (length <= room) return
    const size = tape.size[node] ?? 0
    switch (tape.kind[node]) {
      case Kind.string: {
        const kept = Math.max(MIN_CHARACTERS, Math.floor(room))
        // The count of what is missing costs some characters itself.
        if (kept + 40 < length) {
          this.#characters.set(node, kept)
          this.#charactersKept += kept
          this.#charactersTotal += length - 2
        }
        return
      }
      case Kind.list: {
        if (size < MIN_ITEMS) this.#share(itemsOf(tape, node), room)
        else this.rows(node, itemsOf(tape, node), room)
        return
      }
      case Kind.object: {
        const values = membersOf(tape, node)
        if (this.#isMap(values)) this.rows(node, values, room)
        else this.#share(values, room)
        return
      }
      default:
    }
  }

  /** Many members of one kind are rows under names. */
  #isMap(values: readonly number[]): boolean {
    if (values.length < 4 * MIN_ITEMS) return false
    const first = this.#tape.kind[values[0] ?? 0]
    let same = 0
    for (const value of values) if (this.#tape.kind[value] === first) same++
    return same >= values.length * 0.9
  }

  /** Small values stay whole; what they leave is shared evenly by the large ones. */
  #share(values: readonly number[], room: number): void {
    const tape = this.#tape
    const byLength = values
      .map(value => [value, (tape.end[value] ?? 0) - (tape.start[value] ?? 0)] as const)
      .sort((left, right) => left[1] - right[1] || left[0] - right[0])
    let rest = room
    for (const [place, [value, length]] of byLength.entries()) {
      const fair = rest / (byLength.length - place)
      if (length > fair) this.fit(value, Math.max(0, fair))
      rest -= Math.min(length, Math.max(0, fair))
    }
  }

  /** Shows the rows that tell most; rows that are long themselves are made to fit. */
  rows(node: number, items: readonly number[], room: number): void {
    const tape = this.#tape
    const { columns, must, spread } = this.#ranking.of(node, items)
    let length = 0
    for (const item of items) length += (tape.end[item] ?? 0) - (tape.start[item] ?? 0)
    const average = length / items.length
    const fitting = Math.floor((room * ROWS_SHARE) / average)
    const wanted = Math.max(fitting, Math.min(must.length, items.length))
    const chosen = [...must, ...spread.slice(0, Math.max(0, wanted - must.length))].sort(
      (left, right) => left - right,
    )
    const each = (room * ROWS_SHARE) / Math.max(1, chosen.length)
    if (each < average) for (const index of chosen) this.#fitRow(items[index] ?? 0, each)
    if (chosen.length >= items.length) return
    this.#shown.set(node, chosen)
    const isShown = new Uint8Array(items.length)
    for (const index of chosen) isShown[index] = 1
    const omitted: number[] = []
    for (let index = 0; index < items.length; index++) if (isShown[index] === 0) omitted.push(index)
    const span = [(omitted[0] ?? 0) + 1, (omitted.at(-1) ?? 0) + 1] as const
    this.#losses.push({ kind: 'omitted', unit: 'rows', kept: chosen.length, total: items.length, span })
    this.#notes.set(node, noteLines(columns, omitted, items.length, span))
  }

  /** A row too long for its share: nested lists keep a few items, long strings their beginning. */
  #fitRow(row: number, room: number): void {
    const tape = this.#tape
    const length = (tape.end[row] ?? 0) - (tape.start[row] ?? 0)
    if (length <= room) return
    const kind = tape.kind[row]
    if (kind === Kind.string) this.fit(row, room)
    else if (kind === Kind.list && (tape.size[row] ?? 0) > NESTED_ITEMS + 1) {
      const items = itemsOf(tape, row)
      const average = length / items.length
      const kept = Math.max(NESTED_ITEMS, Math.floor(room / average))
      if (kept >= items.length) return
      this.#shown.set(
        row,
        Array.from({ length: kept }, (_, index) => index),
      )
      this.#nestedKept += kept
      this.#nestedTotal += items.length
      for (const item of items.slice(0, kept)) this.#fitRow(item, room / kept)
    } else if (kind === Kind.object || kind === Kind.list) {
      const values = kind === Kind.object ? membersOf(tape, row) : itemsOf(tape, row)
      const byLength = values
        .map(value => [value, (tape.end[value] ?? 0) - (tape.start[value] ?? 0)] as const)
        .sort((left, right) => left[1] - right[1] || left[0] - right[0])
      let rest = room
      for (const [place, [value, size]] of byLength.entries()) {
        const fair = Math.max(0, rest / (byLength.length - place))
        if (size > fair) this.#fitRow(value, fair)
        rest -= Math.min(size, fair)
      }
    }
  }
}

function noteLines(
  columns: readonly CodedColumn[],
  omitted: readonly number[],
  total: number,
  [first, last]: readonly [number, number],
): string[] {
  const lines = [`${omitted.length} of ${total} rows omitted, between ${first} and ${last}; of these:`]
  let characters = 0
  const scalars = columns.filter(({ values }) => !values.some(value => /^[[{]/.test(value)))
  for (const note of formatSummary(summarizeColumns(scalars.slice(0, NOTED_COLUMNS), omitted))) {
    characters += note.length
    if (characters > NOTE_CHARACTERS) break
    lines.push(note)
  }
  // Notes are short: several fit on a line.
  return [
    lines.length === 1
      ? (lines[0] ?? '').replace('; of these:', '')
      : `${lines[0]} ${lines.slice(1).join('; ')}`,
  ]
}
