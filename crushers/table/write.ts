import type { Table } from './model.ts'

/** How the cells of one table are held apart in the output. */
export interface Layout {
  readonly separator: ' ' | '|' | '\t'
  readonly header: string
  /** The rule below the header: Markdown needs one. */
  readonly rule: string | undefined
  row(cells: readonly string[], number?: number): string
}

/**
 * The closest spelling in which every cell can still be told from its neighbours: single spaces where no cell has any,
 * else bars without padding, else tabs. `undefined` if the cells hold all of them.
 */
export function layoutOf(
  table: Table,
  leftOut: ReadonlySet<number>,
  isNumbered: boolean,
): Layout | undefined {
  const keep = (_: string, column: number) => !leftOut.has(column)
  const header = table.header.filter(keep)
  if (isNumbered) header.unshift('#')
  const separator = separatorOf(table, leftOut)
  if (separator === undefined) return undefined
  const isMarkdown = table.style === 'markdown'
  const join = (cells: readonly string[]): string => {
    const line = cells.join(separator)
    return isMarkdown && (header.length === 1 || cells[0] === '' || cells.at(-1) === '') ? `|${line}|` : line
  }
  const colons = (cell: string) => (cell.startsWith(':') ? ':' : '') + '-' + (cell.endsWith(':') ? ':' : '')
  const rule = table.rule?.filter(keep).map(colons)
  if (isNumbered) rule?.unshift('-')
  return {
    separator,
    header: join(header),
    rule: rule === undefined ? undefined : join(rule),
    row(cells, number) {
      if (leftOut.size === 0 && number === undefined) return join(cells)
      const kept = cells.filter(keep)
      if (number !== undefined) kept.unshift(String(number))
      return join(kept)
    },
  }
}

function separatorOf(
  { style, header, rows }: Table,
  leftOut: ReadonlySet<number>,
): Layout['separator'] | undefined {
  if (style === 'markdown') return '|'
  let hasSpace = style !== 'aligned'
  let hasBar = false
  let hasTab = false
  const look = (cells: readonly string[]) => {
    for (let column = 0; column < cells.length; column++) {
      if (leftOut.has(column)) continue
      const cell = cells[column] ?? ''
      if (!hasSpace && (cell === '' || cell.includes(' '))) hasSpace = true
      if (!hasBar && cell.includes('|')) hasBar = true
      if (!hasTab && cell.includes('\t')) hasTab = true
    }
  }
  look(header)
  for (const row of rows) look(row)
  if (!hasSpace) return ' '
  return hasBar ? (hasTab ? undefined : '\t') : '|'
}
