/** The hits of a listing by file. */
import { COLON, type Hits } from './hits.ts'

export interface FileHits {
  readonly path: string
  /** Lines of its matches (of its context, where nothing else is left of it), in order. */
  readonly hits: Int32Array
  /** Lines of context beside them. */
  readonly context: number
}

/** Files in the order in which they first appear. Where a preview was cut, a file can have context without its match. */
export function filesOf(hits: Hits): FileHits[] {
  const count = hits.paths.length
  const matches = new Int32Array(count)
  const all = new Int32Array(count)
  const order: number[] = []
  for (let line = 0; line < hits.count; line++) {
    const file = hits.files[line] as number
    if (file < 0) continue
    if ((all[file] as number) === 0) order.push(file)
    all[file] = (all[file] as number) + 1
    if (hits.signs[line] === COLON) matches[file] = (matches[file] as number) + 1
  }
  const lists = order.map(file => new Int32Array((matches[file] as number) || (all[file] as number)))
  const place = new Int32Array(count)
  order.forEach((file, index) => (place[file] = index))
  const filled = new Int32Array(order.length)
  for (let line = 0; line < hits.count; line++) {
    const file = hits.files[line] as number
    if (file < 0 || (hits.signs[line] !== COLON && (matches[file] as number) > 0)) continue
    const index = place[file] as number
    const at = filled[index] as number
    ;(lists[index] as Int32Array)[at] = line
    filled[index] = at + 1
  }
  return order.map((file, index) => ({
    path: hits.paths[file] as string,
    hits: lists[index] as Int32Array,
    context: (matches[file] as number) > 0 ? (all[file] as number) - (matches[file] as number) : 0,
  }))
}

/** Line number of a hit; `undefined` where the tool printed none. */
export function numberOf(hits: Hits, line: number): number | undefined {
  const digits = hits.digits[line] as number
  if (digits === 0) return undefined
  let value = 0
  const from = hits.numbers[line] as number
  for (let at = from; at < from + digits; at++) value = value * 10 + hits.text.charCodeAt(at) - 48
  return value
}

/** `12–310`, `12`, or nothing where the tool printed no numbers. Tools need not print in rising order. */
export function rangeOf(hits: Hits, lines: Iterable<number>): string {
  let low = Number.POSITIVE_INFINITY
  let high = 0
  for (const line of lines) {
    const number = numberOf(hits, line)
    if (number === undefined) return ''
    if (number < low) low = number
    if (number > high) high = number
  }
  return low === high ? `${low}` : `${low}–${high}`
}

/** Of each path of the hits, its file. */
export function placesOf(hits: Hits, files: readonly FileHits[]): Int32Array {
  const places = new Int32Array(hits.paths.length).fill(-1)
  for (const [place, file] of files.entries()) places[hits.files[file.hits[0] as number] as number] = place
  return places
}
