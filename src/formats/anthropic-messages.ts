import { isObject, isString, type Json, type JsonObject, jsonText } from '../json.ts'
import type { Call, Edit, Part, Path } from '../transcript.ts'
import type { Format, ImageSize } from './format.ts'
import { imageSize } from './image.ts'

const blockTypes = new Set(['tool_use', 'tool_result', 'thinking', 'redacted_thinking', 'image', 'document'])

/** Anthropic Messages: https://docs.anthropic.com/en/api/messages */
export const anthropicMessages: Format = {
  name: 'anthropic-messages',

  detect(messages) {
    let score = 0.4
    for (const message of messages) {
      if (!isObject(message)) continue
      if (message.role === 'tool' || Array.isArray(message.tool_calls)) return 0
      for (const block of blocks(message.content)) {
        if (isObject(block) && isString(block.type) && blockTypes.has(block.type)) return 1
        if (isObject(block) && isObject(block.cache_control)) score = 0.95
      }
    }
    return score
  },

  read(message) {
    const source = message as Json | undefined
    if (!isObject(source))
      return { source, role: 'unknown', parts: [], calls: [], results: [], unreadable: 'not an object' }
    const { role } = source
    if (role !== 'user' && role !== 'assistant' && role !== 'system')
      return { source, role: 'unknown', parts: [], calls: [], results: [], unreadable: 'unknown role' }
    if (isString(source.content))
      return {
        source,
        role,
        parts: [{ kind: 'text', path: ['content'], text: source.content }],
        calls: [],
        results: [],
      }
    const parts: Part[] = []
    const calls: Call[] = []
    const results: string[] = []
    for (const [index, block] of blocks(source.content).entries()) {
      const path: Path = ['content', index]
      if (isObject(block) && block.type === 'tool_result') {
        const callId = isString(block.tool_use_id) ? block.tool_use_id : ''
        results.push(callId)
        parts.push(...resultParts(block, path, callId))
      } else if (isObject(block) && block.type === 'tool_use') {
        const id = isString(block.id) ? block.id : ''
        const text = jsonText(block.input ?? {})
        calls.push({ id, name: isString(block.name) ? block.name : '', arguments: text })
        parts.push({ kind: 'arguments', path: [...path, 'input'], text, callId: id, block: path })
      } else parts.push(plainPart(block, path))
    }
    return { source, role: isResultsOnly(parts, results) ? 'tool' : role, parts, calls, results }
  },

  measure(message) {
    if (!isObject(message)) return { texts: [jsonText(message)], images: [] }
    const texts: string[] = []
    const images: ImageSize[] = []
    const add = (block: Json): void => {
      if (isString(block)) texts.push(block)
      else if (!isObject(block)) return
      else if (block.type === 'text' && isString(block.text)) texts.push(block.text)
      else if (block.type === 'thinking' && isString(block.thinking)) texts.push(block.thinking)
      else if (block.type === 'image') images.push(sourceSize(block.source))
      else if (block.type === 'tool_use')
        texts.push(jsonText({ id: block.id, name: block.name, input: block.input }))
      else if (block.type === 'tool_result') {
        if (isString(block.tool_use_id)) texts.push(block.tool_use_id)
        if (isString(block.content)) texts.push(block.content)
        else for (const inner of blocks(block.content)) add(inner)
      } else texts.push(jsonText(block))
    }
    if (isString(message.content)) texts.push(message.content)
    else for (const block of blocks(message.content)) add(block)
    return { texts, images }
  },

  appendText(message, text): Edit {
    const content = isObject(message) ? message.content : undefined
    if (Array.isArray(content)) return { op: 'append', path: ['content'], value: { type: 'text', text } }
    const before: readonly Json[] =
      isString(content) && content !== '' ? [{ type: 'text', text: content }] : []
    return { op: 'set', path: ['content'], value: [...before, { type: 'text', text }] }
  },

  textMessage: (role, text) => ({ role, content: [{ type: 'text', text }] }),

  tool: definition => ({
    name: definition.name,
    description: definition.description,
    input_schema: definition.parameters,
  }),
}

const blocks = (content: Json | undefined): readonly Json[] =>
  Array.isArray(content) ? (content as readonly Json[]) : []

function plainPart(block: Json, path: Path): Part {
  if (isObject(block) && block.type === 'text' && isString(block.text))
    return { kind: 'text', path: [...path, 'text'], text: block.text, block: path }
  if (isObject(block) && block.type === 'image') return { kind: 'image', path, text: '', block: path }
  const bound = isObject(block) && (block.type === 'thinking' || block.type === 'redacted_thinking')
  return { kind: 'sealed', path, text: '', block: path, ...(bound ? { bound } : {}) }
}

function resultParts(block: JsonObject, path: Path, callId: string): Part[] {
  if (isString(block.content))
    return [{ kind: 'output', path: [...path, 'content'], text: block.content, callId, block: path }]
  const inner = blocks(block.content).map((piece, index): Part => {
    const at: Path = [...path, 'content', index]
    if (isObject(piece) && piece.type === 'text' && isString(piece.text))
      return { kind: 'output', path: [...at, 'text'], text: piece.text, callId, block: path }
    const kind = isObject(piece) && piece.type === 'image' ? 'image' : 'sealed'
    return { kind, path: at, text: '', callId, block: path }
  })
  // A result without content still goes with its group, so it needs a part to carry its block.
  return inner.length > 0 ? inner : [{ kind: 'sealed', path, text: '', callId, block: path }]
}

const isResultsOnly = (parts: readonly Part[], results: readonly string[]): boolean =>
  results.length > 0 && parts.every(part => part.callId !== undefined)

const sourceSize = (source: Json | undefined): ImageSize =>
  isObject(source) && isString(source.data) ? imageSize(source.data) : {}
