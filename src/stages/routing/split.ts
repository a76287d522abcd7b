import type { Hint } from '../../../crushers/types.ts'
import { type CustomSniffer, detectRange, type RoutedType } from './detect.ts'
import { scanJson } from '../../../crushers/json/scan.ts'
import { type Encoding, literalEnd, readLiteral, type Spelling } from './literal.ts'
import type { Range } from './wrappers.ts'

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

/** A document inside other text is taken out from this length on: below it nothing can be saved. */
const SMALLEST_DOCUMENT = 120
/** Fences shorter than this stay in their text: they hold no repetition, and an agent copies from them. */
const SMALLEST_FENCE = 400
/** Text between documents is looked at from this length on. */
const SMALLEST_REMAINDER = 160
/** A string that is this share of the JSON around it is what the JSON is about. */
const PAYLOAD_SHARE = 0.75
const SMALLEST_PAYLOAD = 200
/** Types that hold pieces of other types without being split by them. */
const ENCLOSING = new Set<string>([
  'logs',
  'diff',
  'search',
  'code',
  'csv',
  'table',
  'listing',
  'yaml',
  'html',
  'xml',
])

/** Cuts a range into pieces of one content type each; their order and extent cover it exactly. */
export function split(text: string, range: Range, context: SplitContext): Piece[] {
  const quoted = quotedDocument(text, range, context)
  if (quoted !== undefined) return quoted
  const detection = detectRange(text, range.start, range.end, context.hint, context.custom)
  const whole: Piece = { ...range, ...detection }
  if (detection.hint?.fileView === true || context.hint?.fileView === true) return [whole]
  if (detection.type === 'json') return jsonPieces(text, range, whole, context)
  if (ENCLOSING.has(detection.type)) return [whole]
  if (detection.type !== 'prose' && detection.type !== 'other') return [whole]
  return embedded(text, range, whole, context)
}

/** The whole range is one string literal with a document in it. */
function quotedDocument(text: string, range: Range, context: SplitContext): Piece[] | undefined {
  const inner = trimmed(text, range)
  if (inner.end - inner.start < 40 || literalEnd(text, inner.start, inner.end) !== inner.end) return undefined
  const piece = encodedPiece(text, inner, context)
  return piece === undefined ? undefined : covering(range, [piece], 'other')
}

function encodedPiece(text: string, literal: Range, context: SplitContext): Piece | undefined {
  const read = readLiteral(text.slice(literal.start, literal.end))
  if (read === undefined) return undefined
  const { inner, encoding, spelling } = read
  const detection = detectRange(inner, 0, inner.length, context.hint, context.custom)
  const worthwhile = detection.type === 'json' || (detection.type !== 'other' && inner.includes('\n'))
  return worthwhile ? { ...literal, ...detection, encoding, spelling } : undefined
}

function jsonPieces(text: string, range: Range, whole: Piece, context: SplitContext): Piece[] {
  const start = trimmed(text, range).start
  const scan = scanJson(text, start, range.end)
  if (scan.verdict === 'cut') return [{ ...whole, confidence: 0.85 }]
  if (scan.verdict === 'broken')
    return embedded(text, range, { ...whole, type: 'other', confidence: 0.5 }, context)
  if (trimmed(text, { start: scan.end, end: range.end }).start < range.end) {
    const run = jsonRun(text, start, range.end).end
    if (trimmed(text, { start: run, end: range.end }).start === range.end) return [whole]
    return embedded(text, range, { ...whole, type: 'other', confidence: 0.5 }, context)
  }
  const payload = dominantString(text, { start, end: scan.end })
  const piece = payload === undefined ? undefined : encodedPiece(text, payload, context)
  return piece === undefined || piece.type === 'prose' ? [whole] : covering(range, [piece], 'other')
}

/** The string literal that makes up most of a JSON document. It must begin in the part that it leaves over. */
function dominantString(text: string, range: Range): Range | undefined {
  const size = range.end - range.start
  if (size < SMALLEST_PAYLOAD) return undefined
  const latest = range.start + Math.ceil(size * (1 - PAYLOAD_SHARE))
  let at = text.indexOf('"', range.start)
  while (at >= 0 && at <= latest) {
    const end = literalEnd(text, at, range.end)
    if (end < 0) return undefined
    if (end - at >= size * PAYLOAD_SHARE) return { start: at, end }
    at = text.indexOf('"', end)
  }
  return undefined
}

/** Fenced blocks and JSON documents inside text; what lies between keeps the type of the whole, or gets its own. */
function embedded(text: string, range: Range, whole: Piece, context: SplitContext): Piece[] {
  const blocks = [...documents(text, range, context)]
  if (blocks.length === 0) return [whole]
  const pieces: Piece[] = []
  let at = range.start
  for (const block of blocks) {
    if (block.start > at) pieces.push(remainder(text, { start: at, end: block.start }, whole, context))
    pieces.push(block)
    at = block.end
  }
  if (at < range.end) pieces.push(remainder(text, { start: at, end: range.end }, whole, context))
  return merged(pieces)
}

