import { changeOf, type Hunk, isIn, type Range } from './parse.ts'

const span = ({ start, count }: Range): string => (count === 1 ? `${start}` : `${start},${count}`)

/** `\ No newline at end of file` belongs to the line before it. */
const isNote = (line: string): boolean => line.charCodeAt(0) === 92

/** Lines that are changes, or at most `keep` lines away from one. */
function nearChanges({ lines, parents }: Hunk, keep: number): Uint8Array {
  const near = new Uint8Array(lines.length)
  const isChange = lines.map(line => !isNote(line) && changeOf(line, parents) !== 0)
  const mark = (from: number, step: 1 | -1) => {
    let left = keep
    for (let at = from + step; at >= 0 && at < lines.length && left > 0; at += step) {
      if (isChange[at] === true) return
      near[at] = 1
      if (!isNote(lines[at] as string)) left--
    }
  }
  for (let at = 0; at < lines.length; at++) {
    if (isChange[at] !== true) continue
    near[at] = 1
    mark(at, 1)
    mark(at, -1)
  }
  for (let at = 1; at < lines.length; at++) if (isNote(lines[at] as string)) near[at] = near[at - 1] as number
  return near
}

/** The hunk with at most `keep` lines of context beside each change: one or more hunks that apply where it does. */
export function shortenContext(hunk: Hunk, keep: number): Hunk[] {
  const { lines, parents } = hunk
  const near = nearChanges(hunk, keep)
  const out: Hunk[] = []
  const old = hunk.old.map(range => range.start)
  let fresh = hunk.fresh.start
  const pass = (line: string): void => {
    if (isNote(line)) return
    const change = changeOf(line, parents)
    for (let parent = 0; parent < parents; parent++)
      if (isIn(line, parent, change)) old[parent] = (old[parent] as number) + 1
    if (change >= 0) fresh++
  }
  // With no lines on a side, its start is the line before; the head of a whole empty side says so already.
  const range = (start: number, end: number, whole: Range): Range => ({
    start: end === start && whole.count > 0 ? start - 1 : start,
    count: end - start,
  })
  for (let at = 0; at < lines.length; ) {
    if (near[at] === 0) {
      pass(lines[at++] as string)
      continue
    }
    const from = at
    const oldStarts = [...old]
    const freshStart = fresh
    while (at < lines.length && near[at] === 1) pass(lines[at++] as string)
    const section = out.length === 0 ? hunk.section : ''
    const olds = hunk.old.map((whole, parent) =>
      range(oldStarts[parent] as number, old[parent] as number, whole),
    )
    const news = range(freshStart, fresh, hunk.fresh)
    const marks = '@'.repeat(parents + 1)
    out.push({
      head: `${marks} ${olds.map(each => `-${span(each)}`).join(' ')} +${span(news)} ${marks}${section}`,
      parents,
      old: olds,
      fresh: news,
      section,
      lines: lines.slice(from, at),
    })
  }
  return out
}
