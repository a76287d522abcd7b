import { isRecord, type WireMessage } from './transcript.ts'

interface Call {
  readonly id: string
  readonly type: 'function'
  readonly function: { readonly name: string; readonly arguments: string }
}

/** Messages of a Codex rollout (OpenAI Responses items) as a Chat Completions history. Reasoning is left out. */
export function codexMessages(entries: readonly unknown[]): WireMessage[] {
  const messages: { role: string; content: string | null; tool_calls?: Call[]; tool_call_id?: string }[] = []
  const answered = new Set<string>()
  const items = entries.flatMap(entry =>
    isRecord(entry) && entry.type === 'response_item' && isRecord(entry.payload) ? [entry.payload] : [],
  )
  for (const item of items) if (String(item.type).endsWith('_output')) answered.add(String(item.call_id))
  for (const item of items) {
    const type = String(item.type)
    if (type === 'message') messages.push({ role: String(item.role), content: textOf(item.content) })
    else if (type === 'function_call' || type === 'custom_tool_call') {
      const id = String(item.call_id)
      if (!answered.has(id)) continue
      const input = type === 'function_call' ? String(item.arguments) : JSON.stringify({ input: item.input })
      const call: Call = { id, type: 'function', function: { name: String(item.name), arguments: input } }
      const last = messages.at(-1)
      if (last?.role === 'assistant') (last.tool_calls ??= []).push(call)
      else messages.push({ role: 'assistant', content: null, tool_calls: [call] })
    } else if (type === 'function_call_output' || type === 'custom_tool_call_output')
      messages.push({ role: 'tool', tool_call_id: String(item.call_id), content: outputText(item.output) })
  }
  return messages.filter(message => message.content !== '' || message.tool_calls !== undefined)
}

const textOf = (content: unknown): string =>
  Array.isArray(content)
    ? content.map(part => (isRecord(part) && typeof part.text === 'string' ? part.text : '')).join('\n')
    : String(content ?? '')

const outputText = (output: unknown): string =>
  (typeof output === 'string' ? output : Array.isArray(output) ? textOf(output) : JSON.stringify(output)) ||
  '(empty)'
