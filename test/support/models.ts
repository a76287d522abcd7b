import type { PipelineOptions, PromptMessage } from '../../src/index.ts'

type Generate = NonNullable<PipelineOptions['generate']>

/** The text that a summary prompt is about, and the tokens it may have. */
export function taskOf(messages: readonly PromptMessage[]): {
  text: string
  previous: string
  budget: number
} {
  const prompt = messages.find(message => message.role === 'user')?.content ?? ''
  const block = (name: string): string =>
    new RegExp(`<<<${name} ([0-9a-f]{8})\\n([\\s\\S]*?)\\n${name} \\1>>>`).exec(prompt)?.[2] ?? ''
  return {
    text: block('text'),
    previous: block('summary so far'),
    budget: Number(/At most (\d+) tokens/.exec(prompt)?.[1] ?? 0),
  }
}

/** What a careful model might say: lines of the summary so far and of the text, half of the budget each. */
export function faithful(messages: readonly PromptMessage[], skip = 0): string {
  const { text, previous, budget } = taskOf(messages)
  const earlier = within(previous.split('\n'), previous === '' ? 0 : budget / 2)
  const later = within(text.split('\n').slice(skip), budget - earlier.length / 2)
  return `${earlier}\n${later}`.trim()
}

/** The lines that fit; two characters a token is less than any text of words takes. */
function within(lines: readonly string[], budget: number): string {
  const kept: string[] = []
  let room = budget
  for (const line of lines) {
    const cost = line.length / 2 + 2
    if (!/\w/.test(line) || cost > room) continue
    kept.push(line)
    room -= cost
  }
  return kept.join('\n')
}

export interface Scripted {
  readonly generate: Generate
  readonly calls: (readonly PromptMessage[])[]
}

/** A model that does as the script says, and remembers what it was asked. */
export function scripted(
  script: (messages: readonly PromptMessage[], call: number, signal: AbortSignal) => string | Promise<string>,
): Scripted {
  const calls: (readonly PromptMessage[])[] = []
  return {
    calls,
    generate: async (messages, { signal }) => {
      calls.push(messages)
      return script(messages, calls.length, signal)
    },
  }
}

/** Never answers twice alike: now well, now badly, now not at all. */
export const moody = (from = 0): Scripted =>
  scripted((messages, call) => {
    switch ((call + from) % 6) {
      case 0:
        throw new Error('503')
      case 1:
        return ''
      case 2:
        return `${faithful(messages)} It cost 98431 in /never/heard.of`
      default:
        return faithful(messages, (call + from) % 5)
    }
  })
