import type { BenchResult } from '../run.ts'
import { ratio } from '../terminal.ts'

const families = ({ systems }: BenchResult): string[] => Object.keys(systems[0]?.byFamily ?? {})

export const familyHead = (result: BenchResult): string[] => [
  '',
  ...families(result).map(family => `${family} (mean)`),
]

/** Adjusted cost of each system by family of sessions, weighted and as the mean of sessions. */
export const familyRows = (result: BenchResult): string[][] =>
  result.systems.map(({ name, byFamily }) => [
    name,
    ...families(result).map(family => {
      const total = byFamily[family]
      return `${ratio(total?.adjusted[0] ?? 0)} (${ratio(total?.adjustedMean[0] ?? 0)})`
    }),
  ])
