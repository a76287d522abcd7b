import type { Sent } from './ledger.ts'
import type { PriceTable } from './prices.ts'

/** What one request cost, and what it shared with the one before. */
export interface Bill {
  readonly tokens: number
  /** Tokens of the leading messages that are byte-identical to those of the request before. */
  readonly prefix: number
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
    if (!previous) return { tokens, prefix: 0, brokenAt: undefined }
    let prefix = this.#beside
    let same = 0
    while (same < request.length && same < previous.length && request[same] === previous[same])
      prefix += request[same++]?.tokens ?? 0
    return { tokens, prefix, brokenAt: same < previous.length ? same : undefined }
  }
}

/** Cost of a request in plain input tokens. */
export function billedCost(prices: PriceTable, bill: Pick<Bill, 'tokens' | 'prefix'>): number {
  if (bill.tokens < prices.minimum) return bill.tokens
  const cached = bill.prefix >= prices.minimum ? bill.prefix : 0
  return cached * prices.read + (bill.tokens - cached) * prices.write
}

/** Tokens that a model writes to ask for something: a call with its arguments and a sentence. */
export const askingTokens = 150

/** Cost of one more model call on a cached context that brings in `tokens` of text. */
export function extraCall(prices: PriceTable, context: number, tokens: number): number {
  const kept = context < prices.minimum ? context : context * prices.read
  return kept + tokens * prices.write + askingTokens * prices.output
}
