import { emptySpending, type Spending } from './measures/spending.ts'
import { bins, distances, emptyRecall, type Recall, type SessionScore } from './score.ts'

/** One system over many sessions. Shares are 0 to 1; costs are relative to sending everything raw. */
export interface Aggregate {
  readonly sessions: number
  readonly turns: number
  /** Tokens sent. */
  readonly tokens: number
  /** By price table. */
  readonly billed: readonly number[]
  readonly adjusted: readonly number[]
  /** Mean over sessions, where the weighted figure is ruled by the long ones. */
  readonly billedMean: readonly number[]
  readonly adjustedMean: readonly number[]
  /** Absolute costs in plain input tokens. */
  readonly rawCost: readonly number[]
  readonly adjustedCost: readonly number[]
  /** Sessions that cost more than 1.03 times raw, or failed. */
  readonly harmed: number
  /** Sessions in which the system threw or sent a request that the provider refuses. */
  readonly failed: number
  readonly hitRate: number
  readonly breaksPer100: number
  readonly restart: number
  readonly recall: Shares
  readonly own: Shares
  readonly byType: Readonly<Record<string, Shares>>
  readonly byDistance: readonly { readonly upTo: number | null; readonly shares: Shares }[]
  /** Identifiers of new outputs that can be read at first delivery. Under a half: this system hides what it was given. */
  readonly fresh: number
  readonly unseen: number
  readonly faults: Readonly<Record<string, number>>
  readonly over: number
  readonly rawOver: number
  readonly peak: number
  readonly heldPeak: number
  readonly retrievals: number
  readonly reruns: number
  readonly handles: { shown: number; exact: number; part: number; other: number; gone: number }
  readonly types: Readonly<Record<string, number>>
  /** Adjusted cost by kind of text, as shares of all raw cost. */
  readonly spending: Readonly<Record<string, Spending>>
  /** Cost along the sessions, cumulated, as a share of all raw cost. */
  readonly costCurve: readonly number[]
  readonly rawCurve: readonly number[]
  /** Prefix breaks per 100 turns along the sessions. */
  readonly breakCurve: readonly number[]
}

export interface Shares {
  readonly uses: number
  readonly inline: number
  readonly labelled: number
  readonly inContext: number
  readonly recoverable: number
  readonly blind: number
  readonly lost: number
}

const of = (part: number, whole: number): number => (whole === 0 ? 0 : part / whole)

const shares = (recall: Recall): Shares => ({
  uses: recall.uses,
  inline: of(recall.inline, recall.uses),
  labelled: of(recall.labelled, recall.labels),
  inContext: of(recall.inContext, recall.firsts),
  recoverable: of(recall.recoverable, recall.uses),
  blind: of(recall.blind, recall.uses),
  lost: of(recall.lost, recall.uses),
})

function addInto<T extends Record<keyof T, number>>(sum: T, more: T): T {
  for (const key of Object.keys(more) as (keyof T)[])
    sum[key] = (((sum[key] as number | undefined) ?? 0) + more[key]) as T[keyof T]
  return sum
}

const cumulated = (curve: readonly number[], total: number): number[] => {
  let sum = 0
  return curve.map(value => of((sum += value), total))
}

