import { cluster, Vocabulary } from './cluster.ts'
import { learnHeader } from './header.ts'
import { kindsOf } from './kinds.ts'
import { scan, skeleton } from './mask.ts'

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
  const vocabulary = new Vocabulary()
  const messages = kinds.map(kind => {
    const line = lines[kind.first] as string
    const from = header(line)
    scan(line, from, line.length)
    return { words: vocabulary.read(skeleton(line, from, line.length)), count: kind.count }
  })
  const clustered = cluster(messages, vocabulary)
  const names = clustered.templates.map(words =>
    words
      .map(word => (word <= 1 ? '<*>' : (vocabulary.words[word] as string).replaceAll('#', '<*>')))
      .join(' '),
  )
  const groups: number[] = []
  for (const kind of of) groups.push(kind < 0 ? names.length : (clustered.groups[kind] as number))
  if (of.includes(-1)) names.push('')
  return { groups, templates: names }
}
