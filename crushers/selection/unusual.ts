import type { Column } from '../select.ts'
import { formOf, isEmptyCell, numberOf } from './cells.ts'
import { levelChanges, middle } from './changes.ts'
import { speaksOfFailure } from './failures.ts'
import type { Findings } from './findings.ts'
import {
  CATEGORY_SHARE,
  FAILING_ROWS,
  FAILURE_VOCABULARY_SHARE,
  MIN_ROWS,
  NUMERIC_SHARE,
  OUTLIER_Z,
  OUTLIER_Z_WITHOUT_MAD,
  RARE_SHARE,
  ROWS_PER_REASON,
  SMALL_CATEGORY_SHARE,
  SMALL_CATEGORY_VALUES,
  TAIL_SHARE,
} from './policy.ts'

type Candidate = readonly [row: number, surprise: number]

const rareLimit = (rows: number) => Math.max(1, Math.floor(rows * RARE_SHARE))
const categoryLimit = (rows: number) =>
  Math.max(
    3,
    Math.floor(rows * CATEGORY_SHARE),
    Math.min(SMALL_CATEGORY_VALUES, Math.floor(rows * SMALL_CATEGORY_SHARE)),
  )

/** Looks at one column and reports its unusual rows. */
export function findInColumn(column: Column, findings: Findings): void {
  const { cells } = column
  const total = cells.length
  const values = new Float64Array(total)
  let present = 0
  let numbers = 0
  for (let row = 0; row < total; row++) {
    const cell = cells[row]
    const value = cell === undefined ? Number.NaN : numberOf(cell)
    values[row] = value
    if (cell !== undefined) present++
    if (value === value) numbers++
  }
  if (present === 0) return
  const isNumeric = numbers >= NUMERIC_SHARE * present
  const categories = categoriesOf(cells)
  if (categories !== undefined && categories.size > 1) {
    rareKeys(categories, present, row => cells[row], total, findings)
    runChanges(cells, findings)
  }
  if (isNumeric) {
    // A few distinct numbers are codes: a rare one is news, a large one is not.
    if (categories === undefined || categories.size > SMALL_CATEGORY_VALUES)
      outliers(values, numbers, findings, categories === undefined)
    if (numbers < present) rareTypes(cells, values, present - numbers, findings)
    return
  }
  if (categories === undefined) rareForms(cells, present, findings)
  failingRows(cells, categories, findings)
}

/** Distinct cells with their counts, or nothing when there are too many for a category. */
function categoriesOf(cells: Column['cells']): Map<string, number> | undefined {
  const limit = categoryLimit(cells.length)
  const counts = new Map<string, number>()
  for (const cell of cells) {
    if (cell === undefined) continue
    const count = counts.get(cell)
    if (count === undefined && counts.size === limit) return undefined
    counts.set(cell, (count ?? 0) + 1)
  }
  return counts
}

/** Rows whose key few rows share. The surprise of the reason as a whole counts all keys that are as rare. */
function rareKeys<Key>(
  counts: ReadonlyMap<Key, number>,
  present: number,
  keyOf: (row: number) => Key | undefined,
  total: number,
  findings: Findings,
): void {
  const limit = rareLimit(total)
  let rareRows = 0
  let rarest = total
  for (const count of counts.values()) {
    if (count > limit) continue
    rareRows += count
    rarest = Math.min(rarest, count)
  }
  if (rareRows === 0 || rareRows === present) return
  // One row stands for a rare key, two show whether it varies.
  const shown = new Map<Key, number>()
  const candidates: Candidate[] = []
  for (let row = 0; row < total; row++) {
    const key = keyOf(row)
    if (key === undefined) continue
    const count = counts.get(key) ?? 0
    if (count > limit) continue
    const already = shown.get(key) ?? 0
    if (already === 2) continue
    shown.set(key, already + 1)
    candidates.push([row, Math.log(present / count) - already * 0.5])
  }
  const isTail = rareRows > Math.max(ROWS_PER_REASON, present * TAIL_SHARE)
  findings.add(
    candidates,
    isTail ? 0 : ROWS_PER_REASON,
    Math.log(present / rareRows) + (rarest === 1 ? 0.5 : 0),
  )
}

