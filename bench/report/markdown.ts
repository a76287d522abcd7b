import { columns, systemRows } from '../terminal.ts'
import type { BenchResult } from '../run.ts'
import { dollarText, moneyTable } from './money.ts'

export interface ReportContext {
  /** What was measured, as a reader would call it: `fixtures`. */
  readonly corpus: string
  readonly machine: string
  /** `2026-11-21` */
  readonly date: string
}

export function markdownTable(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`
  const rule = head.map((_, at) => (at === 0 ? '---' : '--:'))
  return [line(head), line(rule), ...rows.map(line)].join('\n')
}

export const budgetText = (budget: number | null): string =>
  budget === null ? 'no budget' : `${budget % 1_000 === 0 ? `${budget / 1_000}k` : budget} tokens`

const short = new Set([
  'adjusted',
  'mean',
  'billed',
  'harm %',
  'fresh %',
  'inline %',
  'lost %',
  'breaks',
  'over',
])

/** The few columns that decide, for a README. */
export function summaryTable(result: BenchResult): string {
  const kept = columns.filter(column => short.has(column.title))
  return markdownTable(
    ['', ...kept.map(column => column.title)],
    result.systems.map(system => [bold(system.name), ...kept.map(column => column.value(system, result))]),
  )
}

const bold = (name: string): string => (name.startsWith('quern') ? `**${name}**` : name)

export function markdownReport(result: BenchResult, context: ReportContext): string {
  const families = Object.keys(result.systems[0]?.byFamily ?? {})
  const money = moneyTable(result)
  const quern = result.systems.find(system => system.name === 'quern')
  const text = (share: number): string => (100 * share).toFixed(1)
  const sections = [
    `# ${context.corpus}, ${budgetText(result.budget)}`,
    `${result.transcripts} sessions, ${result.turns} turns${result.skipped.length > 0 ? `, ${result.skipped.length} files skipped` : ''}. ${context.date}, ${context.machine}. Costs are relative to sending everything raw; \`bench/README.md\` explains the columns.`,
    markdownTable(
      ['', ...columns.map(column => column.title)],
      systemRows(result).map(([name = '', ...cells]) => [bold(name), ...cells]),
    ),
    '## Adjusted cost by family',
    markdownTable(
      ['', ...families.map(family => `${family} (mean)`)],
      result.systems.map(({ name, byFamily }) => [
        bold(name),
        ...families.map(
          family =>
            `${(byFamily[family]?.adjusted[0] ?? 0).toFixed(2)} (${(byFamily[family]?.adjustedMean[0] ?? 0).toFixed(2)})`,
        ),
      ]),
    ),
    '## A thousand such sessions, in US dollars of input',
    markdownTable(
      ['', ...money.models],
      money.rows.map(row => [bold(row.system), ...row.dollars.map(dollarText)]),
    ),
  ]
  if (quern)
    sections.push(
      '## References of Quern, by content type of their source and by distance',
      markdownTable(
        ['source', 'uses', 'inline %', 'label %', 'context %', 'recov %', 'blind %', 'lost %'],
        [
          ...Object.entries(quern.total.byType),
          ...quern.total.byDistance.map(
            ({ upTo, shares }) => [upTo === null ? 'farther' : `up to ${upTo} turns`, shares] as const,
          ),
        ].map(([name, shares]) => [
          name,
          String(shares.uses),
          text(shares.inline),
          text(shares.labelled),
          text(shares.inContext),
          text(shares.recoverable),
          text(shares.blind),
          text(shares.lost),
        ]),
      ),
    )
  sections.push('## Systems', result.systems.map(({ name, about }) => `- **${name}**: ${about}`).join('\n'))
  if (result.skipped.length > 0)
    sections.push('## Skipped', result.skipped.map(({ name, reason }) => `- ${name}: ${reason}`).join('\n'))
  return `${sections.join('\n\n')}\n`
}

const start = '<!-- bench:start -->'
const end = '<!-- bench:end -->'

/** The text with what stands between the markers replaced; unchanged where the markers are missing. */
export function embed(readme: string, block: string): string {
  const from = readme.indexOf(start)
  const to = readme.indexOf(end)
  if (from < 0 || to < from) return readme
  return `${readme.slice(0, from + start.length)}\n${block.trim()}\n${readme.slice(to)}`
}
