import type { Table } from './model.ts'

/** The text with tables rewritten; where `rewrite` returns nothing, the lines stay. */
export function replaceTables(
  lines: readonly string[],
  tables: readonly Table[],
  rewrite: (table: Table) => readonly string[] | undefined,
): string {
  const parts: string[] = []
  let at = 0
  for (const table of tables) {
    for (; at < table.from; at++) parts.push(lines[at] ?? '')
    const rewritten = rewrite(table)
    if (rewritten === undefined) continue
    for (const line of rewritten) parts.push(line)
    at = table.to
  }
  for (; at < lines.length; at++) parts.push(lines[at] ?? '')
  return parts.join('\n')
}
