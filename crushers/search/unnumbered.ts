/** Reads `path:text`, and `12:text` of the one file that was searched. */
import { hasExtension, looksLikePath } from '../listing/paths.ts'
import { COLON, DASH, digitsEnd, type Hits, isDigit } from './hits.ts'
import { LONGEST_PATH } from './names.ts'

/** The path must have a directory and an ending, or nothing would tell it from a key. */
const isPath = (path: string): boolean => !/\s/.test(path) && hasExtension(path) && looksLikePath(path)

export function readBare(hits: Hits): void {
  const { text } = hits
  let last = ''
  let file = -1
  for (let line = 0; line < hits.count; line++) {
    const start = hits.start(line)
    if (file >= 0) {
      const after = start + last.length
      const sign = text.charCodeAt(after)
      if ((sign === COLON || sign === DASH) && text.startsWith(last, start)) {
        hits.add(line, file, after, 0, sign, after + 1)
        continue
      }
    }
    const limit = Math.min(hits.end(line), start + LONGEST_PATH + 1)
    let colon = start
    while (colon < limit && text.charCodeAt(colon) !== COLON) colon++
    if (colon >= limit || colon - start <= 2) continue
    const path = text.slice(start, colon)
    const known = hits.knownPath(path)
    if (known === undefined && !isPath(path)) continue
    file = known ?? hits.pathIndex(path)
    last = path
    hits.add(line, file, colon, 0, COLON, colon + 1)
  }
}

/** `12:text` and `12-text`, of one file, in rising order and with gaps: without gaps it is the view of a file. */
export function readSingle(hits: Hits): void {
  const { text } = hits
  let last = 0
  let gaps = 0
  let rules = false
  const file = hits.pathIndex('')
  for (let line = 0; line < hits.count; line++) {
    const start = hits.start(line)
    const end = digitsEnd(text, start)
    if (end === start) {
      rules ||= hits.isRule(line)
      continue
    }
    const sign = text.charCodeAt(end)
    if (sign !== COLON && sign !== DASH) continue
    const number = Number(text.slice(start, end))
    // `10:11:07` is a time.
    if (
      number <= last ||
      (sign === COLON && isDigit(text.charCodeAt(end + 1)) && text.charCodeAt(end + 3) === COLON)
    )
      continue
    if (number > last + 1) gaps++
    last = number
    hits.add(line, file, start, end - start, sign, end + 1)
  }
  if (gaps * 3 < hits.found && !rules) hits.clear()
}
