/**
 * What `git log` prints. Layout without loss: authors are named once, a commit's header is one line.
 *
 *     commits by A = Ada Miller <ada@example.org>, B = Grace Hopper <grace@example.org>
 *     1b9f…40 digits A Mon Feb 2 12:02:00 2026 +0100
 *      Turn the wheel
 *     | packages/wheel.ts | 2 +-
 *
 * Lines of the message stand behind one space, other lines of the commit behind a bar. A blank line stood behind each
 * such header, and before each commit but the first. Commits with other headers stand as they were printed.
 */
import { type Lines, TextLines } from '../text-lines.ts'
import { Unfolded } from '../unfolded.ts'

const commitLine = /^commit ([0-9a-f]{7,64}(?: \([^\n]{1,300}\))?)$/
const onelineCommit = /^([0-9a-f]{7,40}) (?:(\([^()\n]{1,200}\)) )?(\S.*)$/
const AUTHOR = 'Author: '
const DATE = 'Date:   '
const INDENT = '    '
const LONGEST_LINE = 400

export interface Commit {
  /** First line, and the one behind the last. */
  readonly from: number
  to: number
  /** Hash, with the names that point at it in brackets. */
  readonly hash: string
  readonly author: string
  readonly date: string
  /** First line of the message, and the lines it extends over. */
  readonly subject: string
  readonly message: number
  messageEnd: number
  /** `commit`, `Author:`, `Date:`, a blank line. */
  readonly isPlain: boolean
}

export interface Log {
  readonly lines: Lines
  readonly commits: readonly Commit[]
  readonly oneline: boolean
  /** Lines that belong to a commit. */
  readonly found: number
}

const isMessage = (lines: Lines, line: number): boolean =>
  line < lines.count && lines.text.startsWith(INDENT, lines.start(line)) && !lines.isBlank(line)

/** Commits, if the text begins with one. */
export function readLog(lines: Lines): Log | undefined {
  if (!lines.text.startsWith('commit ')) return readOneline(lines)
  const commits: Commit[] = []
  const open = (line: number): boolean =>
    lines.text.startsWith('commit ', lines.start(line)) &&
    lines.end(line) - lines.start(line) < LONGEST_LINE &&
    commitLine.test(lines.line(line))
  for (let line = 0; line < lines.count; ) {
    if (!open(line)) return undefined
    let at = line + 1
    let author = ''
    let date = ''
    let headers = 0
    for (; at < lines.count && !lines.isBlank(at) && !isMessage(lines, at); at++, headers++) {
      const header = lines.text.slice(
        lines.start(at),
        Math.min(lines.end(at), lines.start(at) + LONGEST_LINE),
      )
      if (header.startsWith(AUTHOR)) author = header.slice(AUTHOR.length)
      else if (header.startsWith(DATE)) date = header.slice(DATE.length)
      else if (!/^[A-Z]\w{2,20}: /.test(header)) return undefined
    }
    if (author === '' || !lines.isBlank(at)) return undefined
    const message = at + 1
    let end = message
    while (isMessage(lines, end)) end++
    let to = end
    // A log with patches is a diff.
    for (; to < lines.count && !open(to); to++)
      if (lines.text.startsWith('diff --', lines.start(to))) return undefined
    commits.push({
      from: line,
      to,
      hash: lines.line(line).slice('commit '.length),
      author,
      date,
      subject: end > message ? lines.line(message).slice(INDENT.length) : '',
      message,
      messageEnd: end,
      isPlain:
        headers === 2 &&
        date !== '' &&
        lines.text.startsWith(AUTHOR, lines.start(line + 1)) &&
        lines.end(line + 1) - lines.start(line + 1) < LONGEST_LINE &&
        lines.end(line + 2) - lines.start(line + 2) < LONGEST_LINE,
    })
    line = to
  }
  return commits.length < LEAST_COMMITS ? undefined : { lines, commits, oneline: false, found: lines.count }
}

const LEAST_COMMITS = 2
/** Short hashes are told from words and numbers by having letters and digits, most of them. */
const LEAST_ONELINES = 5
const MIXED_SHARE = 0.8
/** Names stand behind identifiers of other things, sentences behind those of commits. */
const SENTENCE_SHARE = 0.6

