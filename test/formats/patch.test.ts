import { describe, expect, test } from 'vitest'
import { patch, valueAt } from '../../src/formats/patch.ts'
import type { Json, JsonObject } from '../../src/json.ts'
import type { Edit } from '../../src/transcript.ts'
import { deepFreeze } from '../support/replay.ts'

const set = (value: Json, ...path: (string | number)[]): Edit => ({ op: 'set', path, value })
const remove = (...path: (string | number)[]): Edit => ({ op: 'remove', path })

describe('patch', () => {
  test('without edits is the same object', () => {
    const message = { role: 'user' }
    expect(patch(message, [])).toBe(message)
    expect(patch(undefined, [])).toBeUndefined()
  })

  test('copies the way to a leaf and shares the rest', () => {
    const message = deepFreeze({ a: { b: [{ text: 'old' }, { text: 'kept' }] }, c: { d: 1 } })
    const result = patch(message, [set('new', 'a', 'b', 0, 'text')]) as typeof message
    expect(result).toEqual({ a: { b: [{ text: 'new' }, { text: 'kept' }] }, c: { d: 1 } })
    expect(result.a.b[1]).toBe(message.a.b[1])
    expect(result.c).toBe(message.c)
  })

  test('keeps the order of keys, and members that are undefined', () => {
    const result = patch({ z: 1, content: 'old', a: undefined }, [set('new', 'content')]) as JsonObject
    expect(Object.keys(result)).toEqual(['z', 'content', 'a'])
  })

  test('has keys named __proto__ like any other, and pollutes nothing', () => {
    const message = JSON.parse('{"__proto__":{"text":"old"},"constructor":{"prototype":{"x":1}}}') as Json
    const edits = [set('new', '__proto__', 'text'), set(2, 'constructor', 'prototype', 'x')]
    expect(JSON.stringify(patch(message, edits))).toBe(
      '{"__proto__":{"text":"new"},"constructor":{"prototype":{"x":2}}}',
    )
    // A key that the message does not have is not taken from its prototype.
    expect(JSON.stringify(patch({}, [set('x', '__proto__', 'polluted')]))).toBe('{}')
    expect(({} as Record<string, unknown>)['polluted']).toBeUndefined()
    expect(({} as Record<string, unknown>)['x']).toBeUndefined()
  })

  test.each<[what: string, edits: Edit[], expected: string]>([
    ['elements in any order', [remove('l', 0), remove('l', 2)], 'b d'],
    ['elements from the back', [remove('l', 3), remove('l', 1)], 'a c'],
    ['after what was set at their indices', [remove('l', 0), set('C', 'l', 2)], 'b C d'],
    [
      'before what is appended',
      [{ op: 'append', path: ['l'], value: { t: 'e' } }, remove('l', 0)],
      'b c d e',
    ],
    ['all', [0, 1, 2, 3].map(at => remove('l', at)), ''],
    ['nothing beyond the end', [remove('l', 9)], 'a b c d'],
  ])('removes %s', (_, edits, expected) => {
    const { l } = patch({ l: ['a', 'b', 'c', 'd'] }, edits) as { l: (string | { t: string })[] }
    expect(l.map(item => (typeof item === 'string' ? item : item.t)).join(' ')).toBe(expected)
  })

  test('more than ten elements go by number, not by spelling', () => {
    const l = Array.from({ length: 12 }, (_, index) => index)
    expect(patch({ l }, [remove('l', 9), remove('l', 10), remove('l', 2)])).toEqual({
      l: [0, 1, 3, 4, 5, 6, 7, 8, 11],
    })
  })

  test('leaves what has no such place', () => {
    expect(patch('text', [set(1, 'a')])).toBe('text')
    expect(patch({ l: 'no list' }, [remove('l', 0), { op: 'append', path: ['l'], value: {} }])).toEqual({
      l: 'no list',
    })
  })
})

test.each<[path: (string | number)[], expected: unknown]>([
  [[], { a: [{ b: 0 }], c: null }],
  [['a', 0, 'b'], 0],
  [['a', 1, 'b'], undefined],
  [['c', 'd'], undefined],
  [['toString'], undefined],
  [['__proto__'], undefined],
])('the value at %j', (path, expected) => {
  expect(valueAt({ a: [{ b: 0 }], c: null }, path)).toEqual(expected)
})
