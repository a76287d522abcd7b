/** Reads the lines of `ls -l` as places in the text. */
import type { Lines } from '../text-lines.ts'

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

export const MODE = 0
export const LINKS = 1
export const OWNER = 2
export const GROUP = 3
export const SIZE = 4
export const DATE = 5
export const NAME = 6
const COLUMNS = 7

export type Column = 0 | 1 | 2 | 3 | 4 | 5 | 6

const SHORTEST_ROW = 30
const LONGEST_ROW = 4096
const LONGEST_CELL = 64

const isDigit = (code: number): boolean => code >= 48 && code <= 57
const isCapital = (code: number): boolean => code >= 65 && code <= 90
const isSmall = (code: number): boolean => code >= 97 && code <= 122

const tableOf = (characters: string): Uint8Array => {
  const table = new Uint8Array(128)
  for (const character of characters) table[character.charCodeAt(0)] = 1
  return table
}
const kinds = tableOf('-dlcbpsD')
const permissions = tableOf('-rwxsStTlL')
const units = tableOf('KMGTPB')

const has = (table: Uint8Array, code: number): boolean => code < 128 && table[code] === 1

function isMode(text: string, from: number, to: number): boolean {
  const length = to - from
  if (length < 10 || length > 11 || !has(kinds, text.charCodeAt(from))) return false
  for (let at = from + 1; at < from + 10; at++) if (!has(permissions, text.charCodeAt(at))) return false
  // An ACL, a security context, extended attributes.
  return length === 10 || '+.@'.includes(text.charAt(from + 10))
}

function areDigits(text: string, from: number, to: number): boolean {
  for (let at = from; at < to; at++) if (!isDigit(text.charCodeAt(at))) return false
  return to > from
}

/** `1952`, `4.0K`, `1,2M`. */
export function isSize(text: string, from: number, to: number): boolean {
  if (to - from > 20 || !isDigit(text.charCodeAt(from))) return false
  const end = to - from > 1 && has(units, text.charCodeAt(to - 1)) ? to - 1 : to
  for (let at = from + 1; at < end; at++) {
    const code = text.charCodeAt(at)
    if (!isDigit(code) && code !== 44 && code !== 46) return false
  }
  return true
}

/** End of `from` and so many more digits, or -1. */
const digits = (text: string, from: number, count: number): number =>
  areDigits(text, from, from + count) ? from + count : -1

function blanks(text: string, from: number): number {
  let at = from
  while (text.charCodeAt(at) === 32) at++
  return at > from ? at : -1
}

/** `Jan`. */
const monthEnd = (text: string, from: number): number =>
  isCapital(text.charCodeAt(from)) && isSmall(text.charCodeAt(from + 1)) && isSmall(text.charCodeAt(from + 2))
    ? from + 3
    : -1

function dayEnd(text: string, from: number): number {
  const one = digits(text, from, 1)
  return one < 0 ? -1 : Math.max(one, digits(text, from, 2))
}

/** `12:31` or `2024`. */
function clockOrYear(text: string, from: number): number {
  if (text.charCodeAt(from + 2) !== 58) return digits(text, from, 4)
  return digits(text, from, 2) < 0 ? -1 : digits(text, from + 3, 2)
}

/** `2026-01-05 10:11:07.123 +0100`, all behind the minutes optional. */
function isoEnd(text: string, from: number): number {
  if (
    digits(text, from, 4) < 0 ||
    text.charCodeAt(from + 4) !== 45 ||
    digits(text, from + 5, 2) < 0 ||
    text.charCodeAt(from + 7) !== 45 ||
    digits(text, from + 8, 2) < 0 ||
    text.charCodeAt(from + 10) !== 32 ||
    digits(text, from + 11, 2) < 0 ||
    text.charCodeAt(from + 13) !== 58 ||
    digits(text, from + 14, 2) < 0
  )
    return -1
  let at = from + 16
  if (text.charCodeAt(at) === 58 && digits(text, at + 1, 2) > 0) {
    at += 3
    if (text.charCodeAt(at) === 46 && isDigit(text.charCodeAt(at + 1))) {
      const most = at + 10
      at++
      while (at < most && isDigit(text.charCodeAt(at))) at++
    }
  }
  const sign = text.charCodeAt(at + 1)
  if (text.charCodeAt(at) === 32 && (sign === 43 || sign === 45) && digits(text, at + 2, 4) > 0) at += 6
  return at
}

/** End of a date in one of the forms that `ls` knows, or -1. */
export function dateEnd(text: string, from: number): number {
  if (isDigit(text.charCodeAt(from + 2)) && text.charCodeAt(from + 4) === 45) return isoEnd(text, from)
  const isMonthFirst = isCapital(text.charCodeAt(from))
  const first = isMonthFirst ? monthEnd(text, from) : dayEnd(text, from)
  const second = first < 0 ? -1 : blanks(text, first)
  if (second < 0) return -1
  const end = isMonthFirst ? dayEnd(text, second) : monthEnd(text, second)
  const third = end < 0 ? -1 : blanks(text, end)
  return third < 0 ? -1 : clockOrYear(text, third)
}

