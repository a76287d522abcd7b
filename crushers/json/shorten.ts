import type { Pieces } from './shown.ts'

/** Pieces of the inside of a string, in quotes, with the number of characters that are missing. */
export function shortened(raw: string, pieces: Pieces): string {
  const [length, piece] = pieces
  const head = wholeEscapes(raw.slice(0, length))
  if (piece === undefined) return `"${head}… ${raw.length - head.length} more characters"`
  const from = Math.max(head.length, wholeEscapes(raw.slice(0, piece[0])).length)
  const middle = wholeEscapes(raw.slice(from, piece[1]))
  const rest = raw.length - from - middle.length
  const gap = from > head.length ? `… ${from - head.length} more characters …` : ''
  return `"${head}${gap}${middle}${rest > 0 ? `… ${rest} more characters` : ''}"`
}

/** Without the escape or the half of a pair that a cut left open at the end. */
function wholeEscapes(piece: string): string {
  let end = piece.length
  for (let back = 1; back <= LONGEST_ESCAPE - 1; back++) {
    const at = piece.length - back
    if (piece.charCodeAt(at) !== 92) continue
    let first = at
    while (piece.charCodeAt(first - 1) === 92) first--
    const isEscape = (at - first) % 2 === 0
    const needed = piece.charCodeAt(at + 1) === 117 ? LONGEST_ESCAPE : 2
    if (isEscape && back < needed) end = at
    break
  }
  const last = piece.charCodeAt(end - 1)
  return piece.slice(0, last >= 0xd800 && last <= 0xdbff ? end - 1 : end)
}

const LONGEST_ESCAPE = 6
