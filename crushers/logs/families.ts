import { cluster, type Message } from './cluster.ts'
import { type Kind, maxSlots } from './kinds.ts'
import { scan, scanned } from './mask.ts'
import { fewWordless, scanned as widest } from './policy.ts'
import { bracketed, Vocabulary } from './vocabulary.ts'

/** Kinds of lines that differ only in words that vary: one template. */
export interface Family {
  readonly members: readonly Kind[]
  readonly count: number
  /** Index of the first and last line. */
  readonly first: number
  readonly last: number
}

const isWordless = ({ words }: Message): boolean => words.every(word => word <= bracketed)

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
    let { spans } = kind as { spans: ArrayLike<number> }
    let used = spans.length
    // A line with more values than a kind remembers is read again.
    if (used === maxSlots * 2) {
      scan(line, from, to)
      spans = scanned.spans
      used = scanned.used
    }
    return { words: vocabulary.read(line, from, to, spans, used), count: kind.count }
  })
  const { groups } = cluster(messages, vocabulary, false)
  // What is nothing but values has no words to be alike in; many such lines are a list.
  const apart = messages.filter(isWordless).length <= fewWordless
  const byGroup = new Map<number, Kind[]>()
  for (const [index, kind] of kinds.entries()) {
    const group = apart && isWordless(messages[index] as Message) ? -1 - index : (groups[index] as number)
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
