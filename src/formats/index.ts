import { describe, QuernError } from '../errors.ts'
import { anthropicMessages } from './anthropic-messages.ts'
import type { Format, FormatName } from './format.ts'
import { openaiChat } from './openai-chat.ts'

/** In order of preference where shapes do not decide. */
const formats: readonly Format[] = [openaiChat, anthropicMessages]

export const formatNames: readonly FormatName[] = formats.map(format => format.name)

/** @throws QuernError `unknown_format` */
export function formatNamed(name: string): Format {
  const format = formats.find(candidate => candidate.name === name)
  if (format) return format
  throw new QuernError(
    'unknown_format',
    `format is ${describe(name)}; expected one of ${formatNames.join(', ')}, or leave it out to have it detected from the messages.`,
    { option: 'format' },
  )
}

/** The format whose shapes the messages have; OpenAI Chat Completions where both would read the same. */
export function detectFormat(messages: readonly unknown[], body?: Readonly<Record<string, unknown>>): Format {
  // Only Anthropic has the system prompt beside the messages.
  if (body !== undefined && 'system' in body && !messages.some(hasToolRole)) return anthropicMessages
  let best = openaiChat as Format
  let score = 0
  for (const format of formats) {
    const found = format.detect(messages)
    if (found > score) {
      best = format
      score = found
    }
  }
  return best
}

const hasToolRole = (message: unknown): boolean =>
  typeof message === 'object' && message !== null && 'role' in message && message.role === 'tool'
