const QUOTE = 34
const LINE_FEED = 10
const RETURN = 13

/** How a cell is spelled. */
export const enum Spelled {
  Bare,
  Quoted,
  /** With doubled quotes inside. */
  Escaped,
}

/** The records of a text as spans of it: no cell is a string before somebody asks for it. */
export interface Grid {
  readonly source: string
  /** Of each cell, without its quotes. */
  readonly start: Int32Array
  readonly end: Int32Array
  readonly spelled: Uint8Array
  /** Of each record, its first cell; one more at the end. Records without anything are left out. */
  readonly record: Int32Array
  /** Quoted and bare cells that hold nothing. */
  readonly quotedEmpties: number
  readonly bareEmpties: number
  readonly broken: 'unclosed' | 'misplaced' | undefined
}

export type Newline = '\n' | '\r\n' | '\r'

/**
 * Reads records by RFC 4180: a quote opens a cell only at its beginning, and what closes it is followed by a
 * delimiter or the end of the record. `limit`: records after which reading stops.
 */
export function readGrid(
  source: string,
  delimiter: string,
  newline: Newline,
  limit = Number.MAX_SAFE_INTEGER,
): Grid {
  const reader = new Reader(source, delimiter.charCodeAt(0), newline)
  return reader.read(limit)
}

class Reader {
  readonly #source: string
  readonly #delimiter: number
  readonly #newline: Newline
  readonly #first: number
  #start = new Int32Array(256)
  #end = new Int32Array(256)
  #spelled = new Uint8Array(256)
  #record = new Int32Array(64)
  #cells = 0
  #records = 0
  #quotedEmpties = 0
  #bareEmpties = 0
  #broken: Grid['broken']

  constructor(source: string, delimiter: number, newline: Newline) {
    this.#source = source
    this.#delimiter = delimiter
    this.#newline = newline
    this.#first = newline.charCodeAt(0)
  }

  read(limit: number): Grid {
    const { length } = this.#source
    let at = 0
    while (at < length && this.#records < limit && this.#broken === undefined) at = this.#readRecord(at)
    if (this.#records === this.#record.length) this.#record = enlarged(this.#record)
    this.#record[this.#records] = this.#cells
    return {
      source: this.#source,
      start: this.#start.subarray(0, this.#cells),
      end: this.#end.subarray(0, this.#cells),
      spelled: this.#spelled.subarray(0, this.#cells),
      record: this.#record.subarray(0, this.#records + 1),
      quotedEmpties: this.#quotedEmpties,
      bareEmpties: this.#bareEmpties,
      broken: this.#broken,
    }
  }

  /** Where the next record begins. */
  #readRecord(from: number): number {
    const first = this.#cells
    const source = this.#source
    let at = from
    for (;;) {
      at = source.charCodeAt(at) === QUOTE ? this.#readQuoted(at) : this.#readBare(at)
      if (this.#broken !== undefined || at >= source.length || source.charCodeAt(at) !== this.#delimiter)
        break
      at++
      // A delimiter at the end of the text is followed by an empty cell.
      if (at === source.length) {
        this.#add(at, at, Spelled.Bare)
        break
      }
    }
    const isBlank = this.#cells === first + 1 && this.#start[first] === this.#end[first]
    if (isBlank) this.#cells = first
    else {
      if (this.#records === this.#record.length) this.#record = enlarged(this.#record)
      this.#record[this.#records++] = first
      for (let cell = first; cell < this.#cells; cell++)
        if (this.#start[cell] === this.#end[cell]) {
          if (this.#spelled[cell] === Spelled.Bare) this.#bareEmpties++
          else this.#quotedEmpties++
        }
    }
    return at + this.#newline.length
  }

  #readBare(from: number): number {
    const source = this.#source
    const delimiter = this.#delimiter
    let at = from
    for (; at < source.length; at++) {
      const code = source.charCodeAt(at)
      if (code === delimiter || (code === this.#first && this.#isNewline(at))) break
    }
    this.#add(from, at, Spelled.Bare)
    return at
  }

  #isNewline(at: number): boolean {
    return this.#newline !== '\r\n' || this.#source.charCodeAt(at + 1) === LINE_FEED
  }

  #readQuoted(from: number): number {
    const source = this.#source
    let spelled = Spelled.Quoted
    let at = source.indexOf('"', from + 1)
    while (at >= 0 && source.charCodeAt(at + 1) === QUOTE) {
      spelled = Spelled.Escaped
      at = source.indexOf('"', at + 2)
    }
    if (at < 0) {
      this.#broken = 'unclosed'
      return source.length
    }
    this.#add(from + 1, at, spelled)
    const next = at + 1
    const code = source.charCodeAt(next)
    const isEnd = next >= source.length || code === this.#delimiter
    if (!isEnd && !(code === this.#first && this.#isNewline(next))) this.#broken = 'misplaced'
    return next
  }

  #add(start: number, end: number, spelled: Spelled): void {
    if (this.#cells === this.#start.length) {
      this.#start = enlarged(this.#start)
      this.#end = enlarged(this.#end)
      const more = new Uint8Array(this.#spelled.length * 2)
      more.set(this.#spelled)
      this.#spelled = more
    }
    this.#start[this.#cells] = start
    this.#end[this.#cells] = end
    this.#spelled[this.#cells++] = spelled
  }
}

function enlarged(list: Int32Array<ArrayBuffer>): Int32Array<ArrayBuffer> {
  const more = new Int32Array(list.length * 2)
  more.set(list)
  return more
}

/** The value of a cell. */
export function valueAt({ source, start, end, spelled }: Grid, cell: number): string {
  const raw = source.slice(start[cell], end[cell])
  return spelled[cell] === Spelled.Escaped ? raw.replaceAll('""', '"') : raw
}

export const recordCount = ({ record }: Grid): number => record.length - 1

export const widthOf = ({ record }: Grid, index: number): number =>
  (record[index + 1] ?? 0) - (record[index] ?? 0)

export function valuesOf(grid: Grid, index: number): string[] {
  const values: string[] = []
  const end = grid.record[index + 1] ?? 0
  for (let cell = grid.record[index] ?? 0; cell < end; cell++) values.push(valueAt(grid, cell))
  return values
}

/** Mixed line ends cannot be told from line ends inside cells once quotes are about. */
export function newlineOf(source: string): Newline | undefined {
  const lineFeed = source.indexOf('\n')
  if (lineFeed < 0) return source.includes('\r') ? '\r' : '\n'
  if (!source.includes('\r')) return '\n'
  if (source.charCodeAt(lineFeed - 1) !== RETURN) return source.includes('"') ? '\n' : undefined
  if (source.includes('"')) return '\r\n'
  let at = lineFeed
  while (at >= 0) {
    if (source.charCodeAt(at - 1) !== RETURN) return undefined
    at = source.indexOf('\n', at + 1)
  }
  return '\r\n'
}
