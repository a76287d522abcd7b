import { TOP_ROWS } from './policy.ts'

/**
 * Collects why rows are unusual. A surprise is the natural logarithm of one over the share of rows that look so;
 * surprises of one row add up over the columns.
 */
export class Findings {
  readonly #surprise: Float64Array
  readonly #heads: [row: number, weight: number][] = []
  readonly #picked = new Set<number>()

  constructor(rows: number) {
    this.#surprise = new Float64Array(rows)
  }

  /**
   * Rows of one reason in one column with their surprises; the `limit` strongest are wanted. With a limit of 0 they
   * only count towards the rows that are strange in several columns at once; with `counts` false they do not.
   */
  add(
    candidates: (readonly [row: number, surprise: number])[],
    limit: number,
    weight?: number,
    counts = true,
  ): void {
    if (counts)
      for (const [row, surprise] of candidates) this.#surprise[row] = (this.#surprise[row] ?? 0) + surprise
    if (candidates.length === 0 || limit === 0) return
    const strongest =
      candidates.length > limit
        ? candidates.sort((left, right) => right[1] - left[1] || left[0] - right[0]).slice(0, limit)
        : candidates
    let head = strongest[0] ?? [0, 0]
    for (const candidate of strongest) {
      this.#picked.add(candidate[0])
      if (candidate[1] > head[1]) head = candidate
    }
    this.#heads.push([head[0], weight ?? head[1]])
  }

  /** The rows to show: all that were picked, or, above `limit`, the strongest of each reason, then of all. */
  rows(limit: number): Set<number> {
    const chosen = new Set(this.#strangest(TOP_ROWS))
    if (this.#picked.size + chosen.size <= limit) {
      for (const row of this.#picked) chosen.add(row)
      return chosen
    }
    const top = this.#byTotal(this.#picked)
    const heads = this.#heads.sort((left, right) => right[1] - left[1] || left[0] - right[0])
    for (const [row] of heads) if (chosen.size < limit) chosen.add(row)
    for (const row of top) if (chosen.size < limit) chosen.add(row)
    return chosen
  }

  /** The rows of highest sum that stand out: every one is stranger than the typical row that is strange at all. */
  #strangest(count: number): number[] {
    const strange: number[] = []
    for (let row = 0; row < this.#surprise.length; row++)
      if ((this.#surprise[row] ?? 0) > 0) strange.push(row)
    return this.#byTotal(strange).slice(0, strange.length > count * 50 ? count : Math.ceil(count / 2))
  }

  #byTotal(rows: Iterable<number>): number[] {
    const total = (row: number) => this.#surprise[row] ?? 0
    return [...rows].sort((left, right) => total(right) - total(left) || left - right)
  }
}
