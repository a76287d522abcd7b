import { describe, expect, test } from 'vitest'
import { QuernError } from '../../src/errors.ts'
import { detectFormat, formatNamed, formatNames } from '../../src/formats/index.ts'
import { type OutputItem, readRequest, type Request, writeRequest } from '../../src/formats/request.ts'
import type { Json } from '../../src/json.ts'

const hello = { role: 'user', content: 'hello' }

describe('detection', () => {
  test.each<[what: string, messages: unknown[], format: string]>([
    ['nothing', [], 'openai-chat'],
    ['text that both read', [hello, { role: 'assistant', content: 'hi' }], 'openai-chat'],
    ['a tool message', [hello, { role: 'tool', tool_call_id: 'a', content: 'x' }], 'openai-chat'],
    [
      'calls beside content blocks',
      [
        { role: 'user', content: [{ type: 'text', text: 'x' }] },
        { role: 'assistant', tool_calls: [] },
      ],
      'openai-chat',
    ],
    [
      'an image by URL',
      [{ role: 'user', content: [{ type: 'image_url', image_url: { url: 'x' } }] }],
      'openai-chat',
    ],
    ['a system message', [{ role: 'system', content: 'x' }, hello], 'openai-chat'],
    [
      'a tool_use block',
      [hello, { role: 'assistant', content: [{ type: 'tool_use', id: 'a', name: 'f', input: {} }] }],
      'anthropic-messages',
    ],
    [
      'thinking',
      [{ role: 'assistant', content: [{ type: 'thinking', thinking: '', signature: '' }] }],
      'anthropic-messages',
    ],
    [
      'a cache mark',
      [{ role: 'user', content: [{ type: 'text', text: 'x', cache_control: { type: 'ephemeral' } }] }],
      'anthropic-messages',
    ],
    [
      'text that speaks of the other format',
      [{ role: 'user', content: '{"type":"tool_use"} "tool_result" thinking' }],
      'openai-chat',
    ],
    ['things that are no messages', [null, 7, 'text', undefined, []], 'openai-chat'],
  ])('of %s', (_, messages, format) => {
    expect(detectFormat(messages).name).toBe(format)
  })

  test('by the system prompt beside the messages, unless a tool message says otherwise', () => {
    expect(detectFormat([hello], { system: 'x', messages: [hello] }).name).toBe('anthropic-messages')
    const tool = { role: 'tool', tool_call_id: 'a', content: '' }
    expect(detectFormat([hello, tool], { system: 'x' }).name).toBe('openai-chat')
  })

  test('or by name', () => {
    for (const name of formatNames) expect(formatNamed(name).name).toBe(name)
    expect(() => formatNamed('gpt')).toThrow(QuernError)
    expect(() => formatNamed('gpt')).toThrow(/format is "gpt".*openai-chat, anthropic-messages/)
  })
})

describe('a request', () => {
  test.each<[what: string, request: Request, kind: string]>([
    ['an array', [hello], 'messages'],
    ['a body', { model: 'm', messages: [hello] }, 'body'],
    ['an array as text', JSON.stringify([hello]), 'text'],
    ['a body as text', JSON.stringify({ messages: [hello] }), 'text'],
  ])('is read from %s', (_, request, kind) => {
    const read = readRequest(request, undefined)
    expect(read.kind).toBe(kind)
    expect(read.history).toEqual([hello])
  })

  test.each<[what: string, request: unknown]>([
    ['null', null],
    ['a number', 7],
    ['a body without messages', { prompt: 'x' }],
    ['a body whose messages are text', { messages: 'x' }],
    ['text that is no JSON', '{"messages": ['],
    ['JSON that is no request', '"hello"'],
  ])('is not found in %s', (_, request) => {
    expect(() => readRequest(request as Request, undefined)).toThrow(
      expect.objectContaining({ name: 'QuernError', code: 'unknown_format', option: 'request' }),
    )
  })

  const item = (index: number | undefined, message: Json): OutputItem => ({
    index,
    edits: [],
    inserted: index === undefined ? message : undefined,
    message,
  })

  test('is written as what it was read from', () => {
    const other = { role: 'user', content: 'more' }
    for (const request of [
      [hello],
      { model: 'm', messages: [hello], n: 1 },
      '[{"role":"user","content":"hello"} ]',
    ]) {
      const read = readRequest(request, undefined)
      const same = read.history.map((message, index) => item(index, message as Json))
      expect(writeRequest(request, read, same)).toBe(request)
      const written = writeRequest(request, read, [...same, item(undefined, other)])
      expect(typeof written === 'string' ? 'text' : Array.isArray(written) ? 'messages' : 'body').toBe(
        read.kind,
      )
      const { history } = readRequest(written, undefined)
      expect(history).toEqual([hello, other])
    }
  })

  test('keeps the other members of its body', () => {
    const tools = [{ name: 't' }]
    const body = { model: 'm', messages: [hello], tools }
    const written = writeRequest(body, readRequest(body, undefined), []) as typeof body
    expect(written).toEqual({ model: 'm', messages: [], tools })
    expect(written.tools).toBe(tools)
    expect(body.messages).toEqual([hello])
  })
})
