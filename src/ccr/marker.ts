import type { Loss } from '../../crushers/types.ts'
import { sha256 } from '../hash.ts'

/** Digits of a handle: three are one token, so twelve cost what four characters of base32 would. */
const digits = 12

/**
 * The content-derived name of an original. `longer` adds digits, for the case that two originals of one namespace
 * share a shorter one.
 */
export function handleOf(content: string, longer = 0): string {
  const hash = sha256(content)
  let number = 0n
  for (const byte of hash.subarray(0, 16)) number = (number << 8n) | BigInt(byte)
  const length = digits + longer
  return `ccr-${(number % 10n ** BigInt(length)).toString().padStart(length, '0')}`
}

export interface Marker {
  readonly handle: string
  readonly start: number
  readonly end: number
}

const pattern = /\[CCR_REF: (ccr-\d{12,24})(?: \| [^\]\n]{0,120})?\]/g

/** Every marker that stands in a text. Whether one is ours is for the store to say. */
export function markersIn(text: string): Marker[] {
  if (!text.includes('[CCR_REF: ')) return []
  return Array.from(text.matchAll(pattern), match => ({
    handle: match[1] ?? '',
    start: match.index,
    end: match.index + match[0].length,
  }))
}

export const marker = (handle: string, what: string): string =>
  `[CCR_REF: ${handle}${what === '' ? '' : ` | ${what}`}]`

/** `41k tokens`: two digits say enough. */
export function sizeText(tokens: number): string {
  if (tokens < 1000) return `${tokens} tokens`
  return `${tokens < 10_000 ? `${Math.floor(tokens / 100) / 10}k` : rounded(tokens, 10_000)} tokens`
}

/** Three digits are one token, and a marker has 25. */
function rounded(count: number, from: number): string {
  if (count < from) return String(count)
  return count < 1_000_000 ? `${Math.floor(count / 1000)}k` : `${Math.floor(count / 1_000_000)}M`
}

/** Tokens that the numbers of a marker may take beside its words, so that it stays within 25. */
const numberTokens = 5

/** What a marker says of its losses: the first of them and the size, or the loss alone where its numbers are long. */
export function lossText(losses: readonly Loss[], tokens: number): string {
  const loss = losses.find(one => one.total > one.kept)
  if (!loss) return sizeText(tokens)
  const named = `${rounded(loss.kept, 100_000)} of ${rounded(loss.total, 100_000)} ${loss.unit}`
  const both = `${named}, ${rounded(tokens, 1000)} tokens`
  return (both.match(/\d{1,3}|(?<=\d)[kM]/g) ?? []).length > numberTokens ? named : both
}
