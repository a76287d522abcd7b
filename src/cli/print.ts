import type { PartReport, Report } from '../index.ts'
import type { Replay, SessionCost } from './replay.ts'
import { clip, number, percent, table, type Terminal } from './terminal.ts'

/** The report of `quern compress`, for people. */
export function reportText({ transcript, last, cost }: Replay, terminal: Terminal): string {
  const { report } = last
  const sections = [
    [terminal.bold(transcript.name), heading(report, transcript.messages.length, cost.requests)],
    session(report, cost, terminal),
    byType(report, terminal),
    byMessage(report, terminal),
    epochs(report, terminal),
    budget(report, terminal),
    warnings(report, terminal),
  ]
  return `${sections
    .filter(section => section.length > 0)
    .map(section => section.join('\n'))
    .join('\n\n')}\n`
}

function heading(report: Report, messages: number, requests: number): string {
  const limit = report.budget.limit
  return `${report.format}, ${plural(messages, 'message')}, ${plural(requests, 'request')}, ${
    limit === undefined ? 'no budget' : `budget ${number(limit)} tokens`
  }`
}

const plural = (count: number, noun: string): string => `${number(count)} ${noun}${count === 1 ? '' : 's'}`

function session(report: Report, cost: SessionCost, terminal: Terminal): string[] {
  const row = (title: string, raw: number, quern: number): string[] => [
    title,
    number(raw),
    number(quern),
    percent(quern, raw),
  ]
  const { provider, asOf, cacheRead, cacheWrite } = cost.prices
  return [
    terminal.bold('Session'),
    ...table(
      [
        { title: 'tokens' },
        { title: 'raw', align: 'right' },
        { title: 'Quern', align: 'right' },
        { title: 'of raw', align: 'right' },
      ],
      [
        row('sent, all requests', cost.sent.raw, cost.sent.quern),
        row('billed, all requests', cost.billed.raw, cost.billed.quern),
        row('messages at the end', report.tokens.before, report.tokens.after),
      ],
      terminal,
    ),
    terminal.dim(`  Billed: ${provider} prices of ${asOf}, in plain input tokens;`),
    terminal.dim(`  a repeated prefix (cached) × ${cacheRead}, the rest × ${cacheWrite}.`),
  ]
}

function byType(report: Report, terminal: Terminal): string[] {
  const rows = typesOf(report).map(({ type, parts, before, after }) => [
    type,
    number(parts),
    number(before),
    number(after),
    percent(before - after, before),
  ])
  return [
    terminal.bold('By content, at the end'),
    ...table(
      [
        { title: 'content' },
        { title: 'parts', align: 'right' },
        { title: 'before', align: 'right' },
        { title: 'after', align: 'right' },
        { title: 'saved', align: 'right' },
      ],
      rows,
      terminal,
    ),
  ]
}

export interface TypeTotal {
  readonly type: string
  readonly parts: number
  readonly before: number
  readonly after: number
}

/** Tokens by content: tool output by its type, the rest by who said it. Largest first. */
export function typesOf(report: Report): TypeTotal[] {
  const totals = new Map<string, { type: string; parts: number; before: number; after: number }>()
  for (const part of report.parts) {
    const type = contentOf(part)
    const total = totals.get(type) ?? { type, parts: 0, before: 0, after: 0 }
    total.parts++
    total.before += part.before
    total.after += part.after
    totals.set(type, total)
  }
  return [...totals.values()].sort((a, b) => b.before - a.before || (a.type < b.type ? -1 : 1))
}

function contentOf(part: PartReport): string {
  if (part.tool === undefined) return `${part.role} text`
  return part.role === 'assistant' ? 'call arguments' : `output: ${part.type}`
}

