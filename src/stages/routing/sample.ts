/** Characters that a detection looks at: enough for some 100 lines, small enough that routing costs no full read. */
const SAMPLE_HEAD = 1_792
const SAMPLE_MIDDLE = 1_280
const SAMPLE_TAIL = 1_024

/** Of a text with long lines more is looked at: what it is, is seen from several lines, up to this many characters. */
const FEWEST_LINES = 6
const LONGEST_HEAD = 16_384

const ANSI = /\u001b(?:\[[0-9;:?]*[ -/]*[@-~]|\][^\u0007\u001b]{0,256}(?:\u0007|\u001b\\)?|[@-Z\\-_])/g

/** Text as a terminal would show it: colour codes gone, of a line overwritten by carriage returns only the last state. */
export function asShown(text: string): string {
  const plain = text.includes('\u001b') ? text.replace(ANSI, '') : text
  if (!plain.includes('\r')) return plain
  return plain
    .replace(/\r+\n/g, '\n')
    .split('\n')
    .map(line => line.slice(line.lastIndexOf('\r') + 1))
    .join('\n')
}

/**
 * Whole lines from the beginning, the middle and the end of `text[start, end)`. Lines longer than the sample are cut.
 * A short text is its own sample.
 */
export function sampleOf(text: string, start = 0, end = text.length): string {
  if (end - start <= SAMPLE_HEAD + SAMPLE_MIDDLE + SAMPLE_TAIL) return asShown(text.slice(start, end))
  const headEnd = endOfHead(text, start, end)
  const tail = text.slice(Math.max(headEnd, end - SAMPLE_TAIL), end)
  const head = text.slice(start, headEnd)
  if (!head.endsWith('\n')) return asShown(head + tail)
  const middle = start + ((end - start) >> 1) - (SAMPLE_MIDDLE >> 1)
  // A blank line between the pieces: rows of two tables must not look like one.
  return asShown(
    `${head}\n${wholeLines(text.slice(Math.max(headEnd, middle), middle + SAMPLE_MIDDLE))}\n${tail.slice(tail.indexOf('\n') + 1)}`,
  )
}

/** Behind the last line that ends inside of the head; where there are few lines, behind the first few. */
function endOfHead(text: string, start: number, end: number): number {
  const limit = start + SAMPLE_HEAD
  let at = start
  let lines = 0
  for (;;) {
    const next = text.indexOf('\n', at) + 1
    if (next === 0 || next > end || next > start + LONGEST_HEAD || (next > limit && lines >= FEWEST_LINES))
      break
    at = next
    lines++
  }
  return at - start < SAMPLE_HEAD / 2 ? Math.min(limit, end) : at
}

/** Without the cut lines at both ends; nothing where no line is whole. */
function wholeLines(piece: string): string {
  return piece.slice(piece.indexOf('\n') + 1, piece.lastIndexOf('\n') + 1)
}
