import { detectContentType } from '../../src/stages/route.ts'
import { isTurn, type Transcript } from '../transcripts/transcript.ts'
import { errorLinesIn, type IdentifierKind, identifiersIn } from './identifiers.ts'
import { bindingIn, companyOf, labelsOf } from './label.ts'
import type { Ledger, Text } from './ledger.ts'
import { holds, lineAround, placesOf } from './readable.ts'

/** Something that a later assistant message used and that the model can only have had from an earlier message. */
export interface Reference {
  readonly identifier: string
  readonly kind: IdentifierKind
  /** Index of the message, and the text in it, where the identifier stood first. */
  readonly source: number
  readonly text: Text
  /** What is brought back where no handle leads to it: the whole output of a tool, or the whole message that said it. */
  readonly again: Text
  /** Of a tool's result. */
  readonly callId?: string
  /** Content type of a tool's result; `own` for what user, system and assistant said. */
  readonly type: string
  /** What names the identifier in its source; empty where nothing does. */
  readonly labels: readonly string[]
  readonly company: readonly (readonly string[])[]
  /** For a number that only counts lines: the line it stands for. */
  readonly line?: string
}

export interface Use {
  readonly reference: Reference
  readonly first: boolean
  /** Turns since the source was delivered. */
  readonly distance: number
}

const gutterBefore = /^[ \t]*$/
const gutterAfter = /^\d{0,7}(?:[\t→:|]| {2})/

/** The line that a number stands for, where it occurs as a line number of the text and as nothing else. */
function numberedLine(text: string, number: string): string | undefined {
  let shown: string | undefined
  for (const at of placesOf(text, number, 20)) {
    const line = lineAround(text, at)
    const rest = text.slice(at + number.length, line.end)
    if (!gutterBefore.test(text.slice(line.start, at)) || !gutterAfter.test(rest)) return undefined
    shown ??= rest.replace(gutterAfter, '').trim()
  }
  return shown
}

/** All uses of references, by the index of the assistant message that makes them. */
export function usesIn(transcript: Transcript, ledger: Ledger): ReadonlyMap<number, readonly Use[]> {
  const { messages } = transcript
  const spoken = new Map<string, number[]>()
  const voices: { index: number; text: string }[] = []
  const turnOf: number[] = []
  let turn = 0
  messages.forEach((message, index) => {
    turnOf.push(turn)
    if (!isTurn(message)) return
    turn++
    const said = ledger
      .sent(message)
      .pieces.filter(piece => piece.kind === 'text' || piece.kind === 'call')
      .map(piece => piece.text.readable)
    voices.push({ index, text: said.join('\n') })
    for (const identifier of new Set(said.flatMap(text => [...identifiersIn(text).keys()])))
      spoken.set(identifier, [...(spoken.get(identifier) ?? []), index])
  })
  const quotable = voices.map(voice => ({ ...voice, errors: errorLinesIn(voice.text) }))

  const uses = new Map<number, Use[]>()
  const known = new Set<string>()
  messages.forEach((message, source) => {
    const fresh: { reference: Reference; later: readonly number[] }[] = []
    const pieces = ledger.sent(message).pieces.filter(({ kind }) => kind !== 'sealed' && kind !== 'image')
    let said: Text | undefined
    for (const piece of pieces) {
      const result = piece.kind === 'result'
      const text = piece.text.readable
      const candidates = new Map(identifiersIn(text))
      if (result) for (const line of errorLinesIn(text)) candidates.set(line, 'error')
      let type: string | undefined
      for (const [identifier, kind] of candidates) {
        if (known.has(identifier)) continue
        known.add(identifier)
        const later = (
          kind === 'error'
            ? quotable.filter(voice => voice.errors.has(identifier)).map(voice => voice.index)
            : (spoken.get(identifier) ?? [])
        ).filter(index => index > source)
        if (later.length === 0 || !holds(text, identifier)) continue
        const line = kind === 'number' && result ? numberedLine(text, identifier) : undefined
        const labels = result && line === undefined ? labelsOf(text, identifier) : []
        type ??= result ? typeOf(piece.text) : 'own'
        fresh.push({
          later,
          reference: {
            identifier,
            kind,
            source,
            text: piece.text,
            again: result
              ? piece.text
              : (said ??= ledger.text(pieces.map(({ text }) => text.raw).join('\n'))),
            type,
            labels: bindingIn(text, identifier, labels) === 'near' ? labels : [],
            company: result && line === undefined ? companyOf(text, identifier) : [],
            ...(result && piece.callId !== undefined ? { callId: piece.callId } : {}),
            ...(line === undefined ? {} : { line }),
          },
        })
      }
    }
    for (const { reference, later } of fresh)
      later.forEach((index, nth) => {
        const list = uses.get(index) ?? []
        uses.set(index, list)
        const distance = (turnOf[index] ?? 0) - (turnOf[source] ?? 0)
        list.push({ reference, first: nth === 0, distance })
      })
  })
  return uses
}

/** Content type of a result, as the router of the library sees it. Short answers are a class of their own. */
export function typeOf(text: Text): string {
  if (text.raw.length < 200) return 'short'
  const key = 'type'
  let type = text.known.get(key) as string | undefined
  if (type === undefined) text.known.set(key, (type = detectContentType(text.raw).type))
  return type
}
