/** Reads unified diffs, as `diff -u` and git print them. Hunks are read by the counts in their heads, not by looks. */
export interface Hunk {
  readonly head: string
  /** How many old files there are: more than one in the combined diff of a merge. Each has a column of signs. */
  readonly parents: number
  /** First line and number of lines in each old file. */
  readonly old: readonly Range[]
  readonly fresh: Range
  /** What stands behind the last `@@`, white space included. */
  readonly section: string
  readonly lines: readonly string[]
}

export interface Range {
  readonly start: number
  readonly count: number
}

export interface FileDiff {
  /** Lines before the first hunk: `diff --git`, extended headers, `---` and `+++`. */
  readonly header: readonly string[]
  readonly hunks: readonly Hunk[]
  /** New path, or the old one of what was deleted. */
  readonly path: string
  /** All hunks are there in full. */
  readonly complete: boolean
}

/** A file, or a line that belongs to none (a commit message, a note). */
export type Piece = FileDiff | string

const plainHunk = /^@@ -(\d{1,9})(?:,(\d{1,9}))? \+(\d{1,9})(?:,(\d{1,9}))? @@(.*)$/s
const combinedHunk = /^(@{3,9})((?: -\d{1,9}(?:,\d{1,9})?){2,8}) \+(\d{1,9}(?:,\d{1,9})?) \1(.*)$/s
const extended =
  /^(?:index [0-9a-f]|mode \d|old mode |new mode |deleted file mode |new file mode |copy from |copy to |rename from |rename to |rename old |rename new |similarity index |dissimilarity index |Binary files )/

const pathOf = (line: string): string => {
  const path = line.slice(4).replace(/[\t\r].*$/s, '')
  return /^[abciwo12]\//.test(path) ? path.slice(2) : path
}

/** `12,3`: one line where no count stands. */
function rangeOf(text: string): Range {
  const [start, count] = text.split(',')
  return { start: Number(start), count: Number(count ?? 1) }
}

const PLUS = 43
const MINUS = 45
const BLANK = 32
/** `\ No newline at end of file` */
const BACKSLASH = 92

/** What a line of a hunk does: 1 it is in the new file and not in all old ones, -1 in old ones only, 0 in all. */
export function changeOf(line: string, parents: number): 1 | 0 | -1 {
  let change: 0 | 1 = 0
  for (let parent = 0; parent < parents; parent++) {
    const code = line.charCodeAt(parent)
    if (code === MINUS) return -1
    if (code === PLUS) change = 1
    else if (code !== BLANK) return change
  }
  return change
}

/** Whether the line stands in the old file. */
export function isIn(line: string, parent: number, change: 1 | 0 | -1): boolean {
  if (change === 0) return true
  const code = line.charCodeAt(parent)
  return change < 0 ? code === MINUS : code !== PLUS
}

/** Signs of a hunk's line, or an empty line of context without its blanks. */
function isSigned(line: string, parents: number): boolean {
  if (line === '' || line === '\r') return true
  for (let parent = 0; parent < parents; parent++) {
    const code = line.charCodeAt(parent)
    if (code !== BLANK && code !== PLUS && code !== MINUS) return false
  }
  return true
}

type Head = Pick<Hunk, 'old' | 'fresh' | 'section'>

function plainHead(head: string): Head | undefined {
  const found = plainHunk.exec(head)
  if (found === null) return undefined
  const [, oldStart, oldCount, newStart, newCount, section = ''] = found
  return {
    old: [{ start: Number(oldStart), count: Number(oldCount ?? 1) }],
    fresh: { start: Number(newStart), count: Number(newCount ?? 1) },
    section,
  }
}

function combinedHead(head: string): Head | undefined {
  const found = combinedHunk.exec(head)
  if (found === null) return undefined
  const [, marks, olds, news, section] = found as unknown as [string, string, string, string, string]
  const old = olds
    .trim()
    .split(' ')
    .map(part => rangeOf(part.slice(1)))
  return old.length === marks.length - 1 ? { old, fresh: rangeOf(news), section } : undefined
}

interface Body {
  readonly body: string[]
  /** All lines that the head counts are there. */
  readonly complete: boolean
}

function plainBody(lines: readonly string[], from: number, { count }: Range, fresh: Range): Body {
  const body: string[] = []
  let old = count
  let left = fresh.count
  for (let next = from; next < lines.length; next++) {
    const line = lines[next] as string
    const code = line.charCodeAt(0)
    if (code === BACKSLASH) {
      if (body.length === 0) break
    } else if (old <= 0 && left <= 0) break
    else if (code === PLUS && left > 0) left--
    else if (code === MINUS && old > 0) old--
    // Some programs strip the blank from empty lines of context.
    else if (
      (code === BLANK || line === '' || line === '\r') &&
      old > 0 &&
      left > 0 &&
      !(line === '' && next === lines.length - 1)
    ) {
      old--
      left--
    } else break
    body.push(line)
  }
  return { body, complete: old === 0 && left === 0 }
}

