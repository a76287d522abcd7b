import type { PriceTable } from './measures/prices.ts'
import type { SpendingByKind } from './measures/spending.ts'

/** Points of a curve along a session. */
export const bins = 20
/** Upper ends of the distance classes, in turns. */
export const distances = [1, 3, 5, 10, 20, 40, Infinity] as const

/** Uses of references, and what became of them. Everything is a count, so that sessions add up. */
export interface Recall {
  uses: number
  inline: number
  recoverable: number
  /** Recoverable, but nothing beside the handle says so. */
  blind: number
  lost: number
  labels: number
  labelled: number
  firsts: number
  inContext: number
}

export const emptyRecall = (): Recall => ({
  uses: 0,
  inline: 0,
  recoverable: 0,
  blind: 0,
  lost: 0,
  labels: 0,
  labelled: 0,
  firsts: 0,
  inContext: 0,
})

/** What one system made of one session. */
export interface SessionScore {
  readonly id: string
  readonly family: string
  readonly turns: number
  sent: number
  rawSent: number
  cached: number
  peak: number
  /** Peak with the texts that had to be fetched. */
  heldPeak: number
  over: number
  rawOver: number
  breaks: number
  /** By price table, in plain input tokens. */
  readonly costs: { raw: number; billed: number; adjusted: number }[]
  readonly recall: Recall
  readonly own: Recall
  readonly byType: Record<string, Recall>
  readonly byDistance: Recall[]
  readonly fresh: { results: number; unseen: number; identifiers: number; shown: number }
  retrievals: number
  reruns: number
  readonly faults: Record<string, number>
  /** Requests that the provider would have refused. */
  refused: number
  readonly failures: string[]
  readonly handles: { shown: number; exact: number; part: number; other: number; gone: number }
  readonly restart: { kept: number; tokens: number }
  /** Tokens sent, by role or content type. */
  readonly types: Record<string, number>
  /** The adjusted cost by the first price table, by the same kinds. */
  readonly spending: SpendingByKind
  readonly costCurve: number[]
  readonly rawCurve: number[]
  readonly breakCurve: number[]
  readonly turnCurve: number[]
  /** Wall time of each `compress`. The only part of a score that differs between runs. */
  readonly milliseconds: number[]
}

const zeros = (): number[] => Array.from({ length: bins }, () => 0)

export const emptyScore = (
  id: string,
  family: string,
  turns: number,
  prices: readonly PriceTable[],
): SessionScore => ({
  id,
  family,
  turns,
  sent: 0,
  rawSent: 0,
  cached: 0,
  peak: 0,
  heldPeak: 0,
  over: 0,
  rawOver: 0,
  breaks: 0,
  costs: prices.map(() => ({ raw: 0, billed: 0, adjusted: 0 })),
  recall: emptyRecall(),
  own: emptyRecall(),
  byType: {},
  byDistance: distances.map(emptyRecall),
  fresh: { results: 0, unseen: 0, identifiers: 0, shown: 0 },
  retrievals: 0,
  reruns: 0,
  faults: {},
  refused: 0,
  failures: [],
  handles: { shown: 0, exact: 0, part: 0, other: 0, gone: 0 },
  restart: { kept: 0, tokens: 0 },
  types: {},
  spending: {},
  costCurve: zeros(),
  rawCurve: zeros(),
  breakCurve: zeros(),
  turnCurve: zeros(),
  milliseconds: [],
})

export function recallOf(score: SessionScore, distance: number): Recall {
  const at = distances.findIndex(end => distance <= end)
  return score.byDistance[at] as Recall
}
