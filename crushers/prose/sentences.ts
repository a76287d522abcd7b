import { abbreviations, numbered } from './abbreviations.ts'
import { Class, classAt, isWord } from './characters.ts'
import { maximumSentence, minimumSentence } from './policy.ts'

/** Ends a sentence wherever it stands: no space is written after it. */
const hardEnd = characterSet('。！？｡؟۔।॥።։။។།')
/** Ends a sentence when white space and a likely beginning follow. */
const softEnd = characterSet('.!?…')
const closer = characterSet(')]}"\'”’»›」』】》）〉*_`')
const opener = characterSet('([{"\'“‘«‹「『【《（〈*_`¿¡#-')

function characterSet(characters: string): Uint8Array {
  const table = new Uint8Array(0x10000)
  for (const character of characters) table[character.charCodeAt(0)] = 1
  return table
}
const isIn = (set: Uint8Array, text: string, index: number): boolean => set[text.charCodeAt(index)] === 1

/**
 * Ends (exclusive, trailing white space included) of the sentences of `text` between `from` and `to`, ascending; the last
 * one is `to`. Every character belongs to exactly one sentence. Linear.
 */
export function sentenceEnds(text: string, from: number, to: number): number[] {
  const ends: number[] = []
  let start = from
  let index = from
  while (index < to) {
    const hard = isIn(hardEnd, text, index)
    if (hard || (isIn(softEnd, text, index) && maySoftEnd(text, start, index))) {
      let after = index + 1
      while (after < to && (isIn(hardEnd, text, after) || isIn(softEnd, text, after))) after++
      while (after < to && isIn(closer, text, after)) after++
      let next = after
      while (next < to && classAt(text, next) === Class.space) next++
      if (next >= to) break
      const long = next - start >= minimumSentence
      if (
        (hard && next - start > 2) ||
        (long && next > after && mayBegin(text, next, to)) ||
        (long && next === after && classAt(text, next) === Class.ideograph)
      ) {
        ends.push(next)
        start = next
      }
      index = next
      continue
    }
    if (index - start >= maximumSentence) {
      // Thai and unpunctuated runs have no enders: cut at white space where there is some, never inside a surrogate pair.
      let cut = index
      while (cut > start + maximumSentence / 2 && classAt(text, cut - 1) !== Class.space) cut--
      if (classAt(text, cut - 1) !== Class.space) cut = index
      if ((text.charCodeAt(cut) & 0xfc00) === 0xdc00) cut++
      ends.push(cut)
      start = cut
      index = Math.max(index, cut)
    }
    index++
  }
  if (to > start) ends.push(to)
  return ends
}

/** A full stop after an abbreviation, an initial or a list number ends nothing. */
function maySoftEnd(text: string, start: number, index: number): boolean {
  if (text.charAt(index) !== '.') return true
  let begin = index
  while (
    begin > start &&
    index - begin < 24 &&
    (isWord(classAt(text, begin - 1)) || text.charAt(begin - 1) === '.')
  )
    begin--
  const word = text.slice(begin, index)
  if (word === '') return true
  if (word.length === 1 && classAt(text, begin) === Class.upper) return false
  if (begin === start && word.length <= 3 && classAt(text, begin) === Class.digit) return false
  const key = word.toLowerCase()
  if (numbered.has(key)) return classAt(text, index + 2) !== Class.digit
  return !abbreviations.has(key)
}

function mayBegin(text: string, index: number, to: number): boolean {
  let at = index
  while (at < to && at < index + 4 && isIn(opener, text, at)) at++
  return classAt(text, at) !== Class.lower
}
