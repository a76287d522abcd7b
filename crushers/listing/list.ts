/**
 * Lists of paths, one a line, perhaps with columns before them (`du`, `wc`, `git status -s`, checksums, archives).
 * Layout: what `ls -R` prints. Lines after `directory/:` are relative to it, a blank line ends that.
 *
 *     Found 3 files
 *     src/fold/:
 *     ingest.ts
 *     emit.ts
 *
 *     README.md
 */
import { Lines, TextLines } from '../text-lines.ts'
import { Unfolded } from '../unfolded.ts'
import { blocksOf, looksLikePath, nameStart, plainNameStart } from './paths.ts'
import { isStatus, isStatusLine } from './status.ts'

/** Columns that stand before a path. The first that fits counts, for writing as for reading back. */
const leads = [
  /^(?:[MADRCUT][ MADRCUT]| [MADRCUT]|\?\?|!!) (?=\S)/,
  /^[MADRCTUX]\d{0,3}\t/,
  /^\t(?:modified|new file|deleted|renamed|typechange|copied|both \w+|\w+ by \w+): {1,12}/,
  /^\t/,
  /^\d{6} (?:blob|tree|commit) [0-9a-f]{40,64}(?: +[\d-]+)?\t/,
  /^[0-9a-f]{32,128} [ *]/,
  /^[-dlhcbps][-rwxsStT]{9} {1,4}\S{1,64} {1,16}\d{1,18} \d{4}-\d\d-\d\d \d\d:\d\d(?::\d\d)? /,
  /^ {0,16}\d{1,18} {2,4}[\d-]{8,10} \d\d:\d\d {1,4}/,
  /^ {0,16}(?:\d{1,18} {1,16}){1,3}(?=\S)/,
  /^ {0,16}\d[\d.,]{0,18}[KMGTP]?i?B?[ \t]{1,16}(?=\S)/,
]

/** Leads by the code of the character that a line begins with; most lines begin with the path itself. */
const leadsByStart: (readonly RegExp[])[] = Array.from({ length: 128 }, (_, code) => {
  const start = String.fromCharCode(code)
  if (start === '\t') return leads.slice(2, 4)
  if (start === ' ' || /\d/.test(start)) return leads
  if (/[MADRCUTX?!a-f-]/.test(start)) return leads.slice(0, 7)
  return /[lhps]/.test(start) ? [leads[6] as RegExp] : []
})

/** Where the path of a line begins. */
export function leadEnd(text: string, start: number, end: number): number {
  const candidates = leadsByStart[text.charCodeAt(start)]
  if (candidates === undefined || candidates.length === 0) return start
  const numbers = numbersEnd(text, start)
  if (numbers > start && numbers < end) return numbers
  // All leads hold white space; without any the line is a path.
  let blank = start
  while (blank < end && text.charCodeAt(blank) !== 32 && text.charCodeAt(blank) !== 9) blank++
  if (blank === end) return start
  const head = text.slice(start, Math.min(end, start + LONGEST_LEAD))
  for (const lead of candidates) {
    const found = lead.exec(head)
    if (found !== null) return start + found[0].length
  }
  return start
}

const LONGEST_LEAD = 300

const DIGIT = 1
const NUMBER = 2
const table = new Uint8Array(128)
for (const digit of '0123456789') table[digit.charCodeAt(0)] = DIGIT | NUMBER
for (const mark of '.,') table[mark.charCodeAt(0)] = NUMBER

const isIn = (code: number, kind: number): boolean => code < 128 && ((table[code] as number) & kind) !== 0

/**
 * End of the commonest leads (`du`, `wc`), by hand: up to three whole numbers with spaces behind, or one with a tab. `from`
 * where the patterns have to be asked.
 */
function numbersEnd(text: string, from: number): number {
  let at = from
  while (text.charCodeAt(at) === 32 && at - from < 16) at++
  if (!isIn(text.charCodeAt(at), DIGIT)) return from
  const first = at
  while (isIn(text.charCodeAt(at), NUMBER) && at - first < 18) at++
  const unit = text.charCodeAt(at)
  if (unit === 75 || unit === 77 || unit === 71 || unit === 84 || unit === 80) at++
  if (text.charCodeAt(at) === 9) return text.charCodeAt(at + 1) > 32 ? at + 1 : from
  at = first
  for (let group = 0; group < 3 && isIn(text.charCodeAt(at), DIGIT); group++) {
    const start = at
    while (isIn(text.charCodeAt(at), DIGIT) && at - start < 18) at++
    const gap = at
    while (text.charCodeAt(at) === 32 && at - gap < 16) at++
    if (at === gap) return from
  }
  const next = text.charCodeAt(at)
  // `100644 blob 1b9f…`
  if (next === 98 || next === 116 || next === 99) return from
  return next > 32 && !isIn(next, DIGIT) ? at : from
}

