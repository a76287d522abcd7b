import { RARE_SHARE, TOP_ROWS } from './policy.ts'

export type Candidate = readonly [row: number, surprise: number]

const RARE_SURPRISE = -Math.log(RARE_SHARE)

const byStrength = (left: Candidate, right: Candidate) => right[1] - left[1] || left[0] - right[0]

/** Without sorting all of them. Strongest first, ties in their order. */
function strongestOf(candidates: Iterable<Candidate>, limit: number): Candidate[] {
  const best: Candidate[] = []
  for (const candidate of candidates) {
    const last = best[limit - 1]
    if (last !== undefined && byStrength(candidate, last) >= 0) continue
    let place = best.length
    while (place > 0 && byStrength(candidate, best[place - 1] ?? candidate) < 0) place--
    best.splice(place, 0, candidate)
    if (best.length > limit) best.pop()
  }
  return best
}

/**
 * Collects why rows are unusual. A surprise is the natural logarithm of one over the share of rows that look so;
 * surprises of one row add up over the columns.
 */
export class Findings {
  /** Number of the column that is being looked at, or -1 where no cell is to blame. */
  column = -1
  readonly #surprise: Float64Array
  readonly #strongest: Float64Array
  readonly #causes: Int32Array
  readonly #reasons: (readonly [row: number, column: number, surprise: number])[] = []
  #causesByRow: Map<number, number[]> | undefined
  readonly #heads: Candidate[] = []
  readonly #picked = new Set<number>()

  /** Rows are in no order. */
  readonly isPooled: boolean

  constructor(rows: number, isPooled = false) {
    this.isPooled = isPooled
    this.#surprise = new Float64Array(rows)
    this.#strongest = new Float64Array(rows)
    this.#causes = new Int32Array(rows).fill(-1)
  }

  /** Counts towards the rows that are strange in several columns at once. */
  count(row: number, surprise: number): void {
    this.#surprise[row] = (this.#surprise[row] ?? 0) + surprise
    this.#blame(row, surprise)
  }

  countAll(candidates: readonly Candidate[]): void {
    for (const [row, surprise] of candidates) this.count(row, surprise)
  }

  /** Of the rows of one reason in one column the `limit` strongest are wanted; `weight` is that of the reason. */
  pick(candidates: readonly Candidate[], limit: number, weight?: number): void {
    if (candidates.length === 0 || limit === 0) return
    const strongest = candidates.length > limit ? strongestOf(candidates, limit) : candidates
    let head: Candidate = strongest[0] ?? [0, 0]
    for (const candidate of strongest) {
      const [row, surprise] = candidate
      this.#picked.add(row)
      this.#blame(row, surprise)
      if (this.column >= 0) this.#reasons.push([row, this.column, surprise])
      if (surprise > head[1]) head = candidate
    }
    this.#heads.push([head[0], weight ?? head[1]])
  }

  /** Numbers of the columns in which a row is strange, strangest first. */
  causesOf(row: number): readonly number[] {
    this.#causesByRow ??= this.#byRow()
    const causes = this.#causesByRow.get(row) ?? []
    const strongest = this.#causes[row] ?? -1
    return strongest < 0 || causes.includes(strongest) ? causes : [strongest, ...causes]
  }

  #byRow(): Map<number, number[]> {
    const causes = new Map<number, number[]>()
    const strongestFirst = this.#reasons.toSorted((left, right) => right[2] - left[2] || left[1] - right[1])
    for (const [row, column] of strongestFirst) {
      const known = causes.get(row)
      if (known === undefined) causes.set(row, [column])
      else if (!known.includes(column)) known.push(column)
    }
    return causes
  }

  #blame(row: number, surprise: number): void {
    if (this.column < 0 || surprise <= (this.#strongest[row] ?? 0)) return
    this.#strongest[row] = surprise
    this.#causes[row] = this.column
  }

  /** The rows to show: all that were picked, or, above `limit`, the strongest of each reason, then of all. */
  rows(limit: number): Set<number> {
    const chosen = new Set(this.strangest(TOP_ROWS))
    if (this.#picked.size + chosen.size <= limit) {
      for (const row of this.#picked) chosen.add(row)
      return chosen
    }
    for (const [row] of this.#heads.toSorted(byStrength)) if (chosen.size < limit) chosen.add(row)
    const picked = Array.from(this.#picked, row => [row, this.#surprise[row] ?? 0] as const)
    for (const [row] of picked.sort(byStrength)) if (chosen.size < limit) chosen.add(row)
    return chosen
  }

  /** The strongest row of each reason, strongest first, then the others that were picked. */
  heads(limit: number): Candidate[] {
    const seen = new Set<number>()
    const heads: Candidate[] = []
    const picked = Array.from(this.#picked, row => [row, this.#surprise[row] ?? 0] as const)
    for (const candidate of [...this.#heads.toSorted(byStrength), ...picked.sort(byStrength)]) {
      if (heads.length === limit) break
      if (seen.has(candidate[0])) continue
      seen.add(candidate[0])
      heads.push(candidate)
    }
    return heads
  }

  /** The rows of highest sum but those taken, strangest first; none that a fiftieth of the rows could be as strange as. */
  further(taken: ReadonlySet<number>, limit: number): number[] {
    const surprise = this.#surprise
    let count = 0
    for (let row = 0; row < surprise.length; row++) if (this.#isRare(row) && !taken.has(row)) count++
    if (count === 0 || limit === 0) return []
    const sums = new Float64Array(count)
    for (let row = 0, place = 0; row < surprise.length; row++)
      if (this.#isRare(row) && !taken.has(row)) sums[place++] = surprise[row] ?? 0
    const least = sums.sort()[Math.max(0, count - limit)] ?? 0
    const rows: Candidate[] = []
    for (let row = 0; row < surprise.length; row++)
      if (this.#isRare(row) && (surprise[row] ?? 0) >= least && !taken.has(row))
        rows.push([row, surprise[row] ?? 0])
    return rows
      .sort(byStrength)
      .slice(0, limit)
      .map(([row]) => row)
  }

  #isRare(row: number): boolean {
    return (this.#surprise[row] ?? 0) >= RARE_SURPRISE
  }

  /** The rows of highest sum; where few rows are strange at all, fewer of them. */
  strangest(count: number): number[] {
    const strange: Candidate[] = []
    for (let row = 0; row < this.#surprise.length; row++) {
      const surprise = this.#surprise[row] ?? 0
      if (surprise > 0) strange.push([row, surprise])
    }
    const wanted = strange.length > count * 50 ? count : Math.ceil(count / 2)
    return strongestOf(strange, wanted).map(([row]) => row)
  }
}
