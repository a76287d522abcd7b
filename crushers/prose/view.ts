import { lineNumbers, readGutter, restoreGutter } from '../code/gutter.ts'
import { estimateTokens } from './characters.ts'
import { Lines, type Unit } from './units.ts'

/** A view of a file with line numbers in front: what is shown, what is read, and how lines are called. */
export interface View {
  /** With its whole gutter: a line that stands alone must carry its own number. */
  readonly text: string
  /** Without the gutter, line by line: headings and lists are told from this. */
  readonly plain: string
  /** Number that the gutter shows for a line (both from 1). */
  lineOf(line: number): number
}

export function readView(text: string): View | undefined {
  if (!readGutter(text)) return undefined
  const whole = restoreGutter(text)
  const gutter = readGutter(whole)
  if (!gutter) return undefined
  const numbers = lineNumbers(whole)
  const lines = [...gutter.lines]
  for (const run of gutter.runs)
    for (let row = run.start; row <= run.end; row++)
      lines[row] = (lines[row] ?? '').replace(/^[ \t]*\d{1,7}/, '').slice(run.separator.length)
  return { text: whole, plain: lines.join('\n'), lineOf: line => numbers[line - 1] ?? line }
}

/** The units of what is read, placed where their lines stand in what is shown. */
export function viewUnits(view: View, read: readonly Unit[]): Unit[] {
  const shown = new Lines(view.text)
  return read.map((unit, index) => {
    const from = shown.start(unit.line - 1)
    const to = shown.start((read[index + 1]?.line ?? shown.count + 1) - 1)
    return { ...unit, from, to, cost: estimateTokens(view.text, from, to) }
  })
}
