import { BenchError } from '../errors.ts'
import type { Aggregate } from '../aggregate.ts'
import type { BenchResult, SystemResult } from '../run.ts'
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

/** The few columns that decide, for every system; Quern by family of sessions; and where something else is cheaper. */
export function readmeBlock(result: BenchResult, context: ReportContext): string {
  const kept = columns.filter(column => decisive.has(column.title))
  const quern = result.systems.find(system => system.name === 'quern')
  return [
    `${result.transcripts} recorded sessions (${context.corpus}), ${result.turns} turns, ${budgetText(result.budget)}; ${context.date}, ${context.machine}. 1.00 is sending everything raw with a prompt cache at Anthropic's prices.`,
    markdownTable(
      ['', ...kept.map(column => column.title)],
      result.systems.map(system => [bold(system.name), ...kept.map(column => column.value(system, result))]),
    ),
    ...(quern
      ? [
          markdownTable(familyHead, Object.entries(quern.byFamily).map(familyRow)),
          cheaperText(cheaper(quern, result.systems)),
        ]
      : []),
  ].join('\n\n')
}

/** Products that cost less than Quern in a family, with what they show of new outputs. */
export function cheaper(quern: SystemResult, systems: readonly SystemResult[]): string[] {
  return Object.entries(quern.byFamily).flatMap(([family, own]) =>
    systems
      .filter(({ kind, name }) => kind === undefined && name !== quern.name)
      .flatMap(({ name, byFamily }) => {
        const other = byFamily[family]
        if (!other || ratio(other.adjusted[0] ?? 0) >= ratio(own.adjusted[0] ?? 0)) return []
        return [
          `${name} on ${family} (${ratio(other.adjusted[0] ?? 0)} against ${ratio(own.adjusted[0] ?? 0)}; it shows ${percent(other.fresh)} % of what a new output says where Quern shows ${percent(own.fresh)} %)`,
        ]
      }),
  )
}

const cheaperText = (found: readonly string[]): string =>
  found.length === 0
    ? 'Nothing in the table but the oracle, which knows the future, is cheaper on any family.'
    : `Cheaper than Quern: ${found.join('; ')}.`
