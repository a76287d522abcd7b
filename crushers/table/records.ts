import type { Reading } from './model.ts'

/** `-[ RECORD 1 ]---+----` of psql, `*** 1. row ***` of MySQL. */
const HEAD = /^-\[ RECORD (\d+) \][-+]*$|^\*{3,} (\d+)\. row \*{3,}$/
const PSQL_FIELD = /^([^|]*[^|\s])\s*\|(?: (.*))?$/
const MYSQL_FIELD = /^\s*([^:|\s][^:|]*): ?(.*)$/

/** Records printed one field a line: the names of the fields come once. Numbered from one, all of one shape. */
export function readRecords(lines: readonly string[], from: number): Reading | undefined {
  if (numberOf(lines[from]) === undefined) return undefined
  let header: string[] | undefined
  const rows: string[][] = []
  let at = from
  while (numberOf(lines[at]) === rows.length + 1) {
    const names: string[] = []
    const cells: string[] = []
    const pattern = lines[at]?.startsWith('-') === true ? PSQL_FIELD : MYSQL_FIELD
    let next = at + 1
    for (; next < lines.length; next++) {
      const line = lines[next] ?? ''
      // A value of several lines goes on behind a bar without a name: such a record is left to its own lines.
      const field = numberOf(line) === undefined ? pattern.exec(line) : null
      if (field === null || names.length === header?.length) break
      names.push(field[1] ?? '')
      cells.push((field[2] ?? '').trim())
    }
    header ??= names
    if (names.length === 0 || names.length !== header.length) break
    if (names.some((name, column) => name !== header?.[column])) break
    rows.push(cells)
    at = next
  }
  if (header === undefined || rows.length < 2) return { next: from + 1 }
  return { table: { style: 'ruled', from, to: at, header, rows } }
}

function numberOf(line: string | undefined): number | undefined {
  const head = line === undefined || line.length > 400 ? null : HEAD.exec(line)
  return head === null ? undefined : Number(head[1] ?? head[2])
}
