import { EDGE_ROWS } from '../selection/policy.ts'
import { type RankedRows, Rankings } from '../selection/rankings.ts'
import type { Loss } from '../types.ts'
import type { Edit } from './collapse.ts'
import { treeOf } from './columns.ts'
import { columnsToShow } from './width.ts'
import { areLike } from './like.ts'
import { notesOn } from './notes.ts'
import { Parts } from './parts.ts'
import { LEAST_BLOCK, ROW_CHARACTERS, ROWS_SHARE, WANTED_SHARES, WHOLE_ROWS } from './policy.ts'
import { childrenOf, documentsOf, isScalarNode, keyOf, lengthOf, NodeKind, type YamlTape } from './scan.ts'
import { shortenScalar } from './shorten.ts'

/** What is left out, and what stands in its place. */
export interface YamlPlan {
  readonly edits: readonly Edit[]
  readonly losses: readonly Loss[]
  /** Items of lists from which some were chosen. */
  readonly chosen: readonly number[]
}

/** A row of which not all is shown. */
interface Owner {
  readonly node: number
  lines: number
}

/** Several documents have no node of their own. */
const DOCUMENTS = -1

/** What is known of a document whatever room there is. */
export class YamlPlanner {
  readonly #tape: YamlTape
  readonly #rankings: Rankings
  readonly #hasRowsOnly: boolean

  /** `evenly`: an even spread is shown, too, where there is room. */
  constructor(tape: YamlTape, evenly: boolean) {
    this.#tape = tape
    this.#rankings = new Rankings(treeOf(tape))
    this.#hasRowsOnly = !evenly
  }

  /** Decides what is left out so that about `room` characters of the source are shown. */
  plan(room: number): YamlPlan {
    return new Attempt(this.#tape, this.#rankings, this.#hasRowsOnly).plan(room)
  }
}

class Attempt {
  readonly #tape: YamlTape
  readonly #rankings: Rankings
  readonly #hasRowsOnly: boolean
  readonly #edits: Edit[] = []
  readonly #losses: Loss[] = []
  readonly #chosen: number[] = []
  /** What makes a shown row strange, and what holds it. */
  readonly #wanted = new Set<number>()
  #linesLeftOut = 0
  #shortened: [kept: number, total: number] = [0, 0]

  constructor(tape: YamlTape, rankings: Rankings, hasRowsOnly: boolean) {
    this.#tape = tape
    this.#rankings = rankings
    this.#hasRowsOnly = hasRowsOnly
  }

