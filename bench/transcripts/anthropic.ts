import { isRecord, type Piece, type PieceRole, type Wire, type WireMessage } from './transcript.ts'

type Block = Readonly<Record<string, unknown>>

const blocksOf = (message: WireMessage): readonly Block[] =>
  typeof message.content === 'string'
    ? [{ type: 'text', text: message.content }]
    : Array.isArray(message.content)
      ? (message.content as readonly Block[]).filter(isRecord)
      : []

function pieceOf(block: Block, role: PieceRole): Piece {
  switch (block.type) {
    case 'text':
      return { kind: 'text', role, text: String(block.text ?? '') }
    case 'tool_use':
      return {
        kind: 'call',
        role,
        text: JSON.stringify(block.input ?? {}),
        counted: JSON.stringify({ id: block.id, name: block.name, input: block.input }),
        callId: String(block.id),
        tool: String(block.name),
      }
    case 'tool_result':
      return {
        kind: 'result',
        role: 'tool',
        text: resultText(block.content),
        callId: String(block.tool_use_id),
      }
    case 'image':
    case 'document':
      return { kind: 'image', role, text: '' }
    case 'thinking':
      return { kind: 'sealed', role, text: JSON.stringify(block), counted: String(block.thinking ?? '') }
    default:
      return { kind: 'sealed', role, text: JSON.stringify(block) }
  }
}

const resultText = (content: unknown): string =>
  Array.isArray(content)
    ? content
        .filter(isRecord)
        .map(part => (typeof part.text === 'string' ? part.text : ''))
        .join('\n')
    : String(content ?? '')

/** Anthropic Messages. */
export const anthropic: Wire = {
  name: 'anthropic-messages',
  pieces: message =>
    blocksOf(message).map(block => pieceOf(block, message.role === 'assistant' ? 'assistant' : 'user')),
  withResults(message, replace) {
    let changed = false
    const content = blocksOf(message).map((block, index) => {
      if (block.type !== 'tool_result') return block
      const piece = pieceOf(block, 'user')
      const text = replace(piece, index)
      if (text === piece.text) return block
      changed = true
      const others = Array.isArray(block.content)
        ? block.content.filter(part => isRecord(part) && part.type !== 'text')
        : []
      return { ...block, content: [{ type: 'text', text }, ...others] }
    })
    return changed ? { ...message, content } : message
  },
  keep(message, kept) {
    const blocks = blocksOf(message)
    if (blocks.every((_, index) => kept.has(index))) return message
    const content = blocks.filter((_, index) => kept.has(index))
    return content.length === 0 ? undefined : { ...message, content }
  },
  userMessage: text => ({ role: 'user', content: [{ type: 'text', text }] }),
  faults(messages) {
    const found: string[] = []
    let open = new Set<string>()
    messages.forEach((message, index) => {
      const blocks = blocksOf(message)
      if (message.role !== 'user' && message.role !== 'assistant') found.push(`role:${message.role}`)
      if (index === 0 && message.role !== 'user') found.push('no-user:')
      if (blocks.length === 0) found.push(`empty:${message.role}`)
      for (const block of blocks)
        if (block.type === 'text' && !block.text) found.push(`empty:${message.role}`)
      for (const block of blocks)
        if (block.type === 'tool_result' && !open.delete(String(block.tool_use_id)))
          found.push(`orphan:${block.tool_use_id}`)
      for (const id of open) found.push(`unanswered:${id}`)
      open = new Set(blocks.filter(block => block.type === 'tool_use').map(block => String(block.id)))
    })
    for (const id of open) found.push(`unanswered:${id}`)
    if (messages.length === 0) found.push('no-user:')
    return found
  },
}
