import { groupsOf, type Transcript } from '../transcripts/transcript.ts'
import type { Ledger, Text } from './ledger.ts'
import { wordsOf } from './readable.ts'

/** Characters on each side of a handle that a reader takes as what it stands for. */
const reach = 200
/** Words in common that say where a handle leads. */
const needed = 2

/** Per message: the words that tell its step from the others. */
export function tellingWords(transcript: Transcript, ledger: Ledger): readonly ReadonlySet<string>[] {
  const groups = groupsOf(transcript.wire, transcript.messages)
  const frequency = new Map<string, number>()
  const bags = groups.map(group => {
    const bag = new Set<string>()
    for (const message of group)
      for (const piece of ledger.sent(message).pieces) {
        for (const word of piece.text.words) bag.add(word)
        if (piece.tool !== undefined) for (const word of wordsOf(piece.tool)) bag.add(word)
      }
    for (const word of bag) frequency.set(word, (frequency.get(word) ?? 0) + 1)
    return bag
  })
  const common = Math.max(2, groups.length / 2)
  return groups.flatMap((group, index) => {
    const telling = new Set([...(bags[index] ?? [])].filter(word => (frequency.get(word) ?? 0) <= common))
    return group.map(() => telling)
  })
}

/** Whether what stands beside a handle tells what is behind it. */
export function leadsTo(shown: Text, handle: string, source: ReadonlySet<string>): boolean {
  const text = shown.readable
  for (let at = text.indexOf(handle); at >= 0; at = text.indexOf(handle, at + 1)) {
    const beside = wordsOf(
      `${text.slice(Math.max(0, at - reach), at)} ${text.slice(at + handle.length, at + handle.length + reach)}`,
    )
    let common = 0
    for (const word of beside) if (source.has(word) && ++common >= needed) return true
  }
  return false
}