  plan(room: number): YamlPlan {
    const documents = documentsOf(this.#tape)
    if (areLike(this.#tape, documents)) this.#rows(DOCUMENTS, documents, room, undefined)
    else if (documents.length === 1) this.#fit(documents[0] ?? 0, room, undefined)
    else this.#share(documents, room, undefined)
    const losses = [...this.#losses]
    const [kept, total] = this.#shortened
    if (this.#linesLeftOut > 0)
      losses.push({ kind: 'omitted', unit: 'lines', kept: 0, total: this.#linesLeftOut })
    if (total > 0) losses.push({ kind: 'shortened', unit: 'characters', kept, total })
    const edits = this.#edits.sort((left, right) => left.from - right.from || left.to - right.to)
    return { edits, losses, chosen: this.#chosen }
  }

  #length(node: number): number {
    return lengthOf(this.#tape, node)
  }

  #fit(node: number, room: number, owner: Owner | undefined): void {
    if (this.#length(node) <= room) return
    if (isScalarNode(this.#tape, node)) {
      this.#shorten(node, room)
      return
    }
    const children = childrenOf(this.#tape, node)
    if (areLike(this.#tape, children)) this.#rows(node, children, room, owner)
    else this.#share(children, room, owner)
  }

  #shorten(node: number, room: number): boolean {
    const found = shortenScalar(this.#tape, node, room)
    if (found === undefined) return false
    this.#edits.push(found.edit)
    this.#shortened[0] += found.kept
    this.#shortened[1] += found.total
    return true
  }

  /** Small values stay whole, what they leave is shared by the large ones. */
  #share(children: readonly number[], room: number, owner: Owner | undefined): void {
    const isWanted = (child: number) => this.#wanted.has(child)
    const order = children.toSorted(
      (left, right) =>
        Number(isWanted(right)) - Number(isWanted(left)) ||
        this.#length(left) - this.#length(right) ||
        left - right,
    )
    let rest = room
    const gone = this.#tooMany(children, room)
    let waiting = gone.size
    let isFirst = true
    for (const [index, child] of order.entries()) {
      const length = this.#length(child)
      if (gone.has(child)) {
        waiting--
        continue
      }
      const even = Math.max(0, rest) / Math.max(1, order.length - index - waiting)
      const fair = isWanted(child) ? Math.max(LEAST_BLOCK, Math.min(rest, even * WANTED_SHARES)) : even
      // Something of everything is left.
      const mustStay = isWanted(child) || isFirst
      isFirst = false
      const isScalar = isScalarNode(this.#tape, child)
      if (length > fair) {
        const canStay = mustStay || fair >= LEAST_BLOCK
        if (isScalar ? !(canStay && this.#shorten(child, fair)) && !mustStay : !canStay) {
          gone.add(child)
          continue
        }
        if (!isScalar) this.#fit(child, fair, owner)
      }
      rest -= Math.min(length, fair)
    }
    if (gone.size > 0) this.#omit(children, gone, owner)
  }

  /** Where each of the large values would get too little to show anything, the last of them go, so that the first get enough. */
  #tooMany(children: readonly number[], room: number): Set<number> {
    const isLarge = (child: number): boolean =>
      this.#length(child) > Math.max(LEAST_BLOCK, room / children.length)
    const large = children.filter(child => isLarge(child) && !isScalarNode(this.#tape, child))
    let rest = room
    for (const child of children) if (!isLarge(child)) rest -= this.#length(child)
    const most = Math.max(1, Math.floor(rest / LEAST_BLOCK))
    const order = large.toSorted(
      (left, right) => Number(this.#wanted.has(right)) - Number(this.#wanted.has(left)),
    )
    return new Set(order.slice(most))
  }

  /** Leaves out some of the children of a node. In a row their lines are counted, elsewhere they are named. */
  #omit(children: readonly number[], gone: ReadonlySet<number>, owner: Owner | undefined): void {
    for (let index = 0; index < children.length; ) {
      const from = index
      while (index < children.length && gone.has(children[index] ?? 0)) index++
      if (index === from) {
        index++
        continue
      }
      const run = children.slice(from, index)
      this.#cut(run, children[index], '')
      const lines = this.#linesOf(run)
      if (owner !== undefined) owner.lines += lines
      else {
        this.#linesLeftOut += lines
        this.#comment(run[0] ?? 0, `not shown: ${this.#namesOf(run)}${lines} lines`)
      }
    }
  }

  #namesOf(run: readonly number[]): string {
    if (this.#tape.kind[run[0] ?? 0] !== NodeKind.pair) return ''
    const names: string[] = []
    let characters = 0
    for (const pair of run) {
      const name = keyOf(this.#tape, pair)
      characters += name.length + 2
      if (characters > 200) break
      names.push(name)
    }
    if (names.length < run.length) names.push(`${run.length - names.length} more`)
    return `${names.join(', ')}; `
  }

  /** Removes nodes that follow one another, with the comments before them. */
  #cut(run: readonly number[], next: number | undefined, text: string): void {
    const tape = this.#tape
    const first = run[0] ?? 0
    const last = run.at(-1) ?? first
    const begin = tape.begin[first] ?? 0
    const end = tape.end[last] ?? 0
    // What stands behind a dash is followed by its neighbour there.
    if (begin === tape.from[first] && this.#lineStart(first) !== begin)
      this.#edits.push({ from: begin, to: next === undefined ? begin : (tape.from[next] ?? begin), text: '' })
    else this.#edits.push({ from: begin, to: end, text })
  }

  #linesOf(run: readonly number[]): number {
    const { text, begin, end } = this.#tape
    return linesIn(text, begin[run[0] ?? 0] ?? 0, end[run.at(-1) ?? 0] ?? 0)
  }

  #lineStart(node: number): number {
    return this.#tape.text.lastIndexOf('\n', (this.#tape.from[node] ?? 0) - 1) + 1
  }

  /** A line of its own above the line of a node. */
  #comment(node: number, words: string): void {
    const at = this.#lineStart(node)
    const { text, from } = this.#tape
    const column = Math.min((from[node] ?? 0) - at, /^[ ]*/.exec(text.slice(at, at + 400))?.[0].length ?? 0)
    this.#edits.push({ from: at, to: at, text: `${' '.repeat(column)}# ${words}\n` })
  }

  /** Shows the items that tell most; items that are long themselves are made to fit. */
  #rows(node: number, items: readonly number[], room: number, owner: Owner | undefined): void {
    const ranked = this.#rankings.of(node, items)
    const forRows = owner === undefined ? room * ROWS_SHARE : room
    const chosen =
      owner === undefined ? this.#choose(items, ranked, forRows) : this.#few(items, ranked, forRows)
    if (owner === undefined) for (const index of chosen) this.#chosen.push(items[index] ?? 0)
    this.#narrow(items, chosen, ranked, forRows, owner)
    if (chosen.length >= items.length) return
    const isShown = new Set(chosen)
    const unit = this.#unitOf(items[0] ?? 0)
    const column = ' '.repeat(Math.max(0, this.#tape.column[items[0] ?? 0] ?? 0))
    for (let index = 0; index < items.length; ) {
      const from = index
      while (index < items.length && !isShown.has(index)) index++
      if (index === from) {
        index++
        continue
      }
      const range = index - from === 1 ? `${unit.one} ${from + 1}` : `${unit.many} ${from + 1}-${index}`
      const text = owner === undefined ? `${column}# ${range} not shown\n` : ''
      const run = items.slice(from, index)
      this.#cut(run, items[index], this.#onOwnLine(items[from] ?? 0, text))
      if (owner !== undefined) owner.lines += this.#linesOf(run)
    }
    if (owner !== undefined) return
    const omitted = items.length - chosen.length
    const note = [`of the ${omitted} ${unit.many} not shown:`]
    for (const line of notesOn(ranked, chosen, items.length, room)) note.push(`  ${line}`)
    const text = note.map(line => `${column}# ${line}\n`).join('')
    const end = this.#tape.end[items.at(-1) ?? 0] ?? 0
    this.#edits.push({ from: end, to: end, text: this.#endsOpen(end) ? `\n${text}` : text })
    const missing = items.flatMap((_, index) => (isShown.has(index) ? [] : [index + 1]))
    this.#losses.push({
      kind: 'omitted',
      unit: unit.many,
      kept: chosen.length,
      total: items.length,
      span: [missing[0] ?? 1, missing.at(-1) ?? 1],
    })
  }

  /** A text that ends without a line break ends in the middle of a line. */
  #endsOpen(at: number): boolean {
    return at > 0 && this.#tape.text.charCodeAt(at - 1) !== 10
  }

  #onOwnLine(node: number, text: string): string {
    return text !== '' && this.#endsOpen(this.#tape.begin[node] ?? 0) ? `\n${text}` : text
  }

  #unitOf(node: number): { one: string; many: string } {
    const kind = this.#tape.kind[node]
    if (kind === NodeKind.pair) return { one: 'entry', many: 'entries' }
    return kind === NodeKind.item ? { one: 'item', many: 'items' } : { one: 'document', many: 'documents' }
  }

  /** Of a list inside a row what makes the row strange, and the first, then what else there is room for. */
  #few(items: readonly number[], { rows, characters }: RankedRows, room: number): readonly number[] {
    const most = Math.max(1, Math.floor(room / Math.min(characters / items.length, ROW_CHARACTERS / 2)))
    const chosen = new Set(items.flatMap((item, index) => (this.#wanted.has(item) ? [index] : [])))
    for (const index of rows.must({ edge: 1, limit: most })) if (chosen.size < most) chosen.add(index)
    return [...chosen].sort((left, right) => left - right)
  }

  /** As many rows as fit; where that would be too few, as many as fit when each is cut down to what a row needs. */
  #choose(items: readonly number[], { rows, characters }: RankedRows, room: number): readonly number[] {
    const average = characters / items.length
    const fitting = Math.floor(room / average)
    const most = fitting < WHOLE_ROWS ? Math.floor(room / Math.min(average, ROW_CHARACTERS)) : fitting
    const edge = most < 4 * EDGE_ROWS || this.#hasRowsOnly ? 1 : EDGE_ROWS
    const must = rows.must({ edge, limit: Math.max(1, most - 2 * edge) })
    const more = this.#hasRowsOnly ? 0 : fitting - must.length
    return more > 0 ? [...must, ...rows.spread(must, more)].sort((left, right) => left - right) : must
  }

  /** Rows that are too long for the room are shown in part: the same columns of each, and what makes one strange. */
  #narrow(
    items: readonly number[],
    chosen: readonly number[],
    ranked: RankedRows,
    room: number,
    owner: Owner | undefined,
  ): void {
    let length = 0
    for (const index of chosen) length += this.#length(items[index] ?? 0)
    if (length <= room) return
    const columns = columnsToShow(ranked, chosen, node => this.#length(node), room)
    const each = room / chosen.length
    for (const index of chosen) {
      const item = items[index] ?? 0
      const itself = owner ?? { node: item, lines: 0 }
      if (columns === undefined) this.#fit(item, each, itself)
      else {
        const parts = new Parts()
        for (const column of columns) parts.add(ranked.nodesOf(index, column))
        for (const { nodes, names, cell, isItem } of ranked.causes(index)) {
          parts.add(isItem ? nodes.slice(0, nodes.indexOf(cell) + 1) : nodes)
          for (const node of [...nodes, ...names]) this.#wanted.add(node)
        }
        this.#showParts(item, parts, each, itself)
      }
      if (owner !== undefined || itself.lines === 0) continue
      this.#linesLeftOut += itself.lines
      this.#comment(item, `${itself.lines} lines of the next ${this.#unitOf(item).one} left out`)
    }
  }

  #showParts(node: number, parts: Parts, room: number, owner: Owner): void {
    const children = childrenOf(this.#tape, node)
    const gone = new Set(children.filter(child => !parts.has(child)))
    // Of a row that has none of the columns something must be left.
    if (gone.size === children.length) {
      this.#share(children, room, owner)
      return
    }
    for (const child of children) {
      if (gone.has(child)) continue
      if (parts.isEnd(child)) this.#fit(child, room / 2, owner)
      else this.#showParts(child, parts, room, owner)
    }
    if (gone.size > 0) this.#omit(children, gone, owner)
  }
}

function linesIn(text: string, from: number, to: number): number {
  let lines = 0
  for (let at = text.indexOf('\n', from); at >= 0 && at < to; at = text.indexOf('\n', at + 1)) lines++
  return Math.max(1, lines)
}
