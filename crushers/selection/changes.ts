import { middle } from './median.ts'
import {
  CHANGE_MIN_ROWS,
  CHANGE_NOISE,
  CHANGE_PASSES,
  CHANGE_REACH,
  CHANGE_SIGNIFICANCE,
  CHANGE_STEP_SHARE,
  CHANGE_STRAY,
  CHANGES,
} from './policy.ts'

/** First positions of new levels in a series, ascending: steps that neighbours show at once, not trends. */
export function levelChanges(values: Float64Array, median: number, deviation: number): number[] {
  const length = values.length
  if (length < 2 * CHANGE_MIN_ROWS) return []
  // Outliers are news of their own; they must not look like a level.
  const reach = deviation > 0 ? 6 * deviation : Number.POSITIVE_INFINITY
  const clipped = new Float64Array(length)
  const sums = new Float64Array(length + 1)
  for (let index = 0; index < length; index++) {
    const value = Math.min(median + reach, Math.max(median - reach, values[index] ?? 0))
    clipped[index] = value
    sums[index + 1] = (sums[index] ?? 0) + value
  }
  const noise = neighbourNoise(clipped)
  const found: number[] = []
  const segments: [number, number][] = [[0, length]]
  let patience = CHANGE_PASSES * length
  for (let next = 0; next < segments.length && found.length < CHANGES && patience > 0; next++) {
    const [from, to] = segments[next] ?? [0, 0]
    if (to - from < 2 * CHANGE_MIN_ROWS) continue
    patience -= to - from
    const split = bestSplit(sums, from, to)
    if (split.distance < CHANGE_STRAY * noise * Math.sqrt(to - from)) continue
    const at = steepest(sums, split.at, from, to)
    if (at - from < CHANGE_MIN_ROWS || to - at < CHANGE_MIN_ROWS) continue
    const isNew = isStep(sums, from, at, to, noise)
    if (isNew) found.push(at)
    // A burst in the middle hides its two edges from the first look: the halves are searched even without a step here.
    if (isNew || found.length === 0) segments.push([from, at], [at, to])
  }
  return found.sort((left, right) => left - right)
}

/** Whether the level before differs from the level after, beyond noise, and does so at once. */
function isStep(sums: Float64Array, from: number, at: number, to: number, noise: number): boolean {
  const mean = (first: number, end: number) => ((sums[end] ?? 0) - (sums[first] ?? 0)) / (end - first)
  const shift = Math.abs(mean(from, at) - mean(at, to))
  if (shift === 0 || shift < noise) return false
  // The smaller the step against the noise, the more rows it takes to see that it happens here.
  const rows = Math.max(CHANGE_MIN_ROWS, Math.ceil(2 * (noise / (shift / 8)) ** 2))
  const step = Math.abs(mean(Math.max(from, at - rows), at) - mean(at, Math.min(to, at + rows)))
  if (step < CHANGE_STEP_SHARE * shift) return false
  const error = noise * Math.sqrt(1 / (at - from) + 1 / (to - at))
  const isClear = step >= CHANGE_NOISE * noise || shift >= CHANGE_SIGNIFICANCE * error
  return isClear && !isSlope(sums, at, Math.min(at - from, to - at, 4 * rows))
}

/** Whether a straight line fits the rows on both sides better than two levels do. */
function isSlope(sums: Float64Array, at: number, rows: number): boolean {
  let slope = 0
  for (let away = 0; away < rows; away++) {
    const before = (sums[at - away] ?? 0) - (sums[at - away - 1] ?? 0)
    const after = (sums[at + away + 1] ?? 0) - (sums[at + away] ?? 0)
    slope += (after - before) * (away + 0.5)
  }
  const step = ((sums[at + rows] ?? 0) - 2 * (sums[at] ?? 0) + (sums[at - rows] ?? 0)) / rows
  // Squares that each explains: of the line by its slope over evenly spaced rows, of the step by its height.
  const squares = (rows * (4 * rows * rows - 1)) / 6
  return (slope * slope) / squares > (step * step * rows) / 2
}

/** Where the running sum strays farthest from the straight line between the ends. */
function bestSplit(sums: Float64Array, from: number, to: number): { at: number; distance: number } {
  const start = sums[from] ?? 0
  const slope = ((sums[to] ?? 0) - start) / (to - from)
  let best = from + 1
  let farthest = -1
  for (let index = from + 1; index < to; index++) {
    const distance = Math.abs((sums[index] ?? 0) - start - slope * (index - from))
    if (distance > farthest) {
      farthest = distance
      best = index
    }
  }
  return { at: best, distance: farthest }
}

/** Noise moves the split by a few rows; the step itself is where the means of three rows on either side differ most. */
function steepest(sums: Float64Array, near: number, from: number, to: number): number {
  let best = near
  let largest = -1
  const last = Math.min(to - 3, near + CHANGE_REACH)
  for (let at = Math.max(from + 3, near - CHANGE_REACH); at <= last; at++) {
    const middleSum = sums[at] ?? 0
    const step = Math.abs((sums[at + 3] ?? 0) - middleSum - (middleSum - (sums[at - 3] ?? 0)))
    if (step > largest) {
      largest = step
      best = at
    }
  }
  return best
}

/**
 * Standard deviation of what neighbours differ by. Of normal noise the median and the mean of the differences say the
 * same; where most neighbours are equal the median says nothing, where tails are heavy too little.
 */
function neighbourNoise(values: Float64Array): number {
  const steps = new Float64Array(values.length - 1)
  let sum = 0
  for (let index = 1; index < values.length; index++) {
    const step = Math.abs((values[index] ?? 0) - (values[index - 1] ?? 0))
    steps[index - 1] = step
    sum += step
  }
  const mean = (sum / steps.length) * 0.8862
  return Math.max(mean, (middle(steps) * 1.4826) / Math.SQRT2)
}
