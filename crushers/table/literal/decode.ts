import { spellingNamed } from './spell.ts'

/** The list, or the rows one a line, that a lossless output stands for. */
export function decodeLiteralRows(text: string): string {
  const start = text.length - text.trimStart().length
  const lines = text.trim().split('\n')
  const header = lines[0] ?? ''
  const isList = /^\[[([{]/.test(header)
  const bracket = header[isList ? 1 : 0] ?? '('
  const inner = isList ? header.slice(2, -2) : header.slice(1, -1)
  const columns = inner.split(', ').map(column => {
    const at = bracket === '{' ? column.lastIndexOf(': ') : -2
    return { key: column.slice(0, Math.max(at, 0)), spelling: spellingNamed(column.slice(at + 2)) }
  })
  const body = lines.slice(1)
  const separator =
    [',', '|', '\t'].find(mark => body.every(line => line.split(mark).length === columns.length)) ?? ','
  const rows = body.map(line => {
    const cells = columns.length === 1 ? [line] : line.split(separator)
    return cells.map((cell, at) => columns[at]?.spelling.long(cell) ?? cell)
  })
  const keys = bracket === '{' ? columns.map(({ key }) => key) : undefined
  const spelled = spellRows(rows, bracket, keys, isList)
  return text.slice(0, start) + spelled + text.slice(text.trimEnd().length)
}

/** Rows as Python spells them. */
export function spellRows(
  rows: readonly (readonly string[])[],
  bracket: string,
  keys: readonly string[] | undefined,
  isList: boolean,
): string {
  const spelled = rows.map(values => {
    if (bracket === '{') return `{${values.map((value, at) => `${keys?.[at]}: ${value}`).join(', ')}}`
    if (bracket === '[') return `[${values.join(', ')}]`
    return values.length === 1 ? `(${values[0]},)` : `(${values.join(', ')})`
  })
  return isList ? `[${spelled.join(', ')}]` : spelled.join('\n')
}
