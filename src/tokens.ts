import { countTokens, setMergeCacheSize } from 'gpt-tokenizer/encoding/o200k_base'
import { LRUCache } from 'lru-cache'
import { textKey } from './hash.ts'

/** Counts the tokens of a text. Must be deterministic and accept any string. */
export interface Tokenizer {
  readonly name: string
  count(text: string): number
}

// Byte-pair merging is quadratic in one unbroken run (1 MB of one letter: minutes), so longer runs are cut here.
const maxRun = 256
// A full merge cache makes base64 and CJK slower than no cache at all.
setMergeCacheSize(0)
// Text that looks like a special token is only text.
const plain = { allowedSpecial: new Set<string>(), disallowedSpecial: new Set<string>() }

const enum Class {
  Letter,
  Space,
  Digit,
  Sign,
}

const classOf = (code: number): Class => {
  if (code === 32 || (code >= 9 && code <= 13) || code === 0xa0) return Class.Space
  if (code >= 48 && code <= 57) return Class.Digit
  if (code < 128) return (code >= 65 && code <= 90) || (code >= 97 && code <= 122) ? Class.Letter : Class.Sign
  return Class.Letter
}

/** Offsets at which a text is cut so that no run of letters, signs or white space is longer than 256 characters. */
function cuts(text: string): readonly number[] {
  const found: number[] = []
  let start = 0
  let current: Class | undefined
  for (let at = 0; at < text.length; at++) {
    const next = classOf(text.charCodeAt(at))
    if (next !== current || next === Class.Digit) {
      current = next
      start = at
    } else if (at - start >= maxRun && (text.charCodeAt(at) & 0xfc00) !== 0xdc00) {
      found.push(at)
      start = at
    }
  }
  return found
}

/**
 * OpenAI's o200k_base, the encoding of the GPT-4o, GPT-4.1, GPT-5 and o-series models. Exact but for runs of more than
 * 256 letters, signs or spaces, which are counted in pieces: that keeps it linear.
 */
export const o200k: Tokenizer = {
  name: 'o200k_base',
  count(text) {
    if (text.length <= maxRun) return text === '' ? 0 : countTokens(text, plain)
    let total = 0
    let from = 0
    for (const at of cuts(text)) {
      total += countTokens(text.slice(from, at), plain)
      from = at
    }
    return total + countTokens(from === 0 ? text : text.slice(from), plain)
  },
}

/** Texts up to this many UTF-16 units are their own cache key; longer ones are hashed, so the cache holds no large text. */
const keyLength = 512

/** A count is a fact about the text alone, so all pipelines of a process share what a tokenizer has counted. */
const caches = new WeakMap<Tokenizer, LRUCache<string, number>>()

/** The same tokenizer, remembering the last `size` counts by content. */
export function cachedTokenizer(tokenizer: Tokenizer, size = 50_000): Tokenizer {
  const counts = caches.get(tokenizer) ?? new LRUCache<string, number>({ max: size })
  caches.set(tokenizer, counts)
  return {
    name: tokenizer.name,
    count(text) {
      if (text === '') return 0
      const key = text.length <= keyLength ? `=${text}` : textKey(text)
      let count = counts.get(key)
      if (count === undefined) counts.set(key, (count = tokenizer.count(text)))
      return count
    },
  }
}

/** Tokens of a text, roughly: for decisions that a fifth more or less does not change. */
export const estimateTokens = (text: string): number => Math.ceil(text.length / 3.6)
