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
import { directoryOf } from './paths.ts'

export interface Row {
  readonly mode: string
  readonly links: string
  readonly owner: string
  readonly group: string
  readonly size: string
  /** Inner white space reduced to one space. */
  readonly date: string
  readonly name: string
}

/** A line that is no row is kept as it is. */
export type Line = Row | string

const modes = /^[-dlcbpsD][-rwxsStTlL]{9}[@+.]?$/
const linkCounts = /^\d{1,9}$/
const sizes = /^\d[\d.,]{0,18}[KMGTPB]?$/
const dates =
  /(?:[A-Z][a-z]{2} +\d{1,2} +(?:\d{4}|\d\d:\d\d)|\d{1,2} +[A-Z][a-z]{2} +(?:\d{4}|\d\d:\d\d)|\d{4}-\d\d-\d\d \d\d:\d\d(?::\d\d(?:\.\d{1,9})?)?(?: [+-]\d{4})?) (?=.)/y

/** Reads a line of `ls -l`, columns by hand: one pattern for the whole line took most of the time. */
function readRow(line: string): Row | undefined {
  const cells: string[] = []
  let at = 0
  for (let column = 0; column < 5; column++) {
    const end = line.indexOf(' ', at)
    if (end < 0 || end === at || end - at > 64) return undefined
    const cell = line.slice(at, end)
    // Devices have two numbers where files have a size.
    const device =
      column === 4 && cell.endsWith(',') ? /^\d+, *\d+/.exec(line.slice(at, at + 40))?.[0] : undefined
    if (column === 0 && !modes.test(cell)) return undefined
    if (column === 1 && !linkCounts.test(cell)) return undefined
    if (column === 4 && device === undefined && !sizes.test(cell)) return undefined
    cells.push(device ?? cell)
    at = device === undefined ? end : at + device.length
    while (line.charCodeAt(at) === 32) at++
  }
  dates.lastIndex = at
  const found = dates.exec(line)?.[0]
  if (found === undefined) return undefined
  const [mode, count, owner, group, size] = cells as [string, string, string, string, string]
  const date = found.slice(0, -1).replace(/ {2,}/g, ' ')
  return { mode, links: count, owner, group, size, date, name: line.slice(at + found.length) }
}

const mayBeRow = (line: string): boolean => {
  const code = line.charCodeAt(0)
  return line.length >= 30 && line.length <= 4096 && (code === 45 || code >= 66) && code < 128
}

export const sameRows = (a: readonly Line[] | undefined, b: readonly Line[]): boolean =>
  a !== undefined &&
  a.length === b.length &&
  a.every((line, at) => {
    const other = b[at] as Line
    if (typeof line === 'string' || typeof other === 'string') return line === other
    return (
      line.name === other.name &&
      line.size === other.size &&
      line.date === other.date &&
      line.mode === other.mode &&
      line.links === other.links &&
      line.owner === other.owner &&
      line.group === other.group
    )
  })

export function readLong(lines: readonly string[]): { lines: Line[]; rows: number } {
  let rows = 0
  const read = lines.map((line): Line => {
    if (!mayBeRow(line)) return line
    const cells = readRow(line)
    if (cells === undefined) return line
    rows++
    return cells
  })
  return { lines: read, rows }
}

const isFile = (entry: Row): boolean => entry.mode.charCodeAt(0) === 45
const isDirectory = (entry: Row): boolean => entry.mode.charCodeAt(0) === 100

const ownFile = (a: Row, b: Row): boolean =>
  a.mode === b.mode && a.links === b.links && a.owner === b.owner && a.group === b.group
const ownDirectory = (a: Row, b: Row): boolean =>
  a.mode === b.mode && a.owner === b.owner && a.group === b.group
const sameDate = (a: Row, b: Row): boolean => a.date === b.date

/** A row like most rows, and how many are like it. Neighbours are mostly alike, so keys are made only where they change. */
function commonest(rows: readonly Row[], alike: (a: Row, b: Row) => boolean, key: (entry: Row) => string) {
  const groups = new Map<string, { row: Row; count: number }>()
  let last: { row: Row; count: number } | undefined
  for (const entry of rows) {
    if (last === undefined || !alike(last.row, entry)) {
      const name = key(entry)
      last = groups.get(name)
      if (last === undefined) groups.set(name, (last = { row: entry, count: 0 }))
    }
    last.count++
  }
  let best: { row: Row; count: number } | undefined
  for (const group of groups.values()) if (best === undefined || group.count > best.count) best = group
  return best
}

export const fullRow = (entry: Row): string =>
  `${entry.mode} ${entry.links} ${entry.owner} ${entry.group} ${entry.size} ${entry.date} ${entry.name}`

/** Part of the rows that must share a date before it is named once. */
const ONE_DATE = 0.8

/** Directory that the names of all rows begin with, where `ls` was given paths. */
function commonDirectory(rows: readonly Row[]): string {
  let shared = directoryOf((rows[0]?.name ?? '').replace(/ -> .*$/, ''))
  for (const { name } of rows)
    while (shared !== '' && !(name.startsWith(shared) && name.length > shared.length))
      shared = directoryOf(shared.slice(0, -1))
  return shared
}