function byMessage(report: Report, terminal: Terminal): string[] {
  const changed = report.parts.filter(part => part.before !== part.after)
  const same = report.parts.filter(part => part.before === part.after)
  const tokens = same.reduce((sum, part) => sum + part.before, 0)
  const rest = `  ${plural(same.length, 'part')} of ${number(tokens)} tokens unchanged.`
  if (changed.length === 0) return [terminal.bold('Messages'), rest]
  const rows = runsOf(changed).map(run => {
    const [first] = run as [PartReport]
    const sum = (of: 'before' | 'after'): string => number(run.reduce((total, part) => total + part[of], 0))
    const end = run.at(-1)?.message ?? first.message
    return [
      end === first.message ? String(first.message) : `${first.message}–${end}`,
      run.length > 1 ? plural(run.length, 'part') : clip(first.tool ?? first.role, 16),
      run.length > 1 ? '' : first.tool === undefined ? 'text' : first.type,
      sum('before'),
      sum('after'),
      run.length > 1 ? 'dropped; its handles stand in the note' : whatOf(first),
    ]
  })
  return [
    terminal.bold('Messages'),
    ...table(
      [
        { title: '#', align: 'right' },
        { title: 'from' },
        { title: 'type' },
        { title: 'before', align: 'right' },
        { title: 'after', align: 'right' },
        { title: 'what was taken out, and its handle' },
      ],
      rows,
      terminal,
    ),
    rest,
  ]
}

/** Dropped messages that follow each other as one run; every other part alone. */
function runsOf(parts: readonly PartReport[]): PartReport[][] {
  const runs: PartReport[][] = []
  for (const part of parts) {
    const run = runs.at(-1)
    const previous = run?.at(-1)
    if (run && previous && isDropped(part) && isDropped(previous) && part.message <= previous.message + 1)
      run.push(part)
    else runs.push([part])
  }
  return runs
}

const isDropped = (part: PartReport): boolean => part.after === 0 && part.reason === 'epoch'

const sayings: Readonly<Partial<Record<PartReport['reason'], string>>> = {
  lossless: 'shorter, nothing lost',
  cleaned: 'terminal codes',
  repeated: 'shown before',
  selected: 'selected',
  oversized: 'cut to a share of the budget',
  epoch: 'sample left',
}

/** `ccr-482913077461 288 of 300 rows` */
function whatOf(part: PartReport): string {
  if (isDropped(part)) return 'dropped; its handle stands in the note'
  const [handle, ...others] = part.handles
  const loss = part.losses[0]
  const said =
    loss === undefined || loss.kind === 'deduplicated'
      ? sayings[part.reason]
      : `${number(loss.kept)} of ${number(loss.total)} ${loss.unit} left`
  const repeated =
    loss?.kind === 'deduplicated'
      ? `, ${number(loss.total - loss.kept)} of ${number(loss.total)} ${loss.unit}`
      : ''
  const more = others.length === 0 ? '' : ` +${others.length}`
  return `${handle === undefined ? '' : `${handle}${more}  `}${said ?? part.reason}${repeated}`
}

function epochs(report: Report, terminal: Terminal): string[] {
  if (report.epochs.length === 0) return []
  return [
    terminal.bold(`Epochs (rewrites of what was sent): ${report.epochs.length}`),
    ...report.epochs.map(
      epoch =>
        `  before message ${epoch.boundary}: ${number(epoch.before)} → ${number(epoch.after)} tokens (${epoch.rungs.join(', ').replaceAll('_', ' ')})`,
    ),
  ]
}

function budget(
  { budget: { limit, tools, used, satisfied, forbids } }: Report,
  terminal: Terminal,
): string[] {
  if (limit === undefined) return []
  const state = satisfied ? 'held' : `exceeded: ${forbids.join('; ')}`
  return [
    terminal.bold('Budget'),
    `  ${number(used)} of ${number(limit)} tokens used at the end, ${number(tools)} of them tool definitions: ${state}.`,
  ]
}

function warnings(report: Report, terminal: Terminal): string[] {
  if (report.warnings.length === 0) return []
  const shown = report.warnings.slice(0, 10)
  const more = report.warnings.length - shown.length
  return [
    terminal.bold('Warnings'),
    ...shown.map(warning => `  ${warning.code}: ${warning.message}`),
    ...(more > 0 ? [`  … ${more} more; see --json`] : []),
  ]
}
