import { isRecord, type WireMessage } from './transcript.ts'

/**
 * Messages of a Claude Code session. One model answer is spread over several entries with one message id; side chains
 * are other conversations.
 */
export function claudeCodeMessages(entries: readonly unknown[]): WireMessage[] {
  const messages: { role: string; content: unknown[]; id: unknown }[] = []
  for (const entry of entries) {
    if (!isRecord(entry) || entry.isSidechain === true || !isRecord(entry.message)) continue
    if (entry.type !== 'user' && entry.type !== 'assistant') continue
    const { role, content, id } = entry.message
    const blocks = typeof content === 'string' ? [{ type: 'text', text: content }] : content
    if (!Array.isArray(blocks) || blocks.length === 0) continue
    const last = messages.at(-1)
    const same = last?.role === role && (role === 'user' || id === last?.id)
    if (last && same) last.content.push(...blocks)
    else messages.push({ role: String(role), content: [...blocks], id })
  }
  return messages.map(({ role, content }) => ({ role, content }))
}
