import { type ModelPrices, modelPrices } from '../../src/providers/models.ts'

/** Prices as multiples of the plain input price. */
export interface PriceTable {
  readonly name: string
  readonly write: number
  readonly read: number
  /** Smallest cacheable prefix in tokens; shorter requests are billed plain. */
  readonly minimum: number
  readonly output: number
  /** Month of the price list. */
  readonly asOf: string
  /** Dollars for a million plain input tokens, where the table is that of a model. */
  readonly dollars?: number
}

const compared = { minimum: 1_024, output: 5, asOf: '2026-11' } as const

/** The tables that results are compared by. All measures that need one price take the first. */
export const comparisonTables: readonly PriceTable[] = [
  { name: 'Anthropic', write: 1.25, read: 0.1, ...compared },
  { name: 'OpenAI', write: 1, read: 0.1, ...compared },
  { name: 'no cache', write: 1, read: 1, ...compared },
]

const tableOf = ({
  model,
  input,
  cacheWrite,
  cacheRead,
  minimumPrefix,
  output,
  asOf,
}: ModelPrices): PriceTable => ({
  name: model,
  write: cacheWrite / input,
  read: cacheRead / input,
  minimum: minimumPrefix,
  output: output / input,
  asOf,
  dollars: input,
})

export const priceTables: readonly PriceTable[] = [...comparisonTables, ...modelPrices.map(tableOf)]
