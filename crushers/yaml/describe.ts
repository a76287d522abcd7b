import { findTables, linesOf } from '../table/find.ts'
import { packTable } from '../table/pack.ts'
import { replaceTables } from '../table/replace.ts'

const FIELD = /^( *)([A-Za-z][\w ./()-]{0,60}:)( {2,})(\S.*)$/
const HEADING = /^ *[A-Za-z][\w ./()-]{0,60}:$/

/** Share of lines that read `Name:   value`, are headings, or go on below a value. */
export function descriptionShare(lines: readonly string[]): number {
  let filled = 0
  let fields = 0
  let wide = 0
  for (const line of lines) {
    if (line.trim() === '') continue
    filled++
    if (FIELD.test(line)) {
      fields++
      wide++
    } else if (HEADING.test(line) || /^ {4,}\S/.test(line)) fields++
  }
  return wide >= 4 ? fields / filled : 0
}

/**
 * Descriptions such as `kubectl describe` prints: values move next to their names, further lines of a value below
 * them, tables lose their padding. Only white space changes outside of tables.
 */
export function squeezeDescription(text: string): string {
  const lines = linesOf(text)
  const tables = findTables(lines).filter(table => table.style === 'aligned')
  const squeezed: string[] = []
  let column = -1
  let under = 0
  const inTable = new Set<number>()
  for (const table of tables) for (let line = table.from; line < table.to; line++) inTable.add(line)
  lines.forEach((line, index) => {
    if (inTable.has(index)) {
      squeezed.push(line)
      column = -1
      return
    }
    const field = FIELD.exec(line)
    const indentation = line.length - line.trimStart().length
    if (field !== null) {
      const [, space = '', name = '', gap = '', value = ''] = field
      column = space.length + name.length + gap.length
      under = space.length + 2
      squeezed.push(`${space}${name} ${value.trimEnd()}`)
    } else if (column > 0 && indentation >= column && line.trim() !== '') {
      squeezed.push(' '.repeat(under) + line.slice(column).trimEnd())
    } else {
      column = -1
      squeezed.push(line.trimEnd())
    }
  })
  return replaceTables(squeezed, tables, table => packTable(table, false)?.lines)
}
