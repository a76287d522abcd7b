import { MOST_CHARACTERS, tooLong } from '../unfolded.ts'
import { type Constant, isConstantsNote, parseConstants } from './constants.ts'
import { DELIMITERS, MARGIN_LINES, MIN_COLUMNS, SAMPLE_RECORDS } from './policy.ts'
import { writeRecord } from './write.ts'

/**
 * The CSV that a lossless output stands for: columns with one value are back in their places. Quotes that no cell needs
 * stay away. A text without a note on such columns is what it stands for.
 */
export function restoreCsv(text: string): string {
  const note = noteOf(text)
  if (note === undefined) return text
  const { constants, rows, from, to } = note
  const isNamed = namesColumns(constants)
  const records = rows + (isNamed ? 1 : 0)
  const body = text.slice(to)
  const delimiter = delimiterOf(body, records)
  if (delimiter === undefined) throw new SyntaxError(`no ${records} records of one width below the note`)
  const written: string[] = [text.slice(0, from)]
  let length = 0
  let at = 0
  for (let index = 0; index < records; index++) {
    const { cells, end } = readRecord(body, at, delimiter)
    if (end === at) throw new SyntaxError(`${index} records below a note on ${rows} rows`)
    for (const { column, name, value } of constants)
      cells.splice(column, 0, isNamed && index === 0 ? name : value)
    const line = `${writeRecord(cells, delimiter)}\n`
    length += line.length
    if (length > MOST_CHARACTERS) throw tooLong(MOST_CHARACTERS)
    written.push(line)
    at = end
  }
  written.push(body.slice(at))
  return written.join('')
}

function noteOf(text: string) {
  let from = 0
  for (let line = 0; line <= MARGIN_LINES; line++) {
    const end = text.indexOf('\n', from)
    if (end < 0) return undefined
    const constants = isConstantsNote(text.slice(from, end))
      ? parseConstants(text.slice(from, end))
      : undefined
    if (constants !== undefined)
      return { constants, rows: Number(/\d+/.exec(text.slice(from, end))?.[0]), from, to: end + 1 }
    from = end + 1
  }
  return undefined
}

/** Whether a reader can tell from the note that there is a header: columns without names are called by their places. */
export const namesColumns = (constants: readonly Constant[]): boolean =>
  constants.some(({ column, name }) => name !== `column ${column + 1}`)

/** The delimiter that makes most cells of the first records, the same number in each. */
export function delimiterOf(body: string, records: number): string | undefined {
  let best: string | undefined
  let most = MIN_COLUMNS - 1
  for (const delimiter of DELIMITERS) {
    const width = widthUnder(body, delimiter, Math.min(records, SAMPLE_RECORDS))
    if (width > most) [best, most] = [delimiter, width]
  }
  return best
}

function widthUnder(body: string, delimiter: string, records: number): number {
  let width = 0
  for (let index = 0, at = 0; index < records; index++) {
    const { cells, end } = readRecord(body, at, delimiter)
    if (end === at || (index > 0 && cells.length !== width)) return 0
    width = cells.length
    at = end
  }
  return width
}

/** One record as `writeRecord` writes it; at the end of the text it ends where it began. */
function readRecord(text: string, from: number, delimiter: string): { cells: string[]; end: number } {
  const cells: string[] = []
  let at = from
  while (at < text.length) {
    const start = at
    let cell: string
    if (text[at] === '"') {
      do at = text.indexOf('"', at + 1) + 1
      while (at > 0 && text[at] === '"')
      // A quote that nothing closes is a cell to the end.
      if (at === 0) at = text.length
      cell = text.slice(start + 1, at - 1).replaceAll('""', '"')
    } else {
      while (at < text.length && text[at] !== delimiter && text[at] !== '\n') at++
      cell = text.slice(start, at)
    }
    cells.push(cell)
    const mark = text[at++]
    if (mark !== delimiter) break
    if (at === text.length || text[at] === '\n') {
      cells.push('')
      at++
      break
    }
  }
  return { cells, end: Math.min(at, text.length) }
}
