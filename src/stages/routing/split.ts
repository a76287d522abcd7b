import { scanPython } from '../../../crushers/json/python/read.ts'
import { scanJson } from '../../../crushers/json/scan.ts'
import { detectRange } from './detect.ts'
import { documents, runEnd } from './documents.ts'
import { literalEnd, literalStart, readLiteral } from './literal.ts'
import { contentStart, covering, merged, other, type Piece, type SplitContext, trimmed } from './pieces.ts'
import { bySections } from './sections.ts'
import { tablesIn } from './tables.ts'
import type { Range } from './wrappers.ts'

/** Text between documents is looked at from this length on. */
const SMALLEST_REMAINDER = 160
/** A type of less confidence gives way to sections that are surer of theirs, if rules alone part them. */
const DOUBTFUL = 0.75
/** So little says a log also of a report with a trace at its end: a few blocks in it stand for themselves. */
const VAGUE = 0.7
const MOST_BLOCKS = 8
/** Text of which this share is tables is one piece. */
const TABLE_SHARE = 0.6
/** A string that is this share of the text around it is what the text is about. */
const PAYLOAD_SHARE = 0.75
const SMALLEST_PAYLOAD = 200

/** Cuts a range into pieces of one content type each; their order and extent cover it exactly. */
export function split(text: string, range: Range, context: SplitContext): Piece[] {
  const quoted = quotedDocument(text, range, context)
  if (quoted !== undefined) return quoted
  const whole: Piece = {
    ...range,
    ...detectRange(text, range.start, range.end, context.hint, context.custom),
  }
  if (whole.hint?.fileView === true || context.hint?.fileView === true) return [whole]
  const isDoubtful = whole.type !== 'other' && whole.type !== 'table' && whole.confidence < DOUBTFUL
  const sections = bySections(text, whole, context, section => typed(text, section, context), isDoubtful)
  return sections ?? typed(text, whole, context)
}

/** A piece of which the type is known, cut further where that type may hold others. */
function typed(text: string, piece: Piece, context: SplitContext): Piece[] {
  if (piece.type === 'json') return jsonPieces(text, piece, context)
  if (piece.type === 'prose') return embedded(text, piece, context)
  if (piece.type === 'logs' && piece.confidence < VAGUE) return aroundBlocks(text, piece, context) ?? [piece]
  if (piece.type !== 'other') return [piece]
  const pieces = payload(text, piece, context) ?? embedded(text, piece, context)
  if (pieces.length > 1 || pieces[0]?.type !== 'other') return pieces
  return bySections(text, piece, context, section => embedded(text, section, context), true) ?? pieces
}

/** The whole range is one string literal with a document in it. */
function quotedDocument(text: string, range: Range, context: SplitContext): Piece[] | undefined {
  const inner = trimmed(text, range)
  if (inner.end - inner.start < 40) return undefined
  const quote = literalStart(text, inner.start)
  if (quote < 0 || literalEnd(text, quote, inner.end) !== inner.end) return undefined
  const piece = encodedPiece(text, inner, context)
  return piece === undefined ? undefined : covering(range, [piece])
}

function encodedPiece(text: string, literal: Range, context: SplitContext): Piece | undefined {
  const read = readLiteral(text.slice(literal.start, literal.end))
  if (read === undefined) return undefined
  const { inner, encoding, spelling } = read
  const detection = detectRange(inner, 0, inner.length, context.hint, context.custom)
  const worthwhile = detection.type === 'json' || (detection.type !== 'other' && inner.includes('\n'))
  return worthwhile ? { ...literal, ...detection, encoding, spelling } : undefined
}

