import { adopt, type BoundaryView, climb } from './boundary.ts'
import { alternates, layout, type Placed } from './emit.ts'
import type { Decide, Wanted } from './decisions.ts'
import { type Emission, type Original, shownTexts } from './emission.ts'
import { markersIn } from './ccr/marker.ts'
import { compositesOf, isNote, type Note, parseNote } from './ledger/note.ts'
import { isObject, parseJson } from './json.ts'
import type { Budgeted, Reviver } from './stages/budget.ts'
import { addSightings } from './stages/crush.ts'
import { type Ingested, ingestMessage, verbatim } from './stages/ingest.ts'
import { hasReasoning, reasoningIn, sentName } from './stages/reasoning.ts'
import { Sightings } from './stages/repeats.ts'
import {
  type EpochRecord,
  type FoldSettings,
  initialState,
  type Outside,
  type Snapshot,
  type State,
} from './state.ts'
import { type Call, callsAfter, type Message } from './transcript.ts'

/**
 * The loop of DESIGN section 4 over one history. Everything it decides for a message depends on that message and on
 * what precedes it; what it remembers is only a memo, so another process that folds the same history gets the same.
 */
export class Fold {
  readonly settings: FoldSettings
  readonly ids: string[] = []
  readonly messages: Message[] = []
  readonly originals = new Map<string, Original>()
  readonly #ingested: Ingested[] = []
  readonly #calls: ReadonlyMap<string, Call>[] = []
  #sightings = new Sightings()
  #state: State = initialState()
  #tentative: { at: number; result: Budgeted | undefined } | undefined
  /** What the step at hand has asked for and not got. */
  #wanted: Wanted[] = []
  /** Chain ids of messages that were folded while the store failed. */
  readonly #raw = new Set<string>()
  readonly #frozen = new Set<number>()
  /** Names of what this process sent, by the chain id of the last message. */
  readonly #sent = new Map<string, string>()
  readonly #outside: Outside

  constructor(settings: FoldSettings, outside: Outside) {
    this.settings = settings
    this.#outside = outside
  }

  get length(): number {
    return this.messages.length
  }

