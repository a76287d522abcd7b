import { identifiersIn } from './identifiers.ts'
import { companyOf, hasHalf, inCompany } from './label.ts'
import { remembered, type Sent, shows, type Text } from './ledger.ts'
import { holds } from './readable.ts'

interface Sampled {
  readonly identifier: string
  readonly company: readonly (readonly string[])[]
}

/** What a result must show when it is delivered, so that a model can tell what came back. */
export interface Gist {
  readonly text: Text
  readonly words: readonly string[]
  /** So many of the words are enough. */
  readonly least: number
  /** An even spread of its identifiers with the words beside them; line numbers of a view do not count. */
  readonly identifiers: readonly Sampled[]
}

const share = 0.1
const most = 50
const sampled = 40
const gutter = /^[ \t]*\d{1,7}(?=[\t→:|]| {2})/gm

/** `undefined` for results too short to have a gist. */
export function gistOf(text: Text): Gist | undefined {
  if (text.raw.length < 200 || text.words.size < 10) return undefined
  return remembered(text, 'gist', () => {
    const all = [...identifiersIn(text.readable.replace(gutter, '')).keys()].filter(one =>
      holds(text.readable, one),
    )
    const step = Math.max(1, Math.ceil(all.length / sampled))
    return {
      text,
      words: [...text.words],
      least: Math.min(most, Math.ceil(text.words.size * share)),
      identifiers: all
        .filter((_, index) => index % step === 0)
        .map(identifier => ({ identifier, company: companyOf(text.readable, identifier) })),
    }
  })
}

export interface Delivery {
  readonly seen: boolean
  /** How many of the gist's identifiers can be read, in the same line or table as half of their line's words. */
  readonly shown: number
}

/** How a result was delivered: by itself, or by a text elsewhere that has nearly all of its words. */
export function deliveryOf(request: readonly Sent[], callId: string | undefined, gist: Gist): Delivery {
  const results = request.flatMap(sent => sent.pieces.filter(piece => piece.kind === 'result'))
  const own = results.filter(piece => piece.callId === callId)
  const common = (text: Text): number => gist.words.filter(word => text.words.has(word)).length
  let seen = own.some(piece => common(piece.text) >= gist.least)
  if (!seen && own.length > 0) {
    const enough = gist.words.length * 0.8
    seen = request.some(sent =>
      sent.pieces.some(
        piece =>
          piece.role !== 'assistant' && piece.text.words.size >= enough && common(piece.text) >= enough,
      ),
    )
  }
  const tells = (text: Text, { identifier, company }: Sampled): boolean =>
    text === gist.text ||
    (shows(text, identifier) &&
      remembered(
        text,
        `tells\n${gist.text.raw.length}\n${identifier}`,
        () =>
          inCompany(text.readable, identifier, company) ||
          (isTable(text) && company.some(words => hasHalf(text.words, words))),
      ))
  // A result that is gone shows nothing; one that points back is helped by what it points at.
  const readers = own.length === 0 ? [] : results
  const shown = gist.identifiers.filter(one => readers.some(piece => tells(piece.text, one))).length
  return { seen, shown }
}

/** Two rows of at least three cells each, the same number of them: names may stand in a header far above. */
const isTable = (text: Text): boolean =>
  remembered(text, 'table', () => {
    const widths = new Set<number>()
    for (const line of text.readable.split(/\n|\],?\[/).slice(0, 400)) {
      const cells = line.split(/[,|\t;]/).length
      if (cells >= 3 && widths.has(cells)) return true
      widths.add(cells)
    }
    return false
  })
