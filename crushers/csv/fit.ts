import { type Column, formatSummary, RowRanking } from '../select.ts'
import { SPREAD_ROWS } from '../selection/policy.ts'
import type { CodedColumn } from '../selection/coded.ts'
import { summarizeRest } from '../selection/summary.ts'
import type { CrushContext, Loss } from '../types.ts'
import {
  CHARACTERS_PER_TOKEN,
  FEWEST_UNUSUAL,
  NOTE_TOKENS,
  OUTLINE_ROWS,
  PROBE_ROWS,
  SUMMARY_SHARE,
} from './policy.ts'

/** A table that does not fit, and how its shown rows are written. */
export interface Fitting {
  readonly columns: readonly CodedColumn[]
  readonly rows: number
  /** Characters of what is shown whatever rows are chosen: header, margins. */
  readonly fixed: string
  /** Text of one shown row, its line end included. */
  row(index: number): string
}

export interface Fitted {
  /** Ascending, 0-based. */
  readonly shown: readonly number[]
  /** Statistics of the rows that are not shown, one line each. */
  readonly notes: readonly string[]
  readonly loss: Loss
}

/**
 * Rows to show within the target: those that must be, then an even spread. `attempt` scales the room and is lowered
 * by a caller whose exact count was over the target. `undefined` if everything is shown anyway.
 */
export function fitRows(
  table: Fitting,
  context: CrushContext,
  selection: Selected,
  scale = 1,
): Fitted | undefined {
  const { must } = selection
  const shown = new Set(must)
  let probe = ''
  for (const index of must.slice(0, PROBE_ROWS)) probe += table.row(index)
  const perCharacter = probe === '' ? 0.4 : context.count(probe) / probe.length
  let room = context.target * scale - context.count(table.fixed) - summaryAllowance(table, context)
  for (const index of must) room -= table.row(index).length * perCharacter
  for (const index of selection.spread) {
    const cost = table.row(index).length * perCharacter
    if (cost > room) break
    room -= cost
    shown.add(index)
  }
  if (shown.size >= table.rows) return undefined
  const rows = [...shown].sort((left, right) => left - right)
  return {
    shown: rows,
    notes: boundedSummary(table.columns, rows, context),
    loss: {
      kind: 'omitted',
      unit: 'rows',
      kept: rows.length,
      total: table.rows,
      span: [firstGap(rows) + 1, lastGap(rows, table.rows) + 1],
    },
  }
}

/** The first row that is not shown, of ascending ones that are. */
function firstGap(shown: readonly number[]): number {
  let row = 0
  while (shown[row] === row) row++
  return row
}

function lastGap(shown: readonly number[], total: number): number {
  let row = total - 1
  for (let at = shown.length - 1; shown[at] === row; at--) row--
  return row
}

/** Rows to show, ascending, and further ones in the order in which they are added while there is room. */
export interface Selected {
  readonly must: readonly number[]
  readonly spread: readonly number[]
}

/**
 * The rows that must be shown. Where they alone would exceed the target, as in tables of seventy columns, fewer of the
 * merely unusual ones are asked for; the strongest stay.
 */
export function selectionOf(
  table: Pick<Fitting, 'row'> & { readonly columns: readonly (Column | CodedColumn)[] },
  target: number,
  level: CrushContext['level'] = 'select',
): Selected {
  const ranking = new RowRanking(table.columns)
  const must = ranking.must(level === 'outline' ? { edge: 1, limit: OUTLINE_ROWS } : {})
  let characters = 0
  for (const index of must) characters += table.row(index).length
  const cost = characters / CHARACTERS_PER_TOKEN
  const limit = Math.max(FEWEST_UNUSUAL, Math.floor((must.length * target) / cost))
  const isTooMuch = cost > target && limit < must.length
  const kept = isTooMuch ? ranking.must({ edge: level === 'outline' ? 1 : 2, limit }) : must
  return { must: kept, spread: level === 'outline' ? [] : ranking.spread(kept, SPREAD_ROWS) }
}

function summaryAllowance(table: Fitting, context: CrushContext): number {
  return Math.min(table.columns.length * NOTE_TOKENS, context.target * SUMMARY_SHARE)
}

function boundedSummary(
  columns: readonly CodedColumn[],
  shown: readonly number[],
  context: CrushContext,
): string[] {
  const lines = formatSummary(summarizeRest(columns, shown)).map(line => line.replace(/\s+/g, ' '))
  const most = context.target * SUMMARY_SHARE
  const kept: string[] = []
  // Four characters are at least a token here; exact counting is left to the caller, who counts the whole.
  let used = 0
  for (const line of lines) {
    used += line.length / 3
    if (used > most && kept.length > 0) {
      kept.push(`(statistics of ${lines.length - kept.length} further columns left out)`)
      break
    }
    kept.push(line)
  }
  return kept
}
