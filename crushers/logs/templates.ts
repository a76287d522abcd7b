import { cluster } from './cluster.ts'
import { learnHeader } from './header.ts'
import { kindsOf } from './kinds.ts'
import { scan, scanned } from './mask.ts'
import { clustered } from './policy.ts'
import { bracketed, Vocabulary } from './vocabulary.ts'

/** Groups of a log: for each line the number of its group, for each group its template with `<*>` for what varies. */
export interface Templates {
  readonly groups: number[]
  readonly templates: string[]
}

/**
 * Groups raw lines by what is constant in their messages; headers (times, hosts, levels) do not part groups. One
 * entry of `groups` per line; blank lines share a group whose template is empty. Linear in the text.
 */
export function templates(lines: readonly string[]): Templates {
  const header = learnHeader(lines)
  const { kinds, of } = kindsOf(lines, header, false)
  const names: string[] = []
  const numbers = new Map<string, number>()
  const groupOf = new Int32Array(kinds.length)
  // Batches bound what clustering needs; groups of different batches are one when they read alike.
  for (let from = 0; from < kinds.length; from += clustered) {
    const vocabulary = new Vocabulary()
    const messages = kinds.slice(from, from + clustered).map(kind => {
      const line = lines[kind.first] as string
      const start = header(line)
      scan(line, start, line.length)
      const words = vocabulary.read(line, start, line.length, scanned.spans, scanned.used)
      return { words, count: kind.count }
    })
    const { groups, templates: found } = cluster(messages, vocabulary)
    const numbered = found.map(words => {
      const name = words
        .map(word => (word <= bracketed ? '<*>' : (vocabulary.words[word] as string).replaceAll('#', '<*>')))
        .join(' ')
      // Values in brackets read like others; within a batch they are told apart.
      const key = `${words.map(word => (word === bracketed ? '(*)' : '')).join('')}${name}`
      const known = numbers.get(key)
      if (known !== undefined) return known
      numbers.set(key, names.length)
      return names.push(name) - 1
    })
    for (const [index, group] of groups.entries()) groupOf[from + index] = numbered[group] as number
  }
  const groups: number[] = []
  for (const kind of of) groups.push(kind < 0 ? names.length : (groupOf[kind] as number))
  if (of.includes(-1)) names.push('')
  return { groups, templates: names }
}
