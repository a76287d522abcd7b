import { parseConstants } from '../csv/constants.ts'
import { splitBars } from './piped.ts'
import { FREE_MARK } from './write.ts'

/** Header and rows of one table as the lossless level writes it. */
export function decodeTable(lines: readonly string[]): string[][] {
  const constants = parseConstants(lines[0] ?? '')
  const body = constants === undefined ? lines : lines.slice(1)
  const isMarkdown = /^\|?:?-:?(?:\|:?-:?)*\|?$/.test(body[1] ?? '')
  const rows = isMarkdown
    ? body
        .filter((_, index) => index !== 1)
        .map(line => splitBars(line, line.startsWith('|') && line.endsWith('|')))
    : splitRows(body)
  return rows.map((cells, index) => {
    for (const { column, name, value } of constants ?? []) cells.splice(column, 0, index === 0 ? name : value)
    return cells
  })
}

function splitRows([first = '', ...rest]: readonly string[]): string[][] {
  const mark = first.includes('\t') ? '\t' : first.includes('|') ? '|' : ' '
  const names = first.split(mark)
  const width = names.length
  if (mark !== ' ' && rest.every(line => line.split(mark).length === width))
    return [names, ...rest.map(line => line.split(mark))]
  const marked = names.findIndex(name => name.endsWith(FREE_MARK))
  const free = marked < 0 ? width - 1 : marked
  if (marked >= 0) names[marked] = (names[marked] ?? '').slice(0, -FREE_MARK.length)
  return [names, ...rest.map(line => splitSpaced(line, width, free))]
}

/** Every column but one is a word: counted from the left and from the right, the rest is that one. */
function splitSpaced(line: string, width: number, free: number): string[] {
  const words = line.split(' ')
  const behind = width - 1 - free
  const end = Math.max(free, words.length - behind)
  return [...words.slice(0, free), words.slice(free, end).join(' '), ...words.slice(end)]
}
