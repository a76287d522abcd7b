import { MOST_CHARACTERS, Unfolded } from '../../unfolded.ts'
import { isSpellingName, type Spelling, spellingNamed } from './spell.ts'

/** Whether a line names the types of rows as `crushLiteralRows` does: `[(str, int)]`, `{'id': int}`. */
export function isLiteralHeader(line: string): boolean {
  if (!/^\[?(?:\(.+\)|\[.+\]|\{.+\})\]?$/.test(line)) return false
  return readHeader(line).columns.every(({ type }) => isSpellingName(type))
}

/** The list, or the rows one a line, that a lossless output stands for. */
export function decodeLiteralRows(text: string): string {
  const start = text.length - text.trimStart().length
  const [header = '', ...body] = text.trim().split('\n')
  const { bracket, isList, columns } = readHeader(header)
  const spellings = columns.map(({ type }) => spellingNamed(type))
  const separator =
    [',', '|', '\t'].find(mark => body.every(line => line.split(mark).length === columns.length)) ?? ','
  const keys = bracket === '{' ? columns.map(({ key }) => key) : undefined
  const rows = new Unfolded(MOST_CHARACTERS)
  for (const line of body) {
    const cells = columns.length === 1 ? [line] : line.split(separator)
    const values = cells.map((cell, at) => spellings[at]?.long(cell) ?? cell)
    rows.push(spellRow(values, bracket, keys))
  }
  const spelled = isList ? `[${rows.text(', ')}]` : rows.text()
  return text.slice(0, start) + spelled + text.slice(text.trimEnd().length)
}

interface Header {
  readonly bracket: string
  readonly isList: boolean
  readonly columns: readonly { readonly key: string; readonly type: Spelling['name'] }[]
}

function readHeader(header: string): Header {
  const isList = /^\[[([{]/.test(header)
  const bracket = header[isList ? 1 : 0] ?? '('
  const inner = isList ? header.slice(2, -2) : header.slice(1, -1)
  const columns = inner.split(', ').map(column => {
    const at = bracket === '{' ? column.lastIndexOf(': ') : -2
    return { key: column.slice(0, Math.max(at, 0)), type: column.slice(at + 2) }
  })
  return { bracket, isList, columns }
}

/** Rows as Python spells them. */
export function spellRows(
  rows: readonly (readonly string[])[],
  bracket: string,
  keys: readonly string[] | undefined,
  isList: boolean,
): string {
  const spelled = rows.map(values => spellRow(values, bracket, keys))
  return isList ? `[${spelled.join(', ')}]` : spelled.join('\n')
}

function spellRow(values: readonly string[], bracket: string, keys: readonly string[] | undefined): string {
  if (bracket === '{') return `{${values.map((value, at) => `${keys?.[at]}: ${value}`).join(', ')}}`
  if (bracket === '[') return `[${values.join(', ')}]`
  return values.length === 1 ? `(${values[0]},)` : `(${values.join(', ')})`
}