function combinedBody(lines: readonly string[], from: number, old: readonly Range[], fresh: Range): Body {
  const body: string[] = []
  const left = old.map(range => range.count)
  let freshLeft = fresh.count
  for (let next = from; next < lines.length; next++) {
    const line = lines[next] as string
    if (line.charCodeAt(0) === BACKSLASH) {
      if (body.length === 0) break
      body.push(line)
      continue
    }
    if (!isSigned(line, old.length) || (line === '' && next === lines.length - 1)) break
    const change = changeOf(line, old.length)
    if (change >= 0 && freshLeft === 0) break
    if (left.some((count, parent) => count === 0 && isIn(line, parent, change))) break
    if (change >= 0) freshLeft--
    for (let parent = 0; parent < left.length; parent++)
      if (isIn(line, parent, change)) left[parent] = (left[parent] as number) - 1
    body.push(line)
  }
  return { body, complete: freshLeft === 0 && left.every(count => count === 0) }
}

function readHunk(lines: readonly string[], at: number): { hunk: Hunk; complete: boolean } | undefined {
  const head = lines[at] as string
  if (!head.startsWith('@@')) return undefined
  const read = head.charCodeAt(2) === BLANK ? plainHead(head) : combinedHead(head)
  if (read === undefined) return undefined
  const { old, fresh, section } = read
  const parents = old.length
  const { body, complete } =
    parents === 1 ? plainBody(lines, at + 1, old[0] as Range, fresh) : combinedBody(lines, at + 1, old, fresh)
  const hunk: Hunk = { head, parents, old, fresh, section, lines: body }
  return { hunk, complete }
}

/** With what files of combined diffs begin, which have a column of signs for each parent of a merge. */
const combinedHeads = ['diff --cc ', 'diff --combined ']

const combinedPath = (line: string): string | undefined => {
  const head = combinedHeads.find(each => line.startsWith(each))
  return head === undefined ? undefined : line.slice(head.length).replace(/\r$/, '')
}

function readFile(lines: readonly string[], from: number): { file: FileDiff; next: number } | undefined {
  let at = from
  const isPlain = (lines[at] as string).startsWith('diff --git ')
  const combined = isPlain ? undefined : combinedPath(lines[at] as string)
  const git = isPlain || combined !== undefined
  if (git) {
    at++
    while (at < lines.length && extended.test(lines[at] as string)) at++
  }
  let path = ''
  if ((lines[at] ?? '').startsWith('--- ') && (lines[at + 1] ?? '').startsWith('+++ ')) {
    if (!git && !(lines[at + 2] ?? '').startsWith('@@ -')) return undefined
    path = pathOf(lines[at + 1] as string)
    if (path === '/dev/null') path = pathOf(lines[at] as string)
    at += 2
  } else if (!git) return undefined
  else
    path = combined ?? / b\/(.+?)\r?$/.exec(lines[from] as string)?.[1] ?? (lines[from] as string).slice(11)
  const header = lines.slice(from, at)
  const hunks: Hunk[] = []
  let complete = true
  for (;;) {
    const read = at < lines.length ? readHunk(lines, at) : undefined
    if (read === undefined) break
    hunks.push(read.hunk)
    complete &&= read.complete
    at += 1 + read.hunk.lines.length
  }
  // A heading alone is a line that a search found.
  if (header.length === 1 && hunks.length === 0) return undefined
  return { file: { header, hunks, path, complete }, next: at }
}

export function readDiff(lines: readonly string[]): Piece[] {
  const pieces: Piece[] = []
  for (let at = 0; at < lines.length; ) {
    const line = lines[at] as string
    const code = line.charCodeAt(0)
    const read =
      (code === 100 && (line.startsWith('diff --git ') || combinedPath(line) !== undefined)) ||
      (code === 45 && line.startsWith('--- '))
        ? readFile(lines, at)
        : undefined
    if (read === undefined) {
      pieces.push(line)
      at++
    } else {
      pieces.push(read.file)
      at = read.next
    }
  }
  return pieces
}

export const isFile = (piece: Piece): piece is FileDiff => typeof piece !== 'string'

/** Added and removed lines of hunks. */
export function changesOf(hunks: readonly Hunk[]): { added: number; removed: number } {
  let added = 0
  let removed = 0
  for (const { lines, parents } of hunks)
    for (const line of lines) {
      const change = changeOf(line, parents)
      if (change > 0) added++
      else if (change < 0) removed++
    }
  return { added, removed }
}
