import type { Reading } from './model.ts'

const MARKDOWN_RULE = /^\s*\|?\s*:?-+:?\s*(?:\|\s*:?-+:?\s*)*\|?\s*$/
const PSQL_RULE = /^\s*-[-+]*-\s*$/
/** Corners, bars and crossings of all box drawings; one that draws a horizontal must be among them. */
const FRAME = /^\s*[+\u2500-\u257f][-+=\u2500-\u257f\s]*[+\u2500-\u257f]\s*$/
const HORIZONTAL = /[-=\u2500\u2501\u2504\u2505\u2508\u2509\u254c\u254d\u2550]/
const BAR = /[|│┃║]/

/** Rows separated by bars: Markdown, psql, mysql, box drawings, and `a | b` above a line of dashes. */
export function readPiped(lines: readonly string[], from: number): Reading | undefined {
  const line = lines[from] ?? ''
  if (isFrame(line)) return readFramed(lines, from)
  const next = lines[from + 1]
  if (next === undefined || !line.includes('|')) return undefined
  const isMarkdown = next.includes('|') && MARKDOWN_RULE.test(next)
  if (!isMarkdown && !(PSQL_RULE.test(next) && next.trim().length >= 3)) return undefined
  const hasEdges = isMarkdown && line.trim().startsWith('|')
  const header = splitBars(line, hasEdges)
  const rule = isMarkdown ? splitBars(next, next.trim().startsWith('|')) : undefined
  if (header.length < 2 || (rule !== undefined && rule.length !== header.length)) return undefined
  if (!isMarkdown && next.includes('+') && next.split('+').length !== header.length) return undefined
  const rows: string[][] = []
  let to = from + 2
  for (; to < lines.length; to++) {
    const text = lines[to] ?? ''
    if (!text.includes('|')) break
    const cells = splitBars(text, hasEdges)
    if (cells.length !== header.length) break
    rows.push(cells)
  }
  if (rows.length === 0) return undefined
  return {
    table:
      rule === undefined
        ? { style: 'ruled', from, to, header, rows }
        : { style: 'markdown', from, to, header, rows, rule },
  }
}

const isFrame = (line: string): boolean => line.length < 20_000 && FRAME.test(line) && HORIZONTAL.test(line)

/** Frames above, below and between; the first row group is the header. */
function readFramed(lines: readonly string[], from: number): Reading | undefined {
  const header = headerCells(lines, from + 1)
  if (header === undefined) return undefined
  const rows: string[][] = []
  let groups = 1
  let isOpen = false
  let to = from + header.lines + 2
  for (; to < lines.length; to++) {
    const line = lines[to] ?? ''
    if (isFrame(line)) {
      isOpen = true
      continue
    }
    const cells = barCells(line)
    if (cells === undefined || cells.length !== header.cells.length) break
    if (isOpen && rows.length > 0) groups++
    isOpen = false
    rows.push(cells)
  }
  // Frames between groups of lines say which lines are one row; without them that would be lost.
  if (rows.length === 0 || (groups > 1 && groups !== rows.length)) return { next: to }
  return { table: { style: 'ruled', from, to, header: header.cells, rows } }
}

/** Names above a frame, with the types below them that some databases print. */
function headerCells(
  lines: readonly string[],
  at: number,
): { readonly cells: string[]; readonly lines: number } | undefined {
  const names = barCells(lines[at])
  if (names === undefined) return undefined
  if (isFrame(lines[at + 1] ?? '')) return { cells: names, lines: 1 }
  const types = barCells(lines[at + 1])
  if (types?.length !== names.length || !isFrame(lines[at + 2] ?? '')) return undefined
  return { cells: names.map((name, column) => `${name} ${types[column]}`.trim()), lines: 2 }
}

function barCells(line: string | undefined): string[] | undefined {
  const trimmed = line?.trim() ?? ''
  if (!BAR.test(trimmed[0] ?? '') || !BAR.test(trimmed.at(-1) ?? '') || trimmed.length < 3) return undefined
  return trimmed
    .slice(1, -1)
    .split(BAR)
    .map(cell => cell.trim())
}

/** Cells between bars. A bar behind a backslash belongs to its cell. */
export function splitBars(line: string, hasEdges: boolean): string[] {
  let text = line.trim()
  if (hasEdges) {
    if (text.startsWith('|')) text = text.slice(1)
    if (text.endsWith('|') && !text.endsWith('\\|')) text = text.slice(0, -1)
  } else text = line
  const cells: string[] = []
  let start = 0
  for (let at = text.indexOf('|'); at >= 0; at = text.indexOf('|', at + 1)) {
    if (text[at - 1] === '\\') continue
    cells.push(text.slice(start, at).trim())
    start = at + 1
  }
  cells.push(text.slice(start).trim())
  return cells
}
