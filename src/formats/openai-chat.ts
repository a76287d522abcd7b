import { isObject, isString, type Json, type JsonObject, jsonText } from '../json.ts'
import type { Call, Edit, Part, Path, Role } from '../transcript.ts'
import type { Format, ImageSize, Measured } from './format.ts'
import { imageSize } from './image.ts'

const roles: Readonly<Record<string, Role>> = {
  system: 'system',
  developer: 'developer',
  user: 'user',
  assistant: 'assistant',
  tool: 'tool',
  function: 'tool',
}

/** OpenAI Chat Completions: https://platform.openai.com/docs/api-reference/chat/create */
export const openaiChat: Format = {
  name: 'openai-chat',

  detect(messages) {
    let score = 0.5
    for (const message of messages) {
      if (!isObject(message)) continue
      if (message.role === 'tool' || message.role === 'function' || Array.isArray(message.tool_calls))
        return 1
      if (message.role === 'system' || message.role === 'developer') score = 0.9
      if (hasBlock(message.content, type => type === 'image_url' || type === 'input_audio')) return 1
    }
    return score
  },

  read(message) {
    const source = message as Json | undefined
    if (!isObject(source))
      return { source, role: 'unknown', parts: [], calls: [], results: [], unreadable: 'not an object' }
    const role =
      (isString(source.role) && Object.hasOwn(roles, source.role) && roles[source.role]) || 'unknown'
    if (role === 'unknown')
      return { source, role, parts: [], calls: [], results: [], unreadable: 'unknown role' }
    const callId = role === 'tool' ? resultId(source) : undefined
    const calls = callsOf(source)
    const parts = [
      ...contentParts(source.content, role === 'tool' ? 'output' : 'text', callId),
      ...callParts(source),
    ]
    return { source, role, parts, calls, results: callId === undefined ? [] : [callId] }
  },

  measure(message) {
    if (!isObject(message)) return { texts: [jsonText(message)], images: [] }
    const measured = measureContent(message.content)
    const texts = [...measured.texts]
    if (isString(message.refusal)) texts.push(message.refusal)
    if (Array.isArray(message.tool_calls) && message.tool_calls.length > 0)
      texts.push(jsonText(message.tool_calls))
    if (isObject(message.function_call)) texts.push(jsonText(message.function_call))
    return { texts, images: measured.images }
  },

  appendText(message, text): Edit {
    const content = isObject(message) ? message.content : undefined
    if (Array.isArray(content)) return { op: 'append', path: ['content'], value: { type: 'text', text } }
    const before: readonly Json[] =
      isString(content) && content !== '' ? [{ type: 'text', text: content }] : []
    return { op: 'set', path: ['content'], value: [...before, { type: 'text', text }] }
  },

  textMessage: (role, text) => ({ role, content: text }),

  tool: definition => ({
    type: 'function',
    function: {
      name: definition.name,
      description: definition.description,
      parameters: definition.parameters,
    },
  }),
}

const resultId = (message: JsonObject): string =>
  isString(message.tool_call_id) ? message.tool_call_id : isString(message.name) ? message.name : ''

function callsOf(message: JsonObject): Call[] {
  const calls: Call[] = []
  if (Array.isArray(message.tool_calls)) {
    for (const call of message.tool_calls as readonly Json[]) {
      if (!isObject(call)) continue
      const spec = isObject(call.function) ? call.function : isObject(call.custom) ? call.custom : {}
      const input = spec.arguments ?? spec.input
      calls.push({
        id: isString(call.id) ? call.id : '',
        name: isString(spec.name) ? spec.name : '',
        arguments: isString(input) ? input : input === undefined ? '' : jsonText(input),
      })
    }
  }
  const legacy = message.function_call
  if (isObject(legacy) && isString(legacy.name)) {
    calls.push({
      id: legacy.name,
      name: legacy.name,
      arguments: isString(legacy.arguments) ? legacy.arguments : '',
    })
  }
  return calls
}

function callParts(message: JsonObject): Part[] {
  if (!Array.isArray(message.tool_calls)) return []
  const parts: Part[] = []
  for (const [index, call] of (message.tool_calls as readonly Json[]).entries()) {
    if (!isObject(call) || !isObject(call.function) || !isString(call.function.arguments)) continue
    const path: Path = ['tool_calls', index, 'function', 'arguments']
    parts.push({
      kind: 'arguments',
      path,
      text: call.function.arguments,
      callId: isString(call.id) ? call.id : '',
    })
  }
  return parts
}

function contentParts(
  content: Json | undefined,
  kind: 'text' | 'output',
  callId: string | undefined,
): Part[] {
  const link = callId === undefined ? {} : { callId }
  if (isString(content)) return [{ kind, path: ['content'], text: content, ...link }]
  if (!Array.isArray(content)) return []
  return (content as readonly Json[]).map((block, index): Part => {
    const path: Path = ['content', index]
    if (isString(block)) return { kind, path, text: block, ...link }
    if (isObject(block) && block.type === 'text' && isString(block.text))
      return { kind, path: [...path, 'text'], text: block.text, block: path, ...link }
    if (isObject(block) && block.type === 'image_url')
      return { kind: 'image', path, text: '', block: path, ...link }
    return { kind: 'sealed', path, text: '', block: path, ...link }
  })
}

function measureContent(content: Json | undefined): Measured {
  if (isString(content)) return { texts: [content], images: [] }
  if (!Array.isArray(content)) return { texts: [], images: [] }
  const texts: string[] = []
  const images: ImageSize[] = []
  for (const block of content as readonly Json[]) {
    if (isString(block)) texts.push(block)
    else if (!isObject(block)) continue
    else if (isString(block.text)) texts.push(block.text)
    else if (block.type === 'image_url') {
      const url = isObject(block.image_url) ? block.image_url.url : block.image_url
      images.push(isString(url) ? imageSize(url) : {})
    } else texts.push(jsonText(block))
  }
  return { texts, images }
}

const hasBlock = (content: Json | undefined, matches: (type: string) => boolean): boolean =>
  Array.isArray(content) &&
  (content as readonly Json[]).some(block => isObject(block) && isString(block.type) && matches(block.type))
