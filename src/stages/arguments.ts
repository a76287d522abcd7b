import { visit } from 'jsonc-parser'
import { handleOf, marker } from '../ccr/marker.ts'
import { isDeeperThan, parseJson } from '../json.ts'
import { sessionPolicy as policy } from '../policy.ts'
import { firstOf } from '../text.ts'

/** Nesting that jsonc-parser's visitor takes without overflowing the stack. */
const visitorDepth = 1_000

/**
 * Call arguments with their long strings shortened inside the JSON: files that were written, patches, scripts. What is
 * short, paths and flags, stays byte for byte. `undefined` where nothing is long or the text is no JSON.
 */
export function shortenArguments(
  text: string,
): { readonly text: string; readonly handle: string } | undefined {
  if (text.length <= policy.argumentCharacters) return undefined
  const value = parseJson(text)
  if (typeof value !== 'object' || value === null || isDeeperThan(value, visitorDepth)) return undefined
  const handle = handleOf(text)
  const pieces: string[] = []
  let copied = 0
  visit(text, {
    onLiteralValue(literal: unknown, offset: number, length: number) {
      if (typeof literal !== 'string' || literal.length <= policy.argumentCharacters) return
      const kept = firstOf(literal, policy.argumentKept)
      const more = marker(handle, `${literal.length - kept.length} characters more`)
      pieces.push(text.slice(copied, offset), JSON.stringify(`${kept}… ${more}`))
      copied = offset + length
    },
  })
  if (pieces.length === 0) return undefined
  return { text: pieces.join('') + text.slice(copied), handle }
}
