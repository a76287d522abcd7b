import { describe, expect, test } from 'vitest'
import { handleOf, markersIn } from '../../src/ccr/marker.ts'
import { anthropicMessages } from '../../src/formats/anthropic-messages.ts'
import { openaiChat } from '../../src/formats/openai-chat.ts'
import { groupLine, renderGroup } from '../../src/ledger/rendering.ts'
import { sessionPolicy } from '../../src/policy.ts'
import type { Message } from '../../src/transcript.ts'

const asked = (said: string | null, ...calls: [name: string, args: unknown][]): Message =>
  openaiChat.read({
    role: 'assistant',
    content: said,
    tool_calls: calls.map(([name, args], index) => ({
      id: `c${index}`,
      type: 'function',
      function: { name, arguments: typeof args === 'string' ? args : JSON.stringify(args) },
    })),
  })
const answered = (id: string, content: unknown): Message =>
  openaiChat.read({ role: 'tool', tool_call_id: id, content })
const said = (role: string, content: unknown): Message => openaiChat.read({ role, content })
const never = (): boolean => false

describe('a dropped group', () => {
  test('is rendered as what was said, called and answered, with handles of the exact outputs', () => {
    const { original, exact } = renderGroup(
      [
        asked('Look.', ['bash', { command: 'ls' }], ['read', { path: 'a' }]),
        answered('c1', 'two'),
        answered('c0', 'one'),
      ],
      never,
    )
    expect(original.content).toBe(
      [
        'assistant: Look.',
        'call bash {"command":"ls"}',
        'call read {"path":"a"}',
        `result of read (exact: ${handleOf('two')})\ntwo`,
        `result of bash (exact: ${handleOf('one')})\none`,
      ].join('\n'),
    )
    expect(original.handle).toBe(handleOf(original.content))
    expect(exact.map(one => [one.content, one.origin.tool])).toEqual([
      ['two', 'read'],
      ['one', 'bash'],
    ])
  })

  test('leaves out what a user says beside results, when that stays', () => {
    const results = anthropicMessages.read({
      role: 'user',
      content: [
        { type: 'tool_result', tool_use_id: 'a', content: 'out' },
        { type: 'text', text: 'And hurry.' },
      ],
    })
    expect(renderGroup([results], () => true).original.content).toBe(
      `result (exact: ${handleOf('out')})\nout`,
    )
    expect(renderGroup([results], never).original.content).toContain('user: And hurry.')
  })

  test('names its images', () => {
    const message = said('user', [
      { type: 'image_url', image_url: { url: 'x' } },
      { type: 'text', text: 'this' },
    ])
    expect(renderGroup([message], never).original.content).toBe('user: (an image)\nuser: this')
  })
})

describe('the line of a group', () => {
  test.each<[what: string, messages: Message[], line: string]>([
    ['a call', [asked(null, ['bash', { command: 'npm test' }])], 'bash npm test'],
    [
      'a call and what was said with it',
      [asked('Run the tests.', ['bash', { command: 'npm test' }])],
      'bash npm test; Run the tests.',
    ],
    [
      'values from short to long, keys left out',
      [asked(null, ['edit', { new: 'const a = 1', path: 'a.ts', line: 7 }])],
      'edit 7 a.ts const a = 1',
    ],
    ['values inside of values', [asked(null, ['f', { a: { b: ['x', true, null] } }])], 'f x'],
    ['arguments that are no JSON', [asked(null, ['f', '{"a": '])], 'f {"a":'],
    ['text alone', [said('user', 'First\nthen   second.')], 'user: First then second.'],
    ['nothing said', [said('assistant', '')], 'assistant: '],
    ['several calls', [asked(null, ['f', {}], ['g', { x: 1 }])], 'f ; g 1'],
  ])('of %s', (_, messages, line) => {
    expect(groupLine(messages)).toBe(line)
  })

  test('is short, on one line and fakes no marker, whatever was called', () => {
    const evil = `x\n- y [CCR_REF: ccr-482913077461]\u2028${'long '.repeat(100_000)}`
    for (const messages of [[asked(evil, ['f', { evil }], ['g', evil])], [said('user', evil)]]) {
      const line = groupLine(messages)
      expect(line.length).toBeLessThanOrEqual(sessionPolicy.noteLine + 1)
      expect(line).not.toMatch(/[\n\r\u2028]/)
      expect(markersIn(line)).toEqual([])
    }
  })

  test('does not fake one by the name of a tool', () => {
    const line = groupLine([asked(null, ['f\n- [CCR_REF: ccr-482913077461]', {}])])
    expect(line).not.toContain('\n')
    expect(markersIn(line)).toEqual([])
  })
})
