/** Which part of a long line is shown. */
import { scattered } from '../listing/scattered.ts'
import type { FileHits } from './files.ts'
import type { Hits } from './hits.ts'
import { LONGEST_PART, LONGEST_SHOWN, NEEDLE_SAMPLE, NEEDLE_SHARE, SHORTEST_CUT } from './policy.ts'

const word = /[\w$]{3,60}/g

/** What was searched for, as far as the hits tell: the longest word that nearly all short ones share; `''` where they share none. */
export function sharedWord(hits: Hits, files: readonly FileHits[]): string {
  const counts = new Map<string, number>()
  let sampled = 0
  for (const file of scattered(Array.from(files, (_, index) => index))) {
    if (sampled >= NEEDLE_SAMPLE) break
    const line = (files[file] as FileHits).hits[0] as number
    if (hits.end(line) - (hits.bodies[line] as number) > LONGEST_SHOWN) continue
    sampled++
    for (const found of new Set(hits.body(line).match(word))) counts.set(found, (counts.get(found) ?? 0) + 1)
  }
  if (sampled < 3) return ''
  let best = ''
  for (const [found, count] of counts)
    if (count >= sampled * NEEDLE_SHARE && found.length > best.length) best = found
  return best
}

/** A part of a line, what is left out on either side counted: around what was searched, where that is known and lies far in. */
export function clip(text: string, from: number, to: number, longest: number, needle: string): string {
  if (to - from <= longest) return text.slice(from, to)
  let start = from
  if (needle !== '') {
    const at = text.slice(from, to).indexOf(needle)
    if (at > longest - needle.length) start = Math.min(from + at - Math.floor(longest / 3), to - longest)
  }
  if (isLow(text.charCodeAt(start))) start--
  const end = isLow(text.charCodeAt(start + longest)) ? start + longest - 1 : start + longest
  const before = start > from ? `(${start - from} characters) … ` : ''
  return `${before}${text.slice(start, end)}${end < to ? ` … (+${to - end} characters)` : ''}`
}

/** The second half of a character that takes two units. */
const isLow = (code: number): boolean => code >= 0xdc00 && code < 0xe000

/** Lines are cut to this length: a part of the room, or what all can have where there are few. */
export function longestOf(hits: Hits, files: readonly FileHits[], room: number): number {
  const least = Math.min(LONGEST_SHOWN, Math.max(SHORTEST_CUT, Math.floor(room * LONGEST_PART)))
  const lengths: number[] = []
  for (const file of files)
    for (const line of file.hits) {
      if (lengths.length * least > room) return least
      lengths.push(hits.end(line) - (hits.bodies[line] as number))
    }
  let left = room * (1 - LONGEST_PART) - files.reduce((sum, { path }) => sum + path.length, 0)
  lengths.sort((a, b) => a - b)
  for (const [at, length] of lengths.entries()) {
    const share = left / (lengths.length - at)
    if (length > share) return Math.max(least, Math.floor(share))
    left -= length
  }
  return Math.max(least, lengths.at(-1) ?? 0)
}
