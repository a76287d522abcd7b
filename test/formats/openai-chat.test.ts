import { describe, expect, test } from 'vitest'
import { openaiChat } from '../../src/formats/openai-chat.ts'
import { patch, valueAt } from '../../src/formats/patch.ts'
import type { Json, JsonObject } from '../../src/json.ts'

const call = (id: unknown, name: unknown, args: unknown): Json =>
  ({ id, type: 'function', function: { name, arguments: args } }) as Json

/** Kind, path and text of each part, in one line each. */
const partsOf = (message: unknown): string[] =>
  openaiChat
    .read(message)
    .parts.map(
      part =>
        `${part.kind} ${part.path.join('.')} ${part.text}`.trim() + (part.callId ? ` < ${part.callId}` : ''),
    )

describe('parts', () => {
  test.each<[what: string, message: unknown, parts: string[]]>([
    ['content as text', { role: 'user', content: 'hi' }, ['text content hi']],
    ['empty content', { role: 'user', content: '' }, ['text content']],
    ['null content', { role: 'assistant', content: null }, []],
    [
      'content as parts',
      {
        role: 'user',
        content: [{ type: 'text', text: 'hi' }, { type: 'image_url', image_url: { url: 'x' } }, 'bare'],
      },
      ['text content.0.text hi', 'image content.1', 'text content.2 bare'],
    ],
    [
      'unknown parts',
      {
        role: 'user',
        content: [
          { type: 'input_audio', input_audio: {} },
          { type: 'text' },
          { type: 'text', text: 7 },
          null,
        ],
      },
      ['sealed content.0', 'sealed content.1', 'sealed content.2', 'sealed content.3'],
    ],
    ['a result', { role: 'tool', tool_call_id: 'a', content: 'done' }, ['output content done < a']],
    [
      'a result of parts',
      {
        role: 'tool',
        tool_call_id: 'a',
        content: [
          { type: 'text', text: '1' },
          { type: 'text', text: '2' },
        ],
      },
      ['output content.0.text 1 < a', 'output content.1.text 2 < a'],
    ],
    ['a result of the legacy kind', { role: 'function', name: 'f', content: 'x' }, ['output content x < f']],
    [
      'several calls',
      { role: 'assistant', content: 'Both.', tool_calls: [call('a', 'f', '{"x":1}'), call('b', 'g', '')] },
      [
        'text content Both.',
        'arguments tool_calls.0.function.arguments {"x":1} < a',
        'arguments tool_calls.1.function.arguments < b',
      ],
    ],
    [
      'calls that are none',
      {
        role: 'assistant',
        content: null,
        tool_calls: [null, 7, {}, { function: null }, call(1, 2, { x: 1 })],
      },
      [],
    ],
    [
      'a refusal and reasoning, which are no parts',
      { role: 'assistant', content: null, refusal: 'No.', reasoning_details: [{ data: 'x' }] },
      [],
    ],
  ])('of %s', (_, message, parts) => {
    expect(partsOf(message)).toEqual(parts)
  })

  test('stand where their paths say', () => {
    const message = {
      role: 'assistant',
      content: [{ type: 'text', text: 'a' }, 'b'],
      tool_calls: [call('c', 'f', '{}')],
    } as Json
    for (const part of openaiChat.read(message).parts) {
      expect(valueAt(message, part.path)).toBe(part.text)
      expect(valueAt(patch(message, [{ op: 'set', path: part.path, value: 'new' }]), part.path)).toBe('new')
    }
  })
})

describe('calls and results', () => {
  test.each<[what: string, message: unknown, calls: string[], results: string[]]>([
    [
      'parallel calls',
      { role: 'assistant', tool_calls: [call('a', 'f', '1'), call('a', 'g', '2')] },
      ['a f 1', 'a g 2'],
      [],
    ],
    [
      'a custom tool',
      { role: 'assistant', tool_calls: [{ id: 'a', type: 'custom', custom: { name: 'sh', input: 'ls' } }] },
      ['a sh ls'],
      [],
    ],
    ['a legacy call', { role: 'assistant', function_call: { name: 'f', arguments: '{}' } }, ['f f {}'], []],
    [
      'arguments as an object',
      { role: 'assistant', tool_calls: [call('a', 'f', { x: 1 })] },
      ['a f {"x":1}'],
      [],
    ],
    ['a result', { role: 'tool', tool_call_id: 'a', content: '' }, [], ['a']],
    ['a result without an id', { role: 'tool', content: '' }, [], ['']],
  ])('%s', (_, message, calls, results) => {
    const read = openaiChat.read(message)
    expect(read.calls.map(one => `${one.id} ${one.name} ${one.arguments}`)).toEqual(calls)
    expect(read.results).toEqual(results)
  })
})

test.each([
  null,
  undefined,
  7,
  'text',
  [],
  { content: 'x' },
  { role: 'narrator' },
  { role: 7 },
  { role: 'constructor' },
])('%j is unreadable and holds nothing', message => {
  const read = openaiChat.read(message)
  expect(read).toMatchObject({ role: 'unknown', parts: [], calls: [], results: [] })
  expect(read.unreadable).toBeTypeOf('string')
  expect(read.source).toBe(message)
})

describe('what is counted', () => {
  test.each<[what: string, message: unknown, texts: string[], images: number]>([
    [
      'text and calls',
      { role: 'assistant', content: 'a', tool_calls: [call('i', 'f', '{}')] },
      ['a', '[{"id":"i","type":"function","function":{"name":"f","arguments":"{}"}}]'],
      0,
    ],
    [
      'parts',
      {
        role: 'user',
        content: [
          { type: 'text', text: 'a' },
          'b',
          { type: 'image_url', image_url: { url: 'https://x' } },
          { type: 'image_url', image_url: 'x' },
        ],
      },
      ['a', 'b'],
      2,
    ],
    [
      'what is unknown, as JSON',
      { role: 'user', content: [{ type: 'file', file: {} }] },
      ['{"type":"file","file":{}}'],
      0,
    ],
    ['a refusal', { role: 'assistant', refusal: 'No.', tool_calls: [] }, ['No.'], 0],
    ['no reasoning', { role: 'assistant', content: 'a', reasoning_content: 'long' }, ['a'], 0],
    ['no message at all', [1], ['[1]'], 0],
  ])('%s', (_, message, texts, images) => {
    const measured = openaiChat.measure(message as Json)
    expect(measured.texts).toEqual(texts)
    expect(measured.images).toHaveLength(images)
  })
})

test('text is added behind what a message says', () => {
  const added = (message: JsonObject): unknown =>
    (patch(message, [openaiChat.appendText(message, 'new')]) as JsonObject).content
  const text = (value: string): JsonObject => ({ type: 'text', text: value })
  expect(added({ role: 'user', content: 'old' })).toEqual([text('old'), text('new')])
  expect(added({ role: 'user', content: [text('old')] })).toEqual([text('old'), text('new')])
  expect(added({ role: 'user', content: '' })).toEqual([text('new')])
  expect(added({ role: 'user', content: null })).toEqual([text('new')])
})
