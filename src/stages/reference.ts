import { lineNumbers } from '../../crushers/code/gutter.ts'
import type { RepeatedRun } from './repeats.ts'

export interface Piece {
  readonly text: string
  /** Whether it is text of the original rather than a line that says where the text stands. */
  readonly shown: boolean
}

/** Cuts a text at its repeated runs, each replaced by one line that names it. */
export function reference(
  text: string,
  runs: readonly RepeatedRun[],
): { pieces: readonly Piece[]; hidden: number; total: number } {
  const lines = text.split('\n')
  const numbers = lineNumbers(text)
  const pieces: Piece[] = []
  let at = 0
  let hidden = 0
  let named = ''
  const show = (end: number): void => {
    if (end > at) pieces.push({ text: lines.slice(at, end).join('\n'), shown: true })
  }
  for (const run of runs) {
    show(run.first)
    const first = numbers[run.first] ?? run.first + 1
    const last = numbers[run.last] ?? run.last + 1
    const moved =
      run.there !== undefined && run.there !== first
        ? ` (${run.there}-${run.there + run.last - run.first} there)`
        : ''
    // The place is named once; further runs of the same place say less.
    const place = run.label === named ? 'there' : `as in the earlier ${run.label}`
    named = run.label
    pieces.push({ text: `[lines ${first}-${last} same ${place}${moved}]`, shown: false })
    hidden += run.last - run.first + 1
    at = run.last + 1
  }
  show(lines.length)
  return { pieces, hidden, total: lines.length }
}
