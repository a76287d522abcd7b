import type { ModelMessage } from 'ai'
import type { WireMessage } from '../transcripts/transcript.ts'
import type { System } from './system.ts'

/** Vercel AI SDK `pruneMessages` with the setting its documentation shows for agents. It knows no budget. */
export const aiSdkPrune: System = {
  name: 'ai-sdk prune',
  needs: 'ai',
  about: 'pruneMessages, toolCalls: before-last-4-messages (ai 6)',
  async open({ wire }) {
    const { pruneMessages } = await import('ai')
    return {
      compress(messages) {
        // The SDK keeps the objects of the parts that it does not remove: each leads back to its piece.
        const origin = new Map<unknown, { message: WireMessage; index: number }>()
        const tools = new Map<string, string>()
        const converted: ModelMessage[] = []
        for (const message of messages) {
          const parts: Record<string, Record<string, unknown>[]> = {}
          wire.pieces(message).forEach((piece, index) => {
            if (piece.callId !== undefined && piece.tool !== undefined) tools.set(piece.callId, piece.tool)
            const toolName = tools.get(piece.callId ?? '') ?? 'tool'
            const part =
              piece.kind === 'call'
                ? { type: 'tool-call', toolCallId: piece.callId, toolName, input: piece.text }
                : piece.kind === 'result'
                  ? {
                      type: 'tool-result',
                      toolCallId: piece.callId,
                      toolName,
                      output: { type: 'text', value: piece.text },
                    }
                  : { type: 'text', text: piece.text }
            origin.set(part, { message, index })
            ;(parts[piece.role] ??= []).push(part)
          })
          for (const [role, content] of Object.entries(parts)) {
            if (role !== 'system') converted.push({ role, content } as unknown as ModelMessage)
            else {
              const system = { role, content: content.map(part => part.text).join('\n') }
              origin.set(system, { message, index: 0 })
              converted.push(system as ModelMessage)
            }
          }
        }
        const kept = new Map<WireMessage, Set<number>>()
        const keep = (part: unknown): void => {
          const found = origin.get(part)
          if (!found) return
          const indices = kept.get(found.message) ?? new Set()
          kept.set(found.message, indices.add(found.index))
        }
        const pruned = pruneMessages({
          messages: converted,
          reasoning: 'all',
          toolCalls: 'before-last-4-messages',
          emptyMessages: 'remove',
        })
        for (const message of pruned)
          if (message.role === 'system') keep(message)
          else if (Array.isArray(message.content)) for (const part of message.content) keep(part)
        return messages.flatMap(message => {
          if (message.role === 'system' || message.role === 'developer') return [message]
          const left = wire.keep(message, kept.get(message) ?? new Set())
          return left ? [left] : []
        })
      },
    }
  },
}
