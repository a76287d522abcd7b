/** Reads the lines that search tools print: `path:line:text`, `path-line-text`, `path:text`, `line:text`. */
import { hasExtension, isSeparator, looksLikePath } from '../listing/paths.ts'

/** One line of a search output. What is not a hit has neither path nor mark: `text` is the line. */
export interface Hit {
  /** `undefined`: the line is not a hit. `''`: a hit of the one file that was searched. */
  readonly path: string | undefined
  /** Line number as printed, `''` where the tool printed none. */
  readonly line: string
  /** `:` for a match, `-` for a line of context, `''` for what is not a hit. */
  readonly sign: ':' | '-' | ''
  readonly text: string
}

export interface Listing {
  readonly hits: readonly Hit[]
  /** How many of `hits` are matches or context. */
  readonly found: number
  /** Printed before the path of every context line that has no `:` in its text. Tools that make paths relative by their first colon do so. */
  readonly root: string
  /** The hits stand below their files already: there is nothing to win but by selecting. */
  readonly grouped?: boolean
}

const LONGEST_PATH = 600

const isDigit = (code: number): boolean => code >= 48 && code <= 57

/** End of the digits that start at `from`; `from` if there are none, or more than a line number has. */
function digitsEnd(line: string, from: number): number {
  let at = from
  while (isDigit(line.charCodeAt(at))) at++
  return at - from > 9 ? from : at
}

/** A path before a line number: `src/a.ts`, `Makefile.am`, `HEAD:src/a.c`, `C:\a.cs`. Times, addresses and URLs are not. */
function namesFile(path: string): boolean {
  if (path === '' || path.length > LONGEST_PATH) return false
  const first = path.charCodeAt(0)
  if (first === 32 || first === 9) return false
  const colon = path.indexOf(':', /^[A-Za-z]:[\\/]/.test(path) ? 2 : 0)
  const name = colon < 0 ? path : path.slice(colon + 1)
  if (colon >= 0 && (/\s/.test(path.slice(0, colon)) || name.startsWith('//'))) return false
  if (/^\d{1,4}[-/]\d{1,2}[-/]\d{1,4}[T ]?\d*$/.test(name)) return false
  return (
    looksLikePath(name) ||
    /^(?:[\w@+~-]*\.[A-Za-z_][\w.+-]*|[\w@+~-][\w.@+~-]*\.[A-Za-z]\w{0,11}|Makefile|Dockerfile|README|LICENSE|CHANGELOG|Gemfile|Rakefile|Jenkinsfile)$/.test(
      name,
    )
  )
}

/** A hit of the same file as the one before: most are, and then the path needs no second look. */
function numberedAgain(line: string, path: string): Hit | undefined {
  const colon = path.length
  if (line.charCodeAt(colon) !== 58 || !line.startsWith(path)) return undefined
  const end = digitsEnd(line, colon + 1)
  if (end === colon + 1 || line.charCodeAt(end) !== 58) return undefined
  return { path, line: line.slice(colon + 1, end), sign: ':', text: line.slice(end + 1) }
}

/** `path:12:text`. Looks at the first three colons, so that a revision or a drive may stand before the path. */
export function numberedMatch(line: string): Hit | undefined {
  let colon = -1
  for (let tries = 0; tries < 3; tries++) {
    colon = line.indexOf(':', colon + 1)
    if (colon <= 0 || colon > LONGEST_PATH) return undefined
    const end = digitsEnd(line, colon + 1)
    if (end > colon + 1 && line.charCodeAt(end) === 58) {
      const path = line.slice(0, colon)
      return namesFile(path)
        ? { path, line: line.slice(colon + 1, end), sign: ':', text: line.slice(end + 1) }
        : undefined
    }
  }
  return undefined
}

function contextOf(line: string, path: string, at = 0): Hit | undefined {
  const after = at + path.length
  if (line.charCodeAt(after) !== 45 || !line.startsWith(path, at)) return undefined
  const end = digitsEnd(line, after + 1)
  if (end === after + 1 || line.charCodeAt(end) !== 45) return undefined
  return {
    path: line.slice(0, after),
    line: line.slice(after + 1, end),
    sign: '-',
    text: line.slice(end + 1),
  }
}

const orphanContext = /^([^\s:]*?\.[A-Za-z]\w{0,11})-\d{1,9}-/

const other = (text: string): Hit => ({ path: undefined, line: '', sign: '', text })

function readNumbered(
  lines: readonly string[],
  matches: readonly (Hit | undefined)[],
  withRoot: boolean,
): Listing | undefined {
  const next: (string | undefined)[] = []
  for (let at = lines.length - 1, path: string | undefined; at >= 0; at--)
    next.push((path = matches[at]?.path ?? path))
  next.reverse()
  const hits: Hit[] = []
  let found = 0
  let current: string | undefined
  let root = ''
  for (let at = 0; at < lines.length; at++) {
    const line = lines[at] as string
    let hit = matches[at]
    if (hit === undefined && line !== '' && line !== '--') {
      const following = next[at]
      hit =
        (current === undefined ? undefined : contextOf(line, current)) ??
        (following === undefined ? undefined : contextOf(line, following))
      if (hit === undefined && withRoot && isSeparator(line.charCodeAt(0))) {
        for (const path of [current, following]) {
          if (path === undefined || isSeparator(path.charCodeAt(0))) continue
          const where = line.slice(0, LONGEST_PATH).indexOf(`/${path}-`)
          const rooted = where < 0 ? undefined : contextOf(line, path, where + 1)
          if (rooted === undefined) continue
          if (root === '') root = line.slice(0, where + 1)
          if (!line.startsWith(root) || where + 1 !== root.length || rooted.text.includes(':'))
            return undefined
          hit = { ...rooted, path }
          break
        }
      } else if (hit !== undefined && withRoot && root !== '' && !hit.text.includes(':')) return undefined
      if (hit === undefined) {
        const orphan = orphanContext.exec(
          line.length > LONGEST_PATH ? line.slice(0, LONGEST_PATH) : line,
        )?.[1]
        if (orphan !== undefined && namesFile(orphan)) hit = contextOf(line, orphan)
      }
    }
    if (hit === undefined) hits[at] = other(line)
    else {
      hits[at] = hit
      found++
      current = hit.path
    }
  }
  if (root !== '')
    for (const hit of hits)
      if (hit.sign === '-' && !hit.text.includes(':') && isSeparator((hit.path as string).charCodeAt(0)))
        return undefined
  return { hits, found, root }
}

