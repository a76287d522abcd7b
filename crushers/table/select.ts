import { constantColumns, formatConstants } from '../csv/constants.ts'
import { leftOutNote, narrowedTo, narrowLosses, shortened } from '../csv/narrow.ts'
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
      losses.push(...selected.losses)
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
): { lines: readonly string[]; losses: readonly Loss[] } | undefined {
  const constants = constantColumns(table.header, table.rows)
  const constant = new Set(constants.map(({ column }) => column))
  const numbers = table.header.flatMap((_, column) => (constant.has(column) ? [] : [column]))
  const nameOf = (column: number) => table.header[column] || `column ${column + 1}`
  const all = numbers.map(column =>
    coded({ name: nameOf(column), cells: table.rows.map(row => row[column]) }),
  )
  const narrowed = narrowedTo(all, context)
  const gone = numbers.filter((_, place) => narrowed?.leftOut.has(place))
  const limits = new Map(numbers.map((column, place) => [column, narrowed?.limits.get(place)]))
  const columns: CodedColumn[] = all.filter((_, place) => narrowed?.leftOut.has(place) !== true)
  const leftOut = new Set([...constant, ...gone])
  const isShortened = narrowed !== undefined && narrowed.limits.size > 0
  const rows = isShortened
    ? table.rows.map(cells => cells.map((cell, column) => shortened(cell, limits.get(column))))
    : table.rows
  const also = narrowed?.also
  const view: Table =
    also === undefined
      ? { ...table, rows }
      : {
          ...table,
          header: [...table.header, 'also'],
          rows: rows.map((cells, index) => [...cells, also(index)]),
          ...(table.rule && { rule: [...table.rule, '---'] }),
        }
  const layout = layoutOf(view, leftOut, true)
  if (layout === undefined) return undefined
  const row = (index: number) => `${layout.row(view.rows[index] ?? [], index + 1)}\n`
  const head = constants.length > 0 ? [formatConstants(constants, table.rows.length)] : []
  head.push(layout.header)
  if (layout.rule !== undefined) head.push(layout.rule)
  const fitted = fitRows(
    { columns, rows: table.rows.length, fixed: head.join('\n'), row },
    context,
    selectionOf({ columns: all, row }, context.target, context.level),
  )
  if (fitted === undefined) return undefined
  const { kept, total } = fitted.loss
  const lines = [`${kept} of ${total} rows, # is the row number`, ...head]
  let [short, whole] = [0, 0]
  for (const index of fitted.shown) {
    lines.push(layout.row(view.rows[index] ?? [], index + 1))
    for (const [column, limit] of limits) {
      if (limit === undefined) continue
      short += rows[index]?.[column]?.length ?? 0
      whole += table.rows[index]?.[column]?.length ?? 0
    }
  }
  if (gone.length > 0) lines.push(leftOutNote(gone.map(nameOf), context))
  lines.push(`${total - kept} rows not shown:`, ...fitted.notes)
  return { lines, losses: [fitted.loss, ...narrowLosses(gone.length, table.header.length, short, whole)] }
}
