import { parseConstants } from '../csv/constants.ts'
import { splitBars } from './piped.ts'

/** Header and rows of one table as the lossless level writes it. */
export function decodeTable(lines: readonly string[]): string[][] {
  const constants = parseConstants(lines[0] ?? '')
  const body = constants === undefined ? lines : lines.slice(1)
  const isMarkdown = /^\|?:?-:?(?:\|:?-:?)*\|?$/.test(body[1] ?? '')
  const header = body[0] ?? ''
  const split = (line: string): string[] => {
    if (isMarkdown) return splitBars(line, line.startsWith('|') && line.endsWith('|'))
    if (header.includes('|')) return line.split('|')
    return line.split(header.includes('\t') ? '\t' : ' ')
  }
  return body
    .filter((_, index) => !(isMarkdown && index === 1))
    .map((line, index) => {
      const cells = split(line)
      for (const { column, name, value } of constants ?? [])
        cells.splice(column, 0, index === 0 ? name : value)
      return cells
    })
}