/** Both sides of each border where a column that stays the same for long changes. */
function runChanges(cells: Column['cells'], findings: Findings): void {
  const borders: number[] = []
  const limit = Math.max(4, Math.floor(cells.length / 50))
  for (let row = 1; row < cells.length; row++) {
    if (cells[row] === cells[row - 1]) continue
    if (borders.length === limit) return
    borders.push(row)
  }
  const surprise = Math.log(cells.length / (borders.length + 1))
  const candidates: Candidate[] = []
  for (const row of borders) candidates.push([row, surprise], [row - 1, surprise / 2])
  findings.add(candidates, 2 * ROWS_PER_REASON)
}

/** A value that was already counted as a rare one does not count twice. */
function outliers(values: Float64Array, count: number, findings: Findings, counts: boolean): void {
  if (count < MIN_ROWS) return
  const known = new Float64Array(count)
  const rows = new Uint32Array(count)
  let rises = 0
  let falls = 0
  for (let row = 0, next = 0; row < values.length; row++) {
    const value = values[row] ?? Number.NaN
    if (value !== value) continue
    if (next > 0) {
      const previous = known[next - 1] ?? 0
      if (value > previous) rises++
      else if (value < previous) falls++
    }
    known[next] = value
    rows[next++] = row
  }
  const spread = spreadOf(known)
  const candidates: Candidate[] = []
  if (spread.deviation > 0) {
    for (let index = 0; index < count; index++) {
      const z = Math.abs((known[index] ?? 0) - spread.median) / spread.deviation
      if (z > spread.threshold)
        candidates.push([rows[index] ?? 0, Math.min(5, Math.log(z)) + Math.min(1, z / 1e6)])
    }
  }
  findings.add(candidates, ROWS_PER_REASON, Math.log(count / Math.max(1, candidates.length)), counts)
  const ordered = rises === 0 || falls === 0
  if (ordered && rises + falls > 0) jumps(known, rows, findings)
  else if (spread.deviation > 0) {
    const changes: Candidate[] = []
    for (const at of levelChanges(known, spread.median, spread.deviation)) {
      changes.push([rows[at] ?? 0, 3], [rows[at - 1] ?? 0, 1.5])
    }
    findings.add(changes, 2 * ROWS_PER_REASON)
  }
}

/** Gaps in a column that only rises or only falls (times, running numbers). */
function jumps(known: Float64Array, rows: Uint32Array, findings: Findings): void {
  const steps = new Float64Array(known.length - 1)
  for (let index = 1; index < known.length; index++) {
    steps[index - 1] = (known[index] ?? 0) - (known[index - 1] ?? 0)
  }
  const spread = spreadOf(steps)
  // Where most steps are equal any other is a gap, if there are few.
  const threshold = spread.threshold === OUTLIER_Z ? 2 * OUTLIER_Z : 0
  const candidates: Candidate[] = []
  for (let index = 0; index < steps.length; index++) {
    const z = Math.abs((steps[index] ?? 0) - spread.median) / (spread.deviation || 1)
    if (z > threshold) candidates.push([rows[index + 1] ?? 0, 2 + Math.min(2, Math.log(1 + z))])
  }
  if (candidates.length <= rareLimit(known.length)) findings.add(candidates, ROWS_PER_REASON)
}

function spreadOf(values: Float64Array): { median: number; deviation: number; threshold: number } {
  const sorted = values.slice().sort()
  const median = middle(sorted)
  let sum = 0
  for (let index = 0; index < sorted.length; index++) {
    const distance = Math.abs((sorted[index] ?? 0) - median)
    sum += distance
    sorted[index] = distance
  }
  const deviation = middle(sorted.sort()) * 1.4826
  if (deviation > 0) return { median, deviation, threshold: OUTLIER_Z }
  return { median, deviation: (sum / values.length) * 1.2533, threshold: OUTLIER_Z_WITHOUT_MAD }
}

