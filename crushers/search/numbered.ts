/** Reads `path:12:text`, with context lines `path-13-text` around. */
import { isSeparator } from '../listing/paths.ts'
import { COLON, DASH, digitsEnd, type Hits, holds } from './hits.ts'
import { LONGEST_PATH, namesFile } from './names.ts'

/** `12:` or `12-` behind the path: the end of the digits, or -1. */
function numberEnd(text: string, from: number, sign: number): number {
  const end = digitsEnd(text, from)
  return end > from && text.charCodeAt(end) === sign ? end : -1
}

/**
 * Finds the matches. Looks at the first three colons of a line, so that a revision or a drive may stand before the path;
 * most hits are of the same file as the one before, and then the path needs no second look.
 */
export function findMatches(hits: Hits): number {
  const { text } = hits
  let named = 0
  let last = ''
  let file = -1
  for (let line = 0; line < hits.count; line++) {
    const start = hits.start(line)
    const after = start + last.length
    if (file >= 0 && text.charCodeAt(after) === COLON && text.startsWith(last, start)) {
      const end = numberEnd(text, after + 1, COLON)
      if (end > 0) {
        hits.add(line, file, after + 1, end - after - 1, COLON, end + 1)
        named++
        continue
      }
    }
    const limit = Math.min(hits.end(line), start + LONGEST_PATH + 1)
    let colons = 0
    for (let at = start; at < limit && colons < 3; at++) {
      if (text.charCodeAt(at) !== COLON) continue
      if (at === start) break
      colons++
      const end = numberEnd(text, at + 1, COLON)
      if (end < 0) continue
      const path = text.slice(start, at)
      const known = hits.knownPath(path)
      if (known === undefined && !namesFile(path)) break
      file = known ?? hits.pathIndex(path)
      last = path
      hits.add(line, file, at + 1, end - at - 1, COLON, end + 1)
      named++
      break
    }
  }
  return named
}

const orphanContext = /^([^\s:]{0,600}?\.[A-Za-z]\w{0,11})-\d{1,9}-/

/** Adds the context lines to the matches. `false`: with the root that the first ones have, the rest could not be read back. */
export function addContext(hits: Hits, withRoot: boolean): boolean {
  const { text } = hits
  let current = -1
  let next = 0
  const addAt = (line: number, file: number, at: number): boolean => {
    const path = hits.paths[file] as string
    const after = at + path.length
    if (text.charCodeAt(after) !== DASH || !text.startsWith(path, at)) return false
    const end = numberEnd(text, after + 1, DASH)
    if (end < 0) return false
    hits.add(line, file, after + 1, end - after - 1, DASH, end + 1)
    return true
  }
  for (let line = 0; line < hits.count; line++) {
    if (hits.isHit(line)) {
      current = hits.files[line] as number
      continue
    }
    if (hits.isBlank(line) || hits.isRule(line)) continue
    if (next <= line) for (next = line + 1; next < hits.count && !hits.isHit(next); ) next++
    const following = next < hits.count ? (hits.files[next] as number) : -1
    const start = hits.start(line)
    let added =
      (current >= 0 && addAt(line, current, start)) || (following >= 0 && addAt(line, following, start))
    if (!added && withRoot && isSeparator(text.charCodeAt(start))) {
      const head = text.slice(start, Math.min(hits.end(line), start + LONGEST_PATH))
      for (const file of [current, following]) {
        const path = file < 0 ? '' : (hits.paths[file] as string)
        if (path === '' || isSeparator(path.charCodeAt(0))) continue
        const where = head.indexOf(`/${path}-`)
        if (where < 0 || !addAt(line, file, start + where + 1)) continue
        if (hits.root === '') hits.root = head.slice(0, where + 1)
        if (where + 1 !== hits.root.length || !head.startsWith(hits.root)) return false
        if (holds(text, COLON, hits.bodies[line] as number, hits.end(line))) return false
        added = true
        break
      }
    } else if (added && hits.root !== '' && !holds(text, COLON, hits.bodies[line] as number, hits.end(line)))
      return false
    if (!added) {
      const orphan = orphanContext.exec(
        text.slice(start, Math.min(hits.end(line), start + LONGEST_PATH)),
      )?.[1]
      if (orphan !== undefined && namesFile(orphan)) added = addAt(line, hits.pathIndex(orphan), start)
    }
    if (added) current = hits.files[line] as number
  }
  if (hits.root !== '')
    for (let line = 0; line < hits.count; line++)
      if (
        hits.isHit(line) &&
        hits.sign(line) === DASH &&
        isSeparator(hits.path(line).charCodeAt(0)) &&
        !holds(text, COLON, hits.bodies[line] as number, hits.end(line))
      )
        return false
  return true
}
