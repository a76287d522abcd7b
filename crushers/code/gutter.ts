import { GUTTER_STEP, LONGEST_KEY, MIN_GUTTER_RUN, MIN_GUTTER_SHARE } from './policy.ts'

/** Line numbers in front of consecutive lines of a text. Line indices count from 0. */
export interface GutterRun {
  /** Index of the first and of the last line of the run. */
  readonly start: number
  readonly end: number
  /** Number of the line at `start`; the others follow without a gap. */
  readonly first: number
  /** What stands between number and content: `→`, tab, `: `, `| ` and the like. */
  readonly separator: string
  readonly style: Style
  /** Some of the lines do not show their numbers. */
  readonly thinned: boolean
}

/** The spelling of a number: `lead`, then the number padded to `width` by `pad`. */
interface Style {
  readonly lead: string
  readonly width: number
  readonly pad: ' ' | '0'
}

interface Numbered {
  readonly label: string
  readonly number: number
  /** `''` where the line is a number and nothing else. */
  readonly mark: string
  readonly content: string
}

const NUMBERED = /^([ \t]*)(\d{1,7})( ?[→│|:]|\t|(?=\r?$))/

const FIRST_NUMBERED = /^[ \t]*\d{1,7}(?: ?[→│|:]|\t)/m
const LATER_NUMBERED = /\n[ \t]*\d{1,7}(?: ?[→│|:]|\t|\r?\n|$)/

/** Two numbered lines at least; most texts have none, and this is told at a fraction of the cost of reading them. */
function hasNumbered(text: string): boolean {
  const first = text.search(FIRST_NUMBERED)
  return first >= 0 && LATER_NUMBERED.test(text.slice(first))
}

function read(line: string): Numbered | undefined {
  const found = NUMBERED.exec(line)
  if (!found) return undefined
  const [all, lead = '', digits = '', mark = ''] = found
  return { label: lead + digits, number: Number(digits), mark, content: line.slice(all.length) }
}

const spell = (style: Style, number: number): string =>
  style.lead + String(number).padStart(style.width, style.pad)

/** All spellings that a first line leaves open: `  9` may be padded to three, or indented by two. */
function stylesOf({ label }: Numbered): Style[] {
  const digits = label.trimStart()
  const lead = label.slice(0, label.length - digits.length)
  if (digits.length > 1 && digits.startsWith('0')) return [{ lead, width: digits.length, pad: '0' }]
  const indented: Style = { lead, width: 0, pad: ' ' }
  return lead.includes('\t') ? [indented] : [{ lead: '', width: label.length, pad: ' ' }, indented]
}

interface OpenRun {
  readonly start: number
  readonly first: number
  mark: string
  styles: readonly Style[]
  end: number
  shown: number
  readonly contents: string[]
}

/** The run goes on with this line: the distance in numbers is that in lines, and no tenth number was left out. */
function continues(run: OpenRun, line: Numbered, index: number): boolean {
  const distance = index - run.end
  const last = run.first + run.end - run.start
  if (distance > GUTTER_STEP || line.number - last !== distance) return false
  if (Math.floor((line.number - 1) / GUTTER_STEP) > Math.floor(last / GUTTER_STEP)) return false
  return line.mark === run.mark || line.mark === '' || run.mark === ''
}

const interior = (content: string, character: string): number => {
  let count = 0
  let begun = false
  for (const each of content) {
    if (each === character) count += begun ? 1 : 0
    else if (each !== ' ') begun = true
  }
  return count
}

/** A table whose first column counts (every row has the same number of further cells), or clock times. */
function looksTabular(mark: string, contents: readonly string[]): boolean {
  const delimiter = mark.trim() === '' ? '\t' : mark.trim()
  const filled = contents.filter(content => content.trim() !== '')
  if (delimiter === ':') return filled.every(content => /^\d/.test(content))
  if (delimiter !== '\t' && delimiter !== '|') return false
  const cells = interior(filled[0] ?? '', delimiter)
  return cells > 0 && filled.every(content => interior(content, delimiter) === cells)
}

/**
 * Whether one space behind the mark belongs to the gutter. Told by a line that would else be indented by one, then by
 * the parity of indentation; `undefined` where that leaves it open, because a wrong guess would shift every line.
 */
function hasSpace(mark: string, contents: readonly string[]): boolean | undefined {
  if (mark === '\t' || mark === '→') return false
  let odd = 0
  let even = 0
  for (const content of contents) {
    const indent = /^ */.exec(content)![0].length
    const next = content[indent]
    if (next === undefined || next === '\r') continue
    if (indent === 0) return false
    if (next === '*') continue
    if (indent === 1) return true
    if (indent % 2) odd++
    else even++
  }
  return odd === even ? undefined : odd > even
}

/**
 * A map whose keys count: its values end in commas, or the line above, which has no number, opens a bracket or names the
 * map. A view numbers such lines too.
 */
