import type { CrushContext, Crushed, Crusher, Loss } from '../types.ts'
import { compactJson } from './compact.ts'
import { parseJson } from './parse.ts'
import { planSelection } from './plan.ts'
import { crushPython } from './python/index.ts'
import {
  ATTEMPTS,
  COMMON_CHARACTERS_PER_TOKEN,
  ENOUGH,
  LITTLE,
  MARKER_TOKENS,
  MAX_DEPTH,
  MOST_CHARACTERS_PER_TOKEN,
  NOTATION_SHARE,
  OUTLINE_TOKENS,
  SLIGHT_EXCESS,
} from './policy.ts'
import { Rankings } from '../selection/rankings.ts'
import { treeOf } from './tree.ts'
import { Rooms } from './rooms.ts'
import { sniffJson } from './sniff.ts'
import { compactLengths, Kind, type Tape } from './tape.ts'
import { beginNotation, writeNotation } from './write.ts'

export { decode } from './decode.ts'

export const jsonCrusher: Crusher = {
  name: 'json',
  version: 9,
  sniff: sniffJson,
  crush(text, context) {
    const tape = parseJson(text)
    if (tape !== undefined) return crushTape(tape, context)
    return crushPython(text, context, json => {
      const read = parseJson(json)
      return read && crushTape(read, context)
    })
  },
}

function crushTape(tape: Tape, context: CrushContext): Crushed | undefined {
  const root = tape.roots[0] ?? 0
  const isEmpty = (tape.kind[root] ?? Kind.scalar) >= Kind.string || tape.size[root] === 0
  const isWritable = !isEmpty && !tape.extended && tape.depth <= MAX_DEPTH
  if (!isWritable) return lossless(tape, undefined, context)
  if (context.level !== 'lossless') {
    const target = context.level === 'outline' ? Math.min(context.target, OUTLINE_TOKENS) : context.target
    const { text, tokens, next } = begin(tape, target, context)
    if (tokens > target) {
      const selected = select(tape, target, { tokens, next }, context)
      if (selected !== undefined) return selected
    }
    if (next === tape.length) return lossless(tape, text + cutNote(tape), context)
  }
  return lossless(tape, writeNotation(tape) + cutNote(tape), context)
}

/** As much of the notation as it takes to see that it exceeds the target, or all of it. */
function begin(tape: Tape, target: number, context: CrushContext): Begun & { readonly text: string } {
  const few = beginNotation(tape, target * COMMON_CHARACTERS_PER_TOKEN)
  const tokens = context.count(few.text)
  if (tokens > target || few.next === tape.length) return { ...few, tokens }
  const most = beginNotation(tape, target * MOST_CHARACTERS_PER_TOKEN)
  return { ...most, tokens: context.count(most.text) }
}

function lossless(tape: Tape, notation: string | undefined, context: CrushContext): Crushed | undefined {
  const { text } = tape
  // Without the space behind it, a number at the end of a text that is cut could be half of one.
  const endsInSpace = tape.cut !== undefined && /\s$/.test(text)
  const isFarShorter =
    notation !== undefined && notation.length < NOTATION_SHARE * (compactLengths(tape)[tape.length] ?? 0)
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

/** Tokens of the notation up to a node. */
interface Begun {
  readonly tokens: number
  readonly next: number
}

/** Shows what tells most in `target` tokens. */
function select(tape: Tape, target: number, begun: Begun, context: CrushContext): Crushed | undefined {
  const lengths = compactLengths(tape)
  const { tokens, next } = begun
  const characters = (lengths[next] ?? 0) / tokens
  const rankings = new Rankings(treeOf(tape, lengths))
  const rooms = new Rooms(target, target * characters)
  let best: { text: string; losses: readonly Loss[]; tokens: number } | undefined
  for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
    const plan = planSelection(tape, rooms.next, rankings)
    if (plan.losses.length === 0) {
      rooms.tried(tokens)
      continue
    }
    const text = writeNotation(tape, plan) + cutNote(tape)
    const needed = context.count(text)
    const isBetter = best === undefined || rate(needed, target) > rate(best.tokens, target)
    if (isBetter) best = { text, losses: plan.losses, tokens: needed }
    if (needed <= target && needed > target * ENOUGH) break
    rooms.tried(needed)
  }
  // The notation may be longer than the text: what counts is the text.
  return best && hasMoreThan(best.tokens + MARKER_TOKENS, tape.text, context)
    ? { text: best.text, lossless: false, losses: best.losses }
    : undefined
}

/**
 * The more of the target is used, the better. A little too much is better than next to nothing: where even the heads of
 * the tables take most of the target, a smaller room may show no table at all.
 */
function rate(tokens: number, target: number): number {
  if (tokens <= target) return tokens / target
  return tokens <= target * SLIGHT_EXCESS ? LITTLE + 1 - tokens / target : -tokens / target
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
