import type { Hint } from '../../../crushers/types.ts'
import type { CustomSniffer, RoutedType } from './detect.ts'
import type { Encoding, Spelling } from './literal.ts'
import type { Range } from './wrappers.ts'

/** A range of a text with what it holds. */
export interface Piece extends Range {
  readonly type: RoutedType
  readonly confidence: number
  readonly hint?: Hint
  readonly encoding?: Encoding
  readonly spelling?: Spelling
}

export interface SplitContext {
  readonly hint?: Hint | undefined
  readonly custom?: readonly CustomSniffer[] | undefined
}

export const other = (start: number, end: number, confidence = 1): Piece => ({
  start,
  end,
  type: 'other',
  confidence,
})

/** The pieces, and between them what `between` makes of the gaps, so that the range is covered exactly. */
export function covering(
  range: Range,
  pieces: Iterable<Piece>,
  between: (gap: Range) => readonly Piece[] = gap => [other(gap.start, gap.end)],
): Piece[] {
  const all: Piece[] = []
  let at = range.start
  for (const piece of pieces) {
    if (piece.start > at) all.push(...between({ start: at, end: piece.start }))
    all.push(piece)
    at = piece.end
  }
  if (at < range.end) all.push(...between({ start: at, end: range.end }))
  return all
}

/** Neighbours that nobody will treat differently become one. */
export function merged(pieces: readonly Piece[]): Piece[] {
  const all: Piece[] = []
  for (const piece of pieces) {
    const last = all.at(-1)
    if (last?.type === 'other' && piece.type === 'other') all[all.length - 1] = { ...last, end: piece.end }
    else all.push(piece)
  }
  return all
}

/** The first character that is not white space. */
export function contentStart(text: string, start: number, end: number): number {
  let at = start
  while (at < end && isBlank(text.charCodeAt(at))) at++
  return at
}

export function trimmed(text: string, range: Range): Range {
  const start = contentStart(text, range.start, range.end)
  let { end } = range
  while (end > start && isBlank(text.charCodeAt(end - 1))) end--
  return { start, end }
}

function isBlank(code: number): boolean {
  return code === 32 || (code >= 9 && code <= 13) || code === 0xfeff
}
