import { describe, expect, test } from 'vitest'
import { anthropicMessages } from '../../src/formats/anthropic-messages.ts'
import { openaiChat } from '../../src/formats/openai-chat.ts'
import { firstUser, groupsOf, isPinned, windowStart } from '../../src/stages/groups.ts'
import type { Message } from '../../src/transcript.ts'

/** `s` system, `u` user, `a` assistant, `a:x,y` calls x and y, `t:x` the result of x, `?` what cannot be read. */
const history = (...words: string[]): Message[] =>
  words.map(word => {
    const [role = '', ids] = word.split(':')
    const names = ids?.split(',') ?? []
    if (role === 't') return openaiChat.read({ role: 'tool', tool_call_id: ids, content: 'x' })
    const calls = names.map(id => ({ id, type: 'function', function: { name: 'f', arguments: '{}' } }))
    const wire = { s: 'system', u: 'user', a: 'assistant' }[role]
    return openaiChat.read(
      wire && { role: wire, content: 'x', ...(calls.length > 0 ? { tool_calls: calls } : {}) },
    )
  })

const shown = (messages: readonly Message[]): string =>
  groupsOf(messages)
    .map(group => `${group.kind === 'calls' ? 'c' : 'm'}${group.messages.join('+')}`)
    .join(' ')

test.each<[words: string, groups: string]>([
  ['s u a u', 'm0 m1 m2 m3'],
  ['u a:x t:x a', 'm0 c1+2 m3'],
  ['u a:x,y t:y t:x a', 'm0 c1+2+3 m4'],
  ['u a:x t:x a:x t:x', 'm0 c1+2 c3+4'],
  ['u a:x,x t:x t:x t:x', 'm0 c1+2+3 m4'],
  ['u a:x u t:x', 'm0 c1 m2 m3'],
  ['t:x u', 'm0 m1'],
  ['a:x t:y', 'c0 m1'],
  ['', ''],
])('groups of %j', (words, groups) => {
  expect(shown(history(...words.split(' ').filter(word => word !== '')))).toBe(groups)
})

test('what a user says beside results stays when theirs go, and is a group of its own', () => {
  const use = { type: 'tool_use', id: 'x', name: 'f', input: {} }
  const messages = [
    { role: 'assistant', content: [use] },
    {
      role: 'user',
      content: [
        { type: 'tool_result', tool_use_id: 'x', content: 'r' },
        { type: 'text', text: 'and' },
      ],
    },
    { role: 'assistant', content: 'done' },
  ].map(message => anthropicMessages.read(message))
  const groups = groupsOf(messages)
  expect(groups[0]).toEqual({ kind: 'calls', messages: [0, 1], resultsOf: [1] })
  expect(groups.slice(1).map(group => group.messages)).toEqual([[1], [2]])
})

describe('the recent window', () => {
  test.each<[words: string, window: number, start: number]>([
    ['u a u a', 2, 2],
    ['u a u a', 0, 4],
    ['u a u a', 9, 0],
    ['u a:x,y,z t:x t:y t:z u', 2, 1],
    ['u a:x t:x a u', 3, 1],
    ['u a:x t:x a u', 2, 3],
    ['', 4, 0],
  ])('of %j, %i messages, starts at %i', (words, window, start) => {
    const messages = history(...words.split(' ').filter(word => word !== ''))
    expect(windowStart(messages, groupsOf(messages), window)).toBe(start)
  })
})

test('the task and the head are pinned, and what cannot be read', () => {
  const messages = history('s', 'a', 'u', '?', 'u', 's')
  const first = firstUser(messages)
  expect(first).toBe(2)
  expect(messages.map((_, index) => isPinned(messages, index, first))).toEqual([
    true,
    false,
    true,
    true,
    false,
    true,
  ])
  expect(firstUser(history('a', 't:x'))).toBe(-1)
})