/** Rows of a text. Seven strings and an object for each line took most of the time. */
export class Rows {
  readonly lines: Lines
  /** How many lines are rows. */
  found = 0
  /** Of each line, the number of its row, counted from one; 0: it is none. */
  readonly #rows: Int32Array
  /** Begin and end of each cell. */
  readonly #from: Int32Array
  readonly #to: Int32Array

  constructor(lines: Lines) {
    this.lines = lines
    const { count, text } = lines
    const most = Math.floor(text.length / SHORTEST_ROW) + 1
    this.#rows = new Int32Array(count)
    this.#from = new Int32Array(most * COLUMNS)
    this.#to = new Int32Array(most * COLUMNS)
    for (let line = 0; line < count; line++) if (this.#read(line)) this.#rows[line] = ++this.found
  }

  /** Columns by hand: one pattern for the whole line took most of the time. */
  #read(line: number): boolean {
    const { text } = this.lines
    const start = this.lines.start(line)
    const end = this.lines.end(line)
    if (end - start < SHORTEST_ROW || end - start > LONGEST_ROW || !has(kinds, text.charCodeAt(start)))
      return false
    const first = this.found * COLUMNS
    let at = start
    for (let column = 0; column < DATE; column++) {
      let to = at
      while (to < end && text.charCodeAt(to) !== 32) to++
      if (to === end || to === at || to - at > LONGEST_CELL) return false
      if (column === MODE && !isMode(text, at, to)) return false
      if (column === LINKS && (to - at > 9 || !areDigits(text, at, to))) return false
      if (column === SIZE && !isSize(text, at, to)) {
        // Devices have two numbers where files have a size.
        if (text.charCodeAt(to - 1) !== 44 || !areDigits(text, at, to - 1)) return false
        while (text.charCodeAt(to) === 32) to++
        const minor = to
        while (isDigit(text.charCodeAt(to))) to++
        if (to === minor || to - at > 40) return false
      }
      this.#from[first + column] = at
      this.#to[first + column] = to
      at = to
      while (text.charCodeAt(at) === 32) at++
    }
    const date = dateEnd(text, at)
    if (date < 0 || date + 1 >= end || text.charCodeAt(date) !== 32) return false
    this.#from[first + DATE] = at
    this.#to[first + DATE] = date
    this.#from[first + NAME] = date + 1
    this.#to[first + NAME] = end
    return true
  }

  isRow(line: number): boolean {
    return (this.#rows[line] as number) > 0
  }

  from(line: number, column: Column): number {
    return this.#from[((this.#rows[line] as number) - 1) * COLUMNS + column] as number
  }

  to(line: number, column: Column): number {
    return this.#to[((this.#rows[line] as number) - 1) * COLUMNS + column] as number
  }

  cell(line: number, column: Column): string {
    const value = this.lines.text.slice(this.from(line, column), this.to(line, column))
    return column === DATE && value.includes('  ') ? value.replace(/ {2,}/g, ' ') : value
  }

  /** `-` for a file, `d` for a directory, … */
  kind(line: number): number {
    return this.lines.text.charCodeAt(this.from(line, MODE))
  }

  /** The same characters from one column to another, those between them included. */
  isSame(a: number, b: number, column: Column, last: Column = column): boolean {
    const from = this.from(a, column)
    const other = this.from(b, column)
    const length = this.to(a, last) - from
    if (this.to(b, last) - other !== length) return false
    const { text } = this.lines
    for (let at = 0; at < length; at++)
      if (text.charCodeAt(from + at) !== text.charCodeAt(other + at)) return false
    return true
  }

  /** One space stands between size and date, and inside the date. */
  isTight(line: number): boolean {
    const from = this.from(line, DATE)
    if (from !== this.to(line, SIZE) + 1) return false
    for (let at = from; at < this.to(line, DATE); at++)
      if (this.lines.text.charCodeAt(at) === 32 && this.lines.text.charCodeAt(at + 1) === 32) return false
    return true
  }

  row(line: number): Row {
    return {
      mode: this.cell(line, MODE),
      links: this.cell(line, LINKS),
      owner: this.cell(line, OWNER),
      group: this.cell(line, GROUP),
      size: this.cell(line, SIZE),
      date: this.cell(line, DATE),
      name: this.cell(line, NAME),
    }
  }

  /** All lines, rows as objects. */
  all(): Line[] {
    return Array.from({ length: this.lines.count }, (_, line) =>
      this.isRow(line) ? this.row(line) : this.lines.line(line),
    )
  }
}

export const fullRow = (entry: Row): string =>
  `${entry.mode} ${entry.links} ${entry.owner} ${entry.group} ${entry.size} ${entry.date} ${entry.name}`
