/** Reads hits below their file: ripgrep with headings (`12:text` under a path), tools that print `Line 12: text` under `path:`. */
import { COLON, DASH, digitsEnd, type Hits, type Printing, type Sign } from './hits.ts'
import { LONGEST_PATH, namesFile } from './names.ts'

interface Found {
  readonly number: number
  readonly digits: number
  readonly sign: Sign
  readonly body: number
}

/** `12:`, `12-`, `  Line 12: `, `L12: `. */
function hitAt(text: string, start: number, end: number): Found | undefined {
  let at = start
  while (at < end && at - start < 8 && (text.charCodeAt(at) === 32 || text.charCodeAt(at) === 9)) at++
  const word = text.charCodeAt(at) === 76
  if (word) at += text.startsWith('Line ', at) ? 5 : 1
  else if (at > start) return undefined
  const digits = digitsEnd(text, at)
  if (digits === at || digits >= end) return undefined
  const sign = text.charCodeAt(digits)
  if (sign !== COLON && (sign !== DASH || word)) return undefined
  const body = word && digits + 1 < end && text.charCodeAt(digits + 1) === 32 ? digits + 2 : digits + 1
  return { number: at, digits: digits - at, sign, body }
}

export function readGrouped(hits: Hits): void {
  const { text } = hits
  let current = -1
  let printing: Printing | undefined
  let isUniform = true
  let ahead = hitAt(text, hits.start(0), hits.end(0))
  for (let line = 0; line < hits.count; line++) {
    const hit = ahead
    const start = hits.start(line)
    ahead = line + 1 < hits.count ? hitAt(text, hits.start(line + 1), hits.end(line + 1)) : undefined
    if (hit !== undefined && current >= 0) {
      hits.add(line, current, hit.number, hit.digits, hit.sign, hit.body)
      if (isUniform && printing !== undefined) isUniform = isPrintedSo(text, start, hit, printing)
      continue
    }
    if (hits.isBlank(line)) current = -1
    else if (ahead !== undefined && !hits.isRule(line) && hits.end(line) - start < LONGEST_PATH) {
      const printed = hits.line(line)
      const beforePath = printed.startsWith('File: ') ? 'File: ' : ''
      const afterPath = printed.endsWith(':') ? ':' : ''
      const name = printed.slice(beforePath.length, printed.length - afterPath.length)
      current = namesFile(name) ? hits.pathIndex(name) : -1
      if (current < 0) continue
      hits.files[line] = -2 - current
      if (printing === undefined) {
        const from = hits.start(line + 1)
        const isMarked = ahead.number > from
        printing = {
          before: text.slice(from, ahead.number),
          after: isMarked ? text.slice(ahead.number + ahead.digits, ahead.body) : '',
          beforePath,
          afterPath,
        }
      } else isUniform &&= printing.beforePath === beforePath && printing.afterPath === afterPath
    }
  }
  hits.grouped = true
  hits.printing = isUniform ? printing : undefined
}

function isPrintedSo(text: string, start: number, hit: Found, { before, after }: Printing): boolean {
  if (hit.number - start !== before.length || !text.startsWith(before, start)) return false
  const end = hit.number + hit.digits
  return before === '' ? hit.body === end + 1 : hit.body - end === after.length && text.startsWith(after, end)
}
