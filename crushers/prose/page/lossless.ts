import type { Crushed, CrushContext } from '../../types.ts'
import { nameAddresses, namesAddresses, spellAddresses } from './addresses.ts'
import { leastSaved } from './policy.ts'
import { foldRepeats, holdsNote, unfoldRepeats } from './repeats.ts'

/** Whether a text was shortened without loss already. */
export const restsOnNames = (text: string): boolean => namesAddresses(text) || holdsNote(text)

/** A page that a tool has turned into text: blocks that repeat stand once, and so do the beginnings of its addresses. */
export function shortenPage(text: string, context: CrushContext): Crushed | undefined {
  if (context.hint?.fileView === true) return undefined
  const before = context.count(text)
  const found = foldRepeats(text)
  const saved = found ? before - context.count(found.text) : 0
  const folded = saved >= leastSaved.folded ? found : undefined
  const plain = folded?.text ?? text
  const named = nameAddresses(plain, context.count)
  const respelled =
    named !== undefined && context.count(plain) - context.count(named.text) >= leastSaved.named
  if (!folded && !respelled) return undefined
  return {
    text: respelled ? named.text : plain,
    lossless: 'bytes',
    losses: folded
      ? [{ kind: 'deduplicated', unit: 'lines', kept: folded.total - folded.folded, total: folded.total }]
      : [],
    ...(respelled ? { respelled } : {}),
  }
}

/** The text that `shortenPage` was given; any other text as it is. */
export const restorePage = (text: string): string => unfoldRepeats(spellAddresses(text))
