/**
 * Tells the constants of a log's messages from their variables. Input are skeletons (values already masked), so what
 * is left to decide is which *words* vary: user names, hosts, classes, states.
 *
 * Words that belong to one template occur equally often, in the same column, among messages of the same length; what
 * varies occurs less often. So each message is first grouped by its largest set of equally frequent words (its root),
 * then each group is split by the columns that hold few distinct words, and the columns that hold many are variables.
 */
import { type Column, inStep, varies, withoutCrossed } from './columns.ts'
import { bracketed, masked, maxWords, type Vocabulary } from './vocabulary.ts'

export interface Message {
  /** Words of the message as numbers of the vocabulary; 0 is a masked value. */
  readonly words: readonly number[]
  readonly count: number
}

export interface Clusters {
  /** For each message the number of its group. */
  readonly groups: Int32Array
  /** For each group its words, 0 for what varies. */
  readonly templates: number[][]
}

/**
 * Groups messages. Time is linear in the words, the number of columns being bounded. What turns out to be a name in
 * some group is one in all: a user that logged in five hundred times is still a user where it is named once.
 */
export function cluster(messages: readonly Message[], vocabulary: Vocabulary, twice = true): Clusters {
  if (!twice) return group(messages, vocabulary)
  const varying = new Float64Array(vocabulary.words.length)
  const first = group(messages, vocabulary, varying)
  const names = namesOf(messages, varying)
  return names.includes(1) ? group(messages, vocabulary, undefined, names) : first
}

/** Share of a word's lines in which its column must vary before it is a name, and how many lines that must be. */
const nameShare = 0.7
const nameLines = 3

function namesOf(messages: readonly Message[], varying: Float64Array): Uint8Array {
  const total = new Float64Array(varying.length)
  for (const { words, count } of messages)
    for (const word of words) total[word] = (total[word] as number) + count
  return Uint8Array.from(varying, (lines, word) =>
    word > bracketed && lines >= nameLines && lines >= nameShare * (total[word] as number) ? 1 : 0,
  )
}

function group(
  messages: readonly Message[],
  vocabulary: Vocabulary,
  /** Counts the lines in which the column of a word varied. */
  varying?: Float64Array,
  names?: Uint8Array,
): Clusters {
  const groups = new Int32Array(messages.length)
  const templates: number[][] = []
  const byKey = new Map<string, number>()
  const byLength = new Map<number, number[]>()
  for (let index = 0; index < messages.length; index++) {
    const length = (messages[index] as Message).words.length
    const bucket = byLength.get(length)
    if (bucket) bucket.push(index)
    else byLength.set(length, [index])
  }
  const finish = (members: readonly number[], variable: ReadonlySet<number>): void => {
    const first = messages[members[0] as number] as Message
    const words: number[] = []
    for (let column = 0; column < first.words.length; column++) {
      const word = variable.has(column) ? masked : (first.words[column] as number)
      if (word !== masked || words[words.length - 1] !== masked) words.push(word)
    }
    // Templates of different lengths are one when they read alike: what varies may be of several words.
    const key = words.join()
    let number = byKey.get(key)
    if (number === undefined) {
      number = templates.length
      byKey.set(key, number)
      templates.push(words)
    }
    for (const member of members) groups[member] = number
    if (varying === undefined) return
    for (const column of variable)
      for (const member of members) {
        const { words: own, count } = messages[member] as Message
        const word = own[column] as number
        varying[word] = (varying[word] as number) + count
      }
  }
  for (const bucket of byLength.values())
    for (const root of roots(bucket, messages))
      split(root.members, root.columns, messages, vocabulary, finish, names)
  return { groups, templates }
}

interface Root {
  readonly members: number[]
  /** Columns whose words make the root. */
  readonly columns: ReadonlySet<number>
}

