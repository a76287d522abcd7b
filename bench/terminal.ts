import type { BenchResult } from './run.ts'

export const columnGroups = ['cost', 'recall', 'requests'] as const
export type ColumnGroup = (typeof columnGroups)[number]

export interface Column {
  readonly title: string
  readonly group: ColumnGroup
  readonly value: (system: BenchResult['systems'][number], result: BenchResult) => string
}

export const ratio = (value: number): string => value.toFixed(2)
export const percent = (share: number): string => (100 * share).toFixed(1)
const milliseconds = (value: number): string => value.toFixed(value < 10 ? 1 : 0)

/** What a reader sees first. Shares in per cent. */
export const columns: readonly Column[] = [
  { title: 'adjusted', group: 'cost', value: ({ total }) => ratio(total.adjusted[0] ?? 0) },
  { title: 'mean', group: 'cost', value: ({ total }) => ratio(total.adjustedMean[0] ?? 0) },
  { title: 'OpenAI', group: 'cost', value: ({ total }) => ratio(total.adjusted[1] ?? 0) },
  { title: 'no cache', group: 'cost', value: ({ total }) => ratio(total.adjusted[2] ?? 0) },
  { title: 'billed', group: 'cost', value: ({ total }) => ratio(total.billed[0] ?? 0) },
  { title: 'tokens', group: 'cost', value: ({ total }) => ratio(total.tokens) },
  { title: 'harm %', group: 'cost', value: ({ total }) => percent(total.harmed) },
  {
    title: 'fresh %',
    group: 'recall',
    value: ({ total }) => percent(total.fresh) + (total.fresh < 0.5 ? ' !' : ''),
  },
  { title: 'inline %', group: 'recall', value: ({ total }) => percent(total.recall.inline) },
  { title: 'label %', group: 'recall', value: ({ total }) => percent(total.recall.labelled) },
  { title: 'context %', group: 'recall', value: ({ total }) => percent(total.recall.inContext) },
  { title: 'recov %', group: 'recall', value: ({ total }) => percent(total.recall.recoverable) },
  { title: 'lost %', group: 'recall', value: ({ total }) => percent(total.recall.lost) },
  { title: 'hit %', group: 'requests', value: ({ total }) => percent(total.hitRate) },
  { title: 'breaks', group: 'requests', value: ({ total }) => total.breaksPer100.toFixed(1) },
  { title: 'restart %', group: 'requests', value: ({ total }) => percent(total.restart) },
  { title: 'over', group: 'requests', value: ({ total }) => String(total.over) },
  {
    title: 'faults',
    group: 'requests',
    value: ({ total }) => String(Object.values(total.faults).reduce((sum, n) => sum + n, 0)),
  },
  { title: 'failed', group: 'requests', value: ({ total }) => String(total.failed) },
  {
    title: 'p50 ms',
    group: 'requests',
    value: ({ name }, { times }) => milliseconds(times.systems[name]?.later.p50 ?? 0),
  },
  {
    title: 'p99 ms',
    group: 'requests',
    value: ({ name }, { times }) => milliseconds(times.systems[name]?.later.p99 ?? 0),
  },
]

export function textTable(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const widths = head.map((title, at) =>
    rows.reduce((most, row) => Math.max(most, row[at]?.length ?? 0), title.length),
  )
  const line = (cells: readonly string[]): string =>
    cells
      .map((cell, at) => (at === 0 ? cell.padEnd(widths[at] ?? 0) : cell.padStart(widths[at] ?? 0)))
      .join('  ')
      .trimEnd()
  return [line(head), ...rows.map(line)].join('\n')
}

export const systemRows = (result: BenchResult): string[][] =>
  result.systems.map(system => [system.name, ...columns.map(column => column.value(system, result))])

export const systemTable = (result: BenchResult): string =>
  textTable(['', ...columns.map(column => column.title)], systemRows(result))

/** A bar that rewrites its own line, on a terminal only. */
export function progressBar(stream: NodeJS.WriteStream): (done: number, total: number, name: string) => void {
  if (!stream.isTTY) return () => {}
  return (done, total, name) => {
    const width = 24
    const filled = Math.round((width * done) / total)
    const bar = '█'.repeat(filled) + '░'.repeat(width - filled)
    const end = done === total ? '\r\u001b[K' : ''
    stream.write(`\r\u001b[K${bar} ${done}/${total} ${name.slice(-40)}${end}`)
  }
}
