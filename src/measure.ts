import type { Format, ImageSize } from './formats/format.ts'
import { patch } from './formats/patch.ts'
import type { Json } from './json.ts'
import type { Tokenizer } from './tokens.ts'
import type { Edit } from './transcript.ts'

/** Tokens that providers add to each message, and those of its role. */
const messageTokens = 4 + 1

/**
 * Tokens of an image, counted so that the budget holds: at least what a 1,024-pixel square costs anywhere, by
 * Anthropic's published formula (pixels / 750, at most 1,600 after scaling) where it is larger. As of 2026-11.
 */
const image = { least: 1_000, pixelsPerToken: 750, most: 1_600 } as const

const imageTokens = ({ width = 0, height = 0 }: ImageSize): number =>
  Math.min(image.most, Math.max(image.least, Math.ceil((width * height) / image.pixelsPerToken)))

/** Tokens of one message as it would be sent with these edits. */
export function measureMessage(
  format: Format,
  source: Json | undefined,
  edits: readonly Edit[],
  tokenizer: Tokenizer,
): number {
  const { texts, images } = format.measure(patch(source, edits))
  let tokens = messageTokens
  for (const text of texts) tokens += tokenizer.count(text)
  for (const size of images) tokens += imageTokens(size)
  return tokens
}
