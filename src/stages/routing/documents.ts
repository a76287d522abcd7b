import { scanJson } from '../../../crushers/json/scan.ts'
import type { Hint } from '../../../crushers/types.ts'
import { detectRange } from './detect.ts'
import { contentStart, type Piece, type SplitContext } from './pieces.ts'
import type { Range } from './wrappers.ts'

/** A document inside other text is taken out from this length on: below it nothing can be saved. */
const SMALLEST_DOCUMENT = 120
/** Fences shorter than this stay in their text: they hold no repetition, and an agent copies from them. */
const SMALLEST_FENCE = 400
/** A cut-off document is believed from this length on. */
const SMALLEST_CUT_DOCUMENT = 400
/** Words on its line before a document begins. */
const LONGEST_LEAD = 112

const FENCE = /[ \t]{0,12}(`{3,}|~{3,})[ \t]*([\w+#.-]{0,30})[^`\n]*\n/y

/** Fenced blocks and JSON documents inside a text, in order. */
export function* documents(text: string, range: Range, context: SplitContext): Generator<Piece> {
  // What was read in vain: a text full of opening brackets must not be read once for each of them.
  let allowance = 2 * (range.end - range.start) + 1_000
  const openings = new Openings(text, range)
  for (let at = openings.after(range.start); at < range.end; ) {
    const line = Math.max(range.start, text.lastIndexOf('\n', at - 1) + 1)
    FENCE.lastIndex = line
    const fence = isFence(text, at) ? FENCE.exec(text) : null
    if (fence !== null) {
      const start = FENCE.lastIndex
      const [, marks = '', language = ''] = fence
      const end = closingFence(text, marks, start, range.end)
      if (end - start >= SMALLEST_FENCE) yield fencedPiece(text, { start, end }, language, context)
      at = openings.after(nextLine(text, Math.max(end, start)))
      continue
    }
    if (isFence(text, at) || !opensDocument(text, line, at)) {
      at = openings.after(nextLine(text, at))
      continue
    }
    if (allowance <= 0) return
    const run = jsonRun(text, at, range.end)
    if (run.end - at >= SMALLEST_DOCUMENT) {
      const { hint } = context
      yield {
        start: at,
        end: run.end,
        type: 'json',
        confidence: 0.9,
        ...(hint === undefined ? {} : { hint }),
      }
      at = openings.after(run.end)
    } else {
      allowance -= Math.max(1, run.read)
      at = openings.after(nextLine(text, Math.max(at, run.end)))
    }
  }
}

const isFence = (text: string, at: number): boolean => text[at] === '`' || text[at] === '~'

/** Behind the end of the line. */
function nextLine(text: string, at: number): number {
  const newline = text.indexOf('\n', at)
  return newline < 0 ? text.length : newline + 1
}

/** A bracket at the head of its line, or behind a short lead that ends like one. */
function opensDocument(text: string, line: number, at: number): boolean {
  return at === line || (at - line <= LONGEST_LEAD && /[\s:=>]/.test(text.charAt(at - 1)))
}

/** Finds the next bracket or fence. Each mark is searched for again only when its last finding is passed. */
class Openings {
  readonly #text: string
  readonly #end: number
  readonly #found: number[] = MARKS.map(() => -1)

  constructor(text: string, { end }: Range) {
    this.#text = text
    this.#end = end
  }

  after(from: number): number {
    let first = this.#end
    for (let index = 0; index < MARKS.length; index++) {
      let at = this.#found[index] ?? -1
      if (at < from) {
        at = this.#text.indexOf(MARKS[index] ?? '', from)
        if (at < 0) at = Number.MAX_SAFE_INTEGER
        this.#found[index] = at
      }
      if (at < first) first = at
    }
    return first
  }
}

const MARKS = ['{', '[', '```', '~~~'] as const

/** One JSON document, or a run of documents of one line each. */
export function jsonRun(text: string, from: number, to: number): { end: number; read: number } {
  const first = scanJson(text, from, to)
  const read = first.end - from
  if (first.verdict === 'cut' && read >= SMALLEST_CUT_DOCUMENT) return { end: to, read }
  if (first.verdict !== 'whole') return { end: from, read }
  return { end: runEnd(text, from, first.end, to), read: 0 }
}

/** Where a run ends whose first document is known. */
export function runEnd(text: string, from: number, firstEnd: number, to: number): number {
  const oneLine = (start: number, stop: number): boolean => {
    const newline = text.indexOf('\n', start)
    return newline < 0 || newline >= stop
  }
  let end = firstEnd
  if (!oneLine(from, end)) return end
  for (;;) {
    const next = contentStart(text, end, to)
    if (next >= to || text.lastIndexOf('\n', next) < end || (text[next] !== '{' && text[next] !== '[')) break
    const scan = scanJson(text, next, to)
    if (scan.verdict !== 'whole' || !oneLine(next, scan.end)) break
    end = scan.end
  }
  return end
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
