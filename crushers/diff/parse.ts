/** Reads unified diffs, as `diff -u` and git print them. Hunks are read by the counts in their heads, not by looks. */
export interface Hunk {
  readonly head: string
  readonly oldStart: number
  readonly oldCount: number
  readonly newStart: number
  readonly newCount: number
  /** What stands behind the second `@@`, white space included. */
  readonly section: string
  readonly lines: readonly string[]
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

/** A file, or a line that belongs to none (a commit message, a note, a combined diff). */
export type Piece = FileDiff | string

const hunkHead = /^@@ -(\d{1,9})(?:,(\d{1,9}))? \+(\d{1,9})(?:,(\d{1,9}))? @@(.*)$/s
const extended =
  /^(?:index [0-9a-f]|old mode |new mode |deleted file mode |new file mode |copy from |copy to |rename from |rename to |rename old |rename new |similarity index |dissimilarity index |Binary files )/

const pathOf = (line: string): string => {
  const path = line.slice(4).replace(/[\t\r].*$/s, '')
  return /^[abciwo12]\//.test(path) ? path.slice(2) : path
}

function readHunk(lines: readonly string[], at: number): { hunk: Hunk; complete: boolean } | undefined {
  const head = lines[at] as string
  const found = hunkHead.exec(head)
  if (found === null) return undefined
  const [, oldStart, oldCount, newStart, newCount, section] = found as unknown as [
    string,
    string,
    string?,
    string?,
    string?,
    string?,
  ]
  let old = Number(oldCount ?? 1)
  let fresh = Number(newCount ?? 1)
  const body: string[] = []
  let next = at + 1
  for (; next < lines.length; next++) {
    const line = lines[next] as string
    const code = line.charCodeAt(0)
    if (code === 92) {
      if (body.length === 0) break
    } else if (old <= 0 && fresh <= 0) break
    else if (code === 43 && fresh > 0) fresh--
    else if (code === 45 && old > 0) old--
    // Some programs strip the blank from empty lines of context.
    else if (
      (code === 32 || line === '' || line === '\r') &&
      old > 0 &&
      fresh > 0 &&
      !(line === '' && next === lines.length - 1)
    ) {
      old--
      fresh--
    } else break
    body.push(line)
  }
  const hunk: Hunk = {
    head,
    oldStart: Number(oldStart),
    oldCount: Number(oldCount ?? 1),
    newStart: Number(newStart),
    newCount: Number(newCount ?? 1),
    section: section ?? '',
    lines: body,
  }
  return { hunk, complete: old === 0 && fresh === 0 }
}

function readFile(lines: readonly string[], from: number): { file: FileDiff; next: number } | undefined {
  let at = from
  const git = (lines[at] as string).startsWith('diff --git ')
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
  else path = / b\/(.+?)\r?$/.exec(lines[from] as string)?.[1] ?? (lines[from] as string).slice(11)
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
      (code === 100 && line.startsWith('diff --git ')) || (code === 45 && line.startsWith('--- '))
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
  for (const { lines } of hunks)
    for (const line of lines) {
      const code = line.charCodeAt(0)
      if (code === 43) added++
      else if (code === 45) removed++
    }
  return { added, removed }
}
