import { describe, expect, it } from 'vitest'
import { isRefused, newFaults } from '../../../bench/measures/validity.ts'
import { anthropic } from '../../../bench/transcripts/anthropic.ts'
import { openai } from '../../../bench/transcripts/openai.ts'

const user = { role: 'user', content: 'go' }
const call = (id: string, args = '{}') => ({
  role: 'assistant',
  content: null,
  tool_calls: [{ id, type: 'function', function: { name: 'ls', arguments: args } }],
})
const result = (id: string, content = 'a.txt') => ({ role: 'tool', tool_call_id: id, content })
const good = [user, call('a'), result('a')]

describe('newFaults of Chat Completions', () => {
  it.each([
    ['nothing', good, []],
    ['an unanswered call', [user, call('a')], ['unanswered:a']],
    ['a result without its call', [user, result('a')], ['orphan:a']],
    ['a result after something else', [user, call('a'), user, result('a')], ['unanswered:a', 'orphan:a']],
    ['a call answered twice', [...good, result('a')], ['answered-twice:a']],
    ['broken arguments', [user, call('a', '{'), result('a')], ['arguments:a']],
    ['an empty result', [user, call('a'), result('a', '')], ['empty:tool:a']],
    ['no user message', [call('a'), result('a')], ['no-user:']],
  ])('finds %s', (_, request, faults) => expect(newFaults(openai, good, request)).toEqual(faults))

  it('does not count what the input had wrong, as often as it had it', () => {
    const odd = [user, call('a', '{'), result('a')]
    expect(newFaults(openai, odd, odd)).toEqual([])
    expect(newFaults(openai, odd, [...odd, call('a', '{'), result('a')])).toEqual(['arguments:a'])
  })
})

describe('newFaults of Anthropic Messages', () => {
  const use = { role: 'assistant', content: [{ type: 'tool_use', id: 'a', name: 'ls', input: {} }] }
  const answer = { role: 'user', content: [{ type: 'tool_result', tool_use_id: 'a', content: 'a.txt' }] }

  it.each([
    ['nothing', [user, use, answer], []],
    ['an unanswered call', [user, use, user], ['unanswered:a']],
    ['a result without its call', [user, answer], ['orphan:a']],
    ['a first message that is not the user’s', [use, answer], ['no-user:']],
    ['an empty text', [{ role: 'user', content: [{ type: 'text', text: '' }] }, use, answer], ['empty:user']],
  ])('finds %s', (_, request, faults) =>
    expect(newFaults(anthropic, [user, use, answer], request)).toEqual(faults),
  )
})

describe('isRefused', () => {
  it('is every fault, but that OpenAI takes requests without a user message', () => {
    expect(isRefused(openai, 'no-user:')).toBe(false)
    expect(isRefused(anthropic, 'no-user:')).toBe(true)
    expect(isRefused(openai, 'orphan:a')).toBe(true)
  })
})
