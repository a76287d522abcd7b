import type { FormatName } from '../formats/format.ts'

/** What a token of a request costs, as a share of the plain input price. */
export interface Prices {
  readonly provider: string
  /** Month in which the provider's price page said so. */
  readonly asOf: string
  /** Tokens of a prefix that the provider has cached. */
  readonly cacheRead: number
  /** All other tokens of a request; caching them may cost extra. */
  readonly cacheWrite: number
}

const tables: Readonly<Record<FormatName, Prices>> = {
  'openai-chat': { provider: 'OpenAI', asOf: '2026-11', cacheRead: 0.1, cacheWrite: 1 },
  'anthropic-messages': { provider: 'Anthropic', asOf: '2026-11', cacheRead: 0.1, cacheWrite: 1.25 },
}

/** Prices of the provider whose format it is. */
export const pricesOf = (format: FormatName): Prices => tables[format]
