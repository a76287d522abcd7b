import { BenchError } from '../errors.ts'
import type { Aggregate } from '../aggregate.ts'
import type { BenchResult } from '../run.ts'
import { columns, percent, ratio } from '../terminal.ts'
import { bold, budgetText, markdownTable, type ReportContext } from './markdown.ts'

const start = '<!-- bench:start -->'
const end = '<!-- bench:end -->'

/**
 * The text with what stands between the markers replaced.
 * @throws BenchError where the markers are missing
 */
export function embed(readme: string, block: string): string {
  const from = readme.indexOf(start)
  const to = readme.indexOf(end)
  if (from < 0 || to < from)
    throw new BenchError(
      'bad_option',
      `--readme wants a file with the lines ${start} and ${end}, between which the table goes`,
    )
  return `${readme.slice(0, from + start.length)}\n${block.trim()}\n${readme.slice(to)}`
}

const decisive = new Set([
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

const familyHead = [
  'Quern by family',
  'sessions',
  'adjusted',
  'mean',
  'billed',
  'harm %',
  'inline %',
  'lost %',
]

const familyRow = ([name, total]: readonly [string, Aggregate]): string[] => [
  name,
  String(total.sessions),
  ratio(total.adjusted[0] ?? 0),
  ratio(total.adjustedMean[0] ?? 0),
  ratio(total.billed[0] ?? 0),
  percent(total.harmed),
  percent(total.recall.inline),
  percent(total.recall.lost),
]

/** The few columns that decide, for every system; and Quern by family of sessions. */
export function readmeBlock(result: BenchResult, context: ReportContext): string {
  const kept = columns.filter(column => decisive.has(column.title))
  const quern = result.systems.find(system => system.name === 'quern')
  return [
    `${result.transcripts} sessions (${context.corpus}), ${result.turns} turns, ${budgetText(result.budget)}; ${context.date}, ${context.machine}. Costs are relative to sending everything raw with a prompt cache at Anthropic's prices.`,
    markdownTable(
      ['', ...kept.map(column => column.title)],
      result.systems.map(system => [bold(system.name), ...kept.map(column => column.value(system, result))]),
    ),
    ...(quern ? [markdownTable(familyHead, Object.entries(quern.byFamily).map(familyRow))] : []),
  ].join('\n\n')
}
