/** Lines that give way to a note. Line indices count from 0, `to` is inclusive. */
export interface Fold {
  readonly from: number
  readonly to: number
  /** What stands before and after the note so that the text still parses, e.g. `/* ` and its end. */
  readonly before: string
  readonly after: string
  /** The note may stand between the end of the line above and the line below, all on one line. */
  readonly joins?: 'above' | 'both'
  /** White space before a note that stands on its own line; by default that of the first line in the fold. */
  readonly indent?: string
}

/** Matches the note of any fold; a text that has one is an outline already. */
export const FOLD_NOTE = /\d+ lines folded \(\d+–\d+\)/

const indentOf = (line: string): string => /^[ \t]*/.exec(line)![0]

/** Folds sorted by position; one that overlaps an earlier one is left out. */
export function disjoint(folds: readonly Fold[]): Fold[] {
  const sorted = [...folds].sort((a, b) => a.from - b.from || b.to - a.to)
  const kept: Fold[] = []
  let end = -1
  for (const fold of sorted) {
    if (fold.from <= end) continue
    kept.push(fold)
    end = fold.to
  }
  return kept
}

function note(fold: Fold, numberOf: (line: number) => number): string {
  const range = `(${numberOf(fold.from)}–${numberOf(fold.to)})`
  return `${fold.before}${fold.to - fold.from + 1} lines folded ${range}${fold.after}`
}

/** The lines with each fold on a line of its own, or joined to its neighbours where `join` is set and the fold allows. */
export function applyFolds(
  lines: readonly string[],
  folds: readonly Fold[],
  options: { readonly join: boolean; readonly numberOf: (line: number) => number },
): string[] {
  const out: string[] = []
  let next = 0
  for (const fold of folds) {
    for (; next < fold.from; next++) out.push(lines[next]!)
    const text = note(fold, options.numberOf)
    const above = out.at(-1)
    const below = lines[fold.to + 1]
    next = fold.to + 1
    if (options.join && fold.joins && above !== undefined && !above.endsWith('\r')) {
      if (fold.joins === 'both' && below !== undefined) {
        out[out.length - 1] = `${above} ${text} ${below.trimStart()}`
        next++
      } else out[out.length - 1] = `${above}${fold.before.startsWith(' ') ? '' : ' '}${text}`
      continue
    }
    const ending = lines[fold.from]!.endsWith('\r') ? '\r' : ''
    out.push((fold.indent ?? firstIndent(lines, fold)) + text.trimStart() + ending)
  }
  for (; next < lines.length; next++) out.push(lines[next]!)
  return out
}

/** Indentation of the first line in the fold that has any content. */
export function firstIndent(lines: readonly string[], fold: Fold): string {
  for (let index = fold.from; index <= fold.to; index++)
    if (lines[index]!.trim() !== '') return indentOf(lines[index]!)
  return ''
}

/** Start offsets of lines, and the line of an offset. */
export class LineMap {
  readonly #starts: number[] = [0]
  readonly text: string
  constructor(text: string) {
    this.text = text
    for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) this.#starts.push(at + 1)
  }
  start(line: number): number {
    return this.#starts[line]!
  }
  /** Offset behind the last character of the line, before its break. */
  end(line: number): number {
    return line + 1 < this.#starts.length ? this.#starts[line + 1]! - 1 : this.text.length
  }
  lineOf(offset: number): number {
    let low = 0
    let high = this.#starts.length - 1
    while (low < high) {
      const middle = (low + high + 1) >> 1
      if (this.#starts[middle]! <= offset) low = middle
      else high = middle - 1
    }
    return low
  }
}