/** `1b9f3c2 Turn the wheel`, hashes of one length. */
function readOneline(lines: Lines): Log | undefined {
  const commits: Commit[] = []
  let length = 0
  let mixed = 0
  let sentences = 0
  for (let line = 0; line < lines.count; line++) {
    if (lines.isBlank(line) && line === lines.count - 1) break
    const printed = lines.text.slice(
      lines.start(line),
      Math.min(lines.end(line), lines.start(line) + LONGEST_LINE),
    )
    const found = onelineCommit.exec(printed)
    if (found === null) return undefined
    const [, hash, names, subject] = found as unknown as [string, string, string | undefined, string]
    length ||= hash.length
    if (hash.length !== length) return undefined
    if (/[a-f]/.test(hash) && /\d/.test(hash)) mixed++
    if (subject.includes(' ')) sentences++
    commits.push({
      from: line,
      to: line + 1,
      hash: names === undefined ? hash : `${hash} ${names}`,
      author: '',
      date: '',
      subject,
      message: line + 1,
      messageEnd: line + 1,
      isPlain: false,
    })
  }
  if (commits.length < LEAST_ONELINES || mixed < commits.length * MIXED_SHARE) return undefined
  if (sentences < commits.length * SENTENCE_SHARE) return undefined
  return { lines, commits, oneline: true, found: commits.length }
}

/** `A`, `B`, … `Z`, `AA`, … */
function letterOf(index: number): string {
  const last = String.fromCharCode(65 + (index % 26))
  return index < 26 ? last : letterOf(Math.floor(index / 26) - 1) + last
}

const announced = 'commits by '
/** Names that could not be told apart in the announcement. */
const ambiguous = /, [A-Z]+ = /
const MOST_AUTHORS = 702

/** `undefined`: nothing is won, or authors could not be told apart. */
export function encodeLog({ lines, commits, oneline }: Log): string | undefined {
  if (oneline) return undefined
  const letters = new Map<string, string>()
  for (const { author, isPlain } of commits)
    if (isPlain && !letters.has(author)) letters.set(author, letterOf(letters.size))
  if (letters.size === 0 || letters.size > MOST_AUTHORS) return undefined
  for (const author of letters.keys()) if (ambiguous.test(author)) return undefined
  const out = new TextLines()
  out.push(announced + Array.from(letters, ([author, letter]) => `${letter} = ${author}`).join(', '))
  for (const { from, to, hash, author, date, isPlain, message, messageEnd } of commits) {
    if (!isPlain) {
      for (let line = from; line < to; line++) out.push(lines.line(line))
      continue
    }
    out.push(`${hash} ${letters.get(author)} ${date}`)
    for (let line = message; line < messageEnd; line++) out.push(lines.line(line).slice(INDENT.length - 1))
    // The blank line before the next commit goes without saying.
    const isEnded = to > messageEnd && lines.isBlank(to - 1)
    if (!isEnded && to < lines.count) return undefined
    for (let line = messageEnd; line < (isEnded ? to - 1 : to); line++) out.push(`|${lines.line(line)}`)
    if (isEnded && to === lines.count) out.push('')
  }
  return out.toString()
}

const header = /^([0-9a-f]{7,64}(?: \([^\n]{1,300}\))?) ([A-Z]{1,3}) (\S.*)$/

/** Made by `encodeLog`. */
export const announcesCommits = (text: string): boolean => text.startsWith(announced)

/** The log that `encodeLog` was given. */
export function decodeLog(text: string, most = Number.POSITIVE_INFINITY): string {
  const lines = text.split('\n')
  const authors = new Map<string, string>()
  for (const part of (lines[0] as string).slice(announced.length).split(/, (?=[A-Z]{1,3} = )/)) {
    const sign = part.indexOf(' = ')
    if (sign > 0) authors.set(part.slice(0, sign), part.slice(sign + 3))
  }
  const out = new Unfolded(most)
  let isCompact = false
  let owesBlank = false
  for (const line of lines.slice(1)) {
    const code = line.charCodeAt(0)
    const found =
      (code >= 48 && code <= 57) || (code >= 97 && code <= 102)
        ? header.exec(line.length > 2 * LONGEST_LINE ? '' : line)
        : null
    const author = found === null ? undefined : authors.get(found[2] as string)
    if (found !== null && author !== undefined) {
      if (owesBlank) out.push('')
      out.push(`commit ${found[1]}`)
      out.push(AUTHOR + author)
      out.push(DATE + (found[3] as string))
      out.push('')
      isCompact = true
      owesBlank = true
    } else if (!isCompact || line.startsWith('commit ')) {
      if (owesBlank) out.push('')
      owesBlank = false
      isCompact = false
      out.push(line)
    } else if (code === 124) out.push(line.slice(1))
    else out.push(line === '' ? '' : INDENT.slice(1) + line)
  }
  return out.text()
}
