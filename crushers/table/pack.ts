import { type Constant, constantColumns, formatConstants } from '../csv/constants.ts'
import type { Table } from './model.ts'
import { type Layout, layoutOf } from './write.ts'

/** One table, rewritten. */
export interface Packed {
  readonly table: Table
  readonly constants: readonly Constant[]
  readonly layout: Layout
  readonly lines: readonly string[]
}

/** The table without padding and rules, constant columns named once if `names` says so. */
export function packTable(table: Table, hoist: boolean): Packed | undefined {
  const constants = hoist ? constantColumns(table.header, table.rows) : []
  const layout = layoutOf(table, new Set(constants.map(({ column }) => column)), false)
  if (layout === undefined) return undefined
  const lines: string[] = []
  if (constants.length > 0) lines.push(formatConstants(constants, table.rows.length))
  lines.push(layout.header)
  if (layout.rule !== undefined) lines.push(layout.rule)
  for (const row of table.rows) lines.push(layout.row(row))
  return { table, constants, layout, lines }
}
