import { isNumber, literals } from './parse.ts'
import { Flag, Kind, type Tape } from './tape.ts'

/**
 * Which strings may stand without quotes, and where. Bare text is the inside of the JSON string as it was spelled,
 * escapes included, so that putting quotes around it restores it. Whatever could be read as something else keeps its
 * quotes: numbers, `null`, empty strings, what holds separators or begins with a sign of the notation.
 */

/** The cell of a row, an item of a list, the value of a member inside braces. */
export function cell(tape: Tape, node: number): string {
  const start = tape.start[node] ?? 0
  const end = tape.end[node] ?? 0
  const { text } = tape
  if (tape.kind[node] !== Kind.string) return text.slice(start, end)
  const flags = tape.flags[node] ?? 0
  const quoted =
    (flags & (Flag.delimiter | Flag.edge)) !== 0 ||
    ((flags & Flag.escape) !== 0 && text.slice(start + 1, end - 1).includes('"')) ||
    looksOtherwise(text, start + 1, end - 1)
  return quoted ? text.slice(start, end) : text.slice(start + 1, end - 1)
}

/** The value of a member on a line of its own: nothing separates there but the end of the line. */
export function lineValue(tape: Tape, node: number): string {
  const start = tape.start[node] ?? 0
  const end = tape.end[node] ?? 0
  const { text } = tape
  if (tape.kind[node] !== Kind.string) return text.slice(start, end)
  const flags = tape.flags[node] ?? 0
  const first = text.charCodeAt(start + 1)
  const quoted =
    (flags & Flag.edge) !== 0 ||
    first === 123 ||
    first === 91 ||
    first === 34 ||
    first === 92 ||
    looksOtherwise(text, start + 1, end - 1)
  return quoted ? text.slice(start, end) : text.slice(start + 1, end - 1)
}

/** The name of a member or column. */
export function name(tape: Tape, node: number, inHeader: boolean): string {
  const start = tape.start[node] ?? 0
  const end = tape.end[node] ?? 0
  const { text } = tape
  const flags = tape.flags[node] ?? 0
  const unfit = Flag.delimiter | Flag.edge | Flag.escape
  const first = text.charCodeAt(start + 1)
  // Names are strings whatever they look like; only the signs of the notation matter.
  if ((flags & unfit) !== 0 || first === 42 || first === 0x2026) return text.slice(start, end)
  const bare = text.slice(start + 1, end - 1)
  if (rootNames.has(bare)) return text.slice(start, end)
  if ((flags & Flag.sign) === 0) return bare
  return inHeader || /[:=()]/.test(bare) ? text.slice(start, end) : bare
}

/** These lead documents that are no single JSON value, and so are never names without quotes. */
const rootNames: ReadonlySet<string> = new Set(['ndjson', 'python'])

/** A number, a literal, or the beginning of something that the notation gives a meaning. */
function looksOtherwise(text: string, start: number, end: number): boolean {
  const first = text.charCodeAt(start)
  if ((first >= 48 && first <= 57) || first === 45) {
    return (
      isNumber(text, start, end) ||
      end === start + 1 ||
      (first === 45 && literals.has(text.slice(start, end)))
    )
  }
  if (first === 61 || first === 42 || first === 40 || first === 0x2026) return true
  // Words among the literals have 3 to 8 letters.
  const length = end - start
  if (length < 3 || length > 9) return false
  if (first === 116 || first === 102 || first === 110 || first === 78 || first === 73) {
    return literals.has(text.slice(start, end))
  }
  return false
}

/** Whether a bare word of the notation stands for itself rather than for a string. */
export function isBareValue(word: string): boolean {
  return literals.has(word) || (/^[-\d]/.test(word) && isNumber(word, 0, word.length))
}

/** Without empty cells at the end; a row of nothing else keeps its commas, so that it can be seen. */
export function trimmed(cells: string): string {
  let end = cells.length
  while (end > 0 && cells.charCodeAt(end - 1) === COMMA) end--
  return end === 0 ? cells : cells.slice(0, end)
}

const COMMA = 44