/** `path:text`: the path must have a directory and an ending, or nothing would tell it from a key. */
function bareMatch(line: string): Hit | undefined {
  const colon = line.indexOf(':')
  if (colon <= 2 || colon > LONGEST_PATH) return undefined
  const drive = colon === 1 ? line.indexOf(':', 2) : colon
  const path = line.slice(0, drive)
  if (/\s/.test(path) || !hasExtension(path) || !looksLikePath(path)) return undefined
  return { path, line: '', sign: ':', text: line.slice(drive + 1) }
}

function readBare(lines: readonly string[]): Listing {
  const hits: Hit[] = []
  let found = 0
  let current: string | undefined
  for (let at = 0; at < lines.length; at++) {
    const line = lines[at] as string
    let hit: Hit | undefined =
      current !== undefined && line.charCodeAt(current.length) === 58 && line.startsWith(current)
        ? { path: current, line: '', sign: ':', text: line.slice(current.length + 1) }
        : bareMatch(line)
    if (
      hit === undefined &&
      current !== undefined &&
      line.charCodeAt(current.length) === 45 &&
      line.startsWith(current)
    )
      hit = { path: current, line: '', sign: '-', text: line.slice(current.length + 1) }
    if (hit !== undefined) {
      found++
      current = hit.path
    }
    hits[at] = hit ?? other(line)
  }
  return { hits, found, root: '' }
}

/** `12:text` and `12-text`, of one file, in rising order and with gaps: without gaps it is the view of a file. */
function readSingle(lines: readonly string[]): Listing {
  const hits: Hit[] = []
  let found = 0
  let last = 0
  let gaps = 0
  for (let at = 0; at < lines.length; at++) {
    const line = lines[at] as string
    const end = digitsEnd(line, 0)
    const sign = end > 0 ? line.charCodeAt(end) : 0
    const number = sign === 58 || sign === 45 ? Number(line.slice(0, end)) : 0
    if (
      number > last &&
      !(sign === 58 && isDigit(line.charCodeAt(end + 1)) && line.charCodeAt(end + 3) === 58)
    ) {
      if (number > last + 1) gaps++
      last = number
      found++
      hits[at] = {
        path: '',
        line: line.slice(0, end),
        sign: sign === 58 ? ':' : '-',
        text: line.slice(end + 1),
      }
    } else hits[at] = other(line)
  }
  return { hits, found: gaps * 3 >= found || lines.includes('--') ? found : 0, root: '' }
}

const groupedHit = /^(\d{1,9})([:-])(.*)$/s
const toldHit = /^[ \t]{0,8}(?:Line |L)(\d{1,9}): ?(.*)$/s

function hitUnder(line: string, path: string): Hit | undefined {
  const code = line.charCodeAt(0)
  if (code >= 48 && code <= 57) {
    const found = groupedHit.exec(line)
    return found === null
      ? undefined
      : { path, line: found[1] as string, sign: found[2] as ':' | '-', text: found[3] as string }
  }
  if (code !== 32 && code !== 9 && code !== 76) return undefined
  const found = toldHit.exec(line)
  return found === null ? undefined : { path, line: found[1] as string, sign: ':', text: found[2] as string }
}

/** Hits below their file: ripgrep with headings (`12:text` under a path), tools that print `Line 12: text` under `path:`. */
function readGrouped(lines: readonly string[]): Listing {
  const hits: Hit[] = []
  let found = 0
  let current = ''
  for (let at = 0; at < lines.length; at++) {
    const line = lines[at] as string
    const hit = current === '' ? undefined : hitUnder(line, current)
    if (hit !== undefined) {
      found++
      hits.push(hit)
      continue
    }
    if (line === '') current = ''
    else if (line !== '--' && line.length < LONGEST_PATH && hitUnder(lines[at + 1] ?? '', '') !== undefined) {
      const name = line.replace(/^File: /, '').replace(/:$/, '')
      current = namesFile(name) ? name : ''
      if (current !== '') {
        hits.push(other(''))
        continue
      }
    }
    hits.push(other(line))
  }
  return { hits, found, root: '', grouped: true }
}

/** Reads a whole output. `undefined` when hardly anything in it is a hit. */
export function readHits(lines: readonly string[]): Listing | undefined {
  let named = 0
  let last = ''
  const matches: (Hit | undefined)[] = []
  for (const line of lines) {
    const hit = (last === '' ? undefined : numberedAgain(line, last)) ?? numberedMatch(line)
    if (hit !== undefined) {
      named++
      last = hit.path as string
    }
    matches.push(hit)
  }
  if (named >= 2 || (named === 1 && lines.length <= 24)) {
    const read = readNumbered(lines, matches, true) ?? readNumbered(lines, matches, false)
    if (read !== undefined && read.found >= 2) return read
  }
  const grouped = readGrouped(lines)
  if (grouped.found >= 2) return grouped
  const bare = readBare(lines)
  if (bare.found >= 2) return bare
  const single = readSingle(lines)
  return single.found >= 2 ? single : undefined
}
