/**
 * `ls -l`: the columns that most rows share are named once, in a line before the first row.
 *
 *     files -rw-r--r-- 1 ada staff: size date name; directories drwxr-xr-x ada staff: links size date name/
 *     1952 Jan 29 12:31 LICENSE
 *     4 128 Jan 29 12:31 src/
 *     lrwxr-xr-x 1 ada staff 7 Jan 29 12:31 current -> v1.2.0
 *
 * Rows that differ stand in full, white space between columns reduced.
 */
import { TextLines } from '../text-lines.ts'
import { directoryOf } from './paths.ts'
import { type Column, DATE, fullRow, GROUP, LINKS, MODE, NAME, OWNER, Rows, SIZE } from './rows.ts'

export const FILE = 45
export const DIRECTORY = 100
export const SLASH = 47

export const ofFile: readonly Column[] = [MODE, LINKS, OWNER, GROUP]
export const ofDirectory: readonly Column[] = [MODE, OWNER, GROUP]

/** Groups lines that are alike in some columns. Neighbours mostly are, so keys are made only where they change. */
class Groups {
  readonly #rows: Rows
  readonly #columns: readonly Column[]
  readonly #indices = new Map<string, number>()
  readonly #values: string[] = []
  readonly #counts: number[] = []
  readonly #of: Int32Array
  #last = -1

  constructor(rows: Rows, columns: readonly Column[]) {
    this.#rows = rows
    this.#columns = columns
    this.#of = new Int32Array(rows.lines.count).fill(-1)
  }

  add(line: number): void {
    const [first] = this.#columns as readonly [Column]
    const last = this.#columns[this.#columns.length - 1] as Column
    let group = -1
    // Columns are padded alike within one directory.
    if (this.#last >= 0 && this.#rows.isSame(this.#last, line, first, last))
      group = this.#of[this.#last] as number
    else {
      const values = this.#columns.map(column => this.#rows.cell(line, column)).join(' ')
      const known = this.#indices.get(values)
      group = known ?? this.#values.push(values) - 1
      if (known === undefined) {
        this.#indices.set(values, group)
        this.#counts.push(0)
      }
    }
    this.#counts[group] = (this.#counts[group] as number) + 1
    this.#of[line] = group
    this.#last = line
  }

  /** The largest group. */
  best(): Group | undefined {
    let best = -1
    for (let group = 0; group < this.#counts.length; group++)
      if (best < 0 || (this.#counts[group] as number) > (this.#counts[best] as number)) best = group
    if (best < 0) return undefined
    const of = this.#of
    return {
      values: this.#values[best] as string,
      count: this.#counts[best] as number,
      has: line => of[line] === best,
    }
  }
}

interface Group {
  readonly values: string
  readonly count: number
  has(line: number): boolean
}

/** Part of the rows that must share a date before it is named once. */
const ONE_DATE = 0.8

/** Directory that the names of all rows begin with, where `ls` was given paths. */
function commonDirectory(rows: Rows): string {
  const { lines } = rows
  let shared: string | undefined
  for (let line = 0; line < lines.count && shared !== ''; line++) {
    if (!rows.isRow(line)) continue
    shared ??= directoryOf(rows.cell(line, NAME).replace(/ -> .*$/, ''))
    const from = rows.from(line, NAME)
    while (
      shared !== '' &&
      !(lines.text.startsWith(shared, from) && rows.to(line, NAME) - from > shared.length)
    )
      shared = directoryOf(shared.slice(0, -1))
  }
  return shared ?? ''
}

export function encodeLong(rows: Rows): string | undefined {
  const { lines } = rows
  const { text } = lines
  const files = new Groups(rows, ofFile)
  const directories = new Groups(rows, ofDirectory)
  const days = new Groups(rows, [DATE])
  for (let line = 0; line < lines.count; line++) {
    if (!rows.isRow(line)) continue
    // A slash at the end of a name tells a directory here, so it must not be in the names.
    if (text.charCodeAt(rows.to(line, NAME) - 1) === SLASH) return undefined
    const kind = rows.kind(line)
    if (kind === FILE) files.add(line)
    else if (kind === DIRECTORY) directories.add(line)
    days.add(line)
  }
  const file = files.best()
  const directory = directories.best()
  const day = days.best()
  const date = day !== undefined && day.count >= rows.found * ONE_DATE ? day : undefined
  const shape = `size${date === undefined ? ' date' : ''} name`
  const under = commonDirectory(rows)
  const parts: string[] = []
  if (file !== undefined) parts.push(`files ${file.values}: ${shape}`)
  if (directory !== undefined) parts.push(`directories ${directory.values}: links ${shape}/`)
  if (date !== undefined) parts.push(`date ${date.values}`)
  if (under !== '') parts.push(`under ${under}`)
  const out = new TextLines()
  let announced = false
  for (let line = 0; line < lines.count; line++) {
    if (!rows.isRow(line)) {
      out.push(lines.line(line))
      continue
    }
    if (!announced) out.push(parts.join('; '))
    announced = true
    const kind = rows.kind(line)
    const isUsual = kind === FILE ? file?.has(line) : kind === DIRECTORY && directory?.has(line)
    if (isUsual !== true || date?.has(line) === false) {
      out.push(fullRow(rows.row(line)))
      continue
    }
    let sized: string
    if (date === undefined && under === '' && rows.isTight(line))
      sized = text.slice(rows.from(line, SIZE), rows.to(line, NAME))
    else {
      const name = text.slice(rows.from(line, NAME) + under.length, rows.to(line, NAME))
      const size = rows.cell(line, SIZE)
      sized = date === undefined ? `${size} ${rows.cell(line, DATE)} ${name}` : `${size} ${name}`
    }
    out.push(kind === FILE ? sized : `${rows.cell(line, LINKS)} ${sized}/`)
  }
  return out.toString()
}