export function aggregate(scores: readonly SessionScore[]): Aggregate {
  const total = (value: (score: SessionScore) => number): number =>
    scores.reduce((sum, score) => sum + value(score), 0)
  const mean = (value: (score: SessionScore) => number): number => of(total(value), scores.length)
  const tables = scores[0]?.costs.map((_, index) => index) ?? []
  const cost = (score: SessionScore, table: number) =>
    score.costs[table] ?? { raw: 0, billed: 0, adjusted: 0 }
  const recalls = (pick: (score: SessionScore) => Recall): Shares =>
    shares(scores.reduce((sum, score) => addInto(sum, pick(score)), emptyRecall()))
  const curve = (pick: (score: SessionScore) => readonly number[]): number[] =>
    Array.from({ length: bins }, (_, bin) => total(score => pick(score)[bin] ?? 0))
  const types = [...new Set(scores.flatMap(score => Object.keys(score.byType)))].sort()
  const kinds = [...new Set(scores.flatMap(score => Object.keys(score.spending)))].sort()
  const failed = (score: SessionScore): boolean => score.failures.length > 0 || score.refused > 0
  const rawCurve = curve(score => score.rawCurve)
  const rawTotal = rawCurve.reduce((sum, value) => sum + value, 0)
  const turnCurve = curve(score => score.turnCurve)
  const follow = total(score => Math.max(0, score.turns - 1))
  return {
    sessions: scores.length,
    turns: total(score => score.turns),
    tokens: of(
      total(score => score.sent),
      total(score => score.rawSent),
    ),
    billed: tables.map(table =>
      of(
        total(score => cost(score, table).billed),
        total(score => cost(score, table).raw),
      ),
    ),
    adjusted: tables.map(table =>
      of(
        total(score => cost(score, table).adjusted),
        total(score => cost(score, table).raw),
      ),
    ),
    billedMean: tables.map(table => mean(score => of(cost(score, table).billed, cost(score, table).raw))),
    adjustedMean: tables.map(table => mean(score => of(cost(score, table).adjusted, cost(score, table).raw))),
    rawCost: tables.map(table => total(score => cost(score, table).raw)),
    adjustedCost: tables.map(table => total(score => cost(score, table).adjusted)),
    harmed: mean(score => (failed(score) || cost(score, 0).adjusted > 1.03 * cost(score, 0).raw ? 1 : 0)),
    failed: total(score => (failed(score) ? 1 : 0)),
    hitRate: of(
      total(score => score.cached),
      total(score => score.sent),
    ),
    breaksPer100:
      100 *
      of(
        total(score => score.breaks),
        follow,
      ),
    restart: of(
      total(score => score.restart.kept),
      total(score => score.restart.tokens),
    ),
    recall: recalls(score => score.recall),
    own: recalls(score => score.own),
    byType: Object.fromEntries(
      types.map(type => [type, recalls(score => score.byType[type] ?? emptyRecall())]),
    ),
    byDistance: distances.map((upTo, index) => ({
      upTo: Number.isFinite(upTo) ? upTo : null,
      shares: recalls(score => score.byDistance[index] ?? emptyRecall()),
    })),
    fresh:
      1 -
      of(
        total(score => score.fresh.identifiers - score.fresh.shown),
        total(score => score.fresh.identifiers),
      ),
    unseen: of(
      total(score => score.fresh.unseen),
      total(score => score.fresh.results),
    ),
    faults: sorted(scores.reduce<Record<string, number>>((sum, score) => addInto(sum, score.faults), {})),
    over: total(score => score.over),
    rawOver: total(score => score.rawOver),
    peak: scores.reduce((most, score) => Math.max(most, score.peak), 0),
    heldPeak: scores.reduce((most, score) => Math.max(most, score.heldPeak), 0),
    retrievals: total(score => score.retrievals),
    reruns: total(score => score.reruns),
    handles: scores.reduce((sum, score) => addInto(sum, score.handles), {
      shown: 0,
      exact: 0,
      part: 0,
      other: 0,
      gone: 0,
    }),
    types: sorted(scores.reduce<Record<string, number>>((sum, score) => addInto(sum, score.types), {})),
    spending: Object.fromEntries(
      kinds.map(kind => {
        const spent = scores.reduce(
          (sum, score) => addInto(sum, score.spending[kind] ?? emptySpending()),
          emptySpending(),
        )
        for (const key of Object.keys(spent) as (keyof Spending)[]) spent[key] = of(spent[key], rawTotal)
        return [kind, spent]
      }),
    ),
    costCurve: cumulated(
      curve(score => score.costCurve),
      rawTotal,
    ),
    rawCurve: cumulated(rawCurve, rawTotal),
    breakCurve: curve(score => score.breakCurve).map((breaks, bin) => 100 * of(breaks, turnCurve[bin] ?? 0)),
  }
}

const sorted = (counts: Record<string, number>): Record<string, number> =>
  Object.fromEntries(Object.entries(counts).sort(([left], [right]) => (left < right ? -1 : 1)))

export interface Times {
  /** Milliseconds of the first call of a session, and of all later ones. */
  readonly first: { readonly p50: number; readonly p99: number }
  readonly later: { readonly p50: number; readonly p99: number }
  readonly longest: number
  readonly total: number
}

export function timesOf(scores: readonly SessionScore[]): Times {
  const first = scores.flatMap(score => score.milliseconds.slice(0, 1))
  const later = scores.flatMap(score => score.milliseconds.slice(1))
  const all = [...first, ...later]
  return {
    first: { p50: quantile(first, 0.5), p99: quantile(first, 0.99) },
    later: { p50: quantile(later, 0.5), p99: quantile(later, 0.99) },
    longest: all.reduce((most, value) => Math.max(most, value), 0),
    total: all.reduce((sum, value) => sum + value, 0),
  }
}

function quantile(values: readonly number[], share: number): number {
  const ordered = values.toSorted((left, right) => left - right)
  return ordered[Math.min(ordered.length - 1, Math.floor(share * ordered.length))] ?? 0
}
