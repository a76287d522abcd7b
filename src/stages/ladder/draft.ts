import { markersIn, handleOf } from '../../ccr/marker.ts'
import type { Emission, Original, Outcome, Reason, Status } from '../../emission.ts'
import { valueAt } from '../../formats/patch.ts'
import { type Json, parseJson } from '../../json.ts'
import type { Note } from '../../ledger/note.ts'
import { measureMessage } from '../../measure.ts'
import type { Edit, Message, Part } from '../../transcript.ts'
import type { BudgetInput, Rung } from '../budget.ts'
import { originOf } from '../crush.ts'
import { markOf } from '../due.ts'
import { firstUser, isPinned } from '../groups.ts'

/** What a rung changes about one part. */
export interface Change {
  readonly text: string
  readonly originals: readonly Original[]
  readonly rung: Rung
  readonly status: Status
  readonly reason: Reason
  readonly losses?: Outcome['losses']
}

/** What the rungs work on: a copy of the fold's state, and what it would take to make it true. */
export class Draft {
  readonly input: BudgetInput
  readonly emissions: Emission[]
  readonly originals = new Map<string, Original>()
  readonly rungs = new Set<Rung>()
  /** The task: the first message in which a user says something. */
  readonly task: number
  /** Tokens above which an epoch is due. */
  readonly mark: number
  note: Note
  unrecoverable = 0
  /** Tokens, exact after `recount`. */
  total: number
  #stored: number

  constructor(input: BudgetInput, total: number) {
    this.input = input
    this.emissions = [...input.emissions]
    this.note = input.note
    this.#stored = input.storedBytes
    this.task = firstUser(input.messages)
    this.mark = markOf(input)
    this.total = total
  }

  isFree(entry: number): boolean {
    const message = this.message(entry)
    return (
      entry !== this.input.notePlace?.entry &&
      !isPinned(this.input.messages, entry, this.task) &&
      !(message.source !== undefined && this.input.options.pin(message.source))
    )
  }

  /** `false` where the new text would be no shorter. */
  setText(entry: number, index: number, change: Change): boolean {
    const emission = this.emissions[entry]
    const part = this.message(entry).parts[index]
    const outcome = emission?.outcomes[index]
    if (!emission || !part || !outcome) return false
    const after = this.input.options.tokenizer.count(change.text)
    if (after >= outcome.after) return false
    const edits: Edit[] = [
      ...emission.edits.filter(edit => edit.path !== part.path),
      { op: 'set', path: part.path, value: this.#valueOf(entry, part, change.text) },
    ]
    const changed: Outcome = {
      ...outcome,
      status: change.status,
      reason: change.reason,
      after,
      losses: change.losses ?? [],
      handles: markersIn(change.text).map(found => found.handle),
      refersTo: [],
    }
    this.keep(change.originals)
    this.rungs.add(change.rung)
    this.put(entry, {
      ...emission,
      edits,
      tokens: this.measure(entry, edits),
      outcomes: emission.outcomes.with(index, changed),
    })
    return true
  }

  /** Arguments that the format holds as an object stay one. */
  #valueOf(entry: number, part: Part, text: string): Json {
    const held = part.kind === 'arguments' ? valueAt(this.message(entry).source, part.path) : text
    return typeof held === 'string' ? text : (parseJson(text) ?? text)
  }

  put(entry: number, emission: Emission): void {
    this.total += emission.tokens - (this.emissions[entry]?.tokens ?? 0)
    this.emissions[entry] = emission
  }

  measure = (entry: number, edits: readonly Edit[]): number =>
    measureMessage(this.input.format, this.message(entry).source, edits, this.input.options.tokenizer)

  recount(): void {
    this.total = this.input.total(this.emissions, this.note)
  }

  original(entry: number, part: Part): Original {
    const origin = originOf(this.message(entry), this.input.callOf(entry, part.callId ?? ''))
    return {
      ...origin,
      handle: handleOf(part.text),
      content: part.text,
      kind: 'text',
      contentType: this.outcome(entry, this.message(entry).parts.indexOf(part))?.type ?? 'other',
    }
  }

  /** Refusals follow from the history: the bytes that its originals take so far. */
  fits(originals: readonly Original[]): boolean {
    let bytes = this.#stored
    for (const original of originals)
      if (!this.originals.has(original.handle)) bytes += original.content.length * 2
    return bytes <= this.input.options.maxSessionBytes
  }

  keep(originals: readonly Original[]): void {
    for (const original of originals) {
      if (this.originals.has(original.handle)) continue
      this.originals.set(original.handle, original)
      this.#stored += original.content.length * 2
    }
  }

  message(entry: number): Message {
    const message = this.input.messages[entry]
    if (message === undefined) throw new RangeError(`no message ${entry}`)
    return message
  }

  outcome(entry: number, index: number): Outcome | undefined {
    return this.emissions[entry]?.outcomes[index]
  }

  /** Nothing of a message that was dropped. */
  parts(entry: number): [number, Part][] {
    return this.emissions[entry]?.dropped ? [] : [...this.message(entry).parts.entries()]
  }
}
