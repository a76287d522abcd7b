import type { NotePlace, Placed } from './emit.ts'
import type { Emission, Original } from './emission.ts'
import type { Format } from './formats/format.ts'
import { emptyNote, type Note } from './ledger/note.ts'
import type { ResolvedOptions } from './options.ts'
import type { Rung } from './stages/budget.ts'

/** An epoch that happened: emissions were rewritten at a boundary. */
export interface EpochRecord {
  /** Index of the message before which it happened. */
  readonly boundary: number
  readonly rungs: readonly Rung[]
  /** Tokens. */
  readonly before: number
  readonly after: number
  readonly unrecoverable: number
  /** What it dropped is in the summary of the note. */
  readonly summarized: boolean
}

/** What does not come from messages: equal for all calls that share a fold. */
export interface FoldSettings {
  readonly options: ResolvedOptions
  readonly format: Format
  /** Tokens left for messages. */
  readonly cap: number
  readonly lossy: boolean
  /** The provider checks reasoning against all that was sent before it. */
  readonly bound: boolean
}

/** Facts from outside the history, looked up before folding and stored as decisions. */
export interface Outside {
  /** Handles that a message of this chain id shows and the store knows. */
  resolved(id: string): ReadonlySet<string>
  /** Members of a composite handle. */
  members(handle: string): readonly string[]
  /** What was decided under a name for the message of this chain id. */
  decided(id: string, name: string): string | undefined
}

/** One view of the fold: what would be sent for the history so far. */
export interface Snapshot {
  readonly placed: readonly Placed[]
  readonly emissions: readonly Emission[]
  readonly note: Note
  readonly epochs: readonly EpochRecord[]
  readonly originals: ReadonlyMap<string, Original>
  /** Tokens of the messages. */
  readonly total: number
  /** Over the budget, but bound reasoning allows no epoch before the next words of the user. */
  readonly held: boolean
}

/** What the fold has made of the history so far; boundaries rewrite it. */
export interface State {
  emissions: Emission[]
  note: Note
  notePlace: NotePlace | undefined
  alternates: boolean
  /** First message that no request has held yet. */
  unsent: number
  total: number
  /** Tokens; see `Due`. */
  retry: number
  storedBytes: number
  epochs: EpochRecord[]
  /** The note that came in with the history. */
  given: Note
  /**
   * Messages before the newest reasoning of which nothing proves that it was made for what stands before it now: they stay
   * as they came.
   */
  adopted: number
}

export const initialState = (): State => ({
  emissions: [],
  note: emptyNote,
  notePlace: undefined,
  alternates: true,
  unsent: 0,
  total: 0,
  retry: 0,
  storedBytes: 0,
  epochs: [],
  given: emptyNote,
  adopted: 0,
})