function remainder(text: string, range: Range, whole: Piece, context: SplitContext): Piece {
  if (range.end - range.start < SMALLEST_REMAINDER) return { ...range, type: 'other', confidence: 0.5 }
  if (whole.type === 'prose') return { ...range, type: 'prose', confidence: whole.confidence }
  const detection = detectRange(text, range.start, range.end, context.hint, context.custom)
  return { ...range, ...(detection.type === 'json' ? { type: 'other', confidence: 0.5 } : detection) }
}

const OPENING =
  /(?:^|\n)[ \t]{0,12}(?:(`{3,}|~{3,})[ \t]*([\w+#.-]{0,30})[^`\n]*\n|(?:[^\n{[]{0,100}(?::|=|>|\s))??[ \t]*(?=[{[]))/g

function* documents(text: string, range: Range, context: SplitContext): Generator<Piece> {
  // What was read in vain: a text full of opening brackets must not be read once for each of them.
  let allowance = 2 * (range.end - range.start) + 1_000
  const opening = new RegExp(OPENING)
  opening.lastIndex = range.start
  for (
    let match = opening.exec(text);
    match !== null && match.index < range.end;
    match = opening.exec(text)
  ) {
    const start = opening.lastIndex
    if (start === match.index) opening.lastIndex++
    const [, fence, language] = match
    if (fence !== undefined) {
      const end = closingFence(text, fence, start, range.end)
      if (end - start >= SMALLEST_FENCE) yield fencedPiece(text, { start, end }, language ?? '', context)
      opening.lastIndex = Math.max(end, start)
      continue
    }
    if (allowance <= 0) return
    const documentsEnd = jsonRun(text, start, range.end)
    if (documentsEnd.end > start && documentsEnd.end - start >= SMALLEST_DOCUMENT) {
      yield { start, end: documentsEnd.end, type: 'json', confidence: 0.9, ...withHint(context.hint) }
      opening.lastIndex = documentsEnd.end
    } else {
      allowance -= Math.max(1, documentsEnd.read)
      opening.lastIndex = Math.max(start + 1, documentsEnd.end)
    }
  }
}

/** One JSON document, or a run of documents of one line each. */
function jsonRun(text: string, from: number, to: number): { end: number; read: number } {
  const first = scanJson(text, from, to)
  if (first.verdict !== 'whole') {
    return { end: first.verdict === 'cut' && first.end - from >= 400 ? to : from, read: first.end - from }
  }
  let end = first.end
  const oneLine = (start: number, stop: number): boolean => {
    const newline = text.indexOf('\n', start)
    return newline < 0 || newline >= stop
  }
  if (!oneLine(from, end)) return { end, read: 0 }
  for (;;) {
    const next = trimmed(text, { start: end, end: to }).start
    if (next >= to || text.lastIndexOf('\n', next) < end || (text[next] !== '{' && text[next] !== '[')) break
    const scan = scanJson(text, next, to)
    if (scan.verdict !== 'whole' || !oneLine(next, scan.end)) break
    end = scan.end
  }
  return { end, read: 0 }
}

function closingFence(text: string, fence: string, from: number, to: number): number {
  let at = text.indexOf(fence, from)
  while (at >= 0 && at < to) {
    const begin = text.lastIndexOf('\n', at) + 1
    if (begin >= from && text.slice(begin, at).trim() === '') return begin
    at = text.indexOf(fence, at + fence.length)
  }
  return to
}

function fencedPiece(text: string, range: Range, language: string, context: SplitContext): Piece {
  const hint: Hint = { ...context.hint, ...(language === '' ? {} : { language }) }
  const detection = detectRange(text, range.start, range.end, hint, context.custom)
  return { ...range, ...detection, hint: { ...hint, ...detection.hint } }
}

function withHint(hint: Hint | undefined): { hint?: Hint } {
  return hint === undefined ? {} : { hint }
}

function covering(range: Range, pieces: readonly Piece[], type: RoutedType): Piece[] {
  const all: Piece[] = []
  let at = range.start
  for (const piece of pieces) {
    if (piece.start > at) all.push({ start: at, end: piece.start, type, confidence: 1 })
    all.push(piece)
    at = piece.end
  }
  if (at < range.end) all.push({ start: at, end: range.end, type, confidence: 1 })
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

function trimmed(text: string, range: Range): Range {
  let { start, end } = range
  while (start < end && isBlank(text.charCodeAt(start))) start++
  while (end > start && isBlank(text.charCodeAt(end - 1))) end--
  return { start, end }
}

function isBlank(code: number): boolean {
  return code === 32 || (code >= 9 && code <= 13) || code === 0xfeff
}
