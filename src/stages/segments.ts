import { crushers } from '../../crushers/index.ts'
import { linesCrusher } from '../../crushers/lines/index.ts'
import type { ContentType, Crushed, Crusher, Hint, Level, Loss } from '../../crushers/types.ts'
import { handleOf, lossText, marker } from '../ccr/marker.ts'
import type { Decide } from '../decisions.ts'
import type { Original } from '../emission.ts'
import type { ResolvedOptions } from '../options.ts'
import { type ingestPolicy, type IngestPolicy, sessionPolicy } from '../policy.ts'
import { claim } from './own-crushers.ts'
import { decodeSegment, encodeSegment, type RoutedType, type Segment } from './route.ts'
import { isTechnical } from './technical.ts'

export interface SegmentContext {
  readonly options: ResolvedOptions
  readonly hint: Hint
  readonly levels: typeof ingestPolicy | { readonly small: Level; readonly large: Level }
  readonly lossy: boolean
  readonly count: (text: string) => number
  /** Tokens for the whole text at the large level; default: the threshold. */
  readonly target?: number
  /** Where crushers may be asked that take their time. */
  readonly decide?: Decide
}

export interface CrushedText {
  readonly text: string
  /** Type of the longest segment. */
  readonly type: RoutedType
  readonly lossless: boolean
  readonly losses: readonly Loss[]
  readonly originals: readonly Omit<Original, 'origin'>[]
}

/**
 * Crushes each segment of a text by its own type. Lossless first; where the text is still above the target, the
 * segments that may be crushed further share the target by their size. `text` equals the input where all declined.
 */
export function crushSegments(text: string, context: SegmentContext): CrushedText {
  const { segments, crushed } = claim(text, context, (result, inner) => saves(result, inner, context))
  const pieces = segments.map(segment => pieceOf(text, segment, context, crushed.get(segment)))
  const before = pieces.reduce((sum, piece) => sum + piece.tokens, 0)
  const after = pieces.reduce(
    (sum, piece) => sum + (piece.lossless ? context.count(piece.lossless.text) : piece.tokens),
    0,
  )
  const limit = context.target ?? context.options.threshold
  // What fits without loss is small, so that it is judged the same when it comes back.
  const large = after > limit
  const room = context.target ?? roomOf(before, limit)
  const done = pieces.map(piece => {
    const level = large ? piece.levels.large : piece.levels.small
    const enough =
      level === 'none' ||
      level === 'lossless' ||
      !context.lossy ||
      (large && piece.tokens < sessionPolicy.selectTokens)
    if (enough || piece.inner === undefined)
      return { piece, crushed: level === 'none' ? undefined : piece.lossless }
    const share = piece.tokens / Math.max(1, before)
    const target = large ? Math.floor(room * share) : limit
    return { piece, crushed: selected(piece, level, target, context) ?? piece.lossless }
  })
  return { ...joined(text, done, context), type: longest(segments) }
}

/** Tokens that a lossily crushed output may take: of a long one more, so that it can be told what it is. */
function roomOf(tokens: number, limit: number): number {
  const { selectLeast, selectShare, selectMost } = sessionPolicy
  return Math.min(limit * selectMost, Math.max(limit * selectLeast, tokens * selectShare))
}

interface Piece {
  readonly segment: Segment
  readonly inner: string | undefined
  readonly tokens: number
  readonly crusher: Crusher | undefined
  readonly levels: IngestPolicy
  readonly lossless: Crushed | undefined
}

const untouched: IngestPolicy = { small: 'none', large: 'none' }
/** What was crushed already goes no further. */
const asSettled: IngestPolicy = { small: 'lossless', large: 'lossless' }

/** One level for whatever the text is, as callers ask for it, in place of a table. */
export const isOneLevel = (
  levels: SegmentContext['levels'],
): levels is { readonly small: Level; readonly large: Level } => 'small' in levels

function pieceOf(
  text: string,
  segment: Segment,
  context: SegmentContext,
  settled: Crushed | undefined,
): Piece {
  const slice = text.slice(segment.start, segment.end)
  const inner = segment.encoding === undefined ? slice : decodeSegment(text, segment)
  const tokens = context.count(slice)
  if (settled) return { segment, inner, tokens, crusher: undefined, levels: asSettled, lossless: settled }
  const crusher = crusherOf(segment, context)
  const wanted = wantedOf(segment, inner ?? '', context)
  const levels = crusher === undefined ? untouched : (wanted ?? untouched)
  const piece = { segment, inner, tokens, crusher, levels, lossless: undefined }
  if (inner === undefined || (levels.small === 'none' && levels.large === 'none')) return piece
  const lossless = crushPiece(piece, 'lossless', context.target ?? context.options.threshold, context)
  return { ...piece, lossless }
}

