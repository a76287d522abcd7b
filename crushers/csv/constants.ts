import { CONSTANT_SHARE, MIN_COLUMNS, MIN_CONSTANT_ROWS, PROBE_ROWS } from './policy.ts'

/** A column that has one value in every row, and is therefore named once above the table. */
export interface Constant {
  /** Position in the original, 0-based. */
  readonly column: number
  readonly name: string
  readonly value: string
}

/**
 * Columns with one value throughout. Empty ones count too. At least two columns stay in the rows, so that what is
 * left is still a table.
 */
export function constantColumns(
  names: readonly string[],
  rows: readonly (readonly (string | undefined)[])[],
  keep: number = MIN_COLUMNS,
): Constant[] {
  const first = rows[0]
  if (first === undefined || rows.length < MIN_CONSTANT_ROWS) return []
  const found: Constant[] = []
  for (let column = 0; column < names.length; column++) {
    const value = first[column]
    if (value === undefined || names.length - found.length <= keep) continue
    let row = 1
    while (row < rows.length && rows[row]?.[column] === value) row++
    if (row === rows.length) found.push({ column, name: names[column] ?? '', value })
  }
  return withinShare(found, rows)
}

/** Drops the longest until what is left to the rows is more than what was taken out of them. */
export function withinShare(
  found: readonly Constant[],
  rows: readonly (readonly (string | undefined)[])[],
): Constant[] {
  const probe = rows.slice(0, PROBE_ROWS)
  let characters = 0
  for (const row of probe) for (const cell of row) characters += cell?.length ?? 0
  let room = (characters / probe.length) * CONSTANT_SHARE
  const kept: Constant[] = []
  for (const constant of [...found].sort((left, right) => left.value.length - right.value.length)) {
    if (constant.value.length > room) break
    room -= constant.value.length
    kept.push(constant)
  }
  return kept.sort((left, right) => left.column - right.column)
}

const LEAD = /^Same in all (\d+) rows \(columns? (\d+(?:, \d+)*)\): /

// What reads as one word, so that `name=value` needs no quotes.
const PLAIN = /^[\w.:/<>@%+*#$~&!^{}()[\]-]+(?: [\w.:/<>@%+*#$~&!^{}[\]-]+)*$/

const spelled = (text: string): string => (PLAIN.test(text) ? text : JSON.stringify(text))

/** One line: `Same in all 24 rows (columns 1, 7): namespace=default, node=<none>`. */
export function formatConstants(constants: readonly Constant[], rows: number): string {
  const places = constants.map(({ column }) => column + 1).join(', ')
  const listed = constants.map(({ name, value }) => `${spelled(name)}=${spelled(value)}`).join(', ')
  return `Same in all ${rows} rows (column${constants.length === 1 ? '' : 's'} ${places}): ${listed}`
}

export const isConstantsNote = (line: string): boolean => LEAD.test(line)

/** The inverse of {@link formatConstants}; nothing if the line is not one of its notes. */
export function parseConstants(line: string): Constant[] | undefined {
  const lead = LEAD.exec(line)
  if (lead === null) return undefined
  const found: Constant[] = []
  let at = lead[0].length
  for (const place of (lead[2] ?? '').split(', ')) {
    const name = readSpelled(line, at, '=')
    const value = name && readSpelled(line, name.end + 1, ', ')
    if (name === undefined || value === undefined) return undefined
    found.push({ column: Number(place) - 1, name: name.text, value: value.text })
    at = value.end + 2
  }
  return at === line.length + 2 ? found : undefined
}

function readSpelled(line: string, from: number, stop: string): { text: string; end: number } | undefined {
  if (line[from] === '"') {
    let end = from + 1
    while (end < line.length && line[end] !== '"') end += line[end] === '\\' ? 2 : 1
    if (end >= line.length) return undefined
    try {
      return { text: JSON.parse(line.slice(from, end + 1)) as string, end: end + 1 }
    } catch {
      return undefined
    }
  }
  const end = line.indexOf(stop, from)
  if (end < 0 && stop === '=') return undefined
  return { text: line.slice(from, end < 0 ? line.length : end), end: end < 0 ? line.length : end }
}
