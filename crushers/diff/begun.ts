/** A diff of which every hunk is shown, or at least begun. */
import { scattered } from '../listing/scattered.ts'
import { cut, fairLength, sizeOf } from './cut.ts'
import { event, isGenerated, isRename, renamed } from './describe.ts'
import { neededHeader } from './headers.ts'
import { changeOf, changesOf, type FileDiff, type Hunk, isFile, type Piece } from './parse.ts'
import { shortened } from './parts.ts'
import { GENERATED_PART, LONGEST_HUNK, SHORTEST_HUNK } from './policy.ts'

const plural = (count: number, unit: string): string => `${count} ${unit}${count === 1 ? '' : 's'}`

/** Fewest characters of all hunks that are not generated, each cut as far as it may be. */
export function leastLength(files: readonly FileDiff[]): number {
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

interface Shown {
  readonly lines: readonly string[]
  /** Hunks with less context. */
  readonly hunks: readonly Hunk[]
  /** Of generated files only a sample is shown, and only where room is left. */
  readonly generated: boolean
}

/** A piece as it is shown where every hunk is, or at least begun. */
function shownAs(piece: Piece): Shown {
  if (!isFile(piece))
    return { lines: [piece.length > 2000 ? `${piece.slice(0, 2000)}…` : piece], hunks: [], generated: false }
  if (isRename(piece))
    return { lines: [`${renamed(piece)} (renamed, unchanged)`], hunks: [], generated: false }
  const generated = isGenerated(piece.path) && piece.hunks.length > 0
  const { added, removed } = changesOf(piece.hunks)
  return {
    lines: generated
      ? [
          `${piece.path} (generated, ${event(piece)}+${added} −${removed} in ${plural(piece.hunks.length, 'hunk')}, not shown)`,
        ]
      : neededHeader(piece),
    hunks: piece.hunks.flatMap(hunk => shortened(piece, hunk)),
    generated,
  }
}

/** Some hunks of a generated file, spread evenly, below the line that tells of it. */
function sampleOf({ lines, hunks }: Shown, room: number): { lines: string[]; shown: number } | undefined {
  const longest = Math.min(LONGEST_HUNK, Math.max(SHORTEST_HUNK * 2, room / 6))
  const chosen = new Map<number, string[]>()
  let left = room - 60
  let shown = 0
  for (const at of scattered(hunks.map((_, index) => index))) {
    const hunk = hunks[at] as Hunk
    const piece = cut(hunk, longest)
    const length = piece.lines.reduce((sum, line) => sum + line.length + 1, 0)
    if (length > left) break
    left -= length
    if (piece.lines.length < 3) continue
    const { added, removed } = changesOf([hunk])
    shown += added + removed - piece.hidden
    chosen.set(at, piece.lines)
  }
  if (chosen.size === 0) return undefined
  const [first = ''] = lines
  const head = first.replace(/, not shown\)$/, `, ${chosen.size} shown)`)
  return { lines: [head, ...hunks.flatMap((_, at) => chosen.get(at) ?? [])], shown }
}

export class Begun {
  readonly #shown: readonly Shown[]
  readonly #sizes: readonly number[]
  /** Characters beside the hunks, and of all. */
  readonly #fixed: number
  readonly #whole: number
  /** Generated files and renames are told in a line. */
  readonly isSummarised: boolean

  constructor(pieces: readonly Piece[], first: string) {
    this.#shown = pieces.map(shownAs)
    this.#sizes = this.#shown.flatMap(({ hunks, generated }) => (generated ? [] : hunks.map(sizeOf)))
    this.#fixed = this.#shown.reduce(
      (sum, { lines }) => sum + lines.reduce((inner, line) => inner + line.length + 1, 0),
      first.length,
    )
    this.#whole = this.#fixed + this.#sizes.reduce((sum, size) => sum + size, 0)
    this.isSummarised =
      this.#shown.some(({ generated }) => generated) || pieces.some(piece => isFile(piece) && isRename(piece))
  }

  /** To which length hunks have to be cut; infinite where none has to be. */
  lengthIn(characters: number): number {
    if (this.#whole <= characters) return Number.POSITIVE_INFINITY
    return this.#fixed >= characters ? 0 : fairLength(this.#sizes, characters - this.#fixed)
  }

  /** All pieces with hunks cut to a length; what room is left is for samples of generated files. */
  written(length: number, characters: number): { lines: string[]; hidden: number } {
    const generated = this.#shown.filter(each => each.generated).length
    // Where nothing else changed, they are what was asked for.
    const part = this.#sizes.length === 0 ? 1 : GENERATED_PART
    const left = Math.max(0, Math.min(characters - this.#whole, characters * part))
    const room = left / Math.max(1, generated)
    const out: string[] = []
    let hidden = 0
    for (const each of this.#shown) {
      const sample = each.generated ? sampleOf(each, room) : undefined
      for (const line of sample?.lines ?? each.lines) out.push(line)
      if (each.generated) {
        const { added, removed } = changesOf(each.hunks)
        hidden += added + removed - (sample?.shown ?? 0)
        continue
      }
      for (const hunk of each.hunks) {
        const piece = cut(hunk, length)
        hidden += piece.hidden
        for (const line of piece.lines) out.push(line)
      }
    }
    return { lines: out, hidden }
  }
}
