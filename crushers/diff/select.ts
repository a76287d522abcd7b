/** The lossy levels: less context, generated files counted, long hunks cut, down to files and hunk heads. */
import { generatedDirectories } from '../listing/policy.ts'
import type { CrushContext, Crushed, Loss } from '../types.ts'
import { shortenContext } from './context.ts'
import { neededHeader } from './headers.ts'
import { changeOf, changesOf, type FileDiff, type Hunk, isFile, type Piece } from './parse.ts'
import { ATTEMPTS, CHARACTERS_PER_TOKEN, CONTEXT_LINES, generatedFile } from './policy.ts'

const summary = /^… \d+ files? changed, \+\d+ −\d+/

/** Made by `selectDiff` with something cut: such a text is not crushed again. */
export const isSelection = (text: string): boolean => summary.test(text)

const isGenerated = (path: string): boolean =>
  generatedFile.test(path) ||
  path
    .split('/')
    .slice(0, -1)
    .some(part => generatedDirectories.has(part))

const isRename = (file: FileDiff): boolean =>
  file.hunks.length === 0 && file.header.some(line => line.startsWith('rename to '))

const named = (file: FileDiff, prefix: string): string =>
  (file.header.find(line => line.startsWith(prefix)) ?? '').slice(prefix.length).replace(/\r$/, '')

function counts(file: FileDiff): string {
  const { added, removed } = changesOf(file.hunks)
  return `+${added} −${removed}`
}

/** What happened to the file besides its lines. */
function event(file: FileDiff): string {
  for (const line of file.header) {
    if (line.startsWith('new file mode')) return 'new, '
    if (line.startsWith('deleted file mode')) return 'deleted, '
    if (line.startsWith('Binary files') || line.startsWith('GIT binary')) return 'binary, '
  }
  return ''
}

interface Shown {
  readonly file: FileDiff
  readonly lines: readonly string[]
  /** Hunks with less context; none where `lines` tells all. */
  readonly hunks: readonly Hunk[]
}

/** A hunk cut below this shows its head and hardly more. */
const SHORTEST_HUNK = 120

/** Fewest characters of all hunks that are not generated, each cut as far as it may be. */
function leastLength(files: readonly FileDiff[]): number {
  let length = 0
  for (const { hunks, path } of files) {
    if (isGenerated(path)) continue
    for (const { head, lines, parents } of hunks) {
      let size = head.length
      for (let at = 0; at < lines.length && size < SHORTEST_HUNK; at++) {
        const line = lines[at] as string
        if (changeOf(line, parents) !== 0) size += line.length + 1
      }
      length += Math.min(size, SHORTEST_HUNK)
    }
  }
  return length
}

const sizeOf = (hunk: Hunk): number =>
  hunk.lines.reduce((sum, line) => sum + line.length + 1, hunk.head.length + 1)

/** The length L for which hunks cut to L fill the room: short ones stay whole, long ones share what is left. */
function fairLength(sizes: readonly number[], room: number): number {
  const ascending = sizes.toSorted((a, b) => a - b)
  let left = room
  for (let at = 0; at < ascending.length; at++) {
    const size = ascending[at] as number
    const share = left / (ascending.length - at)
    if (size > share) return share
    left -= size
  }
  return Number.POSITIVE_INFINITY
}

/** First lines of the hunk, and what is not shown of it. Changed lines go before context. */
function cut(hunk: Hunk, length: number): { lines: string[]; hidden: number } {
  const lines = [hunk.head]
  let room = length - hunk.head.length
  let at = 0
  for (; at < hunk.lines.length; at++) {
    const line = hunk.lines[at] as string
    if (room - line.length < 0) break
    room -= line.length + 1
    lines.push(line)
  }
  if (at === hunk.lines.length) return { lines, hidden: 0 }
  const { added, removed } = changesOf([{ ...hunk, lines: hunk.lines.slice(at) }])
  lines.push(`… ${hunk.lines.length - at} more lines of this hunk (+${added} −${removed})`)
  return { lines, hidden: added + removed }
}

