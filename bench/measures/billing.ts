import type { Sent } from './ledger.ts'
import type { PriceTable } from './prices.ts'

/** What one request cost, and what it shared with the one before. */
export interface Bill {
  readonly tokens: number
  /** Tokens of the leading messages that are byte-identical to those of the request before. */
  readonly prefix: number
  /** So many messages. */
  readonly same: number
  /** Index of the first message that was sent otherwise before; `undefined` where the request before is a prefix. */
  readonly brokenAt: number | undefined
}

/** Bills the requests of one session in the order sent. */
export class Billing {
  #previous: readonly Sent[] | undefined
  readonly #beside: number

  /** @param beside tokens that precede the messages of every request: system text and tool definitions */
  constructor(beside: number) {
    this.#beside = beside
  }

  add(request: readonly Sent[]): Bill {
    const previous = this.#previous
    this.#previous = request
    let tokens = this.#beside
    for (const sent of request) tokens += sent.tokens
    if (!previous) return { tokens, prefix: 0, same: 0, brokenAt: undefined }
    let prefix = this.#beside
    let same = 0
    while (same < request.length && same < previous.length && request[same] === previous[same])
      prefix += request[same++]?.tokens ?? 0
    return { tokens, prefix, same, brokenAt: same < previous.length ? same : undefined }
  }
}

/** What a token of the repeated prefix costs in this request, and one of the rest. Short requests are not cached. */
export function pricesOfBill(
  prices: PriceTable,
  { tokens, prefix }: Pick<Bill, 'tokens' | 'prefix'>,
): { readonly cached: number; readonly fresh: number } {
  if (tokens < prices.minimum) return { cached: 1, fresh: 1 }
  return { cached: prefix < prices.minimum ? prices.write : prices.read, fresh: prices.write }
}

/** Cost of a request in plain input tokens. */
export function billedCost(prices: PriceTable, bill: Pick<Bill, 'tokens' | 'prefix'>): number {
  const { cached, fresh } = pricesOfBill(prices, bill)
  return bill.prefix * cached + (bill.tokens - bill.prefix) * fresh
}

/** Tokens that a model writes to ask for something: a call with its arguments and a sentence. */
export const askingTokens = 150

/** Cost of one more model call on a cached context that brings in `tokens` of text. */
export function extraCall(prices: PriceTable, context: number, tokens: number): number {
  const kept = context < prices.minimum ? context : context * prices.read
  return kept + tokens * prices.write + askingTokens * prices.output
}
