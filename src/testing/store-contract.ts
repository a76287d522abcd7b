import assert from 'node:assert/strict'
import type { Store, StoreEntry } from '../ccr/store.ts'

/** One law that every implementation keeps. `check` throws where it does not. */
export interface Law<T> {
  readonly name: string
  check(subject: T): Promise<void> | void
}

/** Registers one test: `test` of node:test, vitest or jest. */
export type Register = (name: string, body: () => Promise<void>) => unknown

const entry = (handle: string, content: string, namespace = 'one'): StoreEntry => ({
  namespace,
  handle,
  content,
  kind: 'text',
  contentType: 'logs',
  origin: { role: 'tool', tool: 'bash', callId: 'call_1' },
  createdAt: 1_700_000_000_000,
})

const key = (handle: string, namespace = 'one'): { namespace: string; handle: string } => ({
  namespace,
  handle,
})

/** What the pipeline relies on. Each law gets an empty store. */
export const storeLaws: readonly Law<Store>[] = [
  {
    name: 'gives back what was put, field by field',
    async check(store) {
      const put = entry('ccr-000000000001', 'first')
      await store.put([put])
      const [found] = await store.get([key(put.handle)])
      assert.deepEqual({ ...found }, put)
    },
  },
  {
    name: 'keeps every text exactly: lone surrogates, NUL, line ends, a megabyte',
    async check(store) {
      const texts = ['', '\ud83d alone \udfff', '\u0000\r\n\u2028\ufeff', 'é東京', 'line\n'.repeat(200_000)]
      await store.put(texts.map((text, index) => entry(`ccr-00000000010${index}`, text)))
      const found = await store.get(texts.map((_, index) => key(`ccr-00000000010${index}`)))
      assert.deepEqual(
        found.map(one => one?.content),
        texts,
      )
    },
  },
  {
    name: 'answers in the order of the keys, with undefined for what it has not',
    async check(store) {
      await store.put([entry('ccr-000000000001', 'a'), entry('ccr-000000000002', 'b')])
      const found = await store.get([
        key('ccr-000000000002'),
        key('ccr-999999999999'),
        key('ccr-000000000001'),
      ])
      assert.deepEqual(
        found.map(one => one?.content),
        ['b', undefined, 'a'],
      )
      assert.deepEqual([...(await store.get([]))], [])
    },
  },
  {
    name: 'takes the same entry twice, and nothing at all',
    async check(store) {
      const put = entry('ccr-000000000001', 'same')
      await store.put([put, put])
      await store.put([put])
      await store.put([])
      assert.equal((await store.get([key(put.handle)]))[0]?.content, 'same')
    },
  },
  {
    name: 'never reads across namespaces, whatever their names are made of',
    async check(store) {
      await store.put([entry('ccr-000000000001', 'mine', 'a'), entry('ccr-000000000001', 'yours', 'a/b:c')])
      const found = await store.get([
        key('ccr-000000000001', 'a'),
        key('ccr-000000000001', 'a/b:c'),
        key('ccr-000000000001', 'a/b'),
      ])
      assert.deepEqual(
        found.map(one => one?.content),
        ['mine', 'yours', undefined],
      )
    },
  },
  {
    name: 'putIfAbsent answers everybody with the first value',
    async check(store) {
      const asked = ['first', 'second', 'third'].map(value => store.putIfAbsent(key('decision'), value))
      const winners = new Set(await Promise.all(asked))
      assert.equal(winners.size, 1)
      const [winner] = winners
      assert.equal(await store.putIfAbsent(key('decision'), 'late'), winner)
      assert.equal(await store.putIfAbsent(key('decision', 'other'), 'theirs'), 'theirs')
    },
  },
  {
    name: 'a decision may be empty, and shares no key with an original',
    async check(store) {
      await store.put([entry('shared', 'the original')])
      assert.equal(await store.putIfAbsent(key('shared'), ''), '')
      assert.equal(await store.putIfAbsent(key('shared'), 'late'), '')
      assert.equal((await store.get([key('shared')]))[0]?.content, 'the original')
    },
  },
  {
    name: 'touch says what is there, in order, where the store has it',
    async check(store) {
      if (!store.touch) return
      await store.put([entry('ccr-000000000001', 'a')])
      assert.deepEqual(
        [
          ...(await store.touch([
            key('ccr-000000000002'),
            key('ccr-000000000001'),
            key('ccr-000000000001', 'x'),
          ])),
        ],
        [false, true, false],
      )
    },
  },
  {
    name: 'list names the handles of one namespace, oldest first, where the store has it',
    async check(store) {
      if (!store.list) return
      await store.put([entry('ccr-000000000001', 'a')])
      await store.put([entry('ccr-000000000002', 'b'), entry('ccr-000000000003', 'c', 'other')])
      assert.deepEqual([...(await store.list('one'))], ['ccr-000000000001', 'ccr-000000000002'])
      assert.deepEqual([...(await store.list('nobody'))], [])
    },
  },
  {
    name: 'delete forgets what it is told and nothing else, where the store has it',
    async check(store) {
      if (!store.delete) return
      await store.put([entry('ccr-000000000001', 'a'), entry('ccr-000000000002', 'b')])
      await store.delete([key('ccr-000000000001'), key('ccr-404404404404')])
      const found = await store.get([key('ccr-000000000001'), key('ccr-000000000002')])
      assert.deepEqual(
        found.map(one => one?.content),
        [undefined, 'b'],
      )
    },
  },
]

/** Registers all laws of a store as tests. `makeStore` returns an empty store each time. */
export function storeContract(test: Register, makeStore: () => Store | Promise<Store>): void {
  for (const law of storeLaws)
    test(law.name, async () => {
      const store = await makeStore()
      try {
        await law.check(store)
      } finally {
        await store.close?.()
      }
    })
}
