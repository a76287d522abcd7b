import { type CodedColumn, rowOf } from './coded.ts'
import { speaksOfFailure } from './failures.ts'
import type { Candidate, Findings } from './findings.ts'
import { rareTypes, shiftingCategory, unusualNumbers } from './numbers.ts'
import {
  FAILING_ROWS,
  FAILURE_VOCABULARY_SHARE,
  MIN_ROWS,
  NUMERIC_SHARE,
  ROWS_PER_REASON,
  SMALL_CATEGORY_VALUES,
} from './policy.ts'
import { categoryLimit, rareForms, rareValues } from './rare.ts'

/** Looks at one column and reports its unusual rows. */
export function findInColumn(column: CodedColumn, findings: Findings): void {
  const { codes, values, numbers, counts, total } = column
  const present = codes.length
  // Of so few cells nothing can be called rare but that they are there.
  if (present < MIN_ROWS) {
    failingRows(column, findings)
    return
  }
  let count = 0
  for (let code = 0; code < values.size; code++) {
    const value = numbers[code] ?? Number.NaN
    if (value === value) count += counts[code] ?? 0
  }
  const isCategory = values.size <= categoryLimit(total)
  const isNumeric = count >= NUMERIC_SHARE * present
  // A few distinct numbers are codes: a rare one is news, a large one is not.
  const isCode = isCategory && values.size <= SMALL_CATEGORY_VALUES
  if (isCategory && values.size > 1) {
    rareValues(column, findings)
    if (!findings.isPooled) runChanges(column, findings)
    if (isCode && !findings.isPooled) shiftingCategory(column, count, findings)
  }
  if (isNumeric) {
    if (!isCode) unusualNumbers(column, count, findings)
    if (count < present) rareTypes(column, present - count, findings)
    return
  }
  if (!isCategory) rareForms(column, findings)
  failingRows(column, findings)
}

/** Both sides of each border where a column that stays the same for long changes. */
function runChanges(column: CodedColumn, findings: Findings): void {
  const { codes, total } = column
  const borders: number[] = []
  const limit = Math.max(4, Math.floor(total / 50))
  let previous = -1
  for (let index = 0; index < codes.length; index++) {
    const row = rowOf(column, index)
    if (row > previous + 1 && previous >= 0) borders.push(previous + 1)
    if (row > 0 && (row > previous + 1 || codes[index] !== codes[index - 1])) borders.push(row)
    if (borders.length > limit) return
    previous = row
  }
  if (previous < total - 1) borders.push(previous + 1)
  const surprise = Math.log(total / (borders.length + 1))
  const candidates: Candidate[] = []
  for (const row of borders) candidates.push([row, surprise], [row - 1, surprise / 2])
  findings.countAll(candidates)
  findings.pick(candidates, 2 * ROWS_PER_REASON)
}

function failingRows(column: CodedColumn, findings: Findings): void {
  const { codes, values, counts, total } = column
  const verdicts = new Uint8Array(values.size)
  let failing = 0
  for (let code = 0; code < values.size; code++) {
    if (!speaksOfFailure(values.text(code), values.start(code), values.end(code))) continue
    verdicts[code] = 1
    failing += counts[code] ?? 0
  }
  if (failing === 0) return
  const common = failing > Math.max(3, total * FAILURE_VOCABULARY_SHARE)
  const surprise = Math.log(total / failing) + (common ? 0 : 1)
  const candidates: Candidate[] = []
  let distinct = 0
  for (let index = 0; index < codes.length; index++) {
    const code = codes[index] ?? 0
    const verdict = verdicts[code] ?? 0
    if (verdict === 0) continue
    const isNew = verdict === 1 && distinct < FAILING_ROWS
    if (isNew) {
      distinct++
      verdicts[code] = 2
    }
    if (isNew || !common) candidates.push([rowOf(column, index), surprise + (isNew ? 0.1 : 0)])
  }
  findings.countAll(candidates)
  findings.pick(candidates, common ? ROWS_PER_REASON : FAILING_ROWS)
}