function roots(bucket: readonly number[], messages: readonly Message[]): Root[] {
  const frequency = new Map<number, number>()
  const place = (column: number, word: number): number => word * maxWords + column
  for (const index of bucket) {
    const { words, count } = messages[index] as Message
    for (let column = 0; column < words.length; column++) {
      const at = place(column, words[column] as number)
      frequency.set(at, (frequency.get(at) ?? 0) + count)
    }
  }
  const found = new Map<number, Root>()
  const times = new Float64Array(maxWords)
  for (const index of bucket) {
    const { words } = messages[index] as Message
    let best = 0
    let bestSize = 0
    for (let column = 0; column < words.length; column++) {
      const word = words[column] as number
      times[column] = word <= bracketed ? 0 : (frequency.get(place(column, word)) as number)
      let size = 1
      for (let other = 0; other < column; other++) if (times[other] === times[column]) size++
      if (times[column] === 0) continue
      if (size > bestSize || (size === bestSize && (times[column] as number) > best)) {
        best = times[column] as number
        bestSize = size
      }
    }
    let one = 0x811c9dc5
    let two = 0x1b873593
    for (let column = 0; column < words.length; column++) {
      if (times[column] !== best || best === 0) continue
      const at = place(column, words[column] as number)
      one = Math.imul(one ^ at, 0x01000193)
      two = Math.imul(two ^ at, 0x85ebca6b) ^ (two >>> 15)
    }
    const key = (one >>> 0) * 2097152 + ((two ^ (two >>> 13)) >>> 11)
    const root = found.get(key)
    if (root) {
      root.members.push(index)
      continue
    }
    const columns = new Set<number>()
    for (let column = 0; column < words.length; column++)
      if (best > 0 && times[column] === best) columns.add(column)
    found.set(key, { members: [index], columns })
  }
  return [...found.values()]
}

function split(
  members: readonly number[],
  constant: ReadonlySet<number>,
  messages: readonly Message[],
  vocabulary: Vocabulary,
  finish: (members: readonly number[], variable: ReadonlySet<number>) => void,
  names: Uint8Array | undefined,
): void {
  const length = (messages[members[0] as number] as Message).words.length
  // Columns that are independent in a node are variables of its parts.
  const pending: [node: readonly number[], inherited: ReadonlySet<number>][] = [[members, new Set()]]
  while (pending.length > 0) {
    const [node, inherited] = pending.pop() as [readonly number[], ReadonlySet<number>]
    const columns: Column[] = []
    let fixed = constant.size
    for (let index = 0; index < length; index++) {
      if (constant.has(index)) continue
      const values = new Map<number, number>()
      for (const member of node) {
        const { words, count } = messages[member] as Message
        const word = words[index] as number
        values.set(word, (values.get(word) ?? 0) + count)
      }
      if (values.size > 1) columns.push({ index, values, before: wordBefore(node, index) })
      else if ((messages[node[0] as number]?.words[index] as number) > bracketed) fixed++
    }
    const crossed = new Set(inherited)
    const variable = new Set<number>()
    const open: Column[] = []
    for (const column of columns)
      if (crossed.has(column.index)) variable.add(column.index)
      else if (
        varies(column, vocabulary, fixed, names) &&
        !inStep(column, columns, node, messages, vocabulary)
      )
        variable.add(column.index)
      else open.push(column)
    const chosen = fewestValues(withoutCrossed(open, node, messages, crossed, vocabulary))
    for (const index of crossed) variable.add(index)
    if (chosen === undefined) {
      finish(node, variable)
      continue
    }
    const parts = new Map<number, number[]>()
    for (const member of node) {
      const word = (messages[member] as Message).words[chosen.index] as number
      const part = parts.get(word)
      if (part) part.push(member)
      else parts.set(word, [member])
    }
    for (const part of parts.values()) pending.push([part, crossed])
  }

  function wordBefore(node: readonly number[], index: number): string | undefined {
    const before = index > 0 ? messages[node[0] as number]?.words[index - 1] : undefined
    return before === undefined ? undefined : vocabulary.words[before]
  }
}

const fewestValues = (columns: readonly Column[]): Column | undefined =>
  columns.reduce<Column | undefined>(
    (best, each) => (best === undefined || each.values.size < best.values.size ? each : best),
    undefined,
  )
