import { constantColumns, formatConstants } from '../csv/constants.ts'
import { fitRows, selectionOf } from '../csv/fit.ts'
import { type CodedColumn, coded } from '../selection/coded.ts'
import type { CrushContext, Crushed, Loss } from '../types.ts'
import type { Table } from './model.ts'
import { packTable } from './pack.ts'
import { SELECTABLE_ROWS } from './policy.ts'
import { replaceTables } from './replace.ts'
import { layoutOf } from './write.ts'

/** Long tables cut down to what is unusual and an even spread; the target is shared out by size. */
export function selectTables(
  lines: readonly string[],
  tables: readonly Table[],
  context: CrushContext,
): Crushed | undefined {
  const sizes = new Map<Table, number>()
  let total = 0
  for (const table of tables) {
    if (table.rows.length < SELECTABLE_ROWS) continue
    let size = 0
    for (const row of table.rows) for (const cell of row) size += cell.length + 1
    sizes.set(table, size)
    total += size
  }
  if (total === 0) return undefined
  const rest = replaceTables(lines, tables, table => (sizes.has(table) ? [] : packTable(table, true)?.lines))
  let room = context.target - context.count(rest)
  let best: Crushed | undefined
  for (let attempt = 0; attempt < 3; attempt++) {
    const losses: Loss[] = []
    const text = replaceTables(lines, tables, table => {
      const size = sizes.get(table)
      if (size === undefined) return packTable(table, true)?.lines
      const target = Math.max(Math.floor((room * size) / total), LEAST_TARGET)
      const selected = selectTable(table, { ...context, target })
      if (selected === undefined) return packTable(table, true)?.lines
      losses.push(selected.loss)
      return selected.lines
    })
    if (losses.length === 0) return undefined
    best = { text, lossless: false, losses }
    const cost = context.count(text)
    if (cost <= context.target || room <= LEAST_TARGET) break
    room -= cost - context.target
  }
  return best
}

/** Below it nothing but the rows that must be shown would be left anyway. */
const LEAST_TARGET = 100

function selectTable(
  table: Table,
  context: CrushContext,
): { lines: readonly string[]; loss: Loss } | undefined {
  const constants = constantColumns(table.header, table.rows)
  const leftOut = new Set(constants.map(({ column }) => column))
  const layout = layoutOf(table, leftOut, true)
  if (layout === undefined) return undefined
  const columns: CodedColumn[] = []
  table.header.forEach((name, column) => {
    if (!leftOut.has(column))
      columns.push(coded({ name: name || `column ${column + 1}`, cells: table.rows.map(row => row[column]) }))
  })
  const row = (index: number) => `${layout.row(table.rows[index] ?? [], index + 1)}\n`
  const head = constants.length > 0 ? [formatConstants(constants, table.rows.length)] : []
  head.push(layout.header)
  if (layout.rule !== undefined) head.push(layout.rule)
  const fitted = fitRows(
    { columns, rows: table.rows.length, fixed: head.join('\n'), row },
    context,
    selectionOf({ columns, row }, context.target, context.level),
  )
  if (fitted === undefined) return undefined
  const { kept, total } = fitted.loss
  const lines = [`${kept} of ${total} rows, # is the row number`, ...head]
  for (const index of fitted.shown) lines.push(layout.row(table.rows[index] ?? [], index + 1))
  lines.push(`${total - kept} rows not shown:`, ...fitted.notes)
  return { lines, loss: fitted.loss }
}
