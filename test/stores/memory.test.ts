import { describe, expect, test } from 'vitest'
import { memoryStore, QuernError } from '../../src/index.ts'
import { storeContract } from '../../src/testing/index.ts'

describe('memory store', () => {
  storeContract(test, () => memoryStore())

  test('forgets what was used longest ago when it is full', async () => {
    const store = memoryStore({ maxBytes: 60 })
    const entry = (handle: string): Parameters<typeof store.put>[0][number] => ({
      namespace: 'n',
      handle,
      content: 'ten signs.',
      kind: 'text',
      contentType: 'other',
      origin: { role: 'tool' },
      createdAt: 0,
    })
    const key = (handle: string): { namespace: string; handle: string } => ({ namespace: 'n', handle })
    await store.put([entry('a'), entry('b'), entry('c')])
    await store.touch?.([key('a')])
    await store.put([entry('d')])
    const found = await store.get(['a', 'b', 'c', 'd'].map(key))
    expect(found.map(one => one !== undefined)).toEqual([true, false, true, true])
  })

  test.each([0, -1, 1.5, Number.NaN])('refuses %s bytes', maxBytes => {
    expect(() => memoryStore({ maxBytes })).toThrow(QuernError)
  })
})
