import type { Transcript, Wire, WireMessage } from '../transcripts/transcript.ts'

export interface OpenContext {
  /** Tokens that the messages of a request may have. `undefined`: no limit. */
  readonly budget: number | undefined
  readonly wire: Wire
  /** Tokens of a message, cached for the session. */
  readonly count: (message: WireMessage) => number
  /** What has not happened yet. Only the oracle looks. */
  readonly future: Transcript
}

/** One conversation. The bench opens a new one for each transcript, and one more to see what a restart changes. */
export interface SystemSession {
  /** Messages are frozen and must not be mutated. */
  compress(messages: readonly WireMessage[]): Promise<readonly WireMessage[]> | readonly WireMessage[]
  /** Handles that can be read in a text. */
  handles?(text: string): readonly string[]
  /** The whole original behind a handle. */
  restore?(handle: string): Promise<string | undefined>
  /** What the model gets when it asks a handle for something. */
  retrieve?(handle: string, query: string): Promise<string | undefined>
  /** Tokens of the tool that is sent with every request so that the model can ask. */
  readonly toolTokens?: number
  /** Tokens that models of its own read and wrote so far. */
  spent?(): { readonly input: number; readonly output: number }
  close?(): Promise<void> | void
}

/** Something that makes requests shorter. */
export interface System {
  readonly name: string
  /** One line on how it is set up. */
  readonly about: string
  /** An adversary or the oracle: no product, shown apart. */
  readonly kind?: 'oracle' | 'adversary'
  /** Package that it compares with. Where it is not installed the system is left out. */
  readonly needs?: string
  open(context: OpenContext): Promise<SystemSession> | SystemSession
}

/** Results changed one by one, each a pure function of itself and its call, so that prefixes stay as they were. */
export function mapResults(
  wire: Wire,
  messages: readonly WireMessage[],
  change: (text: string, result: number) => string,
): readonly WireMessage[] {
  let result = 0
  return messages.map(message => wire.withResults(message, piece => change(piece.text, result++)))
}

export const countResults = (wire: Wire, messages: readonly WireMessage[]): number =>
  messages.reduce(
    (sum, message) => sum + wire.pieces(message).filter(piece => piece.kind === 'result').length,
    0,
  )
