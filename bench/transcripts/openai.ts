import { isRecord, type Piece, type PieceRole, type Wire, type WireMessage } from './transcript.ts'

type Call = {
  readonly id?: unknown
  readonly function?: { readonly name?: unknown; readonly arguments?: unknown }
}

const callsOf = (message: WireMessage): readonly Call[] =>
  Array.isArray(message.tool_calls) ? (message.tool_calls as readonly Call[]).filter(isRecord) : []

const roleOf = (message: WireMessage): PieceRole => {
  const { role } = message
  if (role === 'developer') return 'system'
  return role === 'system' || role === 'assistant' || role === 'tool' ? role : 'user'
}

function contentPieces(message: WireMessage): Piece[] {
  const { content } = message
  const role = roleOf(message)
  if (role === 'tool') {
    const text = Array.isArray(content) ? content.map(textOfPart).join('\n') : String(content ?? '')
    return [{ kind: 'result', role, text, callId: String(message.tool_call_id) }]
  }
  if (typeof content === 'string') return [{ kind: 'text', role, text: content }]
  if (!Array.isArray(content)) return []
  return content.map(part =>
    isRecord(part) && typeof part.text !== 'string'
      ? { kind: 'image', role, text: '' }
      : { kind: 'text', role, text: textOfPart(part) },
  )
}

const textOfPart = (part: unknown): string =>
  typeof part === 'string' ? part : isRecord(part) && typeof part.text === 'string' ? part.text : ''

/** OpenAI Chat Completions. */
export const openai: Wire = {
  name: 'openai-chat',
  pieces(message) {
    const calls = callsOf(message).map(
      (call, index): Piece => ({
        kind: 'call',
        role: 'assistant',
        text: String(call.function?.arguments ?? ''),
        // The calls of a message are one array: counted with the first.
        counted: index === 0 ? JSON.stringify(message.tool_calls) : '',
        callId: String(call.id),
        tool: String(call.function?.name ?? ''),
      }),
    )
    return [...contentPieces(message), ...calls]
  },
  withResults(message, replace) {
    if (message.role !== 'tool') return message
    const [piece] = contentPieces(message)
    if (!piece) return message
    const text = replace(piece, 0)
    return text === piece.text ? message : { ...message, content: text }
  },
  keep(message, kept) {
    const pieces = openai.pieces(message)
    if (pieces.every((_, index) => kept.has(index))) return message
    if (kept.size === 0) return undefined
    const own = pieces.length - callsOf(message).length
    const calls = callsOf(message).filter((_, index) => kept.has(own + index))
    const { tool_calls: _, ...rest } = message
    const content = Array.isArray(message.content)
      ? message.content.filter((_, index) => kept.has(index))
      : own > 0 && !kept.has(0)
        ? null
        : message.content
    return { ...rest, content, ...(calls.length > 0 ? { tool_calls: calls } : {}) }
  },
  userMessage: text => ({ role: 'user', content: text }),
  faults(messages) {
    const found: string[] = []
    let open = new Map<string, number>()
    const close = (): void => {
      for (const [id, count] of open) for (let left = count; left > 0; left--) found.push(`unanswered:${id}`)
      open = new Map()
    }
    for (const message of messages) {
      const { role } = message
      if (role === 'tool') {
        const id = String(message.tool_call_id)
        const left = open.get(id)
        if (left === undefined) found.push(`orphan:${id}`)
        else if (left === 0) found.push(`answered-twice:${id}`)
        else open.set(id, left - 1)
      } else {
        close()
        if (!['system', 'developer', 'user', 'assistant'].includes(String(role))) found.push(`role:${role}`)
        if (Array.isArray(message.tool_calls) && message.tool_calls.length === 0) found.push('empty-calls:')
        for (const call of callsOf(message)) {
          const id = String(call.id)
          open.set(id, (open.get(id) ?? 0) + 1)
          if (!hasJson(call)) found.push(`arguments:${id}`)
        }
      }
      if (isEmpty(message) && (role !== 'assistant' || callsOf(message).length === 0))
        found.push(`empty:${role}:${message.tool_call_id ?? ''}`)
    }
    close()
    if (!messages.some(message => message.role === 'user')) found.push('no-user:')
    return found
  },
}

function isEmpty({ content }: WireMessage): boolean {
  if (typeof content === 'string') return content === ''
  if (!Array.isArray(content)) return true
  return content.length === 0 || content.some(part => isRecord(part) && part.type === 'text' && !part.text)
}

const parsed = new WeakMap<Call, boolean>()

/** Remembered by object: a history is checked at every turn. */
function hasJson(call: Call): boolean {
  let valid = parsed.get(call)
  if (valid === undefined) {
    try {
      JSON.parse(String(call.function?.arguments ?? ''))
      valid = true
    } catch {
      valid = false
    }
    parsed.set(call, valid)
  }
  return valid
}
