/**
 * Stand-ins for the SDKs in the README's examples. Each asks for one large output, then fetches a part of it back by the
 * handle that it was shown, then says what it read.
 */
export const log = Array.from(
  { length: 900 },
  (_, n) => `2026-11-03T08:00:00Z runner ${n % 7} finished step ${n * 37} in ${n % 90} ms`,
).join('\n')

export const requests: { tools: unknown[]; text: string }[] = []

export const toolDefinitions: unknown[] = []
export const runTool = (): Promise<string> => Promise.resolve(log)

interface Body {
  readonly tools: readonly unknown[]
  readonly messages: readonly unknown[]
}

type Answer = { readonly call: string; readonly args: object } | { readonly say: string }

function answer({ tools, messages }: Body): Answer {
  const text = JSON.stringify(messages)
  requests.push({ tools: [...tools], text })
  if (messages.length === 1) return { call: 'read_log', args: {} }
  const handle = /ccr-\d{12}/.exec(text)?.[0]
  if (messages.length === 3) return { call: 'retrieve_uncompressed_context', args: { handle, lines: '500' } }
  return { say: 'step 18463' }
}

export class OpenAI {
  readonly chat = {
    completions: {
      create: (body: Body) => {
        const next = answer(body)
        const id = `call_${body.messages.length}`
        const message =
          'say' in next
            ? { role: 'assistant', content: next.say }
            : {
                role: 'assistant',
                content: null,
                tool_calls: [
                  {
                    id,
                    type: 'function',
                    function: { name: next.call, arguments: JSON.stringify(next.args) },
                  },
                ],
              }
        return Promise.resolve({ choices: [{ message }] })
      },
    },
  }
}

export class Anthropic {
  readonly messages = {
    create: (body: Body) => {
      const next = answer(body)
      const id = `toolu_${body.messages.length}`
      return Promise.resolve({
        content: [
          'say' in next
            ? { type: 'text', text: next.say }
            : { type: 'tool_use', id, name: next.call, input: next.args },
        ],
      })
    },
  }
}
