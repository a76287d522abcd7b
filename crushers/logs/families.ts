import { cluster, type Message } from './cluster.ts'
import type { Kind } from './kinds.ts'
import { bare } from './lines.ts'
import { scan, skeleton } from './mask.ts'
import { Vocabulary } from './vocabulary.ts'
import { named, scanned as widest } from './policy.ts'

/** Kinds of lines that differ only in words that vary: one template. */
export interface Family {
  readonly members: readonly Kind[]
  readonly count: number
  /** Index of the first and last line. */
  readonly first: number
  readonly last: number
  /** `serde = libc, syn, 300 more`: the words that vary between members. */
  readonly varying: string
}

/** Columns of varying words that are listed. */
const listed = 3

export function familiesOf(kinds: readonly Kind[], lines: readonly string[]): Family[] {
  const vocabulary = new Vocabulary()
  const messages: Message[] = kinds.map(kind => {
    const line = bare(lines[kind.first] as string).slice(0, widest)
    scan(line, 0, line.length)
    return { words: vocabulary.read(skeleton(line, 0, line.length)), count: kind.count }
  })
  const { groups } = cluster(messages, vocabulary)
  const byGroup = new Map<number, number[]>()
  for (let index = 0; index < kinds.length; index++) {
    const group = groups[index] as number
    const members = byGroup.get(group)
    if (members) members.push(index)
    else byGroup.set(group, [index])
  }
  const families: Family[] = []
  for (const indices of byGroup.values()) {
    const members = indices.map(index => kinds[index] as Kind)
    let count = 0
    let last = 0
    for (const kind of members) {
      count += kind.count
      if (kind.last > last) last = kind.last
    }
    const first = (members[0] as Kind).first
    families.push({ members, count, first, last, varying: indices.length > 1 ? varying(indices) : '' })
  }
  return families

  function varying(indices: readonly number[]): string {
    const sample = (messages[indices[0] as number] as Message).words
    const parts: string[] = []
    for (let column = 0; column < sample.length && parts.length < listed; column++) {
      const values = new Set<string>()
      for (const index of indices) {
        const { words } = messages[index] as Message
        if (words.length === sample.length) values.add(vocabulary.words[words[column] as number] as string)
      }
      if (values.size < 2) continue
      const [own, ...others] = [...values]
      const shown = others.slice(0, named).join(', ')
      parts.push(`${own} = ${shown}${others.length > named ? `, ${others.length - named} more` : ''}`)
    }
    return parts.join('; ')
  }
}
