import { describe, expect, test } from 'vitest'
import { anthropicMessages } from '../../src/formats/anthropic-messages.ts'
import { patch, valueAt } from '../../src/formats/patch.ts'
import type { Json, JsonObject } from '../../src/json.ts'

const text = (value: string): JsonObject => ({ type: 'text', text: value })
const image: JsonObject = { type: 'image', source: { type: 'base64', media_type: 'image/png', data: 'x' } }
const use = (id: string, input: Json): JsonObject => ({ type: 'tool_use', id, name: 'f', input })
const result = (id: string, content?: Json): JsonObject => ({
  type: 'tool_result',
  tool_use_id: id,
  ...(content === undefined ? {} : { content }),
})
const says = (role: string, ...content: Json[]): JsonObject => ({ role, content })

const partsOf = (message: unknown): string[] =>
  anthropicMessages
    .read(message)
    .parts.map(
      part =>
        `${part.kind} ${part.path.join('.')} ${part.text}`.trim() + (part.callId ? ` < ${part.callId}` : ''),
    )

describe('parts', () => {
  test.each<[what: string, message: Json, parts: string[]]>([
    ['content as text', { role: 'user', content: 'hi' }, ['text content hi']],
    ['content that is none', { role: 'user', content: null }, []],
    ['text and an image', says('user', text('hi'), image), ['text content.0.text hi', 'image content.1']],
    [
      'thinking, plain and redacted',
      says(
        'assistant',
        { type: 'thinking', thinking: 'hm', signature: 's' },
        { type: 'redacted_thinking', data: 'd' },
        text('So.'),
      ),
      ['sealed content.0', 'sealed content.1', 'text content.2.text So.'],
    ],
    [
      'calls',
      says('assistant', use('a', { x: 1 }), use('b', {})),
      ['arguments content.0.input {"x":1} < a', 'arguments content.1.input {} < b'],
    ],
    ['a result as text', says('user', result('a', 'done')), ['output content.0.content done < a']],
    [
      'a result of text and an image',
      says('user', result('a', [text('done'), image, { type: 'search_result' }])),
      [
        'output content.0.content.0.text done < a',
        'image content.0.content.1 < a',
        'sealed content.0.content.2 < a',
      ],
    ],
    [
      'a result without content',
      says('user', result('a'), result('b', [])),
      ['sealed content.0 < a', 'sealed content.1 < b'],
    ],
    [
      'what is unknown',
      says('user', { type: 'document' }, null, 'bare', { type: 'text', text: 7 }),
      ['sealed content.0', 'sealed content.1', 'sealed content.2', 'sealed content.3'],
    ],
  ])('of %s', (_, message, parts) => {
    expect(partsOf(message)).toEqual(parts)
  })

  test('stand where their paths say', () => {
    const message = says('user', result('a', 'one'), result('b', [text('two')]), text('three'))
    for (const part of anthropicMessages.read(message).parts) {
      expect(valueAt(message, part.path)).toBe(part.text)
      expect(valueAt(patch(message, [{ op: 'set', path: part.path, value: 'new' }]), part.path)).toBe('new')
    }
  })

  test('go with the block that holds them', () => {
    const read = anthropicMessages.read(says('user', result('a', [text('1'), image]), text('and')))
    expect(read.parts.map(part => part.block?.join('.'))).toEqual(['content.0', 'content.0', 'content.1'])
  })
})

test.each<[what: string, message: Json, role: string]>([
  ['results alone are a tool', says('user', result('a', 'x'), result('b')), 'tool'],
  ['results beside words are a user', says('user', result('a', 'x'), text('and')), 'user'],
  ['results beside an image of the user are a user', says('user', result('a', 'x'), image), 'user'],
  ['a system message', { role: 'system', content: 'x' }, 'system'],
])('%s', (_, message, role) => {
  expect(anthropicMessages.read(message).role).toBe(role)
})

test('calls and results are linked by id, in order', () => {
  expect(
    anthropicMessages.read(says('assistant', text('go'), use('a', { n: 1 }), use('a', { n: 2 }))).calls,
  ).toEqual([
    { id: 'a', name: 'f', arguments: '{"n":1}' },
    { id: 'a', name: 'f', arguments: '{"n":2}' },
  ])
  expect(anthropicMessages.read(says('user', result('b'), text('and'), result('a', 'x'))).results).toEqual([
    'b',
    'a',
  ])
})

test.each([
  null,
  undefined,
  7,
  'text',
  [],
  { content: 'x' },
  { role: 'tool', content: 'x' },
  { role: 'narrator' },
])('%j is unreadable and holds nothing', message => {
  expect(anthropicMessages.read(message)).toMatchObject({
    role: 'unknown',
    parts: [],
    calls: [],
    results: [],
  })
  expect(anthropicMessages.read(message).unreadable).toBeTypeOf('string')
})

describe('what is counted', () => {
  test.each<[what: string, message: Json, texts: string[], images: number]>([
    ['text', { role: 'user', content: 'a' }, ['a'], 0],
    [
      'thinking, without its signature',
      says('assistant', { type: 'thinking', thinking: 'hm', signature: 'ssss' }),
      ['hm'],
      0,
    ],
    [
      'redacted thinking, as JSON',
      says('assistant', { type: 'redacted_thinking', data: 'd' }),
      ['{"type":"redacted_thinking","data":"d"}'],
      0,
    ],
    ['calls', says('assistant', use('a', { x: 1 })), ['{"id":"a","name":"f","input":{"x":1}}'], 0],
    [
      'results and what is in them',
      says('user', result('a', 'x'), result('b', [text('y'), image])),
      ['a', 'x', 'b', 'y'],
      1,
    ],
    ['no cache marks', says('user', { ...text('a'), cache_control: { type: 'ephemeral' } }), ['a'], 0],
  ])('%s', (_, message, texts, images) => {
    const measured = anthropicMessages.measure(message)
    expect(measured.texts).toEqual(texts)
    expect(measured.images).toHaveLength(images)
  })
})

test('text is added behind what a message says', () => {
  const added = (content: Json): unknown =>
    (
      patch({ role: 'user', content }, [
        anthropicMessages.appendText({ role: 'user', content }, 'new'),
      ]) as JsonObject
    ).content
  expect(added('old')).toEqual([text('old'), text('new')])
  expect(added([image])).toEqual([image, text('new')])
  expect(added('')).toEqual([text('new')])
})
