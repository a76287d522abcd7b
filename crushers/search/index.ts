import type { CrushContext, Crushed, Crusher } from '../types.ts'
import { decodesTo, isLayout } from './decode.ts'
import type { Hits } from './hits.ts'
import { encodeHits, groupsOf, savedByBases } from './layout.ts'
import { BASES_SAVE, BASES_SAVE_TOKENS, HOPELESS, LEAST_SAVING, LEAST_SAVING_PART } from './policy.ts'
import { readHits } from './read.ts'
import { isSelection, selectHits } from './select.ts'
import { sniffSearch } from './sniff.ts'

export { decodeHits as decodeSearch } from './decode.ts'

const worth = (before: number, after: number): boolean =>
  before - after >= LEAST_SAVING && before - after >= before * LEAST_SAVING_PART

/** Shortest layout that reads back to the byte. */
function lossless(
  hits: Hits,
  context: CrushContext,
  before: number,
): { readonly text: string; readonly respelled: boolean; readonly tokens: number } | undefined {
  const { text } = hits
  const groups = groupsOf(hits)
  const whole = encodeHits(hits, groups, { bases: false })
  if (whole === undefined) return undefined
  const candidates: { text: string; respelled: boolean; tokens: number }[] = []
  if (whole.length < text.length) {
    const tokens = context.count(whole)
    if (worth(before, tokens)) candidates.push({ text: whole, respelled: false, tokens })
  }
  if (savedByBases(groups) > whole.length * BASES_SAVE) {
    const based = encodeHits(hits, groups, { bases: true }) as string
    const tokens = context.count(based)
    const least = candidates[0]?.tokens ?? before
    if (
      based.length < text.length &&
      worth(before, tokens) &&
      tokens < least * (1 - BASES_SAVE) &&
      least - tokens >= BASES_SAVE_TOKENS
    )
      candidates.unshift({ text: based, respelled: true, tokens })
  }
  // Odd lines can make one layout unreadable and not the other.
  return candidates.find(candidate => decodesTo(candidate.text, text))
}

/**
 * Output of grep, ripgrep, ag, git grep and the search tools of agents. Lossless: hits under their file, to the byte.
 * `select`: definitions and rare hits first, files with counts as far as they fit, the others counted per directory. `outline`: files with counts.
 */
export const searchCrusher: Crusher = {
  name: 'search',
  version: 6,
  sniff: sniffSearch,
  crush(text: string, context: CrushContext): Crushed | undefined {
    if (text.length < 64 || isSelection(text) || isLayout(text)) return undefined
    const hits = readHits(text)
    if (hits === undefined) return undefined
    const before = context.count(text)
    if (context.level !== 'outline') {
      const hopeless = context.level === 'select' && text.length > context.target * HOPELESS
      const kept = hopeless ? undefined : lossless(hits, context, before)
      if (kept !== undefined && (context.level === 'lossless' || kept.tokens <= context.target))
        return { text: kept.text, respelled: kept.respelled, lossless: 'bytes', losses: [] }
      if (context.level === 'lossless' || before <= context.target) return undefined
    }
    return selectHits(hits, context, before)
  },
}
