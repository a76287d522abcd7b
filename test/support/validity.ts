/**
 * What providers refuse, told from their documentation and independent of everything in `src`. A fault is named by a
 * short code; a history may hold the same fault several times.
 */
type Json = unknown
type Wire = Record<string, Json>

const isObject = (value: Json): value is Wire =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
const isEmpty = (content: Json): boolean =>
  content === undefined ||
  content === null ||
  content === '' ||
  (Array.isArray(content) && content.length === 0)

export function faults(format: 'openai-chat' | 'anthropic-messages', messages: readonly Json[]): string[] {
  return format === 'openai-chat' ? openAiFaults(messages) : anthropicFaults(messages)
}

/**
 * Faults of an output that its input did not have, or had fewer times. Neighbours of one role are none where the input
 * had such neighbours too: who sends them takes them.
 */
export function newFaults(
  format: 'openai-chat' | 'anthropic-messages',
  input: readonly Json[],
  output: readonly Json[],
): string[] {
  const known = faults(format, input)
  const hasNeighbours = known.some(fault => fault.startsWith('neighbours:'))
  return faults(format, output).filter(fault => {
    if (hasNeighbours && fault.startsWith('neighbours:')) return false
    const at = known.indexOf(fault)
    if (at < 0) return true
    known.splice(at, 1)
    return false
  })
}

const openAiRoles = new Set(['system', 'developer', 'user', 'assistant', 'tool', 'function'])

function openAiFaults(messages: readonly Json[]): string[] {
  const found: string[] = []
  let open: string[] = []
  let before: Json
  for (const message of messages) {
    if (!isObject(message)) {
      found.push('no_object')
      continue
    }
    const { role, content } = message
    if (typeof role !== 'string' || !openAiRoles.has(role)) found.push(`role:${String(role)}`)
    if (role === 'tool') {
      const at = open.indexOf(String(message['tool_call_id']))
      if (at < 0) found.push('orphan_result')
      else open.splice(at, 1)
      if (content === undefined || content === null || (Array.isArray(content) && content.length === 0))
        found.push('empty:tool')
    } else {
      for (const _ of open) found.push('unanswered_call')
      open = []
    }
    if (role === 'user' || role === 'system' || role === 'developer')
      if (isEmpty(content)) found.push(`empty:${role}`)
    if (role === 'assistant') {
      const calls = message['tool_calls']
      if (Array.isArray(calls)) {
        if (calls.length === 0) found.push('no_calls')
        open = calls.map(call => (isObject(call) ? String(call['id']) : ''))
        if (new Set(open).size < open.length) found.push('repeated_id')
        for (const call of calls) if (!hasJsonArguments(call)) found.push('arguments')
      } else if (isEmpty(content)) found.push('empty:assistant')
    }
    if (content !== undefined && content !== null && typeof content !== 'string' && !Array.isArray(content))
      found.push('content_type')
    for (const part of Array.isArray(content) ? content : []) {
      if (!isObject(part) || typeof part['type'] !== 'string') found.push('part_type')
      else if (part['type'] === 'text' && (typeof part['text'] !== 'string' || part['text'] === ''))
        found.push('empty_text_part')
    }
    if ((role === 'user' || role === 'assistant') && role === before) found.push(`neighbours:${role}`)
    before = role
  }
  for (const _ of open) found.push('unanswered_call')
  if (!messages.some(message => isObject(message) && message['role'] === 'user')) found.push('no_user')
  return found
}

function hasJsonArguments(call: Json): boolean {
  const spec = isObject(call) ? call['function'] : undefined
  if (!isObject(spec) || typeof spec['arguments'] !== 'string') return false
  try {
    JSON.parse(spec['arguments'])
    return true
  } catch {
    return false
  }
}

function anthropicFaults(messages: readonly Json[]): string[] {
  const found: string[] = []
  let open: string[] = []
  let before: Json
  for (const [index, message] of messages.entries()) {
    if (!isObject(message)) {
      found.push('no_object')
      continue
    }
    const { role, content } = message
    if (role !== 'user' && role !== 'assistant') found.push(`role:${String(role)}`)
    if (index === 0 && role !== 'user') found.push('first_not_user')
    if ((role === 'user' || role === 'assistant') && role === before) found.push(`neighbours:${role}`)
    before = role
    if (isEmpty(content)) found.push(`empty:${String(role)}`)
    if (content !== undefined && content !== null && typeof content !== 'string' && !Array.isArray(content))
      found.push('content_type')
    const blocks: Json[] = Array.isArray(content) ? content : []
    const asked = open
    open = []
    let saidSomething = false
    for (const block of blocks) {
      if (!isObject(block) || typeof block['type'] !== 'string') {
        found.push('block_type')
        continue
      }
      if (block['type'] === 'text' && (typeof block['text'] !== 'string' || block['text'] === ''))
        found.push('empty_text_block')
      if (block['type'] === 'tool_use') {
        if (role !== 'assistant') found.push('call_of_user')
        if (open.includes(String(block['id']))) found.push('repeated_id')
        open.push(String(block['id']))
        if (!isObject(block['input'])) found.push('arguments')
      }
      if (block['type'] === 'tool_result') {
        if (role !== 'user') found.push('result_of_assistant')
        if (saidSomething) found.push('result_after_text')
        const at = asked.indexOf(String(block['tool_use_id']))
        if (at < 0) found.push('orphan_result')
        else asked.splice(at, 1)
        if (Array.isArray(block['content']))
          for (const part of block['content'])
            if (isObject(part) && part['type'] === 'text' && part['text'] === '')
              found.push('empty_text_block')
      } else saidSomething = true
      if ((block['type'] === 'thinking' || block['type'] === 'redacted_thinking') && role !== 'assistant')
        found.push('thinking_of_user')
    }
    for (const _ of asked) found.push('unanswered_call')
  }
  for (const _ of open) found.push('unanswered_call')
  if (!messages.some(message => isObject(message) && message['role'] === 'user')) found.push('no_user')
  return found
}
