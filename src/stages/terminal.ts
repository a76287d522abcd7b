/** Colour, cursor and title sequences, and single-character escapes: ECMA-48. */
const sequences =
  // oxlint-disable-next-line no-control-regex
  /\u001b(?:\[[0-?]{0,64}[ -/]{0,8}[@-~]|\][^\u0007\u001b]{0,2000}(?:\u0007|\u001b\\)|[PX^_][^\u001b]{0,2000}\u001b\\|[ -/]{0,8}[0-~])/g

const control = /[\u001b\b]|\r(?!\n|$)/

/**
 * What a terminal would show: without colour codes and without text that was overwritten by carriage returns or
 * backspaces. Trailing space and `\r\n` stay, since edits match on them. The same string where there is nothing to do.
 */
export function cleanTerminal(text: string): string {
  if (!control.test(text)) return text
  return text
    .replace(sequences, '')
    .split('\n')
    .map(line => (line.includes('\r') || line.includes('\b') ? overwritten(line) : line))
    .join('\n')
}

/** The last state of a line that was printed over itself. */
function overwritten(line: string): string {
  const ending = line.endsWith('\r') ? '\r' : ''
  let shown = ''
  for (const piece of line.slice(0, line.length - ending.length).split('\r')) {
    const typed = backspaced(piece)
    // A shorter text covers only the start of the longer one before it, as a terminal would show it.
    shown = typed.length >= shown.length ? typed : typed + shown.slice(typed.length)
  }
  return shown + ending
}

function backspaced(piece: string): string {
  if (!piece.includes('\b')) return piece
  const signs: string[] = []
  for (const sign of piece) {
    if (sign === '\b') signs.pop()
    else signs.push(sign)
  }
  return signs.join('')
}
