import { readAligned } from './aligned.ts'
import { readHeaderless } from './headerless.ts'
import type { Reading, Table } from './model.ts'
import { readPiped } from './piped.ts'
import { readRecords } from './records.ts'
import { readTabbed } from './tabbed.ts'

/** Tables of a text, in order. Lines outside of them are nobody's business here. */
export function findTables(lines: readonly string[]): Table[] {
  const tables: Table[] = []
  for (let at = 0; at + 1 < lines.length; ) {
    const reading = readTable(lines, at)
    if (reading === undefined) at++
    else if ('table' in reading) {
      tables.push(reading.table)
      at = reading.table.to
    } else at = Math.max(reading.next, at + 1)
  }
  return tables
}

function readTable(lines: readonly string[], at: number): Reading | undefined {
  const line = lines[at] ?? ''
  if (line.length < 3) return undefined
  return (
    readPiped(lines, at) ??
    readRecords(lines, at) ??
    readTabbed(lines, at) ??
    readAligned(lines, at) ??
    readHeaderless(lines, at)
  )
}

/** Lines without their line ends. A carriage return before a line feed is white space. */
export const linesOf = (text: string): string[] =>
  text.includes('\r') ? text.split(/\r?\n/) : text.split('\n')
