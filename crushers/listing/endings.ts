/** What kinds of files stand in a directory, by their endings. */
import type { Items } from './items.ts'
import { MOST_ENDINGS } from './policy.ts'

const isWord = (code: number): boolean =>
  (code >= 48 && code <= 57) || (code >= 65 && code <= 90) || (code >= 97 && code <= 122) || code === 95

/** Characters of an ending, the dot included. */
const longestEnding = 13

/** `.ts`; the mark that `ls -F` sets behind programs and links is no part of it. */
function endingOf(text: string, from: number, to: number): string {
  let end = to
  const mark = text.charCodeAt(end - 1)
  if (mark === 47 || mark === 92) return 'directories'
  if (mark === 42 || mark === 64) end--
  let dot = end - 1
  const least = Math.max(from, end - longestEnding)
  while (dot >= least && isWord(text.charCodeAt(dot))) dot--
  if (dot < least || text.charCodeAt(dot) !== 46 || end - dot < 2 || text.charCodeAt(dot + 1) < 65)
    return 'others'
  return text.slice(dot, end)
}

/** The endings of all entries, as indices in a list of them. */
export class Endings {
  readonly names: string[] = []
  readonly of: Int32Array
  readonly counts: number[] = []

  constructor(items: Items) {
    const { text } = items.lines
    const indices = new Map<string, number>()
    this.of = new Int32Array(items.count)
    for (let item = 0; item < items.count; item++) {
      const ending = items.isDirectory(item)
        ? 'directories'
        : endingOf(text, items.names[item] as number, items.nameEnd(item))
      let index = indices.get(ending)
      if (index === undefined) {
        indices.set(ending, (index = this.names.push(ending) - 1))
        this.counts.push(0)
      }
      this.counts[index] = (this.counts[index] as number) + 1
      this.of[item] = index
    }
  }

  /** For each of so many places, its commonest endings: `20 .ts, 14 .json, 3 more`. */
  told(places: Int32Array, count: number): string[] {
    const columns = Math.min(this.names.length, MOST_ENDINGS)
    const common = this.counts
      .map((_, ending) => ending)
      .sort((a, b) => (this.counts[b] as number) - (this.counts[a] as number))
      .slice(0, columns)
    const columnOf = new Int32Array(this.names.length).fill(columns)
    for (const [column, ending] of common.entries()) columnOf[ending] = column
    const sizes = new Int32Array(count * (columns + 1))
    for (let item = 0; item < this.of.length; item++) {
      const at = (places[item] as number) * (columns + 1) + (columnOf[this.of[item] as number] as number)
      sizes[at] = (sizes[at] as number) + 1
    }
    return Array.from({ length: count }, (_, place) => {
      const own = sizes.subarray(place * (columns + 1), (place + 1) * (columns + 1))
      const whole = own.reduce((sum, size) => sum + size, 0)
      const top = common
        .map((ending, column) => [this.names[ending] as string, own[column] as number] as const)
        .filter(([, size]) => size > 0)
        .sort((a, b) => b[1] - a[1])
        .slice(0, 3)
      const rest = whole - top.reduce((sum, [, size]) => sum + size, 0)
      const parts = top.map(([name, size]) => `${size} ${name}`)
      return rest > 0 ? `${parts.join(', ')}${parts.length > 0 ? ', ' : ''}${rest} more` : parts.join(', ')
    })
  }
}
