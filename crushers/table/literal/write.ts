import { fitRows, selectionOf } from '../../csv/fit.ts'
import { MARKER_TOKENS } from '../../csv/policy.ts'
import { coded } from '../../selection/coded.ts'
import type { CrushContext, Crushed } from '../../types.ts'
import { SELECTABLE_ROWS } from '../policy.ts'
import type { LiteralRows } from './read.ts'
import { decodeLiteralRows, spellRows } from './decode.ts'
import { type Spelling, spellingOf } from './spell.ts'

/** Rows without their quotes and brackets, below a line that tells what stood there: `[(str, int)]`. */
export function crushLiteralRows(
  text: string,
  literal: LiteralRows,
  context: CrushContext,
): Crushed | undefined {
  const layout = layoutOf(literal)
  if (layout === undefined) return undefined
  const body = [layout.header(false), ...layout.cells.map(row => row.join(layout.separator))].join('\n')
  const packed = literal.before + body + literal.after
  const before = context.count(text)
  const cost = context.count(packed)
  const isExact = cost < before && decodeLiteralRows(packed) === spelledOut(literal)
  const lossless: Crushed | undefined = isExact ? { text: packed, lossless: 'values', losses: [] } : undefined
  if (context.level === 'lossless' || Math.min(cost, before) <= context.target) return lossless
  const selected = selectRows(literal, layout, context)
  if (selected === undefined) return lossless
  return context.count(selected.text) + MARKER_TOKENS < Math.min(cost, before) ? selected : lossless
}

/** The rows as Python prints them without being told to print prettily. */
const spelledOut = ({ before, after, isList, bracket, keys, rows }: LiteralRows): string =>
  before + spellRows(rows, bracket, keys, isList) + after

interface Layout {
  readonly separator: string
  readonly cells: readonly (readonly string[])[]
  readonly names: readonly string[]
  header(isNumbered: boolean): string
}

function layoutOf({ rows, bracket, isList, keys }: LiteralRows): Layout | undefined {
  const width = rows[0]?.length ?? 0
  const spellings: Spelling[] = []
  for (let column = 0; column < width; column++)
    spellings.push(spellingOf(rows.map(row => row[column] ?? '')))
  const cells = rows.map(row => row.map((value, column) => spellings[column]?.short(value) ?? value))
  const separator = [',', '|', '\t'].find(mark => cells.every(row => row.every(cell => !cell.includes(mark))))
  if (separator === undefined || (width === 1 && cells.some(row => row[0] === ''))) return undefined
  return {
    separator,
    cells,
    names: Array.from({ length: width }, (_, at) => keys?.[at]?.slice(1, -1) ?? `column ${at + 1}`),
    header(isNumbered) {
      const types = spellings.map(({ name }, at) => (keys === undefined ? name : `${keys[at]}: ${name}`))
      const all = (isNumbered ? ['#', ...types] : types).join(', ')
      const row = bracket === '(' ? `(${all})` : bracket === '[' ? `[${all}]` : `{${all}}`
      return isList ? `[${row}]` : row
    },
  }
}

function selectRows(literal: LiteralRows, layout: Layout, context: CrushContext): Crushed | undefined {
  if (literal.rows.length < SELECTABLE_ROWS) return undefined
  const { cells, names, separator } = layout
  const columns = names.map((name, column) => coded({ name, cells: cells.map(row => row[column]) }))
  const row = (index: number) => `${index + 1}${separator}${cells[index]?.join(separator) ?? ''}\n`
  const header = layout.header(true)
  const selection = selectionOf({ columns, row }, context.target, context.level)
  let scale = 1
  let best: Crushed | undefined
  for (let attempt = 0; attempt < 3; attempt++) {
    const fitted = fitRows({ columns, rows: cells.length, fixed: header, row }, context, selection, scale)
    if (fitted === undefined) return undefined
    const { kept, total } = fitted.loss
    const shown = fitted.shown.map(row).join('')
    const notes = `${total - kept} rows not shown:\n${fitted.notes.join('\n')}`
    const text = `${literal.before}${kept} of ${total} rows, # is the row number\n${header}\n${shown}${notes}${literal.after}`
    best = { text, lossless: false, losses: [fitted.loss] }
    const cost = context.count(text)
    if (cost <= context.target || fitted.shown.length <= selection.must.length) break
    scale *= (context.target / cost) * 0.97
  }
  return best
}