/** Text or emptiness among numbers. */
function rareTypes(cells: Column['cells'], values: Float64Array, others: number, findings: Findings): void {
  if (others > rareLimit(cells.length)) return
  const surprise = Math.log(cells.length / others)
  const candidates: Candidate[] = []
  for (let row = 0; row < cells.length; row++) {
    const value = values[row] ?? Number.NaN
    if (cells[row] !== undefined && value !== value) candidates.push([row, surprise])
  }
  findings.add(candidates, ROWS_PER_REASON)
}

/** Cells of another form than the others: an empty id, a date among names. Only where few forms rule the column. */
function rareForms(cells: Column['cells'], present: number, findings: Findings): void {
  const forms = new Int32Array(cells.length)
  const counts = new Map<number, number>()
  const limit = categoryLimit(cells.length)
  for (let row = 0; row < cells.length; row++) {
    const cell = cells[row]
    if (cell === undefined) continue
    const form = isEmptyCell(cell) ? 0 : formOf(cell)
    const count = counts.get(form)
    if (count === undefined && counts.size === limit) return
    forms[row] = form
    counts.set(form, (count ?? 0) + 1)
  }
  let rare = 0
  for (const count of counts.values()) if (count <= rareLimit(cells.length)) rare += count
  if (rare > 3 * rareLimit(cells.length)) return
  rareKeys(
    counts,
    present,
    row => (cells[row] === undefined ? undefined : forms[row]),
    cells.length,
    findings,
  )
}

function failingRows(
  cells: Column['cells'],
  categories: ReadonlyMap<string, number> | undefined,
  findings: Findings,
): void {
  const verdicts = new Map<string, boolean>()
  if (categories !== undefined)
    for (const cell of categories.keys()) verdicts.set(cell, speaksOfFailure(cell))
  const failing: number[] = []
  for (let row = 0; row < cells.length; row++) {
    const cell = cells[row]
    if (cell !== undefined && (verdicts.get(cell) ?? speaksOfFailure(cell))) failing.push(row)
  }
  if (failing.length === 0) return
  const common = failing.length > Math.max(3, cells.length * FAILURE_VOCABULARY_SHARE)
  const surprise = Math.log(cells.length / failing.length) + (common ? 0 : 1)
  const distinct = new Set<string>()
  const candidates: Candidate[] = []
  for (const row of failing) {
    const cell = cells[row] ?? ''
    const isNew = !distinct.has(cell) && distinct.size < FAILING_ROWS
    if (isNew) distinct.add(cell)
    if (isNew || !common) candidates.push([row, surprise + (isNew ? 0.1 : 0)])
  }
  findings.add(candidates, common ? ROWS_PER_REASON : FAILING_ROWS)
}

/** Rows that have, or lack, other cells than nearly all do. */
export function findRareShapes(columns: readonly Column[], total: number, findings: Findings): void {
  const shapes = new Int32Array(total)
  let anyMissing = false
  for (const [index, { cells }] of columns.entries()) {
    let present = 0
    for (let row = 0; row < total; row++) {
      if (cells[row] === undefined) shapes[row] = Math.imul((shapes[row] ?? 0) ^ (index + 1), 0x01000193) + 1
      else present++
    }
    if (present === total) continue
    anyMissing = true
    oneSided(cells, present, total, findings)
  }
  if (!anyMissing) return
  const counts = new Map<number, number>()
  for (const shape of shapes) counts.set(shape, (counts.get(shape) ?? 0) + 1)
  if (counts.size > categoryLimit(total)) return
  rareKeys(counts, total, row => shapes[row], total, findings)
}

/** A cell that almost no row has, or that almost every row has. */
function oneSided(cells: Column['cells'], present: number, total: number, findings: Findings): void {
  const fewer = Math.min(present, total - present)
  if (fewer === 0 || fewer > rareLimit(total)) return
  const wanted = present === fewer
  const candidates: Candidate[] = []
  for (let row = 0; row < total; row++) {
    if ((cells[row] !== undefined) === wanted) candidates.push([row, Math.log(total / fewer) * 0.8])
  }
  findings.add(candidates, ROWS_PER_REASON)
}
