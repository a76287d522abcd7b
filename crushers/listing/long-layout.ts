/** Reads the layout of `long.ts` back. */
import { Lines } from '../text-lines.ts'
import { DIRECTORY, FILE, ofDirectory, ofFile, SLASH } from './long.ts'
import {
  type Column,
  DATE,
  dateEnd,
  fullRow,
  isSize,
  GROUP,
  type Line,
  LINKS,
  NAME,
  Rows,
  SIZE,
} from './rows.ts'

const announcement =
  /^(?:files (\S+ \d+ \S+ \S+): size(?: date)? name(?:; |$))?(?:directories (\S+ \S+ \S+): links size(?: date)? name\/(?:; |$))?(?:date (.+?)(?:; |$))?(?:under (\S.*[\\/]))?$/
const announced = /^(?:files|directories) .{1,2000}$/gm

/** Whether a line of the text names columns. Where all rows are links or devices none does. */
export function announcesColumns(text: string): boolean {
  for (const [line] of text.matchAll(announced))
    if (line.length < 2000 && announcement.test(line)) return true
  return false
}

/** The rows and other lines of a layout made by `encodeLong`. */
export function decodeLong(text: string): Line[] | undefined {
  const layout = new Layout(text)
  if (!layout.isAnnounced) return undefined
  const out: Line[] = []
  for (let line = 0; line < layout.rows.lines.count; line++)
    if (line !== layout.announced) out.push(layout.read(line))
  return out
}

/** Whether a layout gives back every cell of every row, and all other lines. */
export function decodesToRows(text: string, rows: Rows): boolean {
  const layout = new Layout(text)
  const { count } = layout.rows.lines
  if (!layout.isAnnounced || count !== rows.lines.count + 1) return false
  for (let line = 0, original = 0; line < count; line++)
    if (line !== layout.announced && !layout.isLike(line, rows, original++)) return false
  return true
}

/** Longer announcements are never written; looking for `under` in a hostile line could take long. */
const LONGEST_ANNOUNCEMENT = 2_000

/** A layout that is being read back. */
class Layout {
  readonly rows: Rows
  /** The line that names the columns; as many as there are lines where none does. */
  readonly announced: number
  readonly #files: string | undefined
  readonly #directories: string | undefined
  readonly #date: string | undefined
  readonly #under: string
  /** Of the line that was split last. */
  #links = 0
  #size = 0
  #sizeEnd = 0
  #dateEnd = 0
  #name = 0
  #nameEnd = 0
  /** Lines of the original of which the announced columns were compared already. */
  #checkedFile = -1
  #checkedDirectory = -1
  #checkedDate = -1

  constructor(text: string) {
    const lines = new Lines(text)
    this.rows = new Rows(lines)
    let found: RegExpExecArray | null = null
    let line = 0
    for (; line < lines.count; line++) {
      const length = lines.end(line) - lines.start(line)
      if (length === 0 || length >= LONGEST_ANNOUNCEMENT || !'fdu'.includes(text.charAt(lines.start(line))))
        continue
      found = announcement.exec(lines.line(line))
      if (found !== null) break
    }
    this.announced = line
    this.#files = found?.[1]
    this.#directories = found?.[2]
    this.#date = found?.[3]
    this.#under = found?.[4] ?? ''
  }

  get isAnnounced(): boolean {
    return this.announced < this.rows.lines.count
  }

