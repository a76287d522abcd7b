/** The lines of a log as a terminal would have shown them. */
const escapes = /\u001b(?:\[[0-9;?]*[ -/]*[@-~]|\][^\u0007\u001b]{0,400}(?:\u0007|\u001b\\)|[()][A-Z0-9])/g

export interface Lines {
  readonly shown: readonly string[]
  /** Lines whose escape codes or overwritten progress are not shown. */
  readonly cleaned: number
}

/** A carriage return inside a line rewinds it: what was printed last is what a terminal still shows. */
function lastShown(line: string): string {
  const parts = line.split('\r')
  for (let index = parts.length - 1; index >= 0; index--)
    if ((parts[index] as string).trim() !== '') return parts[index] as string
  return ''
}

export function splitLines(text: string): Lines {
  const raw = text.split('\n')
  if (raw[raw.length - 1] === '') raw.pop()
  const escaped = text.includes('\u001b')
  const rewinds = text.includes('\r')
  if (!escaped && !rewinds) return { shown: raw, cleaned: 0 }
  let cleaned = 0
  const shown = raw.map(line => {
    let clean = line
    if (escaped && line.includes('\u001b')) clean = clean.replace(escapes, '')
    if (rewinds && clean.includes('\r')) {
      if (clean.indexOf('\r') === clean.length - 1) return clean.slice(0, -1)
      clean = lastShown(clean)
    }
    if (clean !== line) cleaned++
    return clean
  })
  return { shown, cleaned }
}

/**
 * What programs put before a line: times, levels' brackets, the name of a CI step. Only as far as needed to see how
 * the line proper begins; at most 80 characters of anything.
 */
const stamp =
  /^(?:\ufeff|>)? ?(?:\[?\d{2,4}[-/.]\d{1,2}[-/.]\d{1,4}(?:, |[T _-])\d{1,2}:\d{2}(?::\d{2})?(?:[.,:]\d{1,9})?(?:Z| UTC| ?[+-]\d{2}:?\d{2})?\]?|\[?\d{1,2}:\d{2}:\d{2}(?:[.,]\d{1,9})?\]?|\[?(?:[A-Z][a-z]{2} )?[A-Z][a-z]{2} {1,2}\d{1,2} \d{2}:\d{2}:\d{2}(?:\.\d+)?(?: \d{4})?\]?|\[ *\d+\.\d{3,6}\])[ \t:|-]{0,3}/

/** The line without the time it starts with. */
export function bare(line: string): string {
  const found = stamp.exec(line.length > 80 ? line.slice(0, 80) : line)
  return found ? line.slice(found[0].length) : line
}

/** Where the time at the start of a line ends; 0 without one. */
export function stampEnd(line: string): number {
  return stamp.exec(line.length > 80 ? line.slice(0, 80) : line)?.[0].length ?? 0
}

/** The line without its time and the blank behind it; what `bare` takes with them (`- 1080`) may be said, not punctuation. */
export function untimed(line: string): string {
  const end = stampEnd(line)
  let at = end
  while (at > 0 && behindTime.includes(line.charAt(at - 1))) at--
  return end === 0 ? line : line.slice(line.charAt(at) === ' ' ? at + 1 : at)
}

const behindTime = ' \t:|-'
