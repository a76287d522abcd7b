import { type Constant, constantColumns, formatConstants } from '../csv/constants.ts'
import { MAX_COLUMNS } from './policy.ts'
import type { Cells } from './flatten.ts'

/** Like elements as columns. Rows that do not fit have no cells and are written as they are. */
export interface XmlTable {
  readonly columns: readonly string[]
  /** Per element: its cells by column, `undefined` where it has none; `undefined` for an element that does not fit. */
  readonly rows: readonly (readonly (string | undefined)[] | undefined)[]
  readonly fitting: number
}

/**
 * One order of columns for all rows. Children must come in that order in every row, since the order of elements is
 * part of the document; attributes need not.
 */
export function tableOf(elements: readonly (Cells | undefined)[]): XmlTable {
  const columns: string[] = []
  const accepted: (Cells | undefined)[] = []
  let fitting = 0
  for (const cells of elements) {
    const isFitting = cells !== undefined && merge(columns, cells)
    if (isFitting) fitting++
    accepted.push(isFitting ? cells : undefined)
  }
  const place = new Map(columns.map((column, index) => [column, index]))
  const rows = accepted.map(cells => {
    if (cells === undefined) return undefined
    const row: (string | undefined)[] = Array.from({ length: columns.length })
    for (const [column, value] of cells) row[place.get(column) ?? 0] = value
    return row
  })
  return { columns, rows, fitting }
}

const isAttribute = (column: string): boolean => column.startsWith('@')

/** Adds the columns of a row where its order asks for them; false if that order contradicts the one so far. */
function merge(columns: string[], cells: Cells): boolean {
  let at = 0
  const inserted: [number, string][] = []
  for (const [column] of cells) {
    const known = columns.indexOf(column)
    if (known < 0) {
      inserted.push([at, column])
      continue
    }
    if (isAttribute(column)) {
      at = Math.max(at, known + 1)
      continue
    }
    if (known < at) return false
    at = known + 1
  }
  if (columns.length + inserted.length > MAX_COLUMNS) return false
  for (let index = inserted.length - 1; index >= 0; index--) {
    const [place, column] = inserted[index] ?? [0, '']
    columns.splice(place, 0, column)
  }
  return true
}

/** A missing cell is nothing, an empty one is `""`. */
export function writeXmlCell(value: string | undefined): string {
  if (value === undefined) return ''
  if (value !== '' && !/[,"\n\r<]|^\s|\s$/.test(value)) return value
  return `"${value.replaceAll('"', '""')}"`
}

/** Columns with the same text in every row that fits; markup cannot stand in a note. */
export function constantsOf({ columns, rows, fitting }: XmlTable): Constant[] {
  const filled = rows.filter(row => row !== undefined)
  if (fitting < 4) return []
  const candidates = constantColumns(columns, filled)
  return candidates.filter(({ value }) => !/[<&]/.test(value) && !value.includes(']]>'))
}

export const constantsLine = (constants: readonly Constant[], rows: number): string =>
  constants.length === 0 ? '' : `${formatConstants(constants, rows)}\n`

export function writeXmlRow(row: readonly (string | undefined)[], leftOut: ReadonlySet<number>): string {
  let line = ''
  let isFirst = true
  for (let column = 0; column < row.length; column++) {
    if (leftOut.has(column)) continue
    line += isFirst ? writeXmlCell(row[column]) : `,${writeXmlCell(row[column])}`
    isFirst = false
  }
  return line
}