function jsonPieces(text: string, whole: Piece, context: SplitContext): Piece[] {
  const { start: from, end: to } = whole
  const start = contentStart(text, from, to)
  const scan = scanJson(text, start, to)
  if (scan.verdict === 'cut') return [{ ...whole, confidence: 0.85 }]
  if (scan.verdict === 'broken') {
    const isPython = scanPython(text.slice(start, to)).end === to - start
    if (!isPython) return embedded(text, other(from, to, 0.5), context)
    return payload(text, { ...whole, ...trimmed(text, { start, end: to }) }, context, whole) ?? [whole]
  }
  if (contentStart(text, scan.end, to) < to) {
    const run = runEnd(text, start, scan.end, to)
    if (contentStart(text, run, to) === to) return [whole]
    return embedded(text, other(from, to, 0.5), context)
  }
  return payload(text, { ...whole, start, end: scan.end }, context, whole) ?? [whole]
}

/** What stands in the string literal that makes up most of a JSON document or of a printed object. */
function payload(
  text: string,
  document: Range,
  context: SplitContext,
  covered: Range = document,
): Piece[] | undefined {
  const literal = dominantString(text, document)
  const piece = literal === undefined ? undefined : encodedPiece(text, literal, context)
  return piece === undefined || piece.type === 'prose' ? undefined : covering(covered, [piece])
}

/** It must begin in the part that it leaves over. */
function dominantString(text: string, { start, end: to }: Range): Range | undefined {
  const size = to - start
  if (size < SMALLEST_PAYLOAD) return undefined
  const latest = start + Math.ceil(size * (1 - PAYLOAD_SHARE))
  // An apostrophe opens nothing, but what follows was read to learn that.
  let allowance = 2 * size
  const quote = /["']/g
  quote.lastIndex = start
  for (
    let match = quote.exec(text);
    match !== null && match.index <= latest && allowance > 0;
    match = quote.exec(text)
  ) {
    const { index } = match
    const end = literalEnd(text, index, to)
    if (end < 0) {
      allowance -= to - index
      continue
    }
    if (end - index >= size * PAYLOAD_SHARE) {
      const hasPrefix = index > start && literalStart(text, index - 1) === index
      return { start: hasPrefix ? index - 1 : index, end }
    }
    quote.lastIndex = end
  }
  return undefined
}

/** Cut at documents of several lines, if there are few: documents of one line are what a log logs. */
function aroundBlocks(text: string, whole: Piece, context: SplitContext): Piece[] | undefined {
  const found = [...documents(text, whole, context)]
  if (found.length === 0 || found.length > MOST_BLOCKS) return undefined
  if (!found.every(({ start, end }) => text.slice(start, end).trimEnd().includes('\n'))) return undefined
  return embedded(text, other(whole.start, whole.end), context)
}

/** Fenced blocks, JSON documents and tables inside text; what lies between keeps the type of the whole, or gets its own. */
function embedded(text: string, whole: Piece, context: SplitContext): Piece[] {
  const blocks = [...documents(text, whole, context)]
  const pieces = covering(whole, blocks, gap => {
    const tables = tablesIn(text, gap)
    if (blocks.length === 0 && tables.length === 0) return [whole]
    // One table after the other: their crusher finds them itself, and they share a target.
    if (whole.type === 'other' && lengthOf(tables) >= (gap.end - gap.start) * TABLE_SHARE)
      return [{ ...gap, type: 'table', confidence: DOUBTFUL }]
    return covering(gap, tables, rest => [remainder(text, rest, whole, context)])
  })
  return merged(pieces)
}

const lengthOf = (pieces: readonly Range[]): number =>
  pieces.reduce((sum, { start, end }) => sum + end - start, 0)

function remainder(text: string, range: Range, whole: Piece, context: SplitContext): Piece {
  if (range.end - range.start < SMALLEST_REMAINDER) return other(range.start, range.end, 0.5)
  if (whole.type === 'prose') return { ...range, type: 'prose', confidence: whole.confidence }
  const detection = detectRange(text, range.start, range.end, context.hint, context.custom)
  return detection.type === 'json' ? other(range.start, range.end, 0.5) : { ...range, ...detection }
}
