/**
 * Tells the constants of a log's messages from their variables. Input are skeletons (values already masked), so what
 * is left to decide is which *words* vary: user names, hosts, classes, states.
 *
 * Words that belong to one template occur equally often, in the same column, among messages of the same length; what
 * varies occurs less often. So each message is first grouped by its largest set of equally frequent words (its root),
 * then each group is split by the columns that hold few distinct words, and the columns that hold many are variables.
 */
import { distinctFirst, distinctNames, distinctWords } from './policy.ts'

export interface Message {
  /** Words of the message as numbers of the vocabulary; 0 is a masked value. */
  readonly words: readonly number[]
  readonly count: number
}

const masked = 0
/** A value in brackets behind another value: `12 bytes (3 KB)` and `12 bytes` are different messages. */
const bracketed = 1
const maxWords = 80

const pieces = /[^\s=:,;()[\]{}<>"'|`]+=?|\(\)?/g
const switches = new Set('true false null yes no on off none True False None TRUE FALSE NULL'.split(' '))

/** Units of measure after a value are part of it: 5.2 KB and 384.0 B are one place of a template. */
const units = new Set(
  'B KB kB MB GB TB KiB MiB GiB bytes byte ns us ms s sec secs second seconds m min mins minute minutes h hour hours day days Hz KHz MHz GHz'.split(
    ' ',
  ),
)

/** A word that is nothing but a value: a path, an address, a host, a package, a name with numbers in several parts. */
function isValue(word: string, first: boolean): boolean {
  let dots = 0
  let marks = 0
  let slashes = 0
  let letters = 0
  let hashes = 0
  for (let at = 0; at < word.length; at++) {
    const code = word.charCodeAt(at)
    if (code === 35) hashes++
    else if (code === 47 || code === 92) slashes++
    else if (code === 46) dots++
    else if (code === 45 || code === 64 || code === 95 || code === 43 || code === 36) marks++
    else letters++
  }
  if (letters === 0) return hashes > 0
  if (slashes > 0)
    return hashes > 0 || dots > 0 || slashes > 1 || word.charCodeAt(0) === 47 || word.charCodeAt(0) === 126
  if (hashes > 0 && dots + marks + hashes > 3) return true
  return !first && dots > 1 && inner(word) && !/(?:Exception|Error)$/.test(word)
}

/** A host before its port. */
const hostName = /^[a-z#-]+(?:\.[a-z#-]+)+$/

/** Dots stand inside the word, not behind it: `a.b.c`, not `wait...`. */
const inner = (word: string): boolean => !word.includes('..') && !word.endsWith('.')

export class Vocabulary {
  readonly #ids = new Map<string, number>()
  readonly words: string[] = ['#', '#']

  id(word: string): number {
    const known = this.#ids.get(word)
    if (known !== undefined) return known
    this.#ids.set(word, this.words.length)
    this.words.push(word)
    return this.words.length - 1
  }

  /** The words of a skeleton. Neighbouring values are one: a list of numbers has no length that matters. */
  read(skeleton: string): number[] {
    const out: number[] = []
    let opened = false
    pieces.lastIndex = 0
    for (let found = pieces.exec(skeleton); found && out.length < maxWords; found = pieces.exec(skeleton)) {
      const word = found[0]
      const last = out.length > 0 ? out[out.length - 1] : -1
      if (word === '(') {
        opened = true
        continue
      }
      const after = pieces.lastIndex
      const host = skeleton.startsWith(':#', after) && hostName.test(word)
      const value = word === '()' ? last === masked : host || isValue(word, out.length === 0)
      if (value) {
        if (last !== masked && last !== bracketed) out.push(masked)
        else if (opened || word === '()') out.push(bracketed)
      } else if (
        /[A-Za-z#\u00aa-\uffff]/.test(word) &&
        !((last === masked || last === bracketed) && units.has(word))
      ) {
        // A list of like names has no length that matters either.
        const id = this.id(word)
        if (id !== last || !word.includes('#')) out.push(id)
      }
      opened = false
    }
    return out
  }
}

/** Words after which a name stands. */
const naming = new Set(
  'user username account host hostname node server client peer file directory device interface name named id service process job task module package class thread session queue topic bucket table database'.split(
    ' ',
  ),
)

/** Does a word look like a name of something rather than a word of a sentence? */
const nameLike = (word: string): boolean => /[#._@$/\\-]|[a-z][A-Z]|^[A-Z][a-z]+[A-Z]/.test(word)

/**
 * Groups messages; returns for each the number of its group, and for each group its words with -1 for what varies.
 * Time is linear in the words, the number of columns being bounded.
 */
export function cluster(
  messages: readonly Message[],
  vocabulary: Vocabulary,
): { groups: Int32Array; templates: number[][] } {
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
    let group = byKey.get(key)
    if (group === undefined) {
      group = templates.length
      byKey.set(key, group)
      templates.push(words)
    }
    for (const member of members) groups[member] = group
  }
  for (const bucket of byLength.values())
    for (const root of roots(bucket, messages))
      split(root.members, root.columns, messages, vocabulary, finish)
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
  const found = new Map<string, Root>()
  const sizes = new Map<number, number>()
  for (const index of bucket) {
    const { words } = messages[index] as Message
    sizes.clear()
    let best = 0
    let bestSize = 0
    for (let column = 0; column < words.length; column++) {
      const word = words[column] as number
      if (word <= bracketed) continue
      const times = frequency.get(place(column, word)) as number
      const size = (sizes.get(times) ?? 0) + 1
      sizes.set(times, size)
      if (size > bestSize || (size === bestSize && times > best)) {
        best = times
        bestSize = size
      }
    }
    const columns = new Set<number>()
    let key = ''
    for (let column = 0; column < words.length; column++) {
      const word = words[column] as number
      if (word > bracketed && frequency.get(place(column, word)) === best) {
        columns.add(column)
        key += `${column}:${word},`
      }
    }
    const root = found.get(key)
    if (root) root.members.push(index)
    else found.set(key, { members: [index], columns })
  }
  return [...found.values()]
}

function split(
  members: readonly number[],
  constant: ReadonlySet<number>,
  messages: readonly Message[],
  vocabulary: Vocabulary,
  finish: (members: readonly number[], variable: ReadonlySet<number>) => void,
): void {
  const length = (messages[members[0] as number] as Message).words.length
  const pending: (readonly number[])[] = [members]
  while (pending.length > 0) {
    const node = pending.pop() as readonly number[]
    let chosen = -1
    let fewest = Number.POSITIVE_INFINITY
    const variable = new Set<number>()
    for (let column = 0; column < length; column++) {
      if (constant.has(column)) continue
      const values = new Map<number, number>()
      for (const index of node) {
        const { words, count } = messages[index] as Message
        const word = words[column] as number
        values.set(word, (values.get(word) ?? 0) + count)
      }
      if (values.size === 1) continue
      if (
        varies(
          values,
          vocabulary,
          column,
          column > 0
            ? vocabulary.words[(messages[node[0] as number] as Message).words[column - 1] as number]
            : undefined,
        )
      )
        variable.add(column)
      else if (values.size < fewest) {
        fewest = values.size
        chosen = column
      }
    }
    if (chosen < 0) {
      finish(node, variable)
      continue
    }
    const parts = new Map<number, number[]>()
    for (const index of node) {
      const word = (messages[index] as Message).words[chosen] as number
      const part = parts.get(word)
      if (part) part.push(index)
      else parts.set(word, [index])
    }
    for (const part of parts.values()) pending.push(part)
  }
}

/** Is a column with these words a variable? */
function varies(
  values: ReadonlyMap<number, number>,
  vocabulary: Vocabulary,
  column: number,
  before: string | undefined,
): boolean {
  let names = 0
  let plain = 0
  let states = 0
  let total = 0
  for (const [word, count] of values) {
    total += count
    if (word <= bracketed) continue
    const text = vocabulary.words[word] as string
    if (switches.has(text)) plain++
    else if (/^[A-Z][A-Z_]+$/.test(text)) states++
    else if (nameLike(text)) names++
  }
  if (plain === values.size) return false
  if (column > 0 && plain === 0 && (values.get(masked) ?? 0) * 2 >= total) return true
  if (column === 0) return values.size > distinctFirst
  if (states * 2 > values.size) return values.size > distinctFirst
  if (names * 2 > values.size || (before !== undefined && naming.has(before)))
    return values.size > distinctNames
  return values.size > distinctWords
}
