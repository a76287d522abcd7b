import { bindingIn, hasHalf, inCompany, isStructured } from './label.ts'
import { remembered, type Sent, type SentPiece, shows, type Text } from './ledger.ts'
import type { Reference } from './references.ts'

/** Where one reference stands in one request. */
export interface Standing {
  /** The identifier can be read. */
  readonly inline: boolean
  /** … and one of its labels with it. True where it never had a label. */
  readonly labelled: boolean
  /** … and half of the words of its line. */
  readonly inContext: boolean
}

const binds = (text: Text, { identifier, labels }: Reference) =>
  remembered(text, `binds\n${identifier}\n${labels.join('\n')}`, () =>
    bindingIn(text.readable, identifier, labels),
  )

function standingIn(piece: SentPiece, reference: Reference): Standing | undefined {
  const { text } = piece
  if (reference.line !== undefined) {
    // A line number is worth what it leads to; a gutter of which every tenth number is left still counts lines.
    const { line } = reference
    const inline = remembered(text, `line\n${line}`, () => text.readable.includes(line))
    return inline ? { inline, labelled: true, inContext: true } : undefined
  }
  if (!shows(text, reference.identifier)) return undefined
  const binding = reference.labels.length === 0 ? undefined : binds(text, reference)
  const inContext = remembered(
    text,
    `company\n${reference.source}\n${reference.identifier}`,
    () =>
      inCompany(text.readable, reference.identifier, reference.company) ||
      (binding !== undefined &&
        reference.company.some(words => hasHalf(text.words, words)) &&
        isStructured(text.readable, reference.identifier, reference.labels)),
  )
  return { inline: true, labelled: reference.labels.length === 0 || binding !== undefined, inContext }
}

const nowhere: Standing = { inline: false, labelled: false, inContext: false }

/** The texts of a request. */
export const textsOf = (request: readonly Sent[]): ReadonlySet<Text> =>
  new Set(request.flatMap(sent => sent.pieces.map(piece => piece.text)))

const whole: Standing = { inline: true, labelled: true, inContext: true }

/**
 * The best standing of a reference: in the result that it came from, else in the newest piece that shows it.
 * `texts` are those of the request.
 */
export function locate(
  request: readonly Sent[],
  reference: Reference,
  texts: ReadonlySet<Text> = textsOf(request),
): Standing {
  if (texts.has(reference.text)) return whole
  let best = nowhere
  const visit = (piece: SentPiece): boolean => {
    const found = standingIn(piece, reference)
    if (!found) return false
    best = {
      inline: true,
      labelled: best.labelled || found.labelled,
      inContext: best.inContext || found.inContext,
    }
    return best.labelled && best.inContext
  }
  const { callId } = reference
  if (callId !== undefined)
    for (const sent of request)
      for (const piece of sent.pieces)
        if (piece.callId === callId && piece.kind === 'result' && visit(piece)) return best
  for (let at = request.length - 1; at >= 0; at--)
    for (const piece of request[at]?.pieces ?? []) if (visit(piece)) return best
  return best
}

/** Whether a text answers for a reference by itself: identifier, label, half of the words of its line. */
export function answers(text: Text, reference: Reference): boolean {
  if (reference.line !== undefined) return text.readable.includes(reference.line)
  if (!shows(text, reference.identifier)) return false
  if (reference.labels.length > 0 && binds(text, reference) === undefined) return false
  return reference.company.length === 0 || reference.company.some(words => hasHalf(text.words, words))
}

export const mentions = (text: Text, { identifier, line }: Reference): boolean =>
  line === undefined ? shows(text, identifier) : text.readable.includes(line)