const bareName = /^[\w.@+~][\w.@+~-]{0,120}[\\/]?$/
const LONGEST_ENTRY = 2_000

/** The lines of a list: for each, where its path begins behind the lead; -1: the line is no entry. */
export class List {
  readonly lines: Lines
  readonly paths: Int32Array
  /** Where the names of the paths begin, behind their directories. */
  readonly names: Int32Array
  found = 0
  /** Entries with a directory in their path. */
  deep = 0
  /** Entries with columns before their path. */
  led = 0
  /** Lines of `git status` that are no paths. */
  status = 0

  constructor(lines: Lines) {
    this.lines = lines
    this.paths = new Int32Array(lines.count).fill(-1)
    this.names = new Int32Array(lines.count)
    const { text } = lines
    const status = isStatus(lines)
    for (let line = 0; line < lines.count; line++) {
      const start = lines.start(line)
      const end = lines.end(line)
      if (start === end || end - start > LONGEST_ENTRY) continue
      const path = leadEnd(text, start, end)
      let name = plainNameStart(text, path, end)
      if (name < 0) {
        const written = text.slice(path, end)
        if (!looksLikePath(written) && !bareName.test(written)) {
          if (status && (isStatusLine(lines, line) || text.charCodeAt(start) === 9)) this.status++
          continue
        }
        name = nameStart(text, path, end)
      }
      this.paths[line] = path
      this.names[line] = name
      this.found++
      if (name > path) this.deep++
      if (path > start) this.led++
    }
  }

  isEntry(line: number): boolean {
    return (this.paths[line] as number) >= 0
  }

  path(line: number): string {
    return this.lines.text.slice(this.paths[line], this.lines.end(line))
  }

  lead(line: number): string {
    return this.lines.text.slice(this.lines.start(line), this.paths[line])
  }
}

export function encodeList(list: List): string {
  const { lines } = list
  const out = new TextLines()
  let base = ''
  const isLastBlank = lines.isBlank(lines.count - 1)
  const end = isLastBlank ? lines.count - 1 : lines.count
  for (let line = 0; line < end; ) {
    if (!list.isEntry(line)) {
      if (base !== '') out.push('')
      base = ''
      out.push(lines.line(line++))
      continue
    }
    const paths: string[] = []
    const cuts: number[] = []
    const from = line
    for (; line < end && list.isEntry(line); line++) {
      paths.push(list.path(line))
      cuts.push((list.names[line] as number) - (list.paths[line] as number))
    }
    for (const block of blocksOf(paths, cuts)) {
      if (block.base !== '') out.push(`${block.base}:`)
      else if (base !== '') out.push('')
      base = block.base
      for (let index = block.from; index < block.to; index++) {
        const entry = from + index
        const path = list.paths[entry] as number
        const name = lines.text.slice(path + base.length, lines.end(entry))
        out.push(path === lines.start(entry) ? name : list.lead(entry) + name)
      }
    }
  }
  if (isLastBlank) out.push('')
  return out.toString()
}

/** Takes a line of the original: a head, then a base, then a range of the encoded text. `false`: no more is wanted. */
type Take = (head: string, base: string, from: number, to: number) => boolean

function walk(text: string, take: Take): boolean {
  const lines = new Lines(text)
  let base = ''
  for (let line = 0; line < lines.count; line++) {
    const start = lines.start(line)
    const end = lines.end(line)
    if (isBase(text, start, end)) base = text.slice(start, end - 1)
    else if (base === '') {
      if (!take('', '', start, end)) return false
    } else if (start === end) {
      if (line < lines.count - 1) base = ''
      else if (!take('', '', start, end)) return false
    } else {
      const path = leadEnd(text, start, end)
      if (!take(path === start ? '' : text.slice(start, path), base, path, end)) return false
    }
  }
  return true
}

function isBase(text: string, start: number, end: number): boolean {
  if (end - start < 2 || text.charCodeAt(end - 1) !== 58) return false
  const code = text.charCodeAt(end - 2)
  return code === 47 || code === 92
}

export function decodeList(text: string, most = Number.POSITIVE_INFINITY): string {
  const out = new Unfolded(most)
  walk(text, (head, base, from, to) => {
    out.push(head + base + text.slice(from, to))
    return true
  })
  return out.text()
}

/** Whether `decodeList(text)` is the original, without writing it out. */
export function decodesToList(text: string, original: string): boolean {
  let at = 0
  const isRead = walk(text, (head, base, from, to) => {
    if (at > 0 && original.charCodeAt(at - 1) !== 10) return false
    if (head !== '' && original.slice(at, at + head.length) !== head) return false
    at += head.length
    if (base !== '' && original.slice(at, at + base.length) !== base) return false
    at += base.length
    if (original.slice(at, at + to - from) !== text.slice(from, to)) return false
    at += to - from + 1
    return true
  })
  return isRead && at === original.length + 1
}
