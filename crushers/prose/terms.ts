import { Class, classAt, isWord } from './characters.ts'

/** What a piece of text is about. Plain terms carry centrality; the others are facts, which a reader cannot guess. */
export const Term = { plain: 0, number: 1, name: 2, identifier: 3, quoted: 4 } as const
export const termKinds = Object.values(Term)

export type Emit = (kind: number, key: string) => void

const set = (characters: string): Uint8Array => {
  const table = new Uint8Array(0x10000)
  for (const character of characters) table[character.charCodeAt(0)] = 1
  return table
}
/** Joins word characters on both sides of it into one word: `src/a.ts`, `3.5`, `don't`, `v1.2-rc`. */
const joiner = set("._-/:@#'’,·\\+~")
/** Makes the word that it joins a name of a machine's making. */
const technical = set('_/\\@#~+:')
const dot = 0x2e
const closing = new Map([
  ['“', '”'],
  ['「', '」'],
  ['『', '』'],
  ['《', '》'],
  ['«', '»'],
  ['„', '“'],
  ['`', '`'],
  ['"', '"'],
])
const opening = set([...closing.keys()].join(''))
/** A quotation longer than this is prose, not a name. */
const longestQuote = 60
/** Longer runs are data; their beginning tells them apart well enough. */
const longestWord = 80

/**
 * Calls `emit` for every term of `text` between `from` and `to`, in order. Words come in lower case, ideographs as pairs
 * (no dictionary is needed to compare texts), facts as they are spelt. Linear.
 */
export function scanTerms(text: string, from: number, to: number, emit: Emit): void {
  let index = from
  while (index < to) {
    const kind = classAt(text, index)
    if (kind === Class.space) index++
    else if (kind === Class.ideograph) index = scanIdeographs(text, index, to, emit)
    else if (isWord(kind)) index = scanWord(text, index, to, from, emit)
    else {
      if (opening[text.charCodeAt(index)] === 1) scanQuote(text, index, to, emit)
      index++
    }
  }
}

function scanIdeographs(text: string, from: number, to: number, emit: Emit): number {
  let end = from + 1
  while (end < to && classAt(text, end) === Class.ideograph) end++
  if (end - from === 1) emit(Term.plain, text.charAt(from))
  for (let at = from; at + 1 < end; at++) emit(Term.plain, text.slice(at, at + 2))
  // A dot in the middle joins the parts of a foreign name.
  if (text.charAt(end) === '·' && classAt(text, end + 1) === Class.ideograph)
    emit(Term.name, text.slice(Math.max(from, end - 4), end))
  return end
}

function scanQuote(text: string, at: number, to: number, emit: Emit): void {
  const quoted = text.slice(at + 1, Math.min(to, at + 2 + longestQuote))
  const end = quoted.indexOf(closing.get(text.charAt(at)) ?? '"')
  if (end > 1 && !quoted.slice(0, end).includes('\n')) emit(Term.quoted, quoted.slice(0, end))
}

function scanWord(text: string, from: number, to: number, begin: number, emit: Emit): number {
  const first = classAt(text, from)
  let digits = first === Class.digit
  let machine = false
  let before = first
  let end = from + 1
  while (end < to) {
    const kind = classAt(text, end)
    if (isWord(kind)) {
      if (kind === Class.ideograph) break
      if (kind === Class.digit) digits = true
      else if (kind === Class.upper && before === Class.lower) machine = true
      before = kind
      end++
      continue
    }
    const code = text.charCodeAt(end)
    if (joiner[code] !== 1 || end + 1 >= to) break
    const next = classAt(text, end + 1)
    if (!isWord(next) || next === Class.ideograph) break
    if (technical[code] === 1 || (code === dot && before !== Class.digit && next !== Class.digit))
      machine = true
    before = Class.other
    end++
  }
  const word = text.slice(from, Math.min(end, from + longestWord))
  if (digits) emit(first === Class.digit ? Term.number : Term.identifier, word)
  else if (machine) emit(Term.identifier, word)
  else if (first === Class.katakana) emit(word.length > 2 ? Term.name : Term.plain, word)
  else if (first === Class.upper) {
    // The capital that begins a sentence makes no name, unless another one follows ("New York").
    if (from > begin + 3 || classAt(text, end + 1) === Class.upper) emit(Term.name, word)
    emit(Term.plain, word.toLowerCase())
  } else emit(Term.plain, word.toLowerCase())
  return end
}
