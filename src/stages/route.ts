import type { Hint } from '../../crushers/types.ts'
import { type CustomSniffer, detectRange, type RoutedType } from './routing/detect.ts'
import { decodeLiteral, type Encoding, encodeLiteral, type Spelling } from './routing/literal.ts'
import { merged, other, type Piece } from './routing/pieces.ts'
import { split } from './routing/split.ts'
import { unwrapped } from './routing/wrappers.ts'

export type { CustomSniffer, RoutedType } from './routing/detect.ts'
export { isGutterView } from './routing/gutter-view.ts'
export { hintOfCall } from './routing/hint.ts'

/** A slice of a text with one content type. The segments of a text are contiguous and cover it. */
export interface Segment {
  /** UTF-16 offsets in the text. */
  readonly start: number
  readonly end: number
  /** Where a crusher of the caller's own took the segment, that crusher's name. */
  readonly type: RoutedType
  readonly confidence: number
  readonly hint?: Hint
  /** The slice is a string literal that holds a document of `type`: see `decodeSegment`. */
  readonly encoding?: Encoding
  readonly spelling?: Spelling
}

/** Names the content type of a text, by parsing samples of it. `other`: nothing that a crusher knows, or in doubt. */
export function detectContentType(text: string, hint?: Hint): { type: RoutedType; confidence: number } {
  const inner = unwrapped(text)
  const { type, confidence } = detectRange(text, inner.start, inner.end, hint)
  if (type !== 'other' || (inner.start === 0 && inner.end === text.length)) return { type, confidence }
  const whole = detectRange(text, 0, text.length, hint)
  return { type: whole.type, confidence: whole.confidence }
}

/**
 * Takes off what a tool runner put around an output, and cuts what remains into segments of one content type each.
 * What belongs to nobody is `other`. Custom crushers are asked first. Never throws; linear in the text.
 */
export function routeText(
  text: string,
  hint?: Hint,
  custom: readonly CustomSniffer[] = [],
): readonly Segment[] {
  if (text === '') return []
  const context = { hint, custom }
  const inner = unwrapped(text)
  const pieces = split(text, inner, context)
  const isWhole = inner.start === 0 && inner.end === text.length
  if (isWhole) return pieces.map(asSegment(hint))
  if (pieces.every(piece => piece.type === 'other')) {
    // What looked like a wrapper may be part of the document.
    const whole = detectRange(text, 0, text.length, hint, custom)
    return [asSegment(hint)({ start: 0, end: text.length, ...whole })]
  }
  const around = (start: number, end: number): Piece[] => (end > start ? [other(start, end)] : [])
  return merged([...around(0, inner.start), ...pieces, ...around(inner.end, text.length)]).map(
    asSegment(hint),
  )
}

function asSegment(hint: Hint | undefined): (piece: Piece) => Segment {
  return piece => {
    const own = piece.type === 'other' ? undefined : (piece.hint ?? hint)
    const { start, end, type, confidence, encoding, spelling } = piece
    return {
      start,
      end,
      type,
      confidence,
      ...(own === undefined ? {} : { hint: own }),
      ...(encoding === undefined ? {} : { encoding }),
      ...(spelling === undefined ? {} : { spelling }),
    }
  }
}

/** The document that a segment holds: decoded where it is a string literal. */
export function decodeSegment(text: string, segment: Segment): string | undefined {
  const slice = text.slice(segment.start, segment.end)
  return segment.encoding === undefined ? slice : decodeLiteral(slice, segment.encoding)
}

/** The inverse of `decodeSegment`: the document as it stands in the text. */
export function encodeSegment(inner: string, segment: Segment): string {
  return segment.encoding === undefined ? inner : encodeLiteral(inner, segment.encoding, segment.spelling)
}
