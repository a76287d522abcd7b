/** Which columns of like messages are variables, and which tell different messages apart. */
import type { Message } from './cluster.ts'
import { distinctFirst, distinctNames, distinctWords } from './policy.ts'
import { bracketed, masked, type Vocabulary } from './vocabulary.ts'

/** A column in which the messages of a group differ. */
export interface Column {
  readonly index: number
  /** How many lines have each word. */
  readonly values: ReadonlyMap<number, number>
  /** The word in the column before it. */
  readonly before: string | undefined
}

/** Words after which a name stands. */
const naming = new Set(
  'user username group account host hostname node server client peer file directory device interface name named id service process job task module package class thread session queue topic bucket table database'.split(
    ' ',
  ),
)

const isNaming = (word: string): boolean => word.endsWith('=') || naming.has(word)

/** Words that switch something: their messages are told apart however many lines have each. */
const switches = new Set(
  'Yes No Y N true false null yes no on off none True False None TRUE FALSE NULL'.split(' '),
)

/** Words for a value that is missing. */
const absent = new Set('null none None NULL nil undefined'.split(' '))

/** Does a word look like a name of something rather than a word of a sentence? */
const nameLike = (word: string): boolean => /[#:"'._@$/\\+-]|[a-z][A-Z]|^[A-Z][a-z]+[A-Z]/.test(word)

/** What names look like that may stand first in a message. Camel case and hyphens may not: so look names of functions. */
const subjectLike = (word: string): boolean => /[:"'.@]|-#/.test(word)

/** Words that stand where values do are other messages when they are few and come again: `boot 12`, `boot ERROR`. */
const fewWords = 2

function isWorded(
  values: ReadonlyMap<number, number>,
  { words }: Vocabulary,
  before: string | undefined,
): boolean {
  if (values.size > fewWords || (before !== undefined && isNaming(before))) return false
  for (const [word, count] of values) {
    if (word === masked) continue
    const text = words[word] as string
    if (count < fewWords || absent.has(text) || !(/^[a-z]+$/.test(text) || /^[A-Z]+$/.test(text)))
      return false
  }
  return true
}

/** Fewer lines for each of its words than this, and a column of known names is a variable however few they are. */
const seldom = 8

/** Is a column with these words a variable? */
export function varies(
  { values, index, before }: Column,
  vocabulary: Vocabulary,
  /** Words that all messages of the group share. */
  fixed: number,
  /** 1 for words that are names elsewhere in the log. */
  known?: Uint8Array,
): boolean {
  let proven = 0
  let names = 0
  let plain = 0
  let states = 0
  let subjects = 0
  let total = 0
  let data = values.has(masked) ? 1 : 0
  let missing = 0
  for (const [word, count] of values) {
    total += count
    if (word <= bracketed) continue
    if (known?.[word] === 1) proven++
    const text = vocabulary.words[word] as string
    if (absent.has(text)) missing++
    else if (text.includes('#')) data++
    if (subjectLike(text)) subjects++
    if (switches.has(text)) plain++
    else if (/^[A-Z][A-Z_]+$/.test(text)) states++
    else if (nameLike(text)) names++
  }
  if (plain === values.size) return false
  if (fixed > 1 && values.size > distinctNames && total < values.size * seldom && proven * 2 > values.size)
    return true
  if (
    index > 0 &&
    plain === 0 &&
    (values.get(masked) ?? 0) * 2 >= total &&
    !isWorded(values, vocabulary, before)
  )
    return true
  if (index === 0) {
    if (fixed > 1 && (values.get(masked) ?? 0) * 2 >= total && subjects === values.size - 1) return true
    const named = fixed > 1 && subjects * 2 > values.size && total > values.size * 2
    return values.size > (named ? distinctNames : distinctFirst)
  }
  if (data === values.size && before !== undefined && naming.has(before)) return true
  // Hosts of which some are nothing but a value: `to node-3`, `to db.example.net`.
  if (values.has(masked) && data === values.size && fixed > 1) return true
  // What a key holds is data if some of it is, and the rest names or nothing.
  if (before?.endsWith('=') === true && data > 0 && plain === missing) return true
  if (values.has(masked) && names === values.size - 1 && fixed > distinctNames) return true
  if (states * 2 > values.size) return values.size > distinctFirst
  if (names * 2 > values.size || (before !== undefined && naming.has(before)))
    return values.size > distinctNames
  return values.size > distinctWords
}

const isHeld = ({ values, before }: Column, { words }: Vocabulary): boolean =>
  (before !== undefined && isNaming(before)) ||
  [...values.keys()].every(word => switches.has(words[word] as string))

/** Share of the combinations of two columns that must occur before the columns are independent. */
const crossed = 0.8
/** More open columns than this are not compared with one another. */
const mostCrossed = 8

/**
 * Columns whose words occur in all combinations are variables: states that tell messages apart go with certain other
 * words. Adds such columns to `variable` and returns the others.
 */
export function withoutCrossed(
  open: readonly Column[],
  node: readonly number[],
  messages: readonly Message[],
  variable: Set<number>,
  vocabulary: Vocabulary,
): Column[] {
  const able = open.filter(({ index, values }) => index > 0 && !values.has(bracketed))
  if (able.length > mostCrossed) return [...open]
  for (const [at, one] of able.entries())
    for (const other of able.slice(at + 1)) {
      const pairs = new Set<string>()
      for (const member of node) {
        const { words } = messages[member] as Message
        pairs.add(`${words[one.index]} ${words[other.index]}`)
      }
      if (pairs.size < crossed * one.values.size * other.values.size) continue
      // Where one of them is a switch, or stands behind the name of what it holds, it is that one which varies.
      const held = [one, other].filter(each => isHeld(each, vocabulary))
      for (const { index } of held.length === 1 ? held : [one, other]) variable.add(index)
    }
  return open.filter(({ index }) => !variable.has(index))
}

/** Lines that each pair of words of two columns has before the columns can be said to go in step. */
const stepLines = 3

/** Words of sentences alone, not more than messages begin with. */
function isPlain({ index, values, before }: Column, { words }: Vocabulary): boolean {
  if (index === 0 || values.size > distinctFirst || (before !== undefined && isNaming(before))) return false
  return [...values.keys()].every(word => word > bracketed && /^[a-z]+$/.test(words[word] as string))
}

/**
 * Does another column change exactly when this one does? Then both are words of different messages (`illegal
 * instruction`, `imprecise exception`): what varies goes with all kinds of values.
 */
export function inStep(
  column: Column,
  columns: readonly Column[],
  node: readonly number[],
  messages: readonly Message[],
  vocabulary: Vocabulary,
): boolean {
  if (columns.length > mostCrossed || !isPlain(column, vocabulary)) return false
  let total = 0
  for (const count of column.values.values()) total += count
  return columns.some(other => {
    if (other === column || other.values.has(masked) || other.values.size > distinctFirst) return false
    if (other.values.size * 2 <= column.values.size) return false
    const pairs = new Set<string>()
    for (const member of node) {
      const { words } = messages[member] as Message
      pairs.add(`${words[column.index]} ${words[other.index]}`)
    }
    return pairs.size <= Math.max(column.values.size, other.values.size) && total >= pairs.size * stepLines
  })
}
