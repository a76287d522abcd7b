import type { CrushContext, Crushed, Crusher } from '../types.ts'
import { fitRows, selectionOf } from './fit.ts'
import { codedColumns } from './columns.ts'
import { columnNames, constantsOf, lineOf, packCsv } from './lossless.ts'
import { formatConstants, isConstantsNote } from './constants.ts'
import { MARKER_TOKENS, MOST_CHARACTERS_PER_TOKEN, SELECTABLE_ROWS } from './policy.ts'
import { type CsvTable, readCsv, rowOf } from './records.ts'
import { leftOutNote, narrowedTo, narrowLosses, shortened } from './narrow.ts'
import { sniffCsv } from './sniff.ts'
import { writeCell, writeRecord } from './write.ts'

export { decodeCsv } from './decode.ts'
export { restoreCsv } from './restore.ts'

/** Comma-, tab-, semicolon- or bar-separated values. */
export const csvCrusher: Crusher = {
  name: 'csv',
  version: 10,
  sniff: sniffCsv,
  crush(text, context) {
    if (context.hint?.fileView || isOwn(text)) return undefined
    const table = readCsv(text, context.hint)
    if (table === undefined) return undefined
    // A text far above its target need not be written out in full to learn that rows must go.
    const isFar = context.level !== 'lossless' && text.length > context.target * MOST_CHARACTERS_PER_TOKEN * 4
    if (isFar) return selectCsv(table, context)
    const fits = (candidate: string) =>
      candidate.length <= context.target * MOST_CHARACTERS_PER_TOKEN &&
      context.count(candidate) <= context.target
    const packed = canShrink(table, text) ? packCsv(table) : undefined
    const before = packed !== undefined && packed.text.length < text.length ? context.count(text) : 0
    const saved = before > 0 && packed !== undefined && context.count(packed.text) < before
    if (context.level === 'lossless') return saved ? packed : undefined
    if (saved && packed !== undefined && fits(packed.text)) return packed
    if (fits(text)) return saved ? packed : undefined
    const selected = selectCsv(table, context)
    if (selected === undefined) return saved ? packed : undefined
    const least = saved && packed !== undefined ? packed.text : text
    const cost = context.count(selected.text) + MARKER_TOKENS
    if (cost < (least === text && before > 0 ? before : context.count(least))) return selected
    return saved ? packed : undefined
  },
}

const OWN = /^\d+ of \d+ rows, # is the row number$/m

// Notes stand at the beginning, behind at most a few lines of margin.
function isOwn(text: string): boolean {
  const start = text.slice(0, 4_000)
  return OWN.test(start) || start.split('\n').some(isConstantsNote)
}

/** Without quotes, carriage returns and constant columns the table is written as tightly as it can be. */
const canShrink = (table: CsvTable, text: string): boolean =>
  text.includes('"') || text.includes('\r') || constantsOf(table).length > 0

function selectCsv(table: CsvTable, context: CrushContext): Crushed | undefined {
  const { delimiter } = table.dialect
  if (table.count < SELECTABLE_ROWS) return undefined
  const names = columnNames(table)
  const constants = constantsOf(table)
  const constant = new Set(constants.map(({ column }) => column))
  const all = codedColumns(table, names, constant)
  const narrowed = narrowedTo(all, context)
  const numbers = names.flatMap((_, column) => (constant.has(column) ? [] : [column]))
  const gone = numbers.filter((_, place) => narrowed?.leftOut.has(place))
  const limits = new Map(numbers.map((column, place) => [column, narrowed?.limits.get(place)]))
  const leftOut = constant.size + gone.length > 0 ? new Set([...constant, ...gone]) : undefined
  const columns = all.filter((_, place) => narrowed?.leftOut.has(place) !== true)
  const also = narrowed?.also
  const behind = (cell: string) => (also === undefined ? '' : delimiter + writeCell(cell, delimiter))
  const header =
    table.header === undefined
      ? ''
      : `${writeCell('#', delimiter)}${delimiter}${writeRecord(table.header, delimiter, leftOut)}${behind('also')}\n`
  const constantNote = constants.length > 0 ? `${formatConstants(constants, table.count)}\n` : ''
  const leftOutNames = gone.map(column => names[column] ?? '')
  const narrowNote = gone.length > 0 ? `${leftOutNote(leftOutNames, context)}\n` : ''
  const shortOf = (index: number) =>
    rowOf(table, index).map((value, column) => shortened(value, limits.get(column)))
  const row = (index: number) => {
    const isShortened = narrowed !== undefined && narrowed.limits.size > 0
    const line = isShortened ? writeRecord(shortOf(index), delimiter, leftOut) : lineOf(table, index, leftOut)
    return `${index + 1}${delimiter}${line}${behind(also?.(index) ?? '')}\n`
  }
  const shortenedIn = (rows: readonly number[]): [kept: number, whole: number] => {
    const sum = (cells: readonly string[]) =>
      cells.reduce((all, cell, column) => all + (limits.get(column) === undefined ? 0 : cell.length), 0)
    let [kept, whole] = [0, 0]
    if (narrowed !== undefined && narrowed.limits.size > 0)
      for (const index of rows) {
        kept += sum(shortOf(index))
        whole += sum(rowOf(table, index))
      }
    return [kept, whole]
  }
  const fixed = table.before + constantNote + header + narrowNote + table.after
  const selection = selectionOf({ columns: all, row }, context.target, context.level)
  let scale = 1
  let best: Crushed | undefined
  for (let attempt = 0; attempt < 3; attempt++) {
    const fitted = fitRows({ columns, rows: table.count, fixed, row }, context, selection, scale)
    if (fitted === undefined) return undefined
    let body = header
    for (const index of fitted.shown) body += row(index)
    const { kept, total } = fitted.loss
    const notes = `${narrowNote}${total - kept} rows not shown:\n${fitted.notes.join('\n')}\n`
    const lead = `${kept} of ${total} rows, # is the row number\n`
    best = {
      text: table.before + lead + constantNote + body + notes + table.after,
      body,
      lossless: false,
      losses: [fitted.loss, ...narrowLosses(gone.length, names.length, ...shortenedIn(fitted.shown))],
    }
    const cost = context.count(best.text)
    if (cost <= context.target || fitted.shown.length <= selection.must.length) break
    scale *= (context.target / cost) * 0.97
  }
  return best
}
