import type { CrushContext, Crushed, Crusher } from '../types.ts'
import { readHits } from './hits.ts'
import { decodeHits, encodeHits, savedByBases } from './layout.ts'
import { BASES_SAVE, BASES_SAVE_TOKENS, HOPELESS, LEAST_SAVING, LEAST_SAVING_PART } from './policy.ts'
import { isSelection, selectHits } from './select.ts'
import { sniffSearch } from './sniff.ts'

export { decodeHits as decodeSearch } from './layout.ts'

const worth = (before: number, after: number): boolean =>
  before - after >= LEAST_SAVING && before - after >= before * LEAST_SAVING_PART

/** Shortest layout that reads back to the byte. */
function lossless(
  text: string,
  lines: readonly string[],
  context: CrushContext,
  before: number,
): { readonly text: string; readonly respelled: boolean } | undefined {
  const listing = readHits(lines)
  if (listing === undefined || listing.grouped === true) return undefined
  const whole = encodeHits(listing, { bases: false })
  let best: string | undefined
  let tokens = before
  if (whole.length < text.length) {
    const count = context.count(whole)
    if (worth(before, count)) [best, tokens] = [whole, count]
  }
  let based: string | undefined
  if (savedByBases(listing) > whole.length * BASES_SAVE) {
    based = encodeHits(listing, { bases: true })
    const count = context.count(based)
    if (worth(before, count) && count < tokens * (1 - BASES_SAVE) && tokens - count >= BASES_SAVE_TOKENS)
      best = based
  }
  if (best === undefined) return undefined
  // Odd lines can make one layout unreadable and not the other.
  for (const candidate of best === whole ? [whole] : [best, whole])
    if (candidate.length < text.length && decodeHits(candidate) === text)
      return { text: candidate, respelled: candidate !== whole }
  return undefined
}

/**
 * Output of grep, ripgrep, ag, git grep and the search tools of agents. Lossless: hits under their file, to the byte.
 * `select`: every file with its count, definitions and rare hits first. `outline`: files with counts.
 */
export const searchCrusher: Crusher = {
  name: 'search',
  version: 1,
  sniff: sniffSearch,
  crush(text: string, context: CrushContext): Crushed | undefined {
    if (text.length < 64 || isSelection(text)) return undefined
    const lines = text.split('\n')
    const before = context.count(text)
    if (context.level !== 'outline') {
      const hopeless = context.level === 'select' && text.length > context.target * HOPELESS
      const kept = hopeless ? undefined : lossless(text, lines, context, before)
      if (kept !== undefined && (context.level === 'lossless' || context.count(kept.text) <= context.target))
        return { ...kept, lossless: 'bytes', losses: [] }
      if (context.level === 'lossless' || before <= context.target) return undefined
    }
    return selectHits(lines, context, before)
  },
}
