import { longGap } from './policy.ts'
import type { Unit } from './units.ts'

/** Stands for what is left out: one token inside a line, two on a line of its own. */
export const mark = '[…]'
const head = /^\[\d+ of \d+ sentences\]\n/

/** Whether a text is an extract already. */
export const owns = (text: string): boolean => head.test(text)

/** Line breaks inside a slice, those at its end left out. */
export function countLines(text: string, from: number, to: number): number {
  let lines = 0
  let waiting = 0
  for (let index = from; index < to; index++) {
    const code = text.charCodeAt(index)
    if (code === 10) waiting++
    else if (code > 32) {
      lines += waiting
      waiting = 0
    }
  }
  return lines
}

/** The kept units in order, with a mark for each gap. Long gaps say how many sentences on which lines are missing. */
export function render(
  text: string,
  units: readonly Unit[],
  kept: Uint8Array,
  { lineOf, head: headed }: { lineOf: (line: number) => number; head: boolean },
): string {
  const pieces: string[] = []
  let shown = 0
  let total = 0
  let unit = 0
  while (unit < units.length) {
    const begin = unit
    const keep = kept[begin]
    let cost = 0
    let sentences = 0
    while (unit < units.length && kept[unit] === keep) {
      const current = units[unit] as Unit
      cost += current.cost
      if (current.kind !== 'frame') sentences++
      unit++
    }
    total += sentences
    const first = units[begin] as Unit
    const last = units[unit - 1] as Unit
    if (keep) {
      shown += sentences
      pieces.push(text.slice(first.from, last.to))
    } else if (sentences > 0) {
      const end = last.line + countLines(text, last.from, last.to)
      const lines = `lines ${lineOf(first.line)}–${lineOf(end)}`
      // Of one line no part can be asked for by its number.
      const long = cost >= longGap && end > first.line
      gap(pieces, text, first.from, last.to, long ? `[… ${sentences} sentences, ${lines}]` : mark)
    }
  }
  const body = pieces.join('').trimEnd()
  return headed ? `[${shown} of ${total} sentences]\n${body}` : body
}

/** Puts a mark where text is left out, inside the line where the gap begins or ends inside one. */
function gap(pieces: string[], text: string, from: number, to: number, words: string): void {
  const last = pieces.length - 1
  const before = pieces[last]
  const opensInside = from > 0 && !/[\n\r][ \t]*$/.test(text.slice(Math.max(0, from - 80), from))
  const closesInside = to < text.length && !/[\n\r][ \t]*$/.test(text.slice(Math.max(from, to - 80), to))
  const after = closesInside ? ' ' : '\n'
  if (before !== undefined && opensInside && words === mark) {
    pieces[last] = before.trimEnd()
    pieces.push(` ${words}${closesInside ? ' ' : '\n'}`)
  } else if (before === undefined || !opensInside) pieces.push(`${words}${words === mark ? after : '\n'}`)
  else {
    pieces[last] = before.trimEnd()
    pieces.push(`\n${words}\n`)
  }
}
