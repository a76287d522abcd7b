import { levelChanges } from './changes.ts'
import { type CodedColumn, rowOf } from './coded.ts'
import type { Candidate, Findings } from './findings.ts'
import { middle } from './median.ts'
import { MIN_ROWS, OUTLIER_Z, OUTLIER_Z_WITHOUT_MAD, ROWS_PER_REASON } from './policy.ts'
import { rareLimit } from './rare.ts'

/** Numbers far from the others, gaps in what only rises, new levels in what goes up and down. */
export function unusualNumbers(column: CodedColumn, count: number, findings: Findings): void {
  if (count < MIN_ROWS) return
  const { known, rows, isOrdered } = seriesOf(column, count)
  const spread = spreadOf(known)
  const candidates: Candidate[] = []
  let farthest = 1
  if (spread.deviation > 0) {
    for (let index = 0; index < count; index++) {
      const z = Math.abs((known[index] ?? 0) - spread.median) / spread.deviation
      if (z <= spread.threshold) continue
      candidates.push([rows[index] ?? 0, Math.min(5, Math.log(z)) + Math.min(1, z / 1e6)])
      farthest = Math.max(farthest, z)
    }
  }
  findings.countAll(candidates)
  // A number a thousand deviations off outweighs a value that merely stands alone.
  const weight = Math.log(count / Math.max(1, candidates.length)) + Math.min(2, Math.log(farthest) / 4)
  findings.pick(candidates, ROWS_PER_REASON, weight)
  if (findings.isPooled) return
  if (isOrdered) jumps(known, rows, findings)
  else changes(known, rows, spread, findings)
}

/** The rows in which a category, or a number with few values, begins to be another most of the time. */
export function shiftingCategory(column: CodedColumn, count: number, findings: Findings): void {
  const { codes, counts, numbers } = column
  let series: ReturnType<typeof seriesOf>
  if (count === codes.length) series = seriesOf(column, count)
  else {
    let common = 0
    for (let code = 1; code < counts.length; code++)
      if ((counts[code] ?? 0) > (counts[common] ?? 0)) common = code
    const isCommon = Float64Array.from(numbers, (_, code) => (code === common ? 1 : 0))
    series = seriesOf({ ...column, numbers: isCommon }, codes.length)
  }
  // A column that only rises has its borders found as runs.
  if (!series.isOrdered) changes(series.known, series.rows, { median: 0, deviation: 0 }, findings)
}

/** The numbers of a column with their rows. */
function seriesOf(column: CodedColumn, count: number) {
  const { codes, numbers } = column
  const known = new Float64Array(count)
  const rows = new Int32Array(count)
  let rises = 0
  let falls = 0
  for (let index = 0, next = 0; index < codes.length; index++) {
    const value = numbers[codes[index] ?? 0] ?? Number.NaN
    if (value !== value) continue
    if (next > 0) {
      const previous = known[next - 1] ?? 0
      if (value > previous) rises++
      else if (value < previous) falls++
    }
    known[next] = value
    rows[next++] = rowOf(column, index)
  }
  return { known, rows, isOrdered: rises === 0 || falls === 0 }
}

function changes(
  known: Float64Array,
  rows: Int32Array,
  { median, deviation }: { median: number; deviation: number },
  findings: Findings,
): void {
  const candidates: Candidate[] = []
  for (const at of levelChanges(known, median, deviation))
    candidates.push([rows[at] ?? 0, 3], [rows[at - 1] ?? 0, 1.5])
  findings.countAll(candidates)
  findings.pick(candidates, 2 * ROWS_PER_REASON, Math.log(known.length / Math.max(1, candidates.length)))
}

/** Gaps in a column that only rises or only falls (times, running numbers). */
function jumps(known: Float64Array, rows: Int32Array, findings: Findings): void {
  const steps = new Float64Array(known.length - 1)
  for (let index = 1; index < known.length; index++) {
    steps[index - 1] = (known[index] ?? 0) - (known[index - 1] ?? 0)
  }
  const spread = spreadOf(steps)
  // Where most steps are equal any other is a gap, if there are few.
  const threshold = spread.threshold === OUTLIER_Z ? 2 * OUTLIER_Z : 0
  const candidates: Candidate[] = []
  const limit = rareLimit(known.length)
  for (let index = 0; index < steps.length && candidates.length <= limit; index++) {
    const z = Math.abs((steps[index] ?? 0) - spread.median) / (spread.deviation || 1)
    if (z > threshold) candidates.push([rows[index + 1] ?? 0, 2 + Math.min(2, Math.log(1 + z))])
  }
  if (candidates.length > limit) return
  findings.countAll(candidates)
  findings.pick(candidates, ROWS_PER_REASON)
}

function spreadOf(values: Float64Array): { median: number; deviation: number; threshold: number } {
  const scratch = values.slice()
  const median = middle(scratch)
  let sum = 0
  for (let index = 0; index < scratch.length; index++) {
    const distance = Math.abs((scratch[index] ?? 0) - median)
    sum += distance
    scratch[index] = distance
  }
  const deviation = middle(scratch) * 1.4826
  if (deviation > 0) return { median, deviation, threshold: OUTLIER_Z }
  return { median, deviation: (sum / values.length) * 1.2533, threshold: OUTLIER_Z_WITHOUT_MAD }
}

/** Text or emptiness among numbers. */
export function rareTypes(column: CodedColumn, others: number, findings: Findings): void {
  if (others > rareLimit(column.total)) return
  const surprise = Math.log(column.total / others)
  const { codes, numbers } = column
  const candidates: Candidate[] = []
  for (let index = 0; index < codes.length; index++) {
    const value = numbers[codes[index] ?? 0] ?? 0
    if (value !== value) candidates.push([rowOf(column, index), surprise])
  }
  findings.countAll(candidates)
  findings.pick(candidates, ROWS_PER_REASON)
}
