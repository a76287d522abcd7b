import type { CrushContext, Crushed } from '../types.ts'
import { headline } from './describe.ts'
import { stampEnd } from './lines.ts'

/**
 * Folds that a reader understands at sight and that `decodeLog` undoes to the byte:
 *
 *     line (×214)                                the line, 214 times in a row
 *     [next 3 lines ×20]                         the next three lines, twenty times in a row
 *     [next 120 lines start with "2026-11-20T"]  what the next 120 lines begin with
 */
const repeated = / \(×(\d{1,9})\)$/
const directive = /^\[next (\d{1,9}) lines (?:×(\d{1,9})|start with "(.*)")\]$/

/** Longest period of a block that is looked for. */
const periods = 12
/** A prefix must save this many characters in all before its directive is worth reading. */
const worthwhile = 160
/** Shortest prefix: shorter ones are one token. */
const shortest = 6

export function losslessLog(text: string, context: CrushContext): Crushed | undefined {
  if (text.length < 200 || headline.test(text)) return undefined
  const lines = text.split('\n')
  for (const line of lines) {
    if (line.endsWith(')') && repeated.test(line.slice(-20))) return undefined
    if (line.startsWith('[next ') && directive.test(line)) return undefined
  }
  const folded = foldRuns(lines)
  const prefixed = factor(folded)
  const candidates = [prefixed.join('\n'), folded.join('\n')].filter(each => each.length < text.length)
  if (candidates.length === 0) return undefined
  const before = context.count(text)
  let best: string | undefined
  let bestTokens = before
  for (const each of new Set(candidates)) {
    const tokens = context.count(each)
    if (tokens < bestTokens) {
      best = each
      bestTokens = tokens
    }
  }
  if (best === undefined || decodeLog(best) !== text) return undefined
  return { text: best, lossless: 'bytes', losses: [] }
}

/** The text that `losslessLog` folded. */
export function decodeLog(text: string): string {
  const out: string[] = []
  let prefix = ''
  let prefixed = 0
  let block: string[] = []
  let blockLines = 0
  let blockTimes = 0
  for (const line of text.split('\n')) {
    const found = line.startsWith('[next ') ? directive.exec(line) : null
    if (found) {
      if (found[2] !== undefined) {
        block = []
        blockLines = Number(found[1])
        blockTimes = Number(found[2])
      } else {
        prefix = found[3] as string
        prefixed = Number(found[1])
      }
      continue
    }
    let whole = line
    if (prefixed > 0) {
      whole = prefix + line
      prefixed--
    }
    const times = whole.endsWith(')') ? repeated.exec(whole) : null
    const one = times ? whole.slice(0, times.index) : whole
    const into = blockLines > 0 ? block : out
    for (let count = times ? Number(times[1]) : 1; count > 0; count--) into.push(one)
    if (blockLines > 0 && --blockLines === 0)
      for (let count = 0; count < blockTimes; count++) for (const each of block) out.push(each)
  }
  return out.join('\n')
}

function foldRuns(lines: readonly string[]): string[] {
  const ids = new Map<string, number>()
  const id = Int32Array.from(lines, line => {
    const known = ids.get(line)
    if (known !== undefined) return known
    ids.set(line, ids.size)
    return ids.size - 1
  })
  if (ids.size === lines.length) return [...lines]
  // For each period, how many lines from here on equal the line one period later.
  const alike: Int32Array[] = []
  for (let period = 1; period <= periods; period++) {
    const run = new Int32Array(lines.length)
    for (let at = lines.length - 1 - period; at >= 0; at--)
      if (id[at] === id[at + period]) run[at] = (run[at + 1] as number) + 1
    alike.push(run)
  }
  const out: string[] = []
  for (let at = 0; at < lines.length; ) {
    let best = 0
    let bestSaved = 0
    for (let period = 1; period <= periods; period++) {
      const times = Math.floor((alike[period - 1]?.[at] as number) / period) + 1
      if (times < 2) continue
      let characters = 0
      for (let index = at; index < at + period; index++) characters += (lines[index] as string).length + 1
      const saved = (times - 1) * characters - (period === 1 ? 7 : 22)
      if (saved > bestSaved) {
        bestSaved = saved
        best = period
      }
    }
    if (best === 0) {
      out.push(lines[at] as string)
      at++
      continue
    }
    const times = Math.floor((alike[best - 1]?.[at] as number) / best) + 1
    if (best === 1) out.push(`${lines[at]} (×${times})`)
    else {
      out.push(`[next ${best} lines ×${times}]`)
      for (let index = at; index < at + best; index++) out.push(lines[index] as string)
    }
    at += best * times
  }
  return out
}

/** How much two lines have in common, up to the end of a word: half a number is no prefix that one can read. */
function common(one: string, two: string): number {
  const end = Math.min(one.length, two.length, 200)
  let at = 0
  while (at < end && one.charCodeAt(at) === two.charCodeAt(at)) at++
  while (at > 0) {
    const code = one.charCodeAt(at - 1)
    const inWord =
      (code >= 48 && code <= 57) || (code >= 65 && code <= 90) || (code >= 97 && code <= 122) || code >= 128
    if (!inWord) break
    at--
  }
  return at
}

/** Takes shared beginnings out of stretches of lines, each stretch as long as its neighbours share enough. */
function factor(lines: readonly string[]): string[] {
  const shared = new Int32Array(lines.length)
  const fixed = (line: string): boolean => line.startsWith('[next ') && directive.test(line)
  for (let at = 1; at < lines.length; at++)
    if (!fixed(lines[at - 1] as string) && !fixed(lines[at] as string))
      // Only of the time that lines begin with: words taken from a line would leave its facts without their context.
      shared[at] = Math.min(
        common(lines[at - 1] as string, lines[at] as string),
        stampEnd(lines[at] as string),
      )
  let best = [...lines]
  let bestSaved = 0
  for (const least of [shortest, 10, 14, 20]) {
    const { out, saved } = cut(lines, shared, least)
    if (saved > bestSaved) {
      best = out
      bestSaved = saved
    }
  }
  return best
}

function cut(lines: readonly string[], shared: Int32Array, least: number): { out: string[]; saved: number } {
  const out: string[] = []
  let saved = 0
  for (let at = 0; at < lines.length; ) {
    let end = at + 1
    let width = 1e9
    while (end < lines.length && (shared[end] as number) >= least)
      width = Math.min(width, shared[end++] as number)
    const gain = end - at < 3 ? 0 : width * (end - at) - width - 36
    if (gain < worthwhile || (lines[at] as string).slice(0, width).includes('"]')) {
      for (; at < end; at++) out.push(lines[at] as string)
      continue
    }
    out.push(`[next ${end - at} lines start with "${(lines[at] as string).slice(0, width)}"]`)
    saved += gain
    for (; at < end; at++) out.push((lines[at] as string).slice(width))
  }
  return { out, saved }
}
