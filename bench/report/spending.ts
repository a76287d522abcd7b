import type { Spending } from '../measures/spending.ts'
import type { SystemResult } from '../run.ts'

export const spendingHead = ['', 'raw', 'written', 'read', 'fetched', 're-run', 'carried', 'all'] as const

export const spendingText =
  'In per cent of what the raw sessions cost, Anthropic prices: sent for the first time or anew, sent again from the cache, extra calls that ask a handle or run a tool again, and carrying what they brought. Kinds are roles, and the content types of tool results.'

const sum = ({ written, read, fetched, rerun, carried }: Spending): number =>
  written + read + fetched + rerun + carried

/** The adjusted cost by kind of text, dearest first, beside what raw pays for the same. */
export function spendingRows(system: SystemResult, raw: SystemResult | undefined): string[][] {
  const percent = (share: number): string => (100 * share).toFixed(1)
  const { spending } = system.total
  const rawOf = (kind: string): number => {
    const spent = raw?.total.spending[kind]
    return spent ? sum(spent) : 0
  }
  const row = (name: string, before: number, all: readonly Spending[]): string[] => {
    const column = (pick: (spent: Spending) => number): number =>
      all.reduce((total, spent) => total + pick(spent), 0)
    return [
      name,
      percent(before),
      percent(column(spent => spent.written)),
      percent(column(spent => spent.read)),
      percent(column(spent => spent.fetched)),
      percent(column(spent => spent.rerun)),
      percent(column(spent => spent.carried)),
      percent(column(sum)),
    ]
  }
  const kinds = Object.entries(spending).sort(([, one], [, other]) => sum(other) - sum(one))
  return [
    ...kinds.map(([kind, spent]) => row(kind, rawOf(kind), [spent])),
    row(
      'all',
      Object.keys(raw?.total.spending ?? {}).reduce((total, kind) => total + rawOf(kind), 0),
      Object.values(spending),
    ),
  ]
}
