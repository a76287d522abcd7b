import { CellKind, formOf } from './cells.ts'
import { type CodedColumn, rowOf } from './coded.ts'
import type { Candidate, Findings } from './findings.ts'
import {
  CATEGORY_SHARE,
  RARE_SHARE,
  ROWS_PER_REASON,
  SMALL_CATEGORY_SHARE,
  SMALL_CATEGORY_VALUES,
  TAIL_SHARE,
} from './policy.ts'

/** Most rows that may share a value for it to be rare. */
export const rareLimit = (rows: number) => Math.max(1, Math.floor(rows * RARE_SHARE))

/** Most distinct values of a category. */
export const categoryLimit = (rows: number) =>
  Math.max(
    3,
    Math.floor(rows * CATEGORY_SHARE),
    Math.min(SMALL_CATEGORY_VALUES, Math.floor(rows * SMALL_CATEGORY_SHARE)),
  )

/** Rows whose value few others have. */
export function rareValues(column: CodedColumn, findings: Findings): void {
  rareKeys(column, column.codes, column.counts, findings)
}

/** Cells of another form than the others: an empty id, a date among names. Only where few forms rule the column. */
export function rareForms(column: CodedColumn, findings: Findings): void {
  const { codes, values, kinds, counts, total } = column
  const keyOf = new Map<number, number>()
  const keys = new Int32Array(values.size)
  const limit = categoryLimit(total)
  const cells = new Int32Array(limit)
  for (let code = 0; code < values.size; code++) {
    const isEmpty = kinds[code] === CellKind.empty
    const form = isEmpty ? 0 : formOf(values.text(code), values.start(code), values.end(code))
    let key = keyOf.get(form)
    if (key === undefined) {
      key = keyOf.size
      if (key === limit) return
      keyOf.set(form, key)
    }
    keys[code] = key
    cells[key] = (cells[key] ?? 0) + (counts[code] ?? 0)
  }
  let rare = 0
  for (let key = 0; key < keyOf.size; key++) {
    const count = cells[key] ?? 0
    if (count <= rareLimit(total)) rare += count
  }
  if (rare === 0 || rare > 3 * rareLimit(total)) return
  rareKeys(
    column,
    codes.map(code => keys[code] ?? 0),
    cells.subarray(0, keyOf.size),
    findings,
  )
}

/** Cells whose key few others share. The surprise of the reason as a whole counts all keys that are as rare. */
function rareKeys(
  column: Pick<CodedColumn, 'rows' | 'total'>,
  keys: Int32Array,
  counts: Int32Array,
  findings: Findings,
): void {
  let limit = rareLimit(column.total)
  const present = keys.length
  let rareRows = 0
  let alone = 0
  let rarest = column.total
  for (let key = 0; key < counts.length; key++) {
    const count = counts[key] ?? 0
    if (count > limit) continue
    rareRows += count
    if (count === 1) alone++
    rarest = Math.min(rarest, count)
  }
  // Where every key is rare, those are that stand alone, if few do: 38 rates in 3,000 rows of 206 rates.
  if (rareRows === present && alone <= limit) {
    rareRows = alone
    limit = 1
  }
  if (rareRows === 0 || rareRows === present) return
  // One row stands for a rare key, two show whether it varies.
  const shown = new Uint8Array(counts.length)
  const candidates: Candidate[] = []
  for (let index = 0; index < present; index++) {
    const key = keys[index] ?? 0
    const count = counts[key] ?? 0
    if (count > limit) continue
    const row = rowOf(column, index)
    const surprise = Math.log(present / count)
    findings.count(row, surprise)
    const already = shown[key] ?? 0
    if (already === 2) continue
    shown[key] = already + 1
    candidates.push([row, surprise - already * 0.5])
  }
  const isTail = rareRows > Math.max(ROWS_PER_REASON, present * TAIL_SHARE)
  findings.pick(
    candidates,
    isTail ? 0 : ROWS_PER_REASON,
    Math.log(present / rareRows) + (rarest === 1 ? 0.5 : 0),
  )
}

/** Rows that have, or lack, other cells than nearly all do. */
export function findRareShapes(columns: readonly CodedColumn[], total: number, findings: Findings): void {
  const shapes = new Int32Array(total)
  let anyMissing = false
  for (const [index, { rows }] of columns.entries()) {
    if (rows === undefined) continue
    anyMissing = true
    findings.column = index
    const mark = Math.imul(index + 1, 0x9e3779b1)
    for (let place = 0; place < rows.length; place++) {
      const row = rows[place] ?? 0
      shapes[row] = ((shapes[row] ?? 0) + (mark ^ (mark >>> 15))) | 0
    }
    oneSided(rows, total, findings)
  }
  if (!anyMissing) return
  findings.column = -1
  const keyOf = new Map<number, number>()
  const limit = categoryLimit(total)
  const counts = new Int32Array(limit)
  for (let row = 0; row < total; row++) {
    const shape = shapes[row] ?? 0
    let key = keyOf.get(shape)
    if (key === undefined) {
      key = keyOf.size
      if (key === limit) return
      keyOf.set(shape, key)
    }
    counts[key] = (counts[key] ?? 0) + 1
    shapes[row] = key
  }
  rareKeys({ rows: undefined, total }, shapes, counts.subarray(0, keyOf.size), findings)
}

/** A cell that almost no row has, or that almost every row has. */
function oneSided(rows: Int32Array, total: number, findings: Findings): void {
  const present = rows.length
  const fewer = Math.min(present, total - present)
  if (fewer === 0 || fewer > rareLimit(total)) return
  const surprise = Math.log(total / fewer) * 0.8
  const candidates: Candidate[] = []
  if (present === fewer) for (const row of rows) candidates.push([row, surprise])
  else
    for (let row = 0, place = 0; row < total; row++) {
      if (rows[place] === row) place++
      else candidates.push([row, surprise])
    }
  findings.countAll(candidates)
  findings.pick(candidates, ROWS_PER_REASON)
}
