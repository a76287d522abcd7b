import type { CrushContext, Crushed, Crusher, Loss } from '../types.ts'
import { compactJson } from './compact.ts'
import { parseJson } from './parse.ts'
import { planSelection, Ranking } from './plan.ts'
import {
  ATTEMPTS,
  MARKER_TOKENS,
  MAX_DEPTH,
  MOST_CHARACTERS_PER_TOKEN,
  NOTATION_SHARE,
  OUTLINE_TOKENS,
} from './policy.ts'
import { sniffJson } from './sniff.ts'
import { Kind, type Tape } from './tape.ts'
import { beginNotation, writeNotation } from './write.ts'

export { decode } from './decode.ts'

export const jsonCrusher: Crusher = {
  name: 'json',
  version: 1,
  sniff: sniffJson,
  crush(text, context) {
    const tape = parseJson(text)
    if (tape === undefined) return undefined
    return crushTape(tape, context)
  },
}

function crushTape(tape: Tape, context: CrushContext): Crushed | undefined {
  const root = tape.roots[0] ?? 0
  const isEmpty = (tape.kind[root] ?? Kind.scalar) >= Kind.string || tape.size[root] === 0
  const isWritable = !isEmpty && !tape.extended && tape.depth <= MAX_DEPTH
  if (!isWritable) return lossless(tape, undefined, context)
  if (context.level !== 'lossless') {
    const target = context.level === 'outline' ? Math.min(context.target, OUTLINE_TOKENS) : context.target
    const { text, end } = beginNotation(tape, target * MOST_CHARACTERS_PER_TOKEN)
    const tokens = context.count(text)
    if (tokens > target) {
      const share = (end ?? tape.text.length) / tokens
      const selected = select(tape, target, share, context)
      if (selected !== undefined) return selected
    }
    if (end === undefined) return lossless(tape, text + cutNote(tape), context)
  }
  return lossless(tape, writeNotation(tape) + cutNote(tape), context)
}

function lossless(tape: Tape, notation: string | undefined, context: CrushContext): Crushed | undefined {
  const { text } = tape
  // Without the space behind it, a number at the end of a text that is cut could be half of one.
  const endsInSpace = tape.cut !== undefined && /\s$/.test(text)
  const isFarShorter = notation !== undefined && notation.length < NOTATION_SHARE * compactLength(tape)
  const compact = endsInSpace || isFarShorter ? undefined : compactJson(text)
  let best: string | undefined
  let fewest = context.count(text)
  for (const candidate of [notation, compact]) {
    if (candidate === undefined || candidate.length >= text.length) continue
    const tokens = context.count(candidate)
    if (tokens >= fewest) continue
    best = candidate
    fewest = tokens
  }
  if (best === undefined) return undefined
  const isJson = best === compact && tape.cut === undefined && !tape.extended && tape.roots.length === 1
  return { text: best, lossless: 'values', losses: [], ...(isJson && { body: best }) }
}

/** Characters of the document without white space between its tokens. */
function compactLength(tape: Tape): number {
  let length = tape.cut?.tail.length ?? 0
  for (let node = 0; node < tape.length; node++) {
    const kind = tape.kind[node] ?? Kind.scalar
    const size = tape.size[node] ?? 0
    // Brackets and commas, and a colon for each member.
    if (kind < Kind.string) length += 1 + Math.max(1, size) + (kind === Kind.object ? size : 0)
    else length += (tape.end[node] ?? 0) - (tape.start[node] ?? 0)
  }
  return length
}

/**
 * Shows what tells most in `target` tokens, one of which stands for `characters` of the source. Each attempt corrects
 * the room by what the last one needed.
 */
function select(tape: Tape, target: number, characters: number, context: CrushContext): Crushed | undefined {
  const ranking = new Ranking(tape)
  let room = target * characters
  let best: { text: string; losses: readonly Loss[]; tokens: number } | undefined
  for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
    const plan = planSelection(tape, room, ranking)
    if (plan.losses.length === 0) return undefined
    const text = writeNotation(tape, plan) + cutNote(tape)
    const needed = context.count(text)
    const isBetter =
      best === undefined ||
      (needed <= target ? best.tokens > target || needed > best.tokens : needed < best.tokens)
    if (isBetter) best = { text, losses: plan.losses, tokens: needed }
    if (needed <= target && needed > target * 0.8) break
    room *= Math.min(2, (target * 0.93) / needed)
  }
  // The notation may be longer than the text: what counts is the text.
  return best && hasMoreThan(best.tokens + MARKER_TOKENS, tape.text, context)
    ? { text: best.text, lossless: false, losses: best.losses }
    : undefined
}

/** Counting all of a long text would take longer than all the rest: its beginning is nearly always enough. */
function hasMoreThan(tokens: number, text: string, context: CrushContext): boolean {
  const beginning = text.slice(0, tokens * MOST_CHARACTERS_PER_TOKEN)
  // Where a text is cut, a token can fall into two.
  if (beginning.length < text.length && context.count(beginning) > tokens + 2) return true
  return context.count(text) > tokens
}

/** Open brackets were closed, so that the text can be read; this says where it really ends. */
function cutNote({ cut }: Tape): string {
  return cut === undefined ? '' : `\n… cut off here, ${cut.open} open: ${compactJson(cut.tail, 1)}`
}