/** Of a file that is edited by exact match, a line is shown as it is or not at all: only these do so. */
const wholeLines: ReadonlySet<RoutedType> = new Set(['code', 'prose'])

function crusherOf(segment: Segment, { hint }: SegmentContext): Crusher | undefined {
  if (hint.fileView && !wholeLines.has(segment.type)) return undefined
  return segment.type === 'other' ? linesCrusher : crushers[segment.type as ContentType]
}

function wantedOf(segment: Segment, inner: string, context: SegmentContext): IngestPolicy | undefined {
  if (isOneLevel(context.levels)) return context.levels
  // A giant has to be shortened, whatever it is.
  if (segment.type === 'prose' && context.target === undefined) {
    if (context.options.prose === 'verbatim' || isTechnical(inner)) return untouched
  }
  return context.levels[segment.type]
}

/** What the crusher makes of it at a level, if that saves tokens, the marker included. */
function crushPiece(
  piece: Piece,
  level: Level,
  target: number,
  context: SegmentContext,
): Crushed | undefined {
  const { crusher, inner, segment } = piece
  if (crusher === undefined || inner === undefined) return undefined
  const hint = { ...context.hint, ...segment.hint }
  const crushed = attempt(crusher, inner, level, target, hint, context.count)
  if (crushed === undefined || (level === 'lossless' && crushed.lossless === false)) return undefined
  return saves(crushed, inner, context) ? crushed : undefined
}

/**
 * What a lossy level leaves of a piece: what its crusher chose, or, where that declines or hardly shortens it, what is
 * chosen from any text.
 */
function selected(piece: Piece, level: Level, target: number, context: SegmentContext): Crushed | undefined {
  const own = crushPiece(piece, level, target, context)
  if (context.hint.fileView) return own
  const tokens = own && context.count(own.text)
  const limit = Math.max(target * sessionPolicy.giantSlack, piece.tokens * sessionPolicy.ownShare)
  if (tokens !== undefined && (piece.crusher === linesCrusher || tokens <= limit)) return own
  return crushPiece({ ...piece, crusher: linesCrusher }, level, target, context) ?? own
}

/** Whether a result is worth a changed text, its marker included. */
function saves(crushed: Crushed, inner: string, context: SegmentContext): boolean {
  const cost = isMarked(crushed, context) ? sessionPolicy.markerTokens : 0
  return context.count(crushed.text) + cost <= context.count(inner) - sessionPolicy.leastSaved
}

/** Whether an original stands behind it: what is lost, or what can no longer be found word by word. */
const isMarked = (crushed: Crushed, context: SegmentContext): boolean =>
  crushed.lossless === false || (crushed.respelled === true && context.lossy)

function joined(
  text: string,
  done: readonly { readonly piece: Piece; readonly crushed: Crushed | undefined }[],
  context: SegmentContext,
): Omit<CrushedText, 'type'> {
  const losses: Loss[] = []
  const originals: Omit<Original, 'origin'>[] = []
  const texts = done.map(({ piece: { segment, inner }, crushed }) => {
    if (crushed === undefined || inner === undefined) return text.slice(segment.start, segment.end)
    const ending = inner.endsWith('\n') && !crushed.text.endsWith('\n') ? '\n' : ''
    if (!isMarked(crushed, context)) return encoded(crushed.text + ending, segment)
    const handle = handleOf(inner)
    originals.push({ handle, content: inner, kind: 'text', contentType: segment.type })
    losses.push(...crushed.losses)
    const note = marker(handle, lossText(crushed.losses, context.count(inner)))
    return encoded(`${crushed.text}${crushed.text.endsWith('\n') ? '' : '\n'}${note}${ending}`, segment)
  })
  return { text: texts.join(''), lossless: originals.length === 0, losses, originals }
}

const encoded = (inner: string, segment: Segment): string =>
  segment.encoding === undefined ? inner : encodeSegment(inner, segment)

/** A crusher that fails leaves its part as it was: data never throws. */
function attempt(
  crusher: Crusher,
  text: string,
  level: Level,
  target: number,
  hint: Hint,
  count: (text: string) => number,
): Crushed | undefined {
  try {
    return crusher.crush(text, { level, target, hint, count })
  } catch {
    return undefined
  }
}

function longest(segments: readonly Segment[]): RoutedType {
  let best: RoutedType = 'other'
  let length = 0
  for (const segment of segments) {
    if (segment.end - segment.start <= length) continue
    length = segment.end - segment.start
    best = segment.type
  }
  return best
}
