import { estimateTokens } from './characters.ts'
import { codeChunkLines, itemSplitLength, softWrapMaximum, softWrapMinimum } from './policy.ts'
import { sentenceEnds } from './sentences.ts'

export type UnitKind = 'heading' | 'sentence' | 'item' | 'row' | 'code' | 'frame'

/**
 * The smallest piece that an extract keeps or leaves out. Units tile the text: each begins where the one before ends, and
 * trailing white space belongs to the unit before it, so neighbours that are both kept come out byte for byte.
 */
export interface Unit {
  readonly kind: UnitKind
  readonly from: number
  to: number
  /** 1-based line on which it begins. */
  readonly line: number
  /** 1 to 6 for headings, else 0. */
  readonly level: number
  /** Index of the heading it stands under, or -1. */
  readonly heading: number
  /** Index of a unit without which it cannot be read (head of its table, opening fence, sentence before its list), or -1. */
  readonly needs: number
  /** Opens a paragraph: topic sentences stand there, wherever the paragraph stands in the text. */
  readonly opens: boolean
  /** Estimated tokens. */
  cost: number
}

const heading = /^ {0,3}(#{1,6})(?:[ \t]|$)/
const underline = /^ {0,3}(?:={3,}|-{3,}|~{3,}|\^{3,})[ \t\r]*$/
const fence = /^[ \t>]*(`{3,}|~{3,})/
const item = /^[ \t>]*(?:[-*+•◦▪‣·]|\d{1,4}[.)、]|[a-zA-Z][.)])[ \t]+\S/
const tableRule = /^[ \t]*\|?[ \t:]*-[-|: \t\r]*$/

/** Splits Markdown or plain text into units. With `wholeLines`, no unit begins or ends inside a line. Linear. */
export function splitUnits(text: string, wholeLines = false): Unit[] {
  const units: Unit[] = []
  const lines = new Lines(text)
  let owner = -1
  let intro = -1
  const add = (
    kind: UnitKind,
    from: number,
    to: number,
    line: number,
    needs = -1,
    level = 0,
    opens = true,
  ): number => {
    units.push({ kind, from, to, line, level, heading: owner, needs, opens, cost: 0 })
    return units.length - 1
  }
  let fences = true
  const opensFence = (row: number): boolean => fences && fence.test(lines.at(row))
  let row = 0
  while (row < lines.count) {
    const line = lines.at(row)
    const start = lines.start(row)
    if (line.trim() === '') {
      if (units.length === 0) add('frame', start, lines.start(row + 1), row + 1)
      else extend(units, lines.start(row + 1))
      row++
      continue
    }
    const next = row + 1 < lines.count ? lines.at(row + 1) : ''
    const hash = heading.exec(line)
    const under =
      !hash && line.length <= 200 && underline.test(next) && next.trim().length * 2 >= line.trim().length
    if (hash || (under && !item.test(line) && !line.includes('|'))) {
      const rows = hash ? 1 : 2
      const level = hash ? (hash[1] ?? '#').length : next.trim().startsWith('=') ? 1 : 2
      owner = -1
      owner = add('heading', start, lines.start(row + rows), row + 1, -1, level)
      intro = -1
      row += rows
      continue
    }
    const mark = fences ? fence.exec(line)?.[1] : undefined
    if (mark !== undefined) {
      const close = closingFence(lines, row + 1, mark)
      if (close < 0) fences = false
      else {
        addCode(add, lines, row, close, intro)
        intro = -1
        row = close + 1
        continue
      }
    }
    if (line.includes('|') && next.length <= 4_000 && next.includes('-') && tableRule.test(next)) {
      const head = add('frame', start, lines.start(row + 2), row + 1)
      row += 2
      while (row < lines.count && lines.at(row).includes('|')) {
        add('row', lines.start(row), lines.start(row + 1), row + 1, head)
        row++
      }
      intro = -1
      continue
    }
    if (item.test(line)) {
      let end = row + 1
      while (end < lines.count && continues(lines, end) && !opensFence(end)) end++
      const to = lines.start(end)
      if (wholeLines || to - start <= itemSplitLength) add('item', start, to, row + 1, intro)
      else addSentences(add, text, lines, start, to, row, 'item', intro)
      row = end
      continue
    }
    let end = row + 1
    while (end < lines.count && softWrapped(lines.at(end - 1)) && continues(lines, end)) {
      if (underline.test(lines.at(end)) || opensFence(end) || heading.test(lines.at(end))) break
      end++
    }
    const to = lines.start(end)
    if (wholeLines) add('sentence', start, to, row + 1)
    else addSentences(add, text, lines, start, to, row, 'sentence', -1)
    intro = /[:：]\s*$/.test(lines.at(end - 1).slice(-80)) ? units.length - 1 : -1
    row = end
  }
  for (const unit of units) unit.cost = estimateTokens(text, unit.from, unit.to)
  return units
}

type Add = (
  kind: UnitKind,
  from: number,
  to: number,
  line: number,
  needs?: number,
  level?: number,
  opens?: boolean,
) => number

function extend(units: Unit[], to: number): void {
  const last = units[units.length - 1]
  if (last) last.to = to
}

/** A short line is a line of its own (menus, verses, addresses); a very long one is a whole paragraph. */
const softWrapped = (line: string): boolean =>
  line.length >= softWrapMinimum && line.length <= softWrapMaximum

function continues(lines: Lines, row: number): boolean {
  const line = lines.at(row)
  return line.trim() !== '' && !item.test(line) && !heading.test(line)
}

function closingFence(lines: Lines, from: number, mark: string): number {
  for (let row = from; row < lines.count; row++) {
    const line = lines.at(row)
    const close = fence.exec(line)?.[1]
    if (close?.startsWith(mark) && line.trim().length <= close.length + 4) return row
  }
  return -1
}

/** A short code block is one unit. A long one is cut into chunks, at blank lines where they come in time. */
function addCode(add: Add, lines: Lines, open: number, close: number, intro: number): void {
  if (close - open - 1 <= codeChunkLines) {
    add('code', lines.start(open), lines.start(close + 1), open + 1, intro)
    return
  }
  const frame = add('frame', lines.start(open), lines.start(open + 1), open + 1)
  let begin = open + 1
  for (let row = begin; row < close; row++) {
    const size = row + 1 - begin
    const blank = lines.at(row).trim() === ''
    if (row + 1 === close || size >= codeChunkLines || (blank && size * 2 >= codeChunkLines)) {
      add('code', lines.start(begin), lines.start(row + 1), begin + 1, frame)
      begin = row + 1
    }
  }
  // Kept exactly when the opening fence is: `select` looks at both ends of the link.
  add('frame', lines.start(close), lines.start(close + 1), close + 1, frame)
}

function addSentences(
  add: Add,
  text: string,
  lines: Lines,
  from: number,
  to: number,
  row: number,
  kind: UnitKind,
  needs: number,
): void {
  let start = from
  let line = row
  for (const end of sentenceEnds(text, from, to)) {
    while (line + 1 < lines.count && lines.start(line + 1) <= start) line++
    add(kind, start, end, line + 1, needs, 0, start === from)
    start = end
  }
}

/** Line starts of a text; `at` gives a line without its break. */
export class Lines {
  readonly count: number
  readonly #starts: number[] = [0]
  readonly #text: string
  constructor(text: string) {
    this.#text = text
    for (let index = text.indexOf('\n'); index >= 0; index = text.indexOf('\n', index + 1))
      this.#starts.push(index + 1)
    if (this.#starts[this.#starts.length - 1] === text.length) this.#starts.pop()
    this.count = this.#starts.length
  }
  start(row: number): number {
    return this.#starts[row] ?? this.#text.length
  }
  at(row: number): string {
    const end = this.start(row + 1)
    const last = this.#text.charCodeAt(end - 1) === 10 && end > this.start(row) ? end - 1 : end
    return this.#text.slice(this.start(row), last)
  }
}
