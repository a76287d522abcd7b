import type { Crushed, CrushContext } from '../../types.ts'
import { nameAddresses, namesAddresses, spellAddresses } from './addresses.ts'
import { leastSaved } from './policy.ts'
import { foldRepeats, holdsNote, unfoldRepeats } from './repeats.ts'

/** Whether a text was shortened without loss already. */
export const restsOnNames = (text: string): boolean => namesAddresses(text) || holdsNote(text)

/** A page that a tool has turned into text: blocks that repeat stand once, and so do the beginnings of its addresses. */
export function shortenPage(text: string, context: CrushContext): Crushed | undefined {
  const before = context.count(text)
  const found = foldRepeats(text)
  const saved = found ? before - context.count(found.text) : 0
  const folded = saved >= leastSaved.folded ? found : undefined
  const plain = folded?.text ?? text
  const named = withNames(plain, context.count)
  if (!folded && named === undefined) return undefined
  return {
    text: named ?? plain,
    lossless: 'bytes',
    losses: folded
      ? [{ kind: 'deduplicated', unit: 'lines', kept: folded.total - folded.folded, total: folded.total }]
      : [],
    ...(named === undefined ? {} : { respelled: true }),
  }
}

/** With the beginnings of addresses named once; `undefined` where that saves too little. */
export function withNames(text: string, count: (text: string) => number): string | undefined {
  const named = nameAddresses(text, count)
  return named !== undefined && count(text) - count(named) >= leastSaved.named ? named : undefined
}

/** The text that `shortenPage` was given; any other text as it is. */
export const restorePage = (text: string, most?: number): string =>
  unfoldRepeats(spellAddresses(text, most), most)
