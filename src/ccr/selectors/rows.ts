import { columnsIn, holds, parseCondition } from './condition.ts'
import { nothing, type Selected } from './document.ts'
import { type Row, type Table, tableOf } from './table.ts'

const EXAMPLE =
  'Write a range such as 120-180, or a condition such as status >= 500 and region = "eu" (~ means contains).'

/** Column names that fit into one sentence. */
const LISTED_COLUMNS = 40

/**
 * The rows of a JSON list, lines of JSON or CSV for which a condition holds, or those of a range of row numbers
 * (1-based), as they stand in the text, each with its number. Of an object, the rows of its longest list.
 */
export function selectByRows(text: string, expression: string): Selected {
  const table = tableOf(text)
  if (table === undefined) return nothing('This text has no rows. Ask for lines, a path or a query instead.')
  const ranges = rangesIn(expression)
  if (ranges !== undefined) return byNumber(table, ranges)
  const condition = parseCondition(expression)
  if (condition === undefined) return nothing(`Not a condition: ${expression.slice(0, 120)}. ${EXAMPLE}`)
  const unknown = columnsIn(condition).find(
    column => !table.columns.includes(column) && !someHas(table, column),
  )
  if (unknown !== undefined) {
    const names = table.columns.slice(0, LISTED_COLUMNS).join(', ')
    const more = table.columns.length > LISTED_COLUMNS ? ', …' : ''
    return nothing(`There is no column ${unknown}. The columns are: ${names}${more}.`)
  }
  const found: string[] = []
  for (const [index, row] of table.rows.entries()) {
    if (holds(condition, column => row.cell(column))) found.push(shown(row, index))
  }
  if (found.length === 0) {
    return nothing(
      `None of the ${table.rows.length} rows fits ${expression.slice(0, 120)}. Try ~ (contains) or a wider condition.`,
    )
  }
  return { found: true, text: withHeader(table, found) }
}

const someHas = (table: Table, column: string) => table.rows.some(row => row.cell(column) !== undefined)

const shown = (row: Row, index: number) => `${index + 1}: ${row.source}`

const withHeader = (table: Table, lines: readonly string[]) =>
  (table.header === undefined ? [] : [`header: ${table.header}`]).concat(lines).join('\n')

function rangesIn(expression: string): [number, number][] | undefined {
  const ranges: [number, number][] = []
  for (const part of expression.split(',')) {
    const match = /^\s*(?:rows?\s*)?(\d{1,9})(?:\s*(?:-|–|\.\.|:|to)\s*(\d{1,9}))?\s*$/i.exec(part)
    if (match === null) return undefined
    const first = Number(match[1])
    ranges.push([first, match[2] === undefined ? first : Number(match[2])])
  }
  return ranges
}

function byNumber(table: Table, ranges: readonly (readonly [number, number])[]): Selected {
  const total = table.rows.length
  const lines: string[] = []
  for (const [first, last] of ranges) {
    for (let number = Math.max(1, first); number <= Math.min(last, total); number++) {
      const row = table.rows[number - 1]
      if (row !== undefined) lines.push(shown(row, number - 1))
    }
  }
  if (lines.length === 0) return nothing(`There are ${total} rows, numbered 1 to ${total}.`)
  return { found: true, text: withHeader(table, lines) }
}
