/** Hunks cut to a length. */
import { changeOf, changesOf, type Hunk } from './parse.ts'
import { LONGEST_LINE } from './policy.ts'

export const sizeOf = (hunk: Hunk): number =>
  hunk.lines.reduce((sum, line) => sum + line.length + 1, hunk.head.length + 1)

/** The length L for which hunks cut to L fill the room: short ones stay whole, long ones share what is left. */
export function fairLength(sizes: readonly number[], room: number): number {
  const ascending = sizes.toSorted((a, b) => a - b)
  let left = room
  for (let at = 0; at < ascending.length; at++) {
    const size = ascending[at] as number
    const share = left / (ascending.length - at)
    if (size > share) return share
    left -= size
  }
  return Number.POSITIVE_INFINITY
}

/** A line longer than a part of the room is cut where others would not fit beside it. */
function clip(line: string, length: number): string {
  const longest = Math.max(LONGEST_LINE, Math.floor(length / 3))
  if (line.length <= longest || length === Number.POSITIVE_INFINITY) return line
  const code = line.charCodeAt(longest - 1)
  const end = code >= 0xd800 && code < 0xdc00 ? longest - 1 : longest
  return `${line.slice(0, end)} … (+${line.length - end} characters)`
}

/** First lines of the hunk, and how many changed lines are not shown of it, or not to their end. */
export function cut(hunk: Hunk, length: number): { lines: string[]; hidden: number } {
  const lines = [hunk.head]
  let room = length - hunk.head.length
  let at = 0
  let clipped = 0
  for (; at < hunk.lines.length; at++) {
    const whole = hunk.lines[at] as string
    const line = clip(whole, length)
    if (room - line.length < 0) break
    room -= line.length + 1
    lines.push(line)
    if (line !== whole && changeOf(whole, hunk.parents) !== 0) clipped++
  }
  if (at === hunk.lines.length) return { lines, hidden: clipped }
  const { added, removed } = changesOf([{ ...hunk, lines: hunk.lines.slice(at) }])
  const rest = hunk.lines.length - at
  lines.push(`… ${rest} more line${rest === 1 ? '' : 's'} of this hunk (+${added} −${removed})`)
  return { lines, hidden: clipped + added + removed }
}

/** The same for hunks that stand for one: what is not shown of all of them is told once. */
export function cutAll(hunks: readonly Hunk[], length: number): { lines: string[]; hidden: number } {
  const [first, ...others] = hunks as readonly [Hunk, ...Hunk[]]
  const { lines, hidden } = cut(first, length)
  let room = length - lines.reduce((sum, line) => sum + line.length + 1, 0)
  let left = hidden
  for (const hunk of others) {
    const size = sizeOf(hunk)
    if (left > 0 || size > room) {
      const { added, removed } = changesOf([hunk])
      left += added + removed
      continue
    }
    room -= size
    lines.push(hunk.head, ...hunk.lines)
  }
  if (left > hidden)
    lines.push(`… ${left - hidden} more changed line${left - hidden === 1 ? '' : 's'} near these`)
  return { lines, hidden: left }
}
