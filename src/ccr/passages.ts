import MiniSearch from 'minisearch'
import { retrievePolicy as policy } from './policy.ts'

/** A run of whole lines: [first, last], 0-based, inclusive. */
export type Range = readonly [first: number, last: number]

/** Words, numbers and the pieces of identifiers, lower case. No locale: the same query must match everywhere. */
export function terms(text: string): string[] {
  const found: string[] = []
  for (const [word] of text.matchAll(/[\p{L}\p{M}\p{N}_$]+(?:[.:/@-][\p{L}\p{M}\p{N}_$]+)*/gu)) {
    const lower = word.toLowerCase()
    found.push(lower)
    for (const piece of word.split(/[^\p{L}\p{M}\p{N}]+|(?<=[a-z0-9])(?=[A-Z])/u))
      if (piece !== '' && piece.length < word.length) found.push(piece.toLowerCase())
  }
  return found
}

/**
 * Lines that answer a query, best first: those that hold it verbatim, as a word of its own before inside a longer one,
 * then by BM25 over windows of lines.
 */
export function rankLines(lines: readonly string[], query: string): readonly number[] {
  const wanted = query.trim()
  if (wanted === '') return []
  const whole: number[] = []
  const inside: number[] = []
  const lower = wanted.toLowerCase()
  for (const [index, line] of lines.entries()) {
    const at = line.indexOf(wanted)
    if (at >= 0) (standsAlone(line, wanted, at) ? whole : inside).push(index)
    else if (line.toLowerCase().includes(lower)) inside.push(index)
  }
  const exact = [...whole, ...inside]
  return exact.length > 0 ? exact : searchWindows(lines, wanted)
}

const wordSign = /[\p{L}\p{N}_]/u

function standsAlone(line: string, wanted: string, first: number): boolean {
  for (let at = first; at >= 0; at = line.indexOf(wanted, at + 1)) {
    const before = line[at - 1] ?? ' '
    const after = line[at + wanted.length] ?? ' '
    if (!wordSign.test(before) && !wordSign.test(after)) return true
  }
  return false
}

/** BM25 over overlapping windows, so that words of neighbouring lines count together. */
function searchWindows(lines: readonly string[], query: string): readonly number[] {
  const index = new MiniSearch<{ id: number; text: string }>({
    fields: ['text'],
    tokenize: terms,
    processTerm: term => term,
  })
  const step = Math.max(1, Math.floor(policy.windowLines / 2))
  const windows: { id: number; text: string }[] = []
  for (let at = 0; at < lines.length && windows.length < policy.maxWindows; at += step)
    windows.push({ id: at, text: lines.slice(at, at + policy.windowLines).join('\n') })
  index.addAll(windows)
  const wanted = new Set(terms(query))
  return index
    .search(query)
    .sort((a, b) => b.score - a.score || Number(a.id) - Number(b.id))
    .map(found => densest(lines, Number(found.id), wanted))
}

/** The line of a window that shares most terms with the query. */
function densest(lines: readonly string[], start: number, wanted: ReadonlySet<string>): number {
  let best = start
  let most = -1
  for (let at = start; at < Math.min(lines.length, start + policy.windowLines); at++) {
    const shared = new Set(terms(lines[at] ?? '').filter(term => wanted.has(term))).size
    if (shared > most) {
      most = shared
      best = at
    }
  }
  return best
}

const indentOf = (line: string): number => line.length - line.trimStart().length

/** A line, its neighbours, and the less indented lines above it that it belongs to. */
export function around(lines: readonly string[], at: number, neighbours: number): Range[] {
  const first = Math.max(0, at - neighbours)
  const parents: Range[] = []
  let indent = indentOf(lines[at] ?? '')
  for (let up = at - 1; up >= 0 && indent > 0 && at - up < policy.parentReach; up--) {
    const line = lines[up] ?? ''
    if (line.trim() === '' || indentOf(line) >= indent) continue
    indent = indentOf(line)
    if (up < first) parents.unshift([up, up])
  }
  return [...parents, [first, Math.min(lines.length - 1, at + neighbours)]]
}

/** Ranges in order, overlapping and touching ones joined. */
export function joinRanges(ranges: readonly Range[]): Range[] {
  const joined: [number, number][] = []
  for (const [first, last] of [...ranges].sort((a, b) => a[0] - b[0])) {
    const previous = joined.at(-1)
    if (previous && first <= previous[1] + 1) previous[1] = Math.max(previous[1], last)
    else joined.push([first, last])
  }
  return joined
}
