import type { Gutter } from './gutter.ts'

/** A stretch of code in a text: all of it, or what stands behind a gutter. `start` is a line index of the text. */
export interface Piece {
  readonly start: number
  readonly code: string
}

/** The code of a text whose gutter was read; thinned lines are code as they stand. */
export function piecesOf(text: string, gutter: Gutter | undefined): Piece[] {
  if (!gutter) return [{ start: 0, code: text }]
  return gutter.runs.map(run => {
    const lines: string[] = []
    for (let index = run.start; index <= run.end; index++)
      lines.push(withoutGutter(gutter.lines[index]!, run.separator))
    return { start: run.start, code: lines.join('\n') }
  })
}

function withoutGutter(line: string, separator: string): string {
  const label = /^[ \t]*\d{1,7}/.exec(line)?.[0]
  if (label === undefined) return line
  if (line.startsWith(separator, label.length)) return line.slice(label.length + separator.length)
  return line.slice(label.length).trim() === separator.trim() ? '' : line
}
