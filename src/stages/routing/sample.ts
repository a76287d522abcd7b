/** Characters that a detection looks at: enough for some 150 lines, small enough that routing costs no full read. */
const SAMPLE_HEAD = 3_072
const SAMPLE_MIDDLE = 1_536
const SAMPLE_TAIL = 1_536

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
  const head = text.slice(start, start + SAMPLE_HEAD)
  const tail = text.slice(end - SAMPLE_TAIL, end)
  const headEnd = head.lastIndexOf('\n') + 1
  if (headEnd < SAMPLE_HEAD / 2) return asShown(head + tail)
  const middle = start + ((end - start) >> 1) - (SAMPLE_MIDDLE >> 1)
  return asShown(
    head.slice(0, headEnd) +
      wholeLines(text.slice(middle, middle + SAMPLE_MIDDLE)) +
      tail.slice(tail.indexOf('\n') + 1),
  )
}

/** Without the cut lines at both ends; nothing where no line is whole. */
function wholeLines(piece: string): string {
  return piece.slice(piece.indexOf('\n') + 1, piece.lastIndexOf('\n') + 1)
}