function looksKeyed({ mark, contents, start }: OpenRun, lines: readonly string[]): boolean {
  if (mark.trim() !== ':') return false
  const filled = contents.filter(content => content.trim() !== '')
  if (filled.length >= MIN_GUTTER_RUN && filled.slice(0, -1).every(content => /[^([{],\s*$/.test(content)))
    return true
  const above = (lines[start - 1] ?? '').slice(-LONGEST_KEY).trimEnd()
  if (/[([{]$/.test(above)) return true
  const indent = /^\s*/.exec(lines[start]!)![0].length
  return /^\s*(?:- )?[\w.'"-]+:$/.test(above) && indent > /^\s*/.exec(above)![0].length
}

function close(run: OpenRun, lines: readonly string[]): GutterRun | undefined {
  const length = run.end - run.start + 1
  const [style] = run.styles
  if (length < MIN_GUTTER_RUN || run.shown < 2 || run.mark === '' || !style) return undefined
  if (style.width < 4 && looksTabular(run.mark, run.contents)) return undefined
  if (looksKeyed(run, lines)) return undefined
  const space = hasSpace(run.mark, run.contents)
  if (space === undefined) return undefined
  const { start, end, first } = run
  return { start, end, first, separator: run.mark + (space ? ' ' : ''), style, thinned: run.shown < length }
}

function findRuns(lines: readonly string[]): GutterRun[] {
  const runs: GutterRun[] = []
  let open: OpenRun | undefined
  const finish = () => {
    const run = open && close(open, lines)
    if (run) runs.push(run)
    open = undefined
  }
  for (let index = 0; index < lines.length; index++) {
    const line = read(lines[index]!)
    if (!line) continue
    const styles = open?.styles.filter(style => spell(style, line.number) === line.label)
    if (open && styles?.length && continues(open, line, index)) {
      open.end = index
      open.styles = styles
      open.mark ||= line.mark
      open.shown++
      if (line.mark !== '') open.contents.push(line.content)
      continue
    }
    finish()
    open = {
      start: index,
      end: index,
      first: line.number,
      mark: line.mark,
      styles: stylesOf(line),
      shown: 1,
      contents: line.mark === '' ? [] : [line.content],
    }
  }
  finish()
  return runs
}

export interface Gutter {
  readonly lines: readonly string[]
  readonly runs: readonly GutterRun[]
}

/** The line-number gutter of a view of a file, whole or thinned; `undefined` where the text is no such view. */
export function readGutter(text: string): Gutter | undefined {
  if (!hasNumbered(text)) return undefined
  const lines = text.split('\n')
  const runs = findRuns(lines)
  if (runs.length === 0) return undefined
  let numbered = 0
  for (const run of runs) numbered += run.end - run.start + 1
  let filled = 0
  for (const line of lines) if (line.length > 1 || line.trim() !== '') filled++
  return numbered >= filled * MIN_GUTTER_SHARE ? { lines, runs } : undefined
}

/**
 * The same view with the gutter on every tenth line, on the first and last of each run, and on lines that would else
 * not come back (a gutter without its separator; content that itself looks like a gutter). All other lines lose their
 * gutter and nothing else. `undefined` where nothing is saved or `restoreGutter` would not give back the exact bytes.
 */
export function thinGutter(text: string): string | undefined {
  const gutter = readGutter(text)
  if (!gutter) return undefined
  const lines = [...gutter.lines]
  let changed = false
  for (const run of gutter.runs) {
    if (run.thinned) continue
    for (let index = run.start + 1; index < run.end; index++) {
      const number = run.first + index - run.start
      if (number % GUTTER_STEP === 0) continue
      const label = spell(run.style, number) + run.separator
      const line = lines[index]!
      if (!line.startsWith(label)) continue
      const content = line.slice(label.length)
      if (NUMBERED.test(content)) continue
      lines[index] = content
      changed = true
    }
  }
  if (!changed) return undefined
  const thinned = lines.join('\n')
  return restoreGutter(thinned) === text ? thinned : undefined
}

/** The view with its whole gutter: the inverse of `thinGutter`. Any other text comes back as it is. */
export function restoreGutter(text: string): string {
  const gutter = readGutter(text)
  if (!gutter?.runs.some(run => run.thinned)) return text
  const lines = [...gutter.lines]
  for (const run of gutter.runs) {
    if (!run.thinned) continue
    for (let index = run.start; index <= run.end; index++) {
      const line = lines[index]!
      if (NUMBERED.test(line)) continue
      lines[index] = spell(run.style, run.first + index - run.start) + run.separator + line
    }
  }
  return lines.join('\n')
}

/** For each line of a view the number that its gutter shows, or lets the reader count; `undefined` outside of it. */
export function lineNumbers(text: string): (number | undefined)[] {
  const gutter = readGutter(text)
  if (!gutter) return Array.from({ length: text.split('\n').length }, () => undefined)
  const numbers: (number | undefined)[] = Array.from({ length: gutter.lines.length }, () => undefined)
  for (const run of gutter.runs) {
    for (let index = run.start; index <= run.end; index++) numbers[index] = run.first + index - run.start
  }
  return numbers
}
