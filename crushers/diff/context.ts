import type { Hunk } from './parse.ts'

const span = (start: number, count: number): string => (count === 1 ? `${start}` : `${start},${count}`)

/** The hunk with at most `keep` lines of context beside each change: one or more hunks that apply where it does. */
export function shortenContext(hunk: Hunk, keep: number): Hunk[] {
  const { lines } = hunk
  const near = new Uint8Array(lines.length)
  const mark = (from: number, step: 1 | -1) => {
    let left = keep
    for (let at = from + step; at >= 0 && at < lines.length && left > 0; at += step) {
      const code = (lines[at] as string).charCodeAt(0)
      if (code === 43 || code === 45) return
      near[at] = 1
      if (code !== 92) left--
    }
  }
  for (let at = 0; at < lines.length; at++) {
    const code = (lines[at] as string).charCodeAt(0)
    if (code !== 43 && code !== 45) continue
    near[at] = 1
    mark(at, 1)
    mark(at, -1)
    // `\ No newline at end of file` belongs to the line before it.
    if ((lines[at + 1] ?? '').charCodeAt(0) === 92) near[at + 1] = 1
  }
  for (let at = 1; at < lines.length; at++)
    if ((lines[at] as string).charCodeAt(0) === 92) near[at] = near[at - 1] as number
  const out: Hunk[] = []
  let old = hunk.oldStart
  let fresh = hunk.newStart
  for (let at = 0; at < lines.length; ) {
    if (near[at] === 0) {
      const code = (lines[at++] as string).charCodeAt(0)
      if (code !== 92) {
        old++
        fresh++
      }
      continue
    }
    const from = at
    const [oldStart, newStart] = [old, fresh]
    for (; at < lines.length && near[at] === 1; at++) {
      const code = (lines[at] as string).charCodeAt(0)
      if (code === 92) continue
      if (code !== 43) old++
      if (code !== 45) fresh++
    }
    const oldCount = old - oldStart
    const newCount = fresh - newStart
    // With no lines on a side, its start is the line before; the head of a whole empty side says so already.
    const before = (start: number, count: number, whole: number) =>
      count === 0 && whole > 0 ? start - 1 : start
    const section = out.length === 0 ? hunk.section : ''
    const [oldAt, newAt] = [
      before(oldStart, oldCount, hunk.oldCount),
      before(newStart, newCount, hunk.newCount),
    ]
    out.push({
      head: `@@ -${span(oldAt, oldCount)} +${span(newAt, newCount)} @@${section}`,
      oldStart: oldAt,
      oldCount,
      newStart: newAt,
      newCount,
      section,
      lines: lines.slice(from, at),
    })
  }
  return out
}
