import { tellingWords } from './measures/leads.ts'
import { Ledger } from './measures/ledger.ts'
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
