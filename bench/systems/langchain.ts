import type { BaseMessage } from '@langchain/core/messages'
import type { Wire, WireMessage } from '../transcripts/transcript.ts'
import type { System } from './system.ts'

type Classes = typeof import('@langchain/core/messages')

/** One LangChain message for each piece that LangChain has a class for; `id` leads back to the wire message. */
function convert(classes: Classes, wire: Wire, messages: readonly WireMessage[]): BaseMessage[] {
  const { AIMessage, HumanMessage, SystemMessage, ToolMessage } = classes
  return messages.flatMap((message, at): BaseMessage[] => {
    const pieces = wire.pieces(message)
    const content = pieces
      .filter(piece => piece.kind === 'text')
      .map(piece => piece.text)
      .join('\n')
    const results = pieces
      .filter(piece => piece.kind === 'result')
      .map(
        piece => new ToolMessage({ id: String(at), content: piece.text, tool_call_id: String(piece.callId) }),
      )
    if (results.length > 0)
      return content === '' ? results : [...results, new HumanMessage({ id: String(at), content })]
    if (message.role === 'assistant') {
      const calls = pieces
        .filter(piece => piece.kind === 'call')
        .map(piece => ({ id: String(piece.callId), name: piece.tool ?? '', args: {} }))
      return [new AIMessage({ id: String(at), content, tool_calls: calls })]
    }
    if (message.role === 'user') return [new HumanMessage({ id: String(at), content })]
    return [new SystemMessage({ id: String(at), content })]
  })
}

/** Where no budget is given, the window of the usual models. */
const window = 200_000

export const langchainTrim: System = {
  name: 'langchain trim',
  needs: '@langchain/core/messages',
  about: 'trimMessages, strategy last, system kept, to the budget (@langchain/core 1)',
  async open({ budget = window, wire, count }) {
    const classes = await import('@langchain/core/messages')
    return {
      async compress(messages) {
        const sizes = messages.map(count)
        if (sizes.reduce((sum, size) => sum + size, 0) <= budget) return messages
        const kept = await classes.trimMessages(convert(classes, wire, messages), {
          maxTokens: budget,
          strategy: 'last',
          includeSystem: true,
          // The documented 'human' alone trims an agent that was prompted once to nothing.
          startOn: ['human', 'ai'],
          tokenCounter: some =>
            [...new Set(some.map(message => Number(message.id)))].reduce(
              (sum, at) => sum + (sizes[at] ?? 0),
              0,
            ),
        })
        const indices = new Set(kept.map(message => Number(message.id)))
        return messages.filter((_, at) => indices.has(at))
      },
    }
  },
}

/** Its default trigger. */
const trigger = 100_000

export const langchainClear: System = {
  name: 'langchain clear',
  needs: 'langchain',
  about: 'ClearToolUsesEdit of contextEditingMiddleware, keep 3, trigger at the budget (langchain 1)',
  async open({ budget = trigger, wire, count }) {
    const classes = await import('@langchain/core/messages')
    const { ClearToolUsesEdit } = await import('langchain')
    const edit = new ClearToolUsesEdit({
      trigger: { tokens: Math.min(budget, trigger) },
      keep: { messages: 3 },
    })
    return {
      async compress(messages) {
        const converted = convert(classes, wire, messages)
        const before = converted.map(message => message.content)
        let total: number | undefined
        // Counted once before it clears; afterwards it only reports what it saved.
        const countTokens = async (): Promise<number> =>
          (total ??= messages.reduce((sum, message) => sum + count(message), 0))
        await edit.apply({ messages: converted, model: {} as never, countTokens })
        if (converted.length !== before.length) return messages
        const texts = converted
          .filter(message => classes.ToolMessage.isInstance(message))
          .map(message => String(message.content))
        let next = 0
        return messages.map(message => wire.withResults(message, piece => texts[next++] ?? piece.text))
      },
    }
  },
}
