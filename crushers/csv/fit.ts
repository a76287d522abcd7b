import { type Column, formatSummary, type Selection, selectRows, summarizeColumns } from '../select.ts'
import type { CrushContext, Loss } from '../types.ts'
import { PROBE_ROWS, SUMMARY_SHARE } from './policy.ts'

/** A table that does not fit, and how its shown rows are written. */
export interface Fitting {
  readonly columns: readonly Column[]
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
  selection: Selection,
  scale = 1,
): Fitted | undefined {
  const must = context.level === 'outline' ? selection.must.slice(0, OUTLINE_ROWS) : selection.must
  const shown = new Set(must)
  let probe = ''
  for (const index of must.slice(0, PROBE_ROWS)) probe += table.row(index)
  const perCharacter = probe === '' ? 0.4 : context.count(probe) / probe.length
  let room = context.target * scale - context.count(table.fixed) - summaryAllowance(table, context)
  for (const index of must) room -= table.row(index).length * perCharacter
  if (context.level !== 'outline')
    for (const index of selection.spread) {
      const cost = table.row(index).length * perCharacter
      if (cost > room) break
      room -= cost
      shown.add(index)
    }
  if (shown.size >= table.rows) return undefined
  const omitted: number[] = []
  for (let row = 0; row < table.rows; row++) if (!shown.has(row)) omitted.push(row)
  const notes = boundedSummary(table.columns, omitted, context)
  return {
    shown: [...shown].sort((left, right) => left - right),
    notes,
    loss: {
      kind: 'omitted',
      unit: 'rows',
      kept: shown.size,
      total: table.rows,
      span: [(omitted[0] ?? 0) + 1, (omitted[omitted.length - 1] ?? 0) + 1],
    },
  }
}

/** Rows of an outline: the strongest of what must be shown would need its reasons; both ends and the first finds do. */
const OUTLINE_ROWS = 24

/**
 * The rows that must be shown. Where they alone would exceed the target, as in tables of seventy columns, fewer of the
 * merely unusual ones are asked for; the strongest stay.
 */
export function selectionOf(table: Pick<Fitting, 'columns' | 'row'>, target: number): Selection {
  const selection = selectRows(table.columns)
  let characters = 0
  for (const index of selection.must) characters += table.row(index).length
  const cost = characters / CHARACTERS_PER_TOKEN
  if (cost <= target || selection.must.length <= FEWEST_UNUSUAL) return selection
  const limit = Math.max(FEWEST_UNUSUAL, Math.floor((selection.must.length * target) / cost))
  return limit >= selection.must.length ? selection : selectRows(table.columns, { edge: 2, limit })
}

// Tables of numbers have 2.0 to 2.6 characters per token, tables of words 3 to 4.
const CHARACTERS_PER_TOKEN = 2.5

/** Unusual rows that are shown whatever they cost. */
const FEWEST_UNUSUAL = 16

// A note on a column takes some 15 tokens, as measured on the CSV files of the corpus.
const NOTE_TOKENS = 15

function summaryAllowance(table: Fitting, context: CrushContext): number {
  return Math.min(table.columns.length * NOTE_TOKENS, context.target * SUMMARY_SHARE)
}

function boundedSummary(
  columns: readonly Column[],
  omitted: readonly number[],
  context: CrushContext,
): string[] {
  const lines = formatSummary(summarizeColumns(columns, omitted)).map(line => line.replace(/\s+/g, ' '))
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

/** `4-17, 19, 22-300` of ascending 0-based rows, printed 1-based. */
export function ranges(rows: readonly number[]): string {
  const parts: string[] = []
  for (let at = 0; at < rows.length; ) {
    const first = rows[at] ?? 0
    let last = first
    while (at + 1 < rows.length && rows[at + 1] === last + 1) {
      last++
      at++
    }
    at++
    parts.push(first === last ? String(first + 1) : `${first + 1}-${last + 1}`)
  }
  return parts.join(', ')
}
