/** Reads the layout of `layout.ts` back, to the byte. */
import { Lines } from '../text-lines.ts'
import { Unfolded } from '../unfolded.ts'
import { holds, isDigit } from './hits.ts'

const rootLine = /^paths under (\S.*[\\/])$/
const printingLine = /^printed as "([ \t]{0,8}(?:Line |L)?)#(:? ?)" under "(|File: )\*(:?)"$/
const LONGEST_FIRST_LINE = 2_000

/** Made by `encodeHits` of hits that stood below their files: such a text is not crushed again. */
export const isLayout = (text: string): boolean =>
  text.startsWith('printed as "') && printingLine.test(text.slice(0, text.indexOf('\n')))

/** Takes a line of the original: the head, then a range of the encoded text. `false`: no more is wanted. */
type Take = (head: string, from: number, to: number) => boolean

/** The text that `encodeHits` was given the hits of. */
export function decodeHits(text: string, most = Number.POSITIVE_INFINITY): string {
  const out = new Unfolded(most)
  walk(text, (head, from, to) => {
    out.push(head === '' ? text.slice(from, to) : head + text.slice(from, to))
    return true
  })
  return out.text()
}

/** Whether `decodeHits(text)` is the original, without writing it out. */
export function decodesTo(text: string, original: string): boolean {
  let at = 0
  const isRead = walk(text, (head, from, to) => {
    const body = at + head.length
    if (at > 0 && original.charCodeAt(at - 1) !== 10) return false
    if (original.slice(at, body) !== head) return false
    if (original.slice(body, body + to - from) !== text.slice(from, to)) return false
    at = body + to - from + 1
    return true
  })
  return isRead && at === original.length + 1
}

/** Where the sign of a hit (`12:`, `12,14-`, `:`) stands in the line; -1 where it is none. */
function signAt(text: string, start: number, end: number): number {
  let from = start
  for (let at = start; at < end; at++) {
    const code = text.charCodeAt(at)
    if (isDigit(code)) {
      if (at - from >= 9) return -1
    } else if (code === 44) {
      if (at === from) return -1
      from = at + 1
    } else {
      if ((code !== 58 && code !== 45) || (at === from && at > start)) return -1
      return code === 45 && end - start === 2 && at === start && text.charCodeAt(at + 1) === 45 ? -1 : at
    }
  }
  return -1
}

/** The lines of the encoded text, and where their signs stand. */
class LayoutLines extends Lines {
  readonly signs: Int32Array

  constructor(text: string) {
    super(text)
    this.signs = new Int32Array(this.count)
    for (let line = 0; line < this.count; line++)
      this.signs[line] = signAt(text, this.start(line), this.end(line))
  }

  isHit(line: number): boolean {
    return line < this.count && (this.signs[line] as number) >= 0
  }

  /** A directory, with a colon behind it. */
  isBase(line: number): boolean {
    if (line >= this.count) return false
    const end = this.end(line)
    if (end - this.start(line) < 2 || this.text.charCodeAt(end - 1) !== 58) return false
    const code = this.text.charCodeAt(end - 2)
    return code === 47 || code === 92
  }

  /** What stands before a hit, and is no hit, names its file. */
  isHeading(line: number): boolean {
    if (!this.isHit(line + 1) || this.isHit(line)) return false
    const start = this.start(line)
    const length = this.end(line) - start
    return length > 0 && !(length === 2 && this.text.startsWith('--', start))
  }
}

function walk(text: string, take: Take): boolean {
  const lines = new LayoutLines(text)
  const first = (at: number): string =>
    text.slice(lines.start(at), Math.min(lines.end(at), lines.start(at) + LONGEST_FIRST_LINE))
  let line = 0
  const printing = printingLine.exec(first(0))
  if (printing !== null) line++
  const [, before = '', after = '', beforePath = '', afterPath = ''] = printing ?? []
  const root = line < lines.count ? (rootLine.exec(first(line))?.[1] ?? '') : ''
  if (root !== '') line++
  let base = ''
  let path = ''
  // What stands before a match and before context, of the file at hand.
  let match = ''
  let context = ''
  let headings = 0
  for (; line < lines.count; line++) {
    const start = lines.start(line)
    const end = lines.end(line)
    const sign = lines.signs[line] as number
    if (sign >= 0) {
      const isContext = text.charCodeAt(sign) === 45
      const isRooted = isContext && root !== '' && path !== '' && !holds(text, 58, sign + 1, end)
      const lead = printing !== null ? before : isRooted ? root + context : isContext ? context : match
      if ((printing === null || before === '') && !holds(text, 44, start, sign)) {
        // Of a hit without a number the sign is in the lead already.
        if (!take(lead, sign === start && lead !== '' ? start + 1 : start, end)) return false
        continue
      }
      const behind = before === '' ? text.charAt(sign) : after
      for (const number of text.slice(start, sign).split(','))
        if (!take(lead + number + behind, sign + 1, end)) return false
    } else if (
      lines.isBlank(line) &&
      (lines.isHeading(line + 1) || (lines.isBase(line + 1) && lines.isHeading(line + 2)))
    )
      base = ''
    else if (lines.isHeading(line)) {
      path = base + lines.line(line)
      match = `${path}:`
      context = `${path}-`
      if (printing === null) continue
      if (headings++ > 0 && !take('', start, start)) return false
      if (!take(beforePath + path + afterPath, end, end)) return false
    } else if (lines.isBase(line) && lines.isHeading(line + 1)) base = text.slice(start, end - 1)
    else if (!take('', start, end)) return false
  }
  return true
}
