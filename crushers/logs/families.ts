import { cluster, type Message } from './cluster.ts'
import type { Kind } from './kinds.ts'
import { scan, skeleton } from './mask.ts'
import { scanned as widest } from './policy.ts'
import { Vocabulary } from './vocabulary.ts'

/** Kinds of lines that differ only in words that vary: one template. */
export interface Family {
  readonly members: readonly Kind[]
  readonly count: number
  /** Index of the first and last line. */
  readonly first: number
  readonly last: number
}

export function familiesOf(
  kinds: readonly Kind[],
  lines: readonly string[],
  /** Where the message of a line begins. */
  start: (line: string) => number,
): Family[] {
  const vocabulary = new Vocabulary()
  const messages: Message[] = kinds.map(kind => {
    const line = lines[kind.first] as string
    const from = start(line)
    const to = Math.min(line.length, from + widest)
    scan(line, from, to)
    return { words: vocabulary.read(skeleton(line, from, to)), count: kind.count }
  })
  const { groups } = cluster(messages, vocabulary)
  const byGroup = new Map<number, Kind[]>()
  for (const [index, kind] of kinds.entries()) {
    const group = groups[index] as number
    const members = byGroup.get(group)
    if (members) members.push(kind)
    else byGroup.set(group, [kind])
  }
  return Array.from(byGroup.values(), members => ({
    members,
    count: members.reduce((sum, kind) => sum + kind.count, 0),
    first: (members[0] as Kind).first,
    last: members.reduce((last, kind) => Math.max(last, kind.last), 0),
  }))
}