  /**
   * Takes the next message of the history. Where something has to be decided first it says what, and nothing has happened:
   * the caller decides, and comes back with the same message.
   */
  add(message: Message, id: string): readonly Wanted[] {
    const entry = this.messages.length
    if (message.role === 'assistant' && this.#state.unsent < entry) {
      this.#decide()
      const wanted = this.#asked()
      if (wanted.length > 0) return wanted
      this.#boundary()
    }
    if (this.settings.bound && hasReasoning(message) && !this.#isProven())
      adopt(this.#state, this.messages, this.settings)
    const calls = callsAfter(message, this.#calls.at(-1))
    const ingested = this.#ingested[entry] ?? this.#ingest(message, entry, id, calls)
    if (ingested === undefined) return this.#asked()
    this.messages.push(message)
    this.ids.push(id)
    this.#calls.push(calls)
    this.#readNote(message, entry, id)
    for (const original of ingested.originals) this.#remember(original)
    this.#ingested[entry] = ingested
    this.#state.emissions.push(ingested.emission)
    this.#state.total += ingested.emission.tokens
    this.#see(entry, ingested.emission)
    return []
  }

  /**
   * What results will ask for that follow the message at hand, as far as can be told now: so that what belongs to one turn is
   * decided at once. A guess, which costs a decision that nobody asks for where two of them turn out to be repeats.
   */
  foresee(message: Message, id: string): readonly Wanted[] {
    if (message.role !== 'tool') return []
    this.#crush(
      message,
      this.messages.length,
      id,
      callsAfter(message, this.#calls.at(-1)),
      this.#sightings,
      this.#state.emissions,
    )
    return this.#asked()
  }

  /** What has to be decided before the history so far can be sent. */
  missing(): readonly Wanted[] {
    this.#decide()
    return this.#asked()
  }

  /** What would be sent now. Kept only if an assistant message follows. */
  snapshot(): Snapshot {
    const result = this.#decide()
    const state = this.#state
    const emissions = result?.emissions ?? state.emissions
    const note = result?.note ?? state.note
    const placed = this.#layout(emissions, note, result ? this.#alternating() : state.alternates)
    const originals = new Map(this.originals)
    for (const original of this.#originalsOf(result)) originals.set(original.handle, original)
    const total = placed.reduce((sum, item) => sum + item.tokens, 0)
    const id = this.ids.at(-1)
    if (this.settings.bound && id !== undefined) this.#sent.set(id, sentName(placed))
    return {
      placed,
      emissions,
      note,
      epochs: result && isEpoch(result) ? [...state.epochs, this.#record(result)] : [...state.epochs],
      originals,
      total,
      held: total > this.settings.cap && this.#isHeld(),
    }
  }

  /**
   * Goes back to the beginning, remembering how the first `length` messages were crushed.
   * @returns these messages, to be added again
   */
  rewind(length: number): { readonly messages: readonly Message[]; readonly ids: readonly string[] } {
    const kept = { messages: this.messages.slice(0, length), ids: this.ids.slice(0, length) }
    this.messages.length = 0
    this.ids.length = 0
    this.#calls.length = 0
    this.#ingested.length = Math.min(this.#ingested.length, length)
    this.#sightings = new Sightings()
    this.#state = initialState()
    this.#tentative = undefined
    this.originals.clear()
    return kept
  }

  /**
   * What was folded while the store failed stays raw for good: what was sent once is sent again.
   * @param ids chain ids of the messages that this call added
   * @param boundary the first boundary that no call before has decided
   */
  freeze(ids: readonly string[], boundary: number): void {
    for (const id of ids) this.#raw.add(id)
    for (let at = boundary; at <= this.length + ids.length; at++) this.#frozen.add(at)
  }

  callOf = (entry: number, id: string): Call | undefined => this.#calls[entry]?.get(id)

  #boundary(): void {
    const result = this.#decide()
    const state = this.#state
    if (result) {
      const alternating = this.#alternating()
      for (const original of this.#originalsOf(result)) this.#remember(original)
      const changed = result.emissions.flatMap((emission, entry) =>
        emission === state.emissions[entry] ? [] : [entry],
      )
      state.emissions = [...result.emissions]
      state.note = result.note
      state.alternates = alternating
      state.total = result.after
      state.retry = result.retry
      if (result.rungs.includes('reasoning')) state.adopted = 0
      if (isEpoch(result)) state.epochs.push(this.#record(result))
      for (const entry of changed) this.#see(entry, state.emissions[entry] as Emission)
    }
    state.unsent = this.messages.length
    this.#tentative = undefined
  }

  #decide(): Budgeted | undefined {
    const at = this.messages.length
    if (this.#tentative?.at === at) return this.#tentative.result
    const result = this.#frozen.has(at) ? undefined : climb(this.#view())
    if (this.#wanted.length === 0) this.#tentative = { at, result }
    return result
  }

  #asked(): readonly Wanted[] {
    const wanted = this.#wanted
    this.#wanted = []
    return wanted
  }

  #decideFor =
    (id: string): Decide =>
    (name, make) => {
      const decided = this.#outside.decided(id, name)
      if (decided === undefined) this.#wanted.push({ id, name, make })
      return decided
    }

  /** The record of what the newest snapshot sends: it proves later that the reasoning of its answer was made for it. */
  sentRecord(): Wanted | undefined {
    const id = this.ids.at(-1)
    const name = id === undefined ? undefined : this.#sent.get(id)
    if (id === undefined || name === undefined || this.#outside.decided(id, sent) !== undefined)
      return undefined
    return { id, name: sent, make: async () => JSON.stringify({ sent: name }) }
  }

  /** Whether what stands before the next message is what was sent when that message was made. */
  #isProven(): boolean {
    const id = this.ids.at(-1)
    if (id === undefined) return true
    const stored = parseJson(this.#outside.decided(id, sent) ?? '')
    const known = this.#sent.get(id) ?? (isObject(stored) ? stored.sent : undefined)
    const { emissions, note, alternates: alternating } = this.#state
    return known === sentName(this.#layout(emissions, note, alternating))
  }

  #isHeld = (): boolean => this.settings.bound && reasoningIn(this.messages) === 'held'

  #view(): BoundaryView {
    const alternating = this.#alternating()
    return {
      settings: this.settings,
      state: this.#state,
      messages: this.messages,
      ingested: this.#ingested,
      callOf: this.callOf,
      decide: this.#decideFor(this.ids.at(-1) ?? ''),
      total: (emissions, note) =>
        this.#layout(emissions, note, alternating).reduce((sum, item) => sum + item.tokens, 0),
      reviver: () => this.#reviver(),
    }
  }

  #reviver(): Reviver {
    const sightings = new Sightings(this.#sightings)
    return {
      crush: (entry, emissions) =>
        this.#crush(
          this.messages[entry] as Message,
          entry,
          this.ids[entry] as string,
          this.#calls[entry] as ReadonlyMap<string, Call>,
          sightings,
          emissions,
        ),
      see: (entry, emission) => this.#see(entry, emission, sightings),
    }
  }

  #layout(emissions: readonly Emission[], note: Note, alternating: boolean): Placed[] {
    const { format, options } = this.settings
    return layout({
      messages: this.messages,
      emissions,
      note,
      notePlace: this.#state.notePlace,
      alternates: alternating,
      format,
      tokenizer: options.tokenizer,
    })
  }

  /** `undefined` where something has to be decided first. */
  #ingest(
    message: Message,
    entry: number,
    id: string,
    calls: ReadonlyMap<string, Call>,
  ): Ingested | undefined {
    const ingested = this.#crush(message, entry, id, calls, this.#sightings, this.#state.emissions)
    if (this.#wanted.length > 0) return undefined
    const kept = ingested.originals.filter(original => !this.originals.has(original.handle))
    const bytes = kept.reduce((sum, original) => sum + original.content.length * 2, 0)
    if (this.#state.storedBytes + bytes <= this.settings.options.maxSessionBytes) return ingested
    return { emission: verbatim(message, 'session_bytes', this.settings), originals: [] }
  }

  #crush(
    message: Message,
    entry: number,
    id: string,
    calls: ReadonlyMap<string, Call>,
    sightings: Sightings,
    emissions: readonly Emission[],
  ): Ingested {
    const { options, format, lossy } = this.settings
    const raw = this.#raw.has(id)
    const resolved = this.#outside.resolved(id)
    return ingestMessage(message, {
      options,
      format,
      lossy: lossy && !raw,
      callOf: call => calls.get(call),
      sightings,
      isShown: (source, emission) => source < entry && emissions[source] === emission,
      isOurs: handle => resolved.has(handle) || this.originals.has(handle),
      ...(raw ? {} : { decide: this.#decideFor(id) }),
    })
  }

  /** A note of ours that comes back as input goes on where it stopped. */
  #readNote(message: Message, entry: number, id: string): void {
    if (message.role !== 'user') return
    for (const part of message.parts) {
      if (part.kind !== 'text' || !isNote(part.text)) continue
      const resolved = this.#outside.resolved(id)
      const found = markersIn(part.text)
      if (found.length === 0 || !found.every(one => resolved.has(one.handle))) continue
      this.#state.given = parseNote(part.text, handle => this.#outside.members(handle))
      this.#state.note = this.#state.given
      this.#state.notePlace = { entry, path: part.path }
      return
    }
  }

  #see(entry: number, emission: Emission, sightings = this.#sightings): void {
    const message = this.messages[entry]
    if (!message || emission.dropped || emission.outcomes.some(outcome => outcome.status === 'stubbed'))
      return
    const texts = shownTexts(message, emission)
    addSightings(sightings, message, entry, emission, texts, id => this.callOf(entry, id))
  }

  #remember(original: Original): void {
    if (this.originals.has(original.handle)) return
    this.originals.set(original.handle, original)
    this.#state.storedBytes += original.content.length * 2
  }

  #originalsOf(result: Budgeted | undefined): readonly Original[] {
    return result ? [...result.originals, ...compositesOf(result.note)] : []
  }

  /** Where the note stands is decided by the first epoch: a note that moved would break the prefix. */
  #alternating = (): boolean =>
    this.#state.note.lines.length > 0 ? this.#state.alternates : alternates(this.messages)

  #record = (result: Budgeted): EpochRecord => ({
    boundary: this.messages.length,
    rungs: result.rungs,
    before: result.before,
    after: result.after,
    unrecoverable: result.unrecoverable,
    summarized: result.summarized,
  })
}

/** Name of the decision that records what was sent. */
const sent = 'sent'

/** Crushing giants before they are sent rewrites nothing; only the other rungs are an epoch. */
const isEpoch = (result: Budgeted): boolean => result.rungs.some(rung => rung !== 'giants')
