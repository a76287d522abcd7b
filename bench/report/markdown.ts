import { columns, systemRows } from '../terminal.ts'
import type { BenchResult } from '../run.ts'
import { familyHead, familyRows } from './families.ts'
import { dollarText, moneyTable } from './money.ts'
import { aloneText, resourceHead, resourceRows } from './resources.ts'
import { spendingHead, spendingRows, spendingText } from './spending.ts'

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

export const bold = (name: string): string => (name.startsWith('quern') ? `**${name}**` : name)

export function markdownReport(result: BenchResult, context: ReportContext): string {
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
      familyHead(result),
      familyRows(result).map(([name = '', ...cells]) => [bold(name), ...cells]),
    ),
    '## What handles give back, time and memory',
    markdownTable(resourceHead, resourceRows(result)),
    aloneText(result),
    '## A thousand such sessions, in US dollars',
    `Input, and the output of extra calls, at list prices (${money.asOf}).`,
    markdownTable(
      ['', ...money.models],
      money.rows.map(row => [bold(row.system), ...row.dollars.map(dollarText)]),
    ),
  ]
  if (quern)
    sections.push(
      `## Where the cost of Quern goes`,
      spendingText,
      markdownTable(
        spendingHead,
        spendingRows(
          quern,
          result.systems.find(system => system.name === 'raw'),
        ),
      ),
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
  const failures = result.systems.flatMap(({ name, sessions }) =>
    sessions.flatMap(({ id, failures: [first] }) =>
      first === undefined ? [] : [`- **${name}** on ${id}: ${first}`],
    ),
  )
  if (failures.length > 0) sections.push('## Failures', failures.join('\n'))
  if (result.skipped.length > 0)
    sections.push('## Skipped', result.skipped.map(({ name, reason }) => `- ${name}: ${reason}`).join('\n'))
  return `${sections.join('\n\n')}\n`
}
