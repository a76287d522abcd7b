import type { Hint } from '../types.ts'
import { isFile, readDiff } from './parse.ts'

/** Part of the lines that must belong to files of a diff; commit messages and statistics take the rest. */
const DIFF_SHARE = 0.5

export function sniffDiff(sample: string, hint?: Hint): number {
  if (hint?.fileView === true || !/^@@+ -\d|^diff --(?:git|cc|combined) /m.test(sample)) return 0
  const lines = sample.split('\n')
  let inside = 0
  let hunks = 0
  for (const piece of readDiff(lines)) {
    if (!isFile(piece)) {
      // A sample from the middle shows parts of hunks without their heads.
      if (hunks > 0 && /^[-+ @\\]/.test(piece)) inside++
      continue
    }
    inside += piece.header.length
    hunks += piece.hunks.length
    for (const hunk of piece.hunks) inside += hunk.lines.length + 1
  }
  if (inside === 0) return 0
  const share = inside / Math.max(1, lines.length - (lines[lines.length - 1] === '' ? 1 : 0))
  return share < DIFF_SHARE ? 0 : Math.min(1, (hunks > 0 ? 0.75 : 0.55) + share / 4)
}
