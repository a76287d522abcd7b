import {
  ALIGNED_SHARE,
  FILLED_SHARE,
  HEADER_CHARACTERS,
  MEASURED_SHARE,
  MIN_HEADERLESS_COLUMNS,
  MIN_HEADERLESS_ROWS,
} from './policy.ts'
import { cellsAt, edges, inkOf, isMeasured } from './cells.ts'
import type { Reading } from './model.ts'

/** Two wide gaps: less is aligned prose, or code. */
const COLUMNS = /\S {2,}\S.* {2,}\S/
/** What has spaces in columns, too, and crushers of its own: long listings, gutters, lists. */
const FOREIGN = /^\s*(?:[-dlbcps][rwxsStT-]{9}|\d+[:→|]|[-*+#>"'{<])/
/** A time at the head of a line makes a log. */
const STAMP =
  /^\s*\S{0,2}(?:\d{1,4}[-/.]\d{1,2}(?:[-/.]\d{1,4})?[ T]+\d\d:\d\d|[A-Z][a-z]{2} +\d{1,2} +\d\d:\d\d|\d\d:\d\d:\d\d)/

/**
 * Columns without names, as a filter leaves them of a table (`kubectl get pods | grep web`) or an option asks for them.
 * Columns are the places that are blank in every line.
 */
export function readHeaderless(lines: readonly string[], from: number): Reading | undefined {
  for (let line = from; line < from + MIN_HEADERLESS_ROWS; line++)
    if (!mayBelong(lines[line])) return undefined
  let open = blanksOf(lines[from] ?? '')
  let to = from + 1
  for (; to < lines.length && mayBelong(lines[to]); to++) {
    const narrowed = narrow(open, lines[to] ?? '')
    // A line that closes most of the gaps is the first of something else.
    if (narrowed.length < MIN_HEADERLESS_COLUMNS - 1 || narrowed.length * 2 < open.length) break
    open = narrowed
  }
  if (to - from < MIN_HEADERLESS_ROWS) return { next: from + 1 }
  const cuts = cutsOf(lines, from, to, open)
  const width = cuts.length - 1
  if (width < MIN_HEADERLESS_COLUMNS) return { next: to }
  const rows: string[][] = []
  for (let line = from; line < to; line++) {
    const cells = cellsAt(lines[line] ?? '', cuts)
    if (inkOf(cells) !== inkOf([lines[line] ?? ''])) return { next: to }
    rows.push(cells)
  }
  const isMeasuredColumn = (column: number) =>
    rows.filter(row => isMeasured(row[column] ?? '')).length >= rows.length * MEASURED_SHARE
  if (!Array.from({ length: width }, (_, column) => column).some(isMeasuredColumn)) return { next: to }
  const header = Array.from({ length: width }, (_, column) => `c${column + 1}`)
  return { table: { style: 'aligned', from, to, header, rows, isNameless: true } }
}

const mayBelong = (line: string | undefined): boolean =>
  line !== undefined &&
  line.length <= HEADER_CHARACTERS &&
  COLUMNS.test(line) &&
  !line.includes('\t') &&
  !FOREIGN.test(line) &&
  !STAMP.test(line)

type Gap = readonly [from: number, to: number]

function blanksOf(line: string): Gap[] {
  const found: Gap[] = []
  for (const match of line.matchAll(/ +/g))
    if (match.index > 0 && match.index + match[0].length < line.length)
      found.push([match.index, match.index + match[0].length])
  return found
}

/** What is blank in this line, too. Behind its end everything is. */
function narrow(gaps: readonly Gap[], line: string): Gap[] {
  const found: Gap[] = []
  for (const [from, to] of gaps) {
    let at = from
    while (at < to) {
      while (at < to && at < line.length && line.charCodeAt(at) !== 32) at++
      const start = at
      while (at < to && (at >= line.length || line.charCodeAt(at) === 32)) at++
      if (at > start) found.push([start, at])
    }
  }
  return found
}

/** Gaps between cells that are there and begin, or end, at one place in most lines. */
function cutsOf(lines: readonly string[], from: number, to: number, gaps: readonly Gap[]): number[] {
  const cuts = [0]
  const count = to - from
  for (const [at, end] of gaps) {
    let filled = 0
    let starting = 0
    let ending = 0
    for (let line = from; line < to; line++) {
      const text = lines[line] ?? ''
      const before = edges(text, cuts.at(-1) ?? 0, at)
      if (before === undefined || edges(text, end, text.length) === undefined) continue
      filled++
      if (before[1] === at) ending++
      if (text.charCodeAt(end) !== 32 && end < text.length) starting++
    }
    if (filled >= count * FILLED_SHARE && Math.max(starting, ending) >= filled * ALIGNED_SHARE) cuts.push(at)
  }
  return [...cuts, Number.MAX_SAFE_INTEGER]
}