  /** Finds the cells of a row without its announced columns. 0: it is none. */
  #split(line: number): 0 | typeof FILE | typeof DIRECTORY {
    const { lines } = this.rows
    const { text } = lines
    let at = lines.start(line)
    let end = lines.end(line)
    if (!isDigit(text.charCodeAt(at))) return 0
    const isFolder = this.#directories !== undefined && text.charCodeAt(end - 1) === SLASH
    if (isFolder) {
      end--
      this.#links = at
      while (isDigit(text.charCodeAt(at))) at++
      if (text.charCodeAt(at) !== 32) return 0
      at++
    } else if (this.#files === undefined) return 0
    this.#size = at
    while (at < end && text.charCodeAt(at) !== 32) at++
    if (at === end || !isSize(text, this.#size, at)) return 0
    this.#sizeEnd = at++
    if (this.#date === undefined) {
      const date = dateEnd(text, at)
      if (date < 0 || text.charCodeAt(date) !== 32) return 0
      this.#dateEnd = date
      at = date + 1
    }
    this.#name = at
    this.#nameEnd = end
    return at > end ? 0 : isFolder ? DIRECTORY : FILE
  }

  read(line: number): Line {
    if (this.rows.isRow(line)) return this.rows.row(line)
    const { text } = this.rows.lines
    const kind = this.#split(line)
    if (kind === 0) return this.rows.lines.line(line)
    const size = text.slice(this.#size, this.#sizeEnd)
    const date = this.#date ?? text.slice(this.#sizeEnd + 1, this.#dateEnd)
    const name = this.#under + text.slice(this.#name, this.#nameEnd)
    if (kind === DIRECTORY) {
      const [mode, owner, group] = (this.#directories as string).split(' ') as [string, string, string]
      return { mode, links: text.slice(this.#links, this.#size - 1), owner, group, size, date, name }
    }
    const [mode, links, owner, group] = (this.#files as string).split(' ') as [string, string, string, string]
    return { mode, links, owner, group, size, date, name }
  }

  #isDate(rows: Rows, original: number): boolean {
    if (this.#checkedDate >= 0 && rows.isSame(this.#checkedDate, original, DATE)) return true
    this.#checkedDate = original
    return this.#date === rows.cell(original, DATE)
  }

  /** Whether the line says what the line of the original says. */
  isLike(line: number, rows: Rows, original: number): boolean {
    const kind = this.rows.isRow(line) ? 0 : this.#split(line)
    if (kind === 0) {
      const read = this.read(line)
      if (typeof read === 'string') return !rows.isRow(original) && rows.lines.line(original) === read
      return rows.isRow(original) && fullRow(read) === fullRow(rows.row(original))
    }
    if (!rows.isRow(original) || rows.kind(original) !== kind) return false
    const isFile = kind === FILE
    const checked = isFile ? this.#checkedFile : this.#checkedDirectory
    const columns = isFile ? ofFile : ofDirectory
    if (checked < 0 || !rows.isSame(checked, original, columns[0] as Column, GROUP)) {
      const values = columns.map(column => rows.cell(original, column)).join(' ')
      if (values !== (isFile ? this.#files : this.#directories)) return false
      if (isFile) this.#checkedFile = original
      else this.#checkedDirectory = original
    }
    const { text } = this.rows.lines
    return (
      (isFile || isCell(text, this.#links, this.#size - 1, rows, original, LINKS)) &&
      isCell(text, this.#size, this.#sizeEnd, rows, original, SIZE) &&
      (this.#date === undefined
        ? text.slice(this.#sizeEnd + 1, this.#dateEnd) === rows.cell(original, DATE)
        : this.#isDate(rows, original)) &&
      rows.lines.text.startsWith(this.#under, rows.from(original, NAME)) &&
      isSameText(
        text,
        this.#name,
        this.#nameEnd,
        rows.lines.text,
        rows.from(original, NAME) + this.#under.length,
        rows.to(original, NAME),
      )
    )
  }
}

const isDigit = (code: number): boolean => code >= 48 && code <= 57

const isCell = (text: string, from: number, to: number, rows: Rows, line: number, column: Column): boolean =>
  isSameText(text, from, to, rows.lines.text, rows.from(line, column), rows.to(line, column))

function isSameText(
  text: string,
  from: number,
  to: number,
  other: string,
  otherFrom: number,
  otherTo: number,
): boolean {
  if (to - from !== otherTo - otherFrom) return false
  for (let at = from, place = otherFrom; at < to; at++, place++)
    if (text.charCodeAt(at) !== other.charCodeAt(place)) return false
  return true
}
