import { lineAround, placesOf, wordsOf } from './readable.ts'

/** A value and what names it must stand within this many characters of each other. */
const near = 160
/** Half of the words of a value's line must stand within this many characters. */
const around = 200

const fillers = new Set(
  'the and for with from this that are was were has have had not but you your its our their they all any can will would should may than then there here when where what which who how also about over under more most some such only very use used using'.split(
    ' ',
  ),
)

/** What names the value at `at`: its key, else the nearest meaningful word before it on its line. */
export function labelAt(text: string, at: number): string | undefined {
  const { start } = lineAround(text, at)
  const before = text.slice(Math.max(start, at - near), at)
  const key = /(?:["']([^"'\n]{1,60})["']|([\p{L}_][\p{L}\p{N}_.-]{1,60}))\s*[:=]\s*["'[{(]*$/u.exec(before)
  if (key) return key[1] ?? key[2]
  const words = before.match(/[\p{L}_][\p{L}\p{N}_]{2,}/gu) ?? []
  return words.findLast(word => !fillers.has(word.toLowerCase()))
}

/** Labels of the first places where an identifier stands. */
export function labelsOf(text: string, identifier: string): string[] {
  const labels = new Set<string>()
  for (const at of placesOf(text, identifier, 8)) {
    const label = labelAt(text, at)
    if (label !== undefined && label.length >= 2 && !identifier.includes(label)) labels.add(label)
  }
  return [...labels]
}

/** For each of the first places: the words beside the identifier on its line. */
export function companyOf(text: string, identifier: string): (readonly string[])[] {
  const own = wordsOf(identifier)
  return placesOf(text, identifier, 8).map(at => {
    const line = lineAround(text, at)
    const from = wholeWordStart(text, Math.max(line.start, at - near), line.start)
    const to = Math.min(line.end, at + identifier.length + near)
    return [...wordsOf(text.slice(from, to))].filter(word => !own.has(word))
  })
}

function wholeWordStart(text: string, from: number, lineStart: number): number {
  if (from === lineStart) return from
  const gap = text.slice(from, from + 40).search(/[^\p{L}]/u)
  return gap < 0 ? from : from + gap
}

export const hasHalf = (words: ReadonlySet<string>, company: readonly string[]): boolean =>
  2 * company.filter(word => words.has(word)).length >= company.length

/** Whether half of the words of its line stand beside the identifier. */
export function inCompany(
  text: string,
  identifier: string,
  company: readonly (readonly string[])[],
): boolean {
  if (company.length === 0 || company.some(words => words.length === 0)) return true
  return placesOf(text, identifier, 24).some(at => {
    const beside = wordsOf(text.slice(Math.max(0, at - around), at + identifier.length + around))
    return company.some(words => hasHalf(beside, words))
  })
}

export type Binding = 'near' | 'structure'

/** How the text ties the identifier to one of its labels: by standing near, as a table does, or under a heading. */
export function bindingIn(text: string, identifier: string, labels: readonly string[]): Binding | undefined {
  for (const at of placesOf(text, identifier, 100)) {
    const window =
      text.slice(Math.max(0, at - near), at) + '\n' + text.slice(at + identifier.length).slice(0, near)
    if (labels.some(label => placesOf(window, label, 1).length > 0)) return 'near'
  }
  return isStructured(text, identifier, labels) ? 'structure' : undefined
}

/** Whether a column, or a heading, ties the identifier to one of its labels, however far away. */
export function isStructured(text: string, identifier: string, labels: readonly string[]): boolean {
  const heads = labels.map(label => placesOf(text, label, 12)).filter(found => found.length > 0)
  if (heads.length === 0) return false
  for (const at of placesOf(text, identifier, 24))
    for (const head of heads) if (inColumn(text, at, head) || underHeading(text, at, head)) return true
  return false
}

function inColumn(text: string, at: number, heads: readonly number[]): boolean {
  const cell = cellAt(text, at)
  if (cell === undefined || cell.cells < 2) return false
  return heads.some(head => {
    if (head >= at) return false
    const other = cellAt(text, head)
    return (
      other !== undefined &&
      other.row !== cell.row &&
      other.cells === cell.cells &&
      other.column === cell.column
    )
  })
}

interface Cell {
  /** Offset where the row starts: tells rows apart. */
  readonly row: number
  readonly column: number
  readonly cells: number
}

/** Longest stretch of one line that is read to find a cell. */
const longestRow = 100_000

/** Cell of a position: in the innermost bracket of its line, else in the line, split at `,` `;` `|` or tab. */
function cellAt(text: string, at: number): Cell | undefined {
  const line = lineAround(text, at)
  if (at - line.start > longestRow) return undefined
  const open: { start: number; column: number }[] = [{ start: line.start, column: 0 }]
  let quote = ''
  for (let index = line.start; index < at; index++) {
    const sign = text[index] as string
    if (quote !== '') quote = sign === quote ? '' : quote
    else if (sign === '"') quote = sign
    else if (sign === '[' || sign === '{' || sign === '(') open.push({ start: index + 1, column: 0 })
    else if (sign === ']' || sign === '}' || sign === ')') {
      if (open.length > 1) open.pop()
    } else if (isSeparator(sign)) (open.at(-1) as { column: number }).column++
  }
  const { start, column } = open.at(-1) as { start: number; column: number }
  let cells = column + 1
  let depth = 0
  for (let index = at; index < Math.min(line.end, at + longestRow); index++) {
    const sign = text[index] as string
    if (quote !== '') quote = sign === quote ? '' : quote
    else if (sign === '"') quote = sign
    else if (sign === '[' || sign === '{' || sign === '(') depth++
    else if (sign === ']' || sign === '}' || sign === ')') {
      if (depth === 0) break
      depth--
    } else if (depth === 0 && isSeparator(sign)) cells++
  }
  return { row: start, column, cells }
}

const isSeparator = (sign: string): boolean => sign === ',' || sign === '\t' || sign === '|' || sign === ';'

/** A heading stands above: a line with less indentation, or the first line of the same paragraph. */
function underHeading(text: string, at: number, heads: readonly number[]): boolean {
  let { start } = lineAround(text, at)
  let indent = indentAt(text, start)
  let paragraph = true
  for (let steps = 0; start > 0 && steps < 400; steps++) {
    const line = lineAround(text, start - 1)
    const blank = text.slice(line.start, line.end).trim() === ''
    if (blank) paragraph = false
    else {
      const here = indentAt(text, line.start)
      const opens = line.start === 0 || text[line.start - 2] === '\n'
      if (here < indent || (paragraph && opens)) {
        const named = heads.some(head => head >= line.start && head < line.end)
        // A header row of a table binds by column only.
        if (named && !sameCells(text, at, line.start + here)) return true
        indent = Math.min(indent, here)
      }
    }
    if (!paragraph && indent === 0) return false
    start = line.start
  }
  return false
}

function sameCells(text: string, at: number, other: number): boolean {
  const cells = cellAt(text, at)?.cells ?? 1
  return cells > 1 && cellAt(text, other)?.cells === cells
}

function indentAt(text: string, start: number): number {
  let at = start
  while (text[at] === ' ' || text[at] === '\t') at++
  return at - start
}
