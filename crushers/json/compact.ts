/**
 * A JSON text without the white space between its tokens, comments kept. Works on the source, so that nothing is
 * spelled anew; documents that follow each other are put on lines of their own. A piece from inside a document begins
 * at `depth` 1.
 */
export function compactJson(text: string, depth = 0): string {
  const pieces: string[] = []
  let from = -1
  let at = text.charCodeAt(0) === 0xfeff ? 1 : 0
  const flush = (to: number) => {
    if (from >= 0) pieces.push(text.slice(from, to))
    from = -1
  }
  while (at < text.length) {
    const code = text.charCodeAt(at)
    if (code === 32 || code === 10 || code === 13 || code === 9) {
      flush(at)
      at++
      continue
    }
    if (from < 0) {
      from = at
      if (depth === 0 && pieces.length > 0) pieces.push('\n')
    }
    if (code === 34) at = stringEnd(text, at)
    else if (code === 47) {
      const isLine = text.charCodeAt(at + 1) === 47
      const end = isLine ? text.indexOf('\n', at) : text.indexOf('*/', at + 2)
      at = end < 0 ? text.length : isLine ? end + 1 : end + 2
      if (isLine) flush(at)
    } else {
      if (code === 123 || code === 91) {
        if (depth === 0 && from < at) {
          flush(at)
          pieces.push('\n')
          from = at
        }
        depth++
      } else if (code === 125 || code === 93) depth--
      at++
    }
  }
  flush(text.length)
  return pieces.join('')
}

/** Position after the closing quote, or the end of the text. */
export function stringEnd(text: string, start: number): number {
  let at = start + 1
  for (;;) {
    const quote = text.indexOf('"', at)
    if (quote < 0) return text.length
    let backslashes = 0
    while (text.charCodeAt(quote - 1 - backslashes) === 92) backslashes++
    if (backslashes % 2 === 0) return quote + 1
    at = quote + 1
  }
}
