import type { BenchResult } from '../run.ts'

export interface MoneyRow {
  readonly system: string
  /** Dollars for a thousand sessions, by model. */
  readonly dollars: readonly number[]
}

/** What a thousand sessions such as these cost in input, retrievals and re-reads included. */
export function moneyTable(result: BenchResult): {
  models: readonly string[]
  rows: readonly MoneyRow[]
  asOf: string
} {
  const tables = result.prices.flatMap((prices, index) =>
    prices.dollars === undefined ? [] : [{ name: prices.name, dollars: prices.dollars, index }],
  )
  return {
    asOf: result.prices.findLast(prices => prices.dollars !== undefined)?.asOf ?? '',
    models: tables.map(table => table.name),
    rows: result.systems.map(({ name, total }) => ({
      system: name,
      dollars: tables.map(
        ({ dollars, index }) =>
          ((total.adjustedCost[index] ?? 0) * dollars * 1_000) / (1e6 * Math.max(1, total.sessions)),
      ),
    })),
  }
}

export const dollarText = (dollars: number): string => `$${dollars.toFixed(dollars < 100 ? 1 : 0)}`
