import { anthropic } from '../../bench/transcripts/anthropic.ts'
import { openai } from '../../bench/transcripts/openai.ts'
import { deepFreeze, type Transcript, type WireMessage } from '../../bench/transcripts/transcript.ts'

/** A hand-made OpenAI session: each step is a call, its output, and what the assistant says next. */
export function session(
  steps: readonly { readonly output: string; readonly says: string; readonly call?: string }[],
): Transcript {
  const messages: WireMessage[] = [{ role: 'user', content: 'Find out what is wrong.' }]
  steps.forEach(({ output, says, call = 'look' }, step) => {
    messages.push(
      {
        role: 'assistant',
        content: null,
        tool_calls: [{ id: `call-${step}`, type: 'function', function: { name: call, arguments: '{}' } }],
      },
      { role: 'tool', tool_call_id: `call-${step}`, content: output },
      { role: 'assistant', content: says },
    )
  })
  return deepFreeze({ id: 'made', family: 'test', wire: openai, messages, beside: '' })
}

export const anthropicSession = (messages: readonly WireMessage[]): Transcript =>
  deepFreeze({ id: 'made', family: 'test', wire: anthropic, messages, beside: '' })

/** Lines of a service log with a fact in each. */
export const log = (lines: number, seed = 0): string =>
  Array.from({ length: lines }, (_, line) => {
    const request = 100_000 + (((line + seed) * 7_919) % 900_000)
    return `2026-03-01T10:00:00Z worker handled request req-${request} for customer account in ${line + 11} ms`
  }).join('\n')
