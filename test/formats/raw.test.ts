import { describe, expect, test } from 'vitest'
import type { OutputItem } from '../../src/formats/request.ts'
import { addToolRaw, patchRaw } from '../../src/formats/raw.ts'
import { patch } from '../../src/formats/patch.ts'
import type { Json } from '../../src/json.ts'
import type { Edit } from '../../src/transcript.ts'

/** The items of a document whose messages get these edits, the others none. */
function items(messages: readonly Json[], edits: Readonly<Record<number, readonly Edit[]>>): OutputItem[] {
  return messages.map((source, index) => ({
    index,
    edits: edits[index] ?? [],
    inserted: undefined,
    message: patch(source, edits[index] ?? []),
  }))
}

const set = (value: Json, ...path: (string | number)[]): Edit => ({ op: 'set', path, value })
const messagesOf = (text: string): Json[] => (JSON.parse(text) as { messages: Json[] }).messages
const edited = (text: string, edits: Readonly<Record<number, readonly Edit[]>>): string =>
  patchRaw(text, ['messages'], items(messagesOf(text), edits))

describe('a body as text', () => {
  test('keeps every byte outside of the edited string', () => {
    const text = ` {\n\t"n" : 1.0, "big":9007199254740993,"messages": [ {"role":"user" , "content":"caf\\u00e9", "x":1e0},\n {"content":"old","y":-0.0} ]\t, "z":"\\/"}\n`
    expect(edited(text, { 1: [set('new "é"', 'content')] })).toBe(
      text.replace('"old"', JSON.stringify('new "é"')),
    )
  })

  test.each<[what: string, text: string, edit: Edit]>([
    ['messages', '{"messages":[{"content":"a"}],"messages":[{"content":"b"}]}', set('c', 'content')],
    ['content', '{"messages":[{"content":"a","content":"b"}]}', set('c', 'content')],
    ['text', '{"messages":[{"content":[{"text":"a","text":"b"}]}]}', set('c', 'content', 0, 'text')],
  ])('with two members named %s is edited where JSON.parse reads', (_, text, edit) => {
    const result = edited(text, { 0: [edit] })
    expect(result).toBe(text.replace('"b"', '"c"'))
    expect(JSON.parse(result)).toEqual({ messages: [patch(messagesOf(text)[0], [edit])] })
  })

  test('has keys named __proto__ like any other', () => {
    const text = '{"__proto__":{"messages":[]},"messages":[{"__proto__":{"content":"a"},"content":"b"}]}'
    expect(edited(text, { 0: [set('c', 'content')] })).toBe(text.replace('"b"', '"c"'))
    expect(edited(text, { 0: [set('c', '__proto__', 'content')] })).toBe(text.replace('"a"', '"c"'))
  })

  test('takes several edits of one message in any order', () => {
    const text = '{"messages":[{"content":[{"text":"first"},{"text":"second"}],"n":1.50}]}'
    const edits = [set('2', 'content', 1, 'text'), set('a longer one', 'content', 0, 'text')]
    const expected = '{"messages":[{"content":[{"text":"a longer one"},{"text":"2"}],"n":1.50}]}'
    expect(edited(text, { 0: edits })).toBe(expected)
    expect(edited(text, { 0: edits.toReversed() })).toBe(expected)
  })

  test('loses and gains messages between its own commas', () => {
    const text = '{"messages":[\n  {"a":1.0},\n  {"b":2.0},\n  {"c":3.0}\n]}'
    const all = items(messagesOf(text), {})
    const note: OutputItem = { index: undefined, edits: [], inserted: { role: 'user' }, message: undefined }
    expect(patchRaw(text, ['messages'], [all[0], note, all[2]] as OutputItem[])).toBe(
      '{"messages":[\n  {"a":1.0},\n  {"role":"user"},\n  {"c":3.0}\n]}',
    )
    expect(patchRaw(text, ['messages'], [])).toBe('{"messages":[\n  \n]}')
    expect(patchRaw('[ ]', [], [note])).toBe('[{"role":"user"}]')
    expect(patchRaw('[{"a":1.0}]', [], items([{ a: 1 }], {}))).toBe('[{"a":1.0}]')
  })

  test('rewrites a message whose elements come or go, and no other', () => {
    const text = '{"messages":[{"n":1.0},{"n":2.0,"content":[{"text":"a"},{"text":"b"}]}]}'
    const edits: Edit[] = [
      { op: 'remove', path: ['content', 0] },
      { op: 'append', path: ['content'], value: { text: 'c' } },
    ]
    expect(edited(text, { 1: edits })).toBe(
      '{"messages":[{"n":1.0},{"n":2,"content":[{"text":"b"},{"text":"c"}]}]}',
    )
  })

  test('too deep for a tree is written anew, equal in value', () => {
    const deep = `${'['.repeat(20_000)}1.0${']'.repeat(20_000)}`
    const text = `{"extra":${deep},"messages":[{"content":"old"}]}`
    expect(edited(text, { 0: [set('new', 'content')] })).toBe(
      text.replace('"old"', '"new"').replace('1.0', '1'),
    )
  })
})

describe('one more tool', () => {
  const tool = { name: 't' }
  test.each([
    ['{"n":1.0,"tools":[ {"a":2.0} ]}', '{"n":1.0,"tools":[ {"a":2.0},{"name":"t"} ]}'],
    ['{"tools":[]}', '{"tools":[{"name":"t"}]}'],
    ['{"tools":[1],"tools":[2]}', '{"tools":[1],"tools":[2,{"name":"t"}]}'],
    ['{"tools":null,"n":1.0}', '{"tools":[{"name":"t"}],"n":1.0}'],
    ['[1.0]', '[1.0]'],
  ])('%s', (text, expected) => {
    expect(addToolRaw(text, tool)).toBe(expected)
  })

  test('where there was none', () => {
    const result = addToolRaw('{"n":1.0}', tool)
    expect(result).toContain('1.0')
    expect(JSON.parse(result)).toEqual({ n: 1, tools: [tool] })
    expect(JSON.parse(addToolRaw('{}', tool))).toEqual({ tools: [tool] })
  })
})
