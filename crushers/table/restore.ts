import { isConstantsNote } from '../csv/constants.ts'
import { writeRecord } from '../csv/write.ts'
import { MOST_CHARACTERS, Unfolded } from '../unfolded.ts'
import { decodeTable } from './decode.ts'
import { decodeLiteralRows, isLiteralHeader } from './literal/decode.ts'
import { splitBars } from './piped.ts'
import { layoutOf } from './write.ts'

/**
 * What a lossless output stands for: columns with one value are back in every row, and rows of a Python program are
 * spelled as Python spells them. Padding, rules and frames stay away.
 */
export function restoreTables(text: string): string {
  if (isLiteralHeader(text.trimStart().split('\n', 1)[0] ?? '')) return decodeLiteralRows(text)
  const lines = text.split('\n')
  const restored = new Unfolded(MOST_CHARACTERS)
  for (let at = 0; at < lines.length; at++) {
    const line = lines[at] ?? ''
    const table = isConstantsNote(line) ? tableBelow(lines, at) : undefined
    if (table === undefined) {
      restored.push(line)
      continue
    }
    for (const row of table.rows) restored.push(row)
    at = table.to - 1
  }
  return restored.text()
}

function tableBelow(lines: readonly string[], at: number): { rows: string[]; to: number } | undefined {
  const count = Number(/\d+/.exec(lines[at] ?? '')?.[0])
  const isMarkdown = RULE.test(lines[at + 2] ?? '')
  const to = at + count + (isMarkdown ? 3 : 2)
  if (to > lines.length) return undefined
  const [header = [], ...rows] = decodeTable(lines.slice(at, to))
  if (rows.some(row => row.length !== header.length)) return undefined
  const style = isMarkdown ? 'markdown' : 'aligned'
  const rule = isMarkdown ? ruleOf(lines[at + 2] ?? '', header.length) : undefined
  const layout = layoutOf({ style, from: at, to, header, rows, ...(rule && { rule }) }, new Set(), false)
  if (layout === undefined) return { rows: [header, ...rows].map(row => writeRecord(row, ',')), to }
  const above = layout.rule === undefined ? [layout.header] : [layout.header, layout.rule]
  return { rows: [...above, ...rows.map(row => layout.row(row))], to }
}

const RULE = /^\|?:?-:?(?:\|:?-:?)*\|?$/

/** How the columns that are written are aligned; of those that a note names that is not known. */
function ruleOf(line: string, width: number): string[] {
  const rule = splitBars(line, line.startsWith('|') && line.endsWith('|'))
  return rule.length === width ? rule : Array.from({ length: width }, () => '-')
}