function outline(
  files: readonly FileDiff[],
  others: readonly string[],
  first: string,
  budget: number,
): string {
  const heads: string[] = [first, ...others]
  const bare: string[] = [first]
  for (const file of files) {
    const line = isRename(file)
      ? `${named(file, 'rename from ')} → ${named(file, 'rename to ')} (renamed)`
      : `${file.path} (${event(file)}${counts(file)})`
    heads.push(line)
    bare.push(line)
    if (!isGenerated(file.path)) for (const hunk of file.hunks) heads.push(` ${hunk.head}`)
  }
  const size = (lines: readonly string[]) => lines.reduce((sum, line) => sum + line.length + 1, 0)
  if (size(heads) <= budget) return heads.join('\n')
  let room = budget
  const fitting = bare.filter((line, at) => at === 0 || (room -= line.length + 1) > 0)
  if (fitting.length < bare.length) fitting.push(`… ${bare.length - fitting.length} more files`)
  return fitting.join('\n')
}

export function selectDiff(
  pieces: readonly Piece[],
  context: CrushContext,
  before: number,
): Crushed | undefined {
  const files = pieces.filter(isFile)
  const total = changesOf(files.flatMap(file => file.hunks))
  const first = `… ${files.length} file${files.length === 1 ? '' : 's'} changed, +${total.added} −${total.removed}`
  const changed = total.added + total.removed
  let hiddenFiles = 0
  let summarised = false
  const isOutline = context.level === 'outline' || leastLength(files) > context.target * CHARACTERS_PER_TOKEN
  const shown: (Shown | string)[] = (isOutline ? [] : pieces).map(piece => {
    if (!isFile(piece)) return piece.length > 2000 ? `${piece.slice(0, 2000)}…` : piece
    if (isRename(piece)) {
      summarised = true
      return `${named(piece, 'rename from ')} → ${named(piece, 'rename to ')} (renamed, unchanged)`
    }
    const { added, removed } = changesOf(piece.hunks)
    if (isGenerated(piece.path) && piece.hunks.length > 0) {
      summarised = true
      hiddenFiles += added + removed
      return `${piece.path} (generated, ${event(piece)}+${added} −${removed} in ${piece.hunks.length} hunk${piece.hunks.length === 1 ? '' : 's'}, not shown)`
    }
    return {
      file: piece,
      lines: neededHeader(piece),
      hunks: piece.complete ? piece.hunks.flatMap(hunk => shortenContext(hunk, CONTEXT_LINES)) : piece.hunks,
    }
  })
  const foreign = pieces
    .filter((piece): piece is string => typeof piece === 'string' && piece !== '')
    .map(line => line.slice(0, 300))
  const sizes = shown.flatMap(piece => (typeof piece === 'string' ? [] : piece.hunks.map(sizeOf)))
  const fixed = shown.reduce(
    (sum, piece) =>
      sum +
      (typeof piece === 'string'
        ? piece.length + 1
        : piece.lines.reduce((inner, line) => inner + line.length + 1, 0)),
    0,
  )
  let budget = context.target * CHARACTERS_PER_TOKEN
  let whole = !isOutline
  for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
    let text: string
    let hidden = hiddenFiles
    const length = whole ? Number.POSITIVE_INFINITY : fairLength(sizes, budget - fixed)
    const asOutline = isOutline || length < SHORTEST_HUNK
    if (asOutline) {
      text = outline(files, foreign.slice(0, 8), first, budget)
      hidden = changed
    } else {
      const out: string[] = []
      for (const piece of shown) {
        if (typeof piece === 'string') {
          out.push(piece)
          continue
        }
        for (const line of piece.lines) out.push(line)
        for (const hunk of piece.hunks) {
          const part = cut(hunk, length)
          hidden += part.hidden
          for (const line of part.lines) out.push(line)
        }
      }
      if (hidden > 0 || summarised) out.unshift(first)
      text = out.join('\n')
    }
    const tokens = context.count(text)
    if (tokens > context.target && attempt < ATTEMPTS - 1) {
      if (whole) whole = false
      else budget *= Math.max(0.3, (context.target / tokens) * 0.97)
      continue
    }
    if (tokens + 25 >= before) return undefined
    const losses: Loss[] = []
    if (hidden > 0)
      losses.push({ kind: 'omitted', unit: 'changed lines', kept: changed - hidden, total: changed })
    losses.push({
      kind: 'shortened',
      unit: 'lines of context',
      kept: CONTEXT_LINES,
      total: 3,
      note: 'at each side of a change',
    })
    return hidden > 0 || summarised
      ? { text, lossless: false, losses }
      : { text, body: text, lossless: false, losses }
  }
  return undefined
}
