import { type Column, RowRanking } from '../select.ts'
import { type CodedColumn, coded } from '../selection/coded.ts'
import { wholeCharacters } from '../selection/pieces.ts'
import { failureAt } from '../selection/failures.ts'
import type { CrushContext, Loss } from '../types.ts'
import { identifiersOf } from '../selection/identifier.ts'
import {
  COLUMN_ROWS,
  COLUMNS_SHARE,
  FEWEST_COLUMNS,
  FEWEST_UNUSUAL,
  ALSO_CELLS,
  LEAST_TEXT,
  NAMED_CHARACTERS,
  NAMES_SHARE,
  NOTE_CHARACTERS,
  STRANGE_ROWS,
  TEXT_SHARE,
} from './policy.ts'

/** How a table is shown of which too few whole rows would fit. Columns by their places among those given. */
export interface Narrowed {
  readonly leftOut: ReadonlySet<number>
  /** Characters that are shown of long texts. */
  readonly limits: ReadonlyMap<number, number>
  /** What is strange in a row among the columns left out: `size=3981`. Nothing where no row has any. */
  readonly also: ((row: number) => string) | undefined
}

/**
 * What tells rows apart stays, what makes several of them strange, then the shortest columns, which are names, numbers and
 * states. Of the others texts are shortened while there is room, the rest is left out; what is strange there stands in a
 * column of its own. Nothing where enough rows fit.
 */
export function narrowedTo(
  columns: readonly (Column | CodedColumn)[],
  { target, count }: CrushContext,
): Narrowed | undefined {
  const all = columns.map(coded)
  const probe = all.map(({ values }) => (values.size > 0 ? values.at(0) : '')).join(',')
  const perToken = probe === '' ? 1 : probe.length / Math.max(1, count(probe))
  const room = (target * COLUMNS_SHARE * perToken) / COLUMN_ROWS
  const widths = all.map(widthOf)
  if (widths.reduce((sum, width) => sum + width, 0) <= room) return undefined
  const leftOut = new Set<number>()
  const limits = new Map<number, number>()
  let rest = room
  const ranking = new RowRanking(all)
  for (const [place, column] of wantedFirst(all, widths, ranking).entries()) {
    const width = widths[column] ?? 0
    const isText = width > LEAST_TEXT && rest > LEAST_TEXT
    if (width > rest && isText) limits.set(column, Math.max(LEAST_TEXT, Math.floor(rest * TEXT_SHARE)))
    else if (width > rest && place >= FEWEST_COLUMNS) leftOut.add(column)
    rest -= leftOut.has(column) ? 0 : Math.min(width, limits.get(column) ?? width)
  }
  return { leftOut, limits, also: leftOut.size === 0 ? undefined : strangeCells(all, leftOut, ranking) }
}

function strangeCells(
  all: readonly CodedColumn[],
  leftOut: ReadonlySet<number>,
  ranking: RowRanking,
): ((row: number) => string) | undefined {
  const known = new Map<number, string>()
  for (const row of ranking.must()) {
    const cells: string[] = []
    for (const column of ranking.causesOf(row).slice(0, ALSO_CELLS)) {
      const cell = all[column] === undefined ? undefined : cellOf(all[column], row)
      if (!leftOut.has(column) || cell === undefined) continue
      cells.push(`${all[column]?.name}=${shortened(cell, LEAST_TEXT)}`)
    }
    if (cells.length > 0) known.set(row, cells.join('; ').replace(/\s+/g, ' '))
  }
  return known.size === 0 ? undefined : row => known.get(row) ?? ''
}

function cellOf({ rows, codes, values }: CodedColumn, row: number): string | undefined {
  const place = rows === undefined ? row : rows.indexOf(row)
  const code = codes[place]
  return code === undefined ? undefined : values.at(code)
}

/** Places of columns, such first as rows need. */
function wantedFirst(all: readonly CodedColumn[], widths: readonly number[], ranking: RowRanking): number[] {
  const identifiers = new Set(identifiersOf(all))
  const strange = new Map<number, number>()
  const unusual = new Set([
    ...ranking.strangest(COLUMN_ROWS),
    ...ranking.must({ edge: 0, limit: FEWEST_UNUSUAL }),
  ])
  for (const row of unusual) {
    const column = ranking.causesOf(row)[0]
    if (column !== undefined) strange.set(column, (strange.get(column) ?? 0) + 1)
  }
  const rank = (column: number) =>
    identifiers.has(all[column] as CodedColumn) ? 0 : (strange.get(column) ?? 0) >= STRANGE_ROWS ? 1 : 2
  return all
    .map((_, column) => column)
    .sort(
      (left, right) => rank(left) - rank(right) || (widths[left] ?? 0) - (widths[right] ?? 0) || left - right,
    )
}

/** The beginning of a long text, and where it speaks of failure. */
export function shortened(value: string, most: number | undefined): string {
  if (most === undefined || value.length <= most + NOTE_CHARACTERS) return value
  const failure = failureAt(value)
  const kept = failure < most ? most : Math.floor(most / 2)
  const head = wholeCharacters(value.slice(0, kept))
  const from = Math.max(kept, failure - 20)
  const piece = failure < most ? '' : wholeCharacters(value.slice(from, from + most - kept))
  const missing = value.length - head.length - piece.length
  return `${head}… ${missing} more characters${piece === '' ? '' : ` … ${piece}`}`
}

/** Characters of a cell on average, with what parts it from the next. */
function widthOf({ values, counts, total }: CodedColumn): number {
  let characters = 0
  for (let code = 0; code < counts.length; code++)
    characters += (values.end(code) - values.start(code)) * (counts[code] ?? 0)
  return characters / Math.max(1, total) + 1
}

/** One line that names them, as far as a line goes. */
export function leftOutNote(names: readonly string[], { target, count }: CrushContext): string {
  const shown: string[] = []
  const probe = names.join(', ').slice(0, NAMED_CHARACTERS)
  let rest = Math.min(NAMED_CHARACTERS, (target * NAMES_SHARE * probe.length) / Math.max(1, count(probe)))
  for (const name of names) {
    rest -= name.length + 2
    if (rest < 0) break
    shown.push(name.replace(/\s+/g, ' '))
  }
  const more = names.length - shown.length
  return `columns left out: ${shown.join(', ')}${more > 0 ? `${shown.length > 0 ? ' and ' : ''}${more} more` : ''}`
}

/** What is not shown of the rows that are. */
export function narrowLosses(gone: number, total: number, kept: number, whole: number): Loss[] {
  const losses: Loss[] = []
  if (gone > 0) losses.push({ kind: 'omitted', unit: 'columns', kept: total - gone, total })
  if (whole > kept) losses.push({ kind: 'shortened', unit: 'characters', kept, total: whole })
  return losses
}
