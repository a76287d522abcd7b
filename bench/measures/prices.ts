import { type ModelPrices, modelPrices } from '../../src/providers/models.ts'

/** Prices as multiples of the plain input price. */
export interface PriceTable {
  readonly name: string
  readonly write: number
  readonly read: number
  /** Smallest cacheable prefix in tokens; shorter requests are billed plain. */
  readonly minimum: number
  readonly output: number
  /** Dollars for a million plain input tokens, where the table is that of a model. */
  readonly dollars?: number
}

/** The tables that results are compared by. All measures that need one price take the first. */
export const comparisonTables: readonly PriceTable[] = [
  { name: 'Anthropic', write: 1.25, read: 0.1, minimum: 1_024, output: 5 },
  { name: 'OpenAI', write: 1, read: 0.1, minimum: 1_024, output: 5 },
  { name: 'no cache', write: 1, read: 1, minimum: 1_024, output: 5 },
]

const tableOf = ({
  model,
  input,
  cacheWrite,
  cacheRead,
  minimumPrefix,
  output,
}: ModelPrices): PriceTable => ({
  name: model,
  write: cacheWrite / input,
  read: cacheRead / input,
  minimum: minimumPrefix,
  output: output / input,
  dollars: input,
})

export const priceTables: readonly PriceTable[] = [...comparisonTables, ...modelPrices.map(tableOf)]
