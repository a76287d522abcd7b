import type { CrushContext, Crushed, Crusher } from '../types.ts'
import { neededHeader } from './headers.ts'
import { isFile, readDiff } from './parse.ts'
import { HOPELESS, LEAST_SAVING, LEAST_SAVING_PART } from './policy.ts'
import { isSelection, selectDiff } from './select.ts'
import { sniffDiff } from './sniff.ts'

/**
 * Unified diffs of git and `diff -u`, and combined ones of merges. Lossless: header lines that `git apply` does not need go, hunks stay to the byte.
 * `select`: context of one line with heads to match, generated files and renames counted; where not all hunks can be begun, some
 * are shown and all files counted. `outline`: files and heads.
 */
export const diffCrusher: Crusher = {
  name: 'diff',
  version: 4,
  sniff: sniffDiff,
  crush(text: string, context: CrushContext): Crushed | undefined {
    if (text.length < 64 || isSelection(text)) return undefined
    const pieces = readDiff(text.split('\n'))
    const files = pieces.filter(isFile)
    if (files.length === 0) return undefined
    const before = context.count(text)
    const hopeless = context.level === 'select' && text.length > context.target * HOPELESS
    if (context.level !== 'outline' && !hopeless) {
      const out: string[] = []
      for (const piece of pieces) {
        if (!isFile(piece)) {
          out.push(piece)
          continue
        }
        for (const line of neededHeader(piece)) out.push(line)
        for (const hunk of piece.hunks) {
          out.push(hunk.head)
          for (const line of hunk.lines) out.push(line)
        }
      }
      const kept = out.join('\n')
      if (kept.length < text.length) {
        const after = context.count(kept)
        const saves = before - after >= LEAST_SAVING && before - after >= before * LEAST_SAVING_PART
        if (saves && (context.level === 'lossless' || after <= context.target))
          return { text: kept, lossless: 'values', losses: [] }
      }
    }
    if (context.level === 'lossless' || (context.level === 'select' && before <= context.target))
      return undefined
    return selectDiff(pieces, context, before)
  },
}