export function encodeLong(lines: readonly Line[]): string | undefined {
  const rows = lines.filter((line): line is Row => typeof line !== 'string')
  // A slash at the end of a name tells a directory here, so it must not be in the names.
  if (rows.some(entry => entry.name.endsWith('/'))) return undefined
  const files = rows.filter(isFile)
  const directories = rows.filter(isDirectory)
  const file = commonest(
    files,
    ownFile,
    entry => `${entry.mode} ${entry.links} ${entry.owner} ${entry.group}`,
  )?.row
  const directory = commonest(
    directories,
    ownDirectory,
    entry => `${entry.mode} ${entry.owner} ${entry.group}`,
  )?.row
  const day = commonest(rows, sameDate, entry => entry.date)
  const date = day !== undefined && day.count >= rows.length * ONE_DATE ? day.row.date : ''
  const shape = `size${date === '' ? ' date' : ''} name`
  const under = commonDirectory(rows)
  const parts: string[] = []
  if (file !== undefined) parts.push(`files ${file.mode} ${file.links} ${file.owner} ${file.group}: ${shape}`)
  if (directory !== undefined)
    parts.push(`directories ${directory.mode} ${directory.owner} ${directory.group}: links ${shape}/`)
  if (date !== '') parts.push(`date ${date}`)
  if (under !== '') parts.push(`under ${under}`)
  const out: string[] = []
  let announced = false
  for (const line of lines) {
    if (typeof line === 'string') {
      out.push(line)
      continue
    }
    if (!announced) {
      out.push(parts.join('; '))
      announced = true
    }
    const when = date === '' ? `${line.date} ` : ''
    const name = line.name.slice(under.length)
    if (date !== '' && line.date !== date) out.push(fullRow(line))
    else if (file !== undefined && isFile(line) && ownFile(line, file))
      out.push(`${line.size} ${when}${name}`)
    else if (directory !== undefined && isDirectory(line) && ownDirectory(line, directory))
      out.push(`${line.links} ${line.size} ${when}${name}/`)
    else out.push(fullRow(line))
  }
  return out.join('\n')
}

const announcement =
  /^(?:files (\S+ \d+ \S+ \S+): size(?: date)? name(?:; |$))?(?:directories (\S+ \S+ \S+): links size(?: date)? name\/(?:; |$))?(?:date (.+?)(?:; |$))?(?:under (\S.*[\\/]))?$/
const shownDate =
  /^((?:[A-Z][a-z]{2} \d{1,2}|\d{1,2} [A-Z][a-z]{2}) (?:\d{4}|\d\d:\d\d)|\d{4}-\d\d-\d\d \d\d:\d\d(?::\d\d(?:\.\d{1,9})?)?(?: [+-]\d{4})?) /
const size = /^(\d[\d.,]*[KMGTPB]?) /

const announced = /^(?:files|directories) .{1,2000}$/gm

/** Whether a line of the text names columns. Where all rows are links or devices none does. */
export function announcesColumns(text: string): boolean {
  for (const [line] of text.matchAll(announced))
    if (line.length < 2000 && announcement.test(line)) return true
  return false
}

/** The rows and other lines of a layout made by `encodeLong`. */
export function decodeLong(text: string): Line[] | undefined {
  const lines = text.split('\n')
  // Longer ones are never written; looking for `under` in a hostile line could take long.
  const at = lines.findIndex(line => line !== '' && line.length < 2000 && announcement.test(line))
  if (at < 0) return undefined
  const [, file, directory, date, under = ''] = announcement.exec(lines[at] as string) as unknown as [
    string,
    string?,
    string?,
    string?,
    string?,
  ]
  lines.splice(at, 1)
  const ofFiles = file?.split(' ')
  const ofDirectories = directory?.split(' ')
  return lines.map((line): Line => {
    const cells = mayBeRow(line) ? readRow(line) : undefined
    if (cells !== undefined) return cells
    let rest = line
    let links = '1'
    const isFolder = line.endsWith('/') && directory !== undefined
    const prefix = isFolder ? ofDirectories : ofFiles
    if (prefix === undefined) return line
    if (isFolder) {
      const count = /^(\d+) /.exec(rest)
      if (count === null) return line
      links = count[1] as string
      rest = rest.slice(count[0].length, -1)
    }
    const bytes = size.exec(rest)
    if (bytes === null) return line
    rest = rest.slice(bytes[0].length)
    let when = date
    if (when === undefined) {
      const shown = shownDate.exec(rest)
      if (shown === null) return line
      when = shown[1] as string
      rest = rest.slice(shown[0].length)
    }
    const [mode, second, third, fourth] = prefix as [string, string, string, string]
    return isFolder
      ? { mode, links, owner: second, group: third, size: bytes[1] as string, date: when, name: under + rest }
      : {
          mode,
          links: second,
          owner: third,
          group: fourth,
          size: bytes[1] as string,
          date: when,
          name: under + rest,
        }
  })
}
