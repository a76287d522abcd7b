import {
  ALIGNED_SHARE,
  FILLED_SHARE,
  HEADER_CHARACTERS,
  MEASURED_SHARE,
  MIN_ALIGNED_COLUMNS,
  MIN_ALIGNED_ROWS,
  MIN_MARKED_ROWS,
  PROBE_LINES,
} from './policy.ts'
import { cellsAt, edges, inkOf, isMeasured } from './cells.ts'
import type { Reading } from './model.ts'

/** White space between two words of the header, and which of its positions are blank in every row so far. */
interface Gap {
  readonly from: number
  readonly to: number
  /** First and one past the last position that is still blank. */
  low: number
  high: number
  /** Two spaces or more: surely between two columns. */
  readonly isWide: boolean
}

const RULE = /^\s*[-=]{2,}(?:\s+[-=]{2,})+\s*$/
const CAPITALS = /^[A-Z][A-Z0-9 ()%/#._:+-]*$/
const NAME = /^[A-Za-z%#?_*(][\w .%#/()<>:?*@+-]*$/

/**
 * Columns held apart by white space alone, as kubectl, docker, ps and df print them. Columns are the places that are
 * blank in every line; only gaps between words of the header are considered, so free text in the last column stays
 * whole.
 */
export function readAligned(lines: readonly string[], from: number): Reading | undefined {
  const first = lines[from] ?? ''
  const second = lines[from + 1]
  if (second === undefined || second.trim() === '' || first.length > HEADER_CHARACTERS) return undefined
  if (first.includes('\t') || !/\S +\S/.test(first)) return undefined
  const isRuled = second.length <= HEADER_CHARACTERS && RULE.test(second)
  const isCapital = !isRuled && CAPITALS.test(first.trim()) && !/[.,:]$/.test(first.trim())
  if (!isRuled && !isCapital && !/\S {2,}\S/.test(first) && !/\S {2,}\S/.test(second)) return undefined
  if (!isRuled && !isCapital && !first.trim().split(/ {2,}/).every(isName)) return undefined
  const gaps = isRuled ? gapsOf(second) : gapsOf(first)
  const start = isRuled ? from + 2 : from + 1
  if (isRuled && !narrowAll(first, gaps)) return undefined
  const probe = extend(lines, start - 1, start, gaps, Math.min(lines.length, start + PROBE_LINES))
  if (probe - start < (isRuled || isCapital ? MIN_MARKED_ROWS : MIN_ALIGNED_ROWS)) return undefined
  if (!isRuled && !isCapital && !isBelievable(lines, from, start, probe, gaps)) return undefined
  const to = probe < start + PROBE_LINES ? probe : extend(lines, start - 1, probe, gaps, lines.length)
  const cuts = cutsOf(lines, start, to, gaps, isRuled)
  if (cuts.length < 3) return { next: to }
  const header = cellsAt(first, cuts)
  if (header.slice(1).includes('')) return { next: to }
  if (isCapital && to - start < 2 && !/ {2}/.test(first)) return { next: to }
  if (!isRuled && !isAligned(lines, from, start, to, cuts)) return { next: to }
  const rows: string[][] = []
  for (let line = start; line < to; line++) {
    const text = lines[line] ?? ''
    const cells = cellsAt(text, cuts)
    if (inkOf(cells) !== inkOf([text])) return { next: to }
    rows.push(cells)
  }
  if (inkOf(header) !== inkOf([first])) return { next: to }
  return { table: { style: 'aligned', from, to, header, rows } }
}

const isName = (cell: string): boolean => NAME.test(cell) && !isMeasured(cell)

/** An ordinary header is believed if there are columns enough and some column holds measures. */
function isBelievable(
  lines: readonly string[],
  from: number,
  start: number,
  to: number,
  gaps: readonly Gap[],
): boolean {
  const cuts = cutsOf(lines, start, to, gaps, false)
  const header = cellsAt(lines[from] ?? '', cuts)
  if (header.length < MIN_ALIGNED_COLUMNS) return false
  if (!header.every((name, column) => (column === 0 && name === '') || isName(name))) return false
  const rows = lines.slice(start, to).map(line => cellsAt(line, cuts))
  return header.some(
    (_, column) => rows.filter(row => isMeasured(row[column] ?? '')).length >= rows.length * MEASURED_SHARE,
  )
}

/**
 * Whether the cells of every column but the first begin or end where its name does. Without this, text that has a
 * blank under a gap of the header by chance would be cut in the middle of a value.
 */
function isAligned(
  lines: readonly string[],
  from: number,
  start: number,
  to: number,
  cuts: readonly number[],
): boolean {
  const header = lines[from] ?? ''
  for (let column = 1; column + 1 < cuts.length; column++) {
    const name = edges(header, cuts[column] ?? 0, cuts[column + 1] ?? 0)
    let filled = 0
    let aligned = 0
    for (let line = start; line < to; line++) {
      const cell = edges(lines[line] ?? '', cuts[column] ?? 0, cuts[column + 1] ?? 0)
      if (cell === undefined) continue
      filled++
      if (cell[0] === name?.[0] || Math.abs(cell[1] - (name?.[1] ?? 0)) <= 1) aligned++
    }
    if (aligned < filled * ALIGNED_SHARE) return false
  }
  return true
}

function gapsOf(header: string): Gap[] {
  const gaps: Gap[] = []
  let at = 0
  while (at < header.length) {
    if (header[at] !== ' ') {
      at++
      continue
    }
    const from = at
    while (at < header.length && header[at] === ' ') at++
    if (at < header.length && (from > 0 || at > 1))
      gaps.push({ from, to: at, low: from, high: at, isWide: at - from > 1 })
  }
  return gaps
}

/**
 * The line after the last that keeps the wide gaps open. A table that is indented as a whole ends where a line is
 * indented less: that is the next heading, unless its first word ends where the name of a column of numbers does.
 */
function extend(
  lines: readonly string[],
  first: number,
  start: number,
  gaps: readonly Gap[],
  end: number,
): number {
  let to = start
  const margin = Math.min(indentationOf(lines[first] ?? ''), indentationOf(lines[first + 1] ?? ''))
  const wordEnd = margin === 0 ? 0 : firstWordEnd(lines[first] ?? '')
  for (; to < end; to++) {
    const line = lines[to] ?? ''
    if (line.includes('\t') || line.trim() === '') break
    if (indentationOf(line) < margin && firstWordEnd(line) !== wordEnd) break
    if (!narrowAll(line, gaps)) break
    if (!gaps.some(gap => gap.high > gap.low)) break
  }
  return to
}

const firstWordEnd = (line: string): number => /^ *[^ ]+/.exec(line)?.[0].length ?? 0

const indentationOf = (line: string): number => line.length - line.trimStart().length

/**
 * Narrows every gap to what is blank in this line too. Reports whether the wide ones survive; if one does not,
 * nothing is narrowed and the line is not part of the table. Only a contiguous run is followed: the widest.
 */
function narrowAll(line: string, gaps: readonly Gap[]): boolean {
  const found: [number, number][] = []
  for (const gap of gaps) {
    const run = widestBlank(line, gap.low, gap.high)
    if (run[1] <= run[0] && gap.isWide && gap.from > 0) return false
    found.push(run)
  }
  for (let index = 0; index < gaps.length; index++) {
    const gap = gaps[index]
    const run = found[index]
    if (gap !== undefined && run !== undefined) [gap.low, gap.high] = run
  }
  return true
}

function widestBlank(line: string, low: number, high: number): [number, number] {
  let best: [number, number] = [low, low]
  let at = low
  while (at < high) {
    if (at < line.length && line.charCodeAt(at) !== 32) {
      at++
      continue
    }
    const from = at
    while (at < high && (at >= line.length || line.charCodeAt(at) === 32)) at++
    if (at - from > best[1] - best[0]) best = [from, at]
  }
  return best
}

/** Positions at which every line is cut, 0 and the end included. One-space gaps count only between filled columns. */
function cutsOf(
  lines: readonly string[],
  start: number,
  to: number,
  gaps: readonly Gap[],
  isRuled: boolean,
): number[] {
  const open = gaps.filter(gap => gap.high > gap.low && gap.low > 0)
  let cuts = [0, ...open.map(gap => gap.low), Number.MAX_SAFE_INTEGER]
  const doubtful = new Set(open.filter(gap => gap.from === 0 || !(isRuled || gap.isWide)).map(gap => gap.low))
  for (const cut of doubtful) {
    const at = cuts.indexOf(cut)
    let filled = 0
    for (let line = start; line < to; line++) {
      const text = lines[line] ?? ''
      if (text.slice(cuts[at - 1], cut).trim() !== '' && text.slice(cut, cuts[at + 1]).trim() !== '') filled++
    }
    if (filled < (to - start) * FILLED_SHARE || filled === 0) cuts = cuts.filter(other => other !== cut)
  }
  return cuts
}
