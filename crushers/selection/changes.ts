import { middle } from './median.ts'
import { CHANGE_MIN_ROWS, CHANGE_NOISE, CHANGE_PASSES, CHANGE_STEP_SHARE, CHANGES } from './policy.ts'

/** First positions of new levels in a series, ascending: steps that neighbours show at once, not trends. */
export function levelChanges(values: Float64Array, median: number, deviation: number): number[] {
  const length = values.length
  if (length < 2 * CHANGE_MIN_ROWS) return []
  const noise = neighbourNoise(values)
  // Outliers are news of their own; they must not look like a level.
  const reach = deviation > 0 ? 6 * deviation : Number.POSITIVE_INFINITY
  const sums = new Float64Array(length + 1)
  for (let index = 0; index < length; index++) {
    const clipped = Math.min(median + reach, Math.max(median - reach, values[index] ?? 0))
    sums[index + 1] = (sums[index] ?? 0) + clipped
  }
  const mean = (from: number, to: number) => ((sums[to] ?? 0) - (sums[from] ?? 0)) / (to - from)

  const found: number[] = []
  const segments: [number, number][] = [[0, length]]
  let patience = CHANGE_PASSES * length
  for (let next = 0; next < segments.length && found.length < CHANGES && patience > 0; next++) {
    const [from, to] = segments[next] ?? [0, 0]
    if (to - from < 2 * CHANGE_MIN_ROWS) continue
    patience -= to - from
    const at = steepest(sums, bestSplit(sums, from, to), from, to)
    const shift = Math.abs(mean(from, at) - mean(at, to))
    if (at - from < CHANGE_MIN_ROWS || to - at < CHANGE_MIN_ROWS) continue
    const before = mean(Math.max(from, at - CHANGE_MIN_ROWS), at)
    const after = mean(at, Math.min(to, at + CHANGE_MIN_ROWS))
    const step = Math.abs(before - after)
    const isStep = step >= CHANGE_STEP_SHARE * shift
    if (step >= CHANGE_NOISE * noise && step > 0 && isStep) found.push(at)
    // A burst in the middle hides its two edges from the first look: the halves are searched even without a step here.
    if (isStep || found.length === 0) segments.push([from, at], [at, to])
  }
  return found.sort((left, right) => left - right)
}

/** Where the running sum strays farthest from the straight line between the ends. */
function bestSplit(sums: Float64Array, from: number, to: number): number {
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
  return best
}

/** Noise moves the split by a few rows; the step itself is where the means of three rows on either side differ most. */
function steepest(sums: Float64Array, near: number, from: number, to: number): number {
  let best = near
  let largest = -1
  for (let at = Math.max(from + 3, near - 5); at <= Math.min(to - 3, near + 5); at++) {
    const middleSum = sums[at] ?? 0
    const step = Math.abs((sums[at + 3] ?? 0) - middleSum - (middleSum - (sums[at - 3] ?? 0)))
    if (step > largest) {
      largest = step
      best = at
    }
  }
  return best
}

/** Typical difference between neighbours, scaled to a standard deviation. */
function neighbourNoise(values: Float64Array): number {
  const steps = new Float64Array(values.length - 1)
  for (let index = 1; index < values.length; index++) {
    steps[index - 1] = Math.abs((values[index] ?? 0) - (values[index - 1] ?? 0))
  }
  return (middle(steps) * 1.4826) / Math.SQRT2
}
