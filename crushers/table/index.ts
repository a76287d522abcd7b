import type { CrushContext, Crushed, Crusher } from '../types.ts'
import { findTables, linesOf } from './find.ts'
import { readLiteralRows } from './literal/read.ts'
import { crushLiteralRows } from './literal/write.ts'
import type { Table } from './model.ts'
import { packTable } from './pack.ts'
import { replaceTables } from './replace.ts'
import { selectTables } from './select.ts'
import { sniffTable } from './sniff.ts'
import { isConstantsNote } from '../csv/constants.ts'
import { MARKER_TOKENS, MOST_CHARACTERS_PER_TOKEN } from '../csv/policy.ts'

export { decodeTable } from './decode.ts'
export { restoreTables } from './restore.ts'
export { decodeLiteralRows } from './literal/decode.ts'

/** Tables as programs print them: psql, mysql, kubectl, docker, ps, df, box drawings, Markdown, rows of a Python program. */
export const tableCrusher: Crusher = {
  name: 'table',
  version: 10,
  sniff: sniffTable,
  crush(text, context) {
    if (context.hint?.fileView) return undefined
    const literal = readLiteralRows(text)
    if (literal !== undefined) return crushLiteralRows(text, literal, context)
    const lines = linesOf(text)
    const tables = findTables(lines)
    if (tables.length === 0) return undefined
    // A text far above its target need not be written out in full to learn that rows must go.
    const isFar = context.level !== 'lossless' && text.length > context.target * MOST_CHARACTERS_PER_TOKEN * 4
    const selectedFirst = isFar ? selectTables(lines, tables, context) : undefined
    if (selectedFirst !== undefined && selectedFirst.text.length < text.length / 4) return selectedFirst
    const packed = losslessTables(text, lines, tables, context)
    if (context.level === 'lossless') return packed
    const least = packed?.text ?? text
    if (least.length <= context.target * MOST_CHARACTERS_PER_TOKEN && context.count(least) <= context.target)
      return packed
    const selected = selectedFirst ?? selectTables(lines, tables, context)
    if (selected === undefined) return packed
    return context.count(selected.text) + MARKER_TOKENS < context.count(least) ? selected : packed
  },
}

function losslessTables(
  text: string,
  lines: readonly string[],
  tables: readonly Table[],
  context: CrushContext,
): Crushed | undefined {
  // A note that stands there already would be read as one of ours.
  if (lines.some(isConstantsNote)) return undefined
  let hasConstants = false
  const hoisted = replaceTables(lines, tables, table => {
    const packed = packTable(table, true)
    if (packed !== undefined && packed.constants.length > 0) hasConstants = true
    return packed?.lines
  })
  const candidates = [hoisted]
  if (hasConstants) candidates.push(replaceTables(lines, tables, table => packTable(table, false)?.lines))
  const before = context.count(text)
  let best: string | undefined
  let least = before
  for (const candidate of candidates) {
    const cost = context.count(candidate)
    if (cost < least) [best, least] = [candidate, cost]
  }
  return best === undefined ? undefined : { text: best, lossless: 'values', losses: [] }
}
