import { o200k } from '../../src/tokens.ts'
import type { Piece, Wire, WireMessage } from '../transcripts/transcript.ts'
import { holds, readable, wordsOf } from './readable.ts'

/** A text of a session, read once whatever the number of requests and systems that show it. */
export interface Text {
  readonly raw: string
  readonly readable: string
  readonly tokens: number
  readonly words: ReadonlySet<string>
  /** Whether it shows an identifier, by identifier: the question that is asked most. */
  readonly shown: Map<string, boolean>
  /** Other answers about this text, by question. */
  readonly known: Map<string, unknown>
}

export interface SentPiece extends Omit<Piece, 'text' | 'counted'> {
  readonly text: Text
  readonly tokens: number
}

/** One message as sent. Equal records are byte-identical messages. */
export interface Sent {
  readonly tokens: number
  readonly pieces: readonly SentPiece[]
}

/** What a message costs beside its text: role and delimiters. */
const messageOverhead = 5
/** An image of ordinary size; the providers' formulas give 700 to 1,600. */
const imageTokens = 1_000

/** Interns the texts and messages of one session. */
export class Ledger {
  readonly #texts = new Map<string, Text>()
  readonly #sent = new Map<string, Sent>()
  readonly #seen = new WeakMap<WireMessage, Sent>()
  readonly #wire: Wire

  constructor(wire: Wire) {
    this.#wire = wire
  }

  text(raw: string): Text {
    let text = this.#texts.get(raw)
    if (!text) this.#texts.set(raw, (text = lazyText(raw)))
    return text
  }

  /** All texts met so far. */
  texts(): Iterable<Text> {
    return this.#texts.values()
  }

  sent(message: WireMessage): Sent {
    let sent = this.#seen.get(message)
    if (sent) return sent
    const key = JSON.stringify(message)
    sent = this.#sent.get(key)
    if (!sent) {
      const pieces = this.#wire.pieces(message).map(piece => this.#piece(piece))
      const tokens = pieces.reduce((sum, piece) => sum + piece.tokens, messageOverhead)
      this.#sent.set(key, (sent = { tokens, pieces }))
    }
    this.#seen.set(message, sent)
    return sent
  }

  request(messages: readonly WireMessage[]): Sent[] {
    return messages.map(message => this.sent(message))
  }

  #piece({ counted, ...piece }: Piece): SentPiece {
    const text = this.text(piece.text)
    const size = counted === undefined ? text : this.text(counted)
    return { ...piece, text, tokens: piece.kind === 'image' ? imageTokens : size.tokens }
  }
}

function lazyText(raw: string): Text {
  let read: string | undefined
  let tokens: number | undefined
  let words: ReadonlySet<string> | undefined
  return {
    raw,
    shown: new Map(),
    known: new Map(),
    get readable() {
      return (read ??= readable(raw))
    },
    get tokens() {
      return (tokens ??= o200k.count(raw))
    },
    get words() {
      return (words ??= wordsOf(this.readable))
    },
  }
}

/** Remembers an answer with the text that it is about. */
export function remembered<T>(text: Text, question: string, answer: () => T): T {
  if (text.known.has(question)) return text.known.get(question) as T
  const found = answer()
  text.known.set(question, found)
  return found
}

export function shows(text: Text, identifier: string): boolean {
  let shown = text.shown.get(identifier)
  if (shown === undefined) text.shown.set(identifier, (shown = holds(text.readable, identifier)))
  return shown
}
