import type { Hint } from '../types.ts'
import { type Grid, newlineOf, readGrid, recordCount, valuesOf, widthOf } from './grid.ts'
import {
  DELIMITERS,
  MARGIN_LINES,
  MIN_RECORDS,
  REGULAR_SHARE,
  REGULAR_SHARE_HINTED,
  SAMPLE_CHARACTERS,
  SAMPLE_RECORDS,
} from './policy.ts'

export interface Dialect {
  readonly delimiter: string
  /** Offsets of the records; what stands before and after is not CSV. */
  readonly start: number
  readonly end: number
  /** Share of sampled records that have the most common width. */
  readonly regular: number
  readonly width: number
  readonly records: number
}

/** The delimiter under which a text reads most like a table, or nothing. Looks at the beginning only. */
export function detectDialect(text: string, hint?: Hint): Dialect | undefined {
  const cut = text.length > SAMPLE_CHARACTERS ? text.lastIndexOf('\n', SAMPLE_CHARACTERS) : text.length
  if (cut <= 0) return undefined
  const sample = text.slice(0, cut)
  let best: Dialect | undefined
  let bestScore = 0
  for (const delimiter of DELIMITERS) {
    if (!sample.includes(delimiter)) continue
    const start = leadingMargin(sample, delimiter)
    const end = trailingMargin(sample, delimiter, start)
    const rows = sample.slice(start, end)
    const grid = readGrid(rows, delimiter, newlineOf(rows) ?? '\n', SAMPLE_RECORDS)
    // A quote that the sample leaves open may be closed behind it.
    if (grid.broken === 'misplaced' || (grid.broken === 'unclosed' && text.length === cut)) continue
    const [width, count, records] = widthsOf(grid)
    if (width < 2 || records < (hintsCsv(hint) ? 2 : MIN_RECORDS)) continue
    const regular = count / records
    if (regular < (hintsCsv(hint) ? REGULAR_SHARE_HINTED : REGULAR_SHARE)) continue
    // Lines left out as margin count against a delimiter, else `a;b` before `1,5;2,3` would be a title.
    const outside = sample.length - (end - start)
    const score = (regular * Math.min(width, 6)) / (1 + (4 * outside) / sample.length)
    if (score <= bestScore) continue
    bestScore = score
    best = { delimiter, start, end, regular, width, records }
  }
  if (best === undefined) return undefined
  return { ...best, end: trailingMargin(text, best.delimiter, best.start) }
}

export const hintsCsv = (hint: Hint | undefined): boolean =>
  /\.[ct]sv$/i.test(hint?.path ?? '') || /^[ct]sv$/i.test(hint?.language ?? '')

/** Most common width, how many records have it, how many records are not blank. */
function widthsOf(grid: Grid): [width: number, count: number, records: number] {
  const counts = new Map<number, number>()
  let filled = 0
  for (let index = 0; index < recordCount(grid); index++) {
    const width = widthOf(grid, index)
    if (width === 1 && valuesOf(grid, index)[0]?.trim() === '') continue
    filled++
    counts.set(width, (counts.get(width) ?? 0) + 1)
  }
  let width = 0
  let most = 0
  for (const [candidate, count] of counts) if (count > most) [width, most] = [candidate, count]
  return [width, most, filled]
}

// A line with a quote may be the middle of a cell, so margins end there.
const isMargin = (line: string, delimiter: string) => !line.includes(delimiter) && !line.includes('"')

function leadingMargin(text: string, delimiter: string): number {
  let start = 0
  for (let lines = 0; lines < MARGIN_LINES; lines++) {
    const next = text.indexOf('\n', start)
    if (next < 0 || !isMargin(text.slice(start, next), delimiter)) break
    start = next + 1
  }
  return start
}

function trailingMargin(text: string, delimiter: string, start: number): number {
  let end = text.length
  for (let lines = 0; lines < MARGIN_LINES; lines++) {
    const from = text.lastIndexOf('\n', end - 2) + 1
    if (from <= start || !isMargin(text.slice(from, end), delimiter)) break
    end = from
  }
  return end
}
