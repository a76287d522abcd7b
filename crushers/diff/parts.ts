/** The files of a diff with what stands before each, and with less context. */
import { shortenContext } from './context.ts'
import { isGenerated } from './describe.ts'
import { changesOf, type FileDiff, type Hunk, isFile, type Piece } from './parse.ts'
import { CONTEXT_LINES, LEAD_LINES, LONG_HUNK, LONGEST_LEAD } from './policy.ts'

export interface Part {
  readonly file: FileDiff
  /** Lines that belong to no file and stand before this one: a commit and its message. */
  readonly lead: readonly string[]
  /** Long ones in parts already, the others with all of their context. */
  readonly hunks: readonly Hunk[]
  readonly generated: boolean
  readonly added: number
  readonly removed: number
}

/** A hunk with less context: one or more. */
export const shortened = (file: FileDiff, hunk: Hunk): readonly Hunk[] =>
  file.complete ? shortenContext(hunk, CONTEXT_LINES) : [hunk]

const isLong = (hunk: Hunk): boolean => hunk.lines.length > LONG_HUNK

/** Files of a diff; what stands behind the last of them is not of them. */
export function partsOf(pieces: readonly Piece[]): Part[] {
  const parts: Part[] = []
  let lead: string[] = []
  for (const piece of pieces) {
    if (!isFile(piece)) {
      if (piece !== '' && lead.length < LEAD_LINES)
        lead.push(piece.length > LONGEST_LEAD ? `${piece.slice(0, LONGEST_LEAD)}…` : piece)
      continue
    }
    parts.push({
      file: piece,
      lead,
      hunks: piece.hunks.some(isLong)
        ? piece.hunks.flatMap(hunk => (isLong(hunk) ? shortened(piece, hunk) : [hunk]))
        : piece.hunks,
      generated: isGenerated(piece.path),
      ...changesOf(piece.hunks),
    })
    lead = []
  }
  return parts
}
