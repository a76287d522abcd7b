import type { Table } from './model.ts'

/** How the cells of one table are held apart in the output. */
export interface Layout {
  readonly header: string
  /** The rule below the header: Markdown needs one. */
  readonly rule: string | undefined
  row(cells: readonly string[], number?: number): string
}

/** Marks the one column whose cells hold spaces, unless it is the last. */
export const FREE_MARK = '…'

/**
 * The closest spelling in which every cell can still be told from its neighbours: single spaces where only one column
 * has any in its cells, else bars without padding, else tabs. `undefined` if the cells hold all of them.
 */
export function layoutOf(
  table: Table,
  leftOut: ReadonlySet<number>,
  isNumbered: boolean,
): Layout | undefined {
  const keep = (_: string, column: number) => !leftOut.has(column)
  const names = table.header.filter(keep)
  const form = table.style === 'markdown' ? BARS : formOf(table, leftOut)
  if (form === undefined) return undefined
  if (form.free !== undefined && form.free < names.length - 1) names[form.free] += FREE_MARK
  const header = isNumbered ? ['#', ...names] : names
  const isMarkdown = table.style === 'markdown'
  const join = (cells: readonly string[], separator: string): string => {
    const line = cells.join(separator)
    return isMarkdown && (header.length === 1 || cells[0] === '' || cells.at(-1) === '') ? `|${line}|` : line
  }
  const colons = (cell: string) => (cell.startsWith(':') ? ':' : '') + '-' + (cell.endsWith(':') ? ':' : '')
  const rule = table.rule?.filter(keep).map(colons)
  if (isNumbered) rule?.unshift('-')
  return {
    header: join(header, form.header),
    rule: rule === undefined ? undefined : join(rule, '|'),
    row(cells, number) {
      const kept = leftOut.size === 0 && number === undefined ? cells : cells.filter(keep)
      const line = join(number === undefined ? kept : [String(number), ...kept], form.rows)
      return form.rows === ' ' ? line.trimEnd() : line
    },
  }
}

interface Form {
  readonly header: string
  readonly rows: string
  /** Place among the columns shown of the one whose cells hold spaces. */
  readonly free?: number
}

const BARS: Form = { header: '|', rows: '|' }

function formOf({ header, rows }: Table, leftOut: ReadonlySet<number>): Form | undefined {
  const columns = header.map((_, column) => column).filter(column => !leftOut.has(column))
  const names = columns.map(column => header[column] ?? '')
  let hasBar = names.some(name => name.includes('|'))
  let hasTab = names.some(name => name.includes('\t'))
  const spaced: number[] = []
  for (const [place, column] of columns.entries()) {
    let isSpaced = false
    for (const row of rows) {
      const cell = row[column] ?? ''
      if (!isSpaced && (cell === '' || cell.includes(' '))) isSpaced = true
      if (!hasBar && cell.includes('|')) hasBar = true
      if (!hasTab && cell.includes('\t')) hasTab = true
    }
    if (isSpaced) spaced.push(place)
  }
  const isPlain = names.every(name => name !== '' && !name.includes(' '))
  const isMarked = names.some(name => name.includes(FREE_MARK) || name.includes('|') || name.includes('\t'))
  // Bars in the header and spaces in the rows are told apart by the bars that the rows lack.
  if (spaced.length <= 1 && !isMarked && (isPlain || !hasBar)) {
    const form = { header: isPlain ? ' ' : '|', rows: ' ' }
    return spaced[0] === undefined ? form : { ...form, free: spaced[0] }
  }
  if (!hasBar) return BARS
  return hasTab ? undefined : { header: '\t', rows: '\t' }
}
