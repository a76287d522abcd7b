import { tellingWords } from './measures/leads.ts'
import { Ledger, type Sent } from './measures/ledger.ts'
import { typeOf, type Use, usesIn } from './measures/references.ts'
import { isTurn, type Transcript } from './transcripts/transcript.ts'

/** What all systems need to know of one transcript. */
export interface Analysis {
  readonly transcript: Transcript
  readonly ledger: Ledger
  /** Indices of the assistant messages before which a request is sent. */
  readonly turns: readonly number[]
  readonly uses: ReadonlyMap<number, readonly Use[]>
  readonly telling: readonly ReadonlySet<string>[]
  /** Content type of each result, by call id. */
  readonly types: ReadonlyMap<string, string>
}

export function analyse(transcript: Transcript): Analysis {
  const ledger = new Ledger(transcript.wire)
  const types = new Map<string, string>()
  for (const message of transcript.messages)
    for (const piece of ledger.sent(message).pieces)
      if (piece.kind === 'result' && piece.callId !== undefined) types.set(piece.callId, typeOf(piece.text))
  return {
    transcript,
    ledger,
    turns: transcript.messages.flatMap((message, index) => (isTurn(message) && index > 0 ? [index] : [])),
    uses: usesIn(transcript, ledger),
    telling: tellingWords(transcript, ledger),
    types,
  }
}

/** Adds the tokens of a request by what they are: the role, or the content type of a result's original. */
export function typesSent(request: readonly Sent[], { types }: Analysis, into: Record<string, number>): void {
  for (const { pieces, tokens } of request) {
    let rest = tokens
    for (const piece of pieces) {
      if (piece.kind === 'call') continue
      const name =
        piece.kind === 'result'
          ? (types.get(piece.callId ?? '') ?? 'other')
          : piece.kind === 'text'
            ? piece.role
            : piece.kind
      const size = piece.kind === 'image' ? 0 : piece.text.tokens
      into[name] = (into[name] ?? 0) + size
      rest -= size
    }
    const name = pieces.some(piece => piece.kind === 'call') ? 'arguments' : 'overhead'
    into[name] = (into[name] ?? 0) + rest
  }
}
