/* oxlint-disable vitest/no-conditional-expect, vitest/valid-expect, vitest/expect-expect -- properties assert inside their predicates */
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { memoryStore, type Store } from '../../src/index.ts'
import { randomOf } from '../arbitraries/random.ts'
import { budget, transcript } from '../arbitraries/transcripts.ts'
import { callWith, handlesIn, hasNewEpoch, isPrefix, pipelineFor, replay, runs } from '../support/replay.ts'

/** A store whose calls fail as the list says, over and over. */
function failing(inner: Store, fails: readonly boolean[], failed: () => void): Store {
  let calls = 0
  const at = async <T>(work: () => Promise<T>): Promise<T> => {
    if (fails[calls++ % fails.length]) {
      failed()
      throw new Error('the store is away')
    }
    return work()
  }
  return {
    durable: false,
    put: entries => at(() => inner.put(entries)),
    get: keys => at(() => inner.get(keys)),
    putIfAbsent: (key, value) => at(() => inner.putIfAbsent(key, value)),
  }
}

describe('a store that fails', () => {
  test('loses nothing, breaks no prefix and is reported', async () => {
    await fc.assert(
      fc.asyncProperty(
        transcript,
        budget,
        fc.array(fc.boolean(), { minLength: 1, maxLength: 6 }),
        async (told, limit, fails) => {
          const inner = memoryStore()
          let failed = false
          const store = failing(inner, fails, () => (failed = true))
          const pipeline = pipelineFor(told, limit, { store, namespace: 'n' })
          const foreign = new Set(handlesIn(told.messages))
          let before: Awaited<ReturnType<typeof callWith>> | undefined
          for (const { input } of await replay(pipelineFor(told, limit), told.messages)) {
            failed = false
            const turn = await callWith(pipeline, input)
            const { report } = turn
            const says = report.warnings.some(warning => warning.code === 'store_failed')
            expect(says).toBe(failed)
            const shown = handlesIn(turn.messages).filter(handle => !foreign.has(handle))
            const found = await inner.get(shown.map(handle => ({ namespace: 'n', handle })))
            expect(found.every(entry => entry !== undefined)).toBe(true)
            if (limit !== undefined && report.budget.used > limit) expect(report.budget.satisfied).toBe(false)
            if (before && !hasNewEpoch(before, turn)) expect(isPrefix(before.bytes, turn.bytes)).toBe(true)
            before = turn
          }
        },
      ),
      runs(6),
    )
  })

  test('that forgets everything between calls is filled again', async () => {
    await fc.assert(
      fc.asyncProperty(transcript, budget, async (told, limit) => {
        const store = memoryStore()
        const pipeline = pipelineFor(told, limit, { store })
        const foreign = new Set(handlesIn(told.messages))
        for (const { input, bytes } of await replay(pipelineFor(told, limit), told.messages)) {
          const names = (await store.list?.('default')) ?? []
          await store.delete?.(names.map(handle => ({ namespace: 'default', handle })))
          const turn = await callWith(pipeline, input)
          expect(turn.bytes).toEqual(bytes)
          for (const handle of handlesIn(turn.messages))
            if (!foreign.has(handle)) expect(await pipeline.original(handle)).toBeTypeOf('string')
        }
      }),
      runs(3),
    )
  })
})

describe('without CCR', () => {
  test('there are no markers, no losses and no handles; what an epoch drops is counted', async () => {
    await fc.assert(
      fc.asyncProperty(transcript, budget, async (told, limit) => {
        const pipeline = pipelineFor(told, limit, { enableCCR: false })
        const foreign = new Set(handlesIn(told.messages))
        for (const { messages, report } of await replay(pipeline, told.messages)) {
          expect(handlesIn(messages).filter(handle => !foreign.has(handle))).toEqual([])
          for (const part of report.parts) {
            expect(part.handles.filter(handle => !foreign.has(handle))).toEqual([])
            if (part.status !== 'dropped') expect(part.losses).toEqual([])
          }
          const drops = report.epochs.some(epoch => epoch.rungs.some(rung => rung.startsWith('drop')))
          expect(report.unrecoverable > 0).toBe(drops)
          expect(report.budget.tools).toBe(0)
        }
      }),
      runs(3),
    )
  })

  test('a body without the tool is treated so, and says so', async () => {
    const random = randomOf(7)
    const rows = Array.from({ length: 300 }, (_, id) => ({ id, value: random(1e9), word: `w${random(1e9)}` }))
    const text = JSON.stringify(rows)
    const messages = [
      { role: 'user', content: 'Read it.' },
      {
        role: 'assistant',
        content: null,
        tool_calls: [
          {
            id: 'a',
            type: 'function',
            function: { name: 'bash', arguments: '{"command":"./export --all"}' },
          },
        ],
      },
      { role: 'tool', tool_call_id: 'a', content: text },
    ]
    const tools = [{ type: 'function', function: { name: 'bash', parameters: {} } }]
    const pipeline = pipelineFor({ format: 'openai-chat' }, undefined)
    const without = await pipeline.compress({ messages, tools })
    expect(without.report.warnings.map(warning => warning.code)).toContain('no_retrieve_tool')
    expect(handlesIn(without.messages)).toEqual([])
    const added = await pipeline.compress({ messages, tools }, { addTool: true })
    expect(handlesIn(added.messages).length).toBeGreaterThan(0)
    expect(JSON.stringify(added.request.tools)).toContain('retrieve_uncompressed_context')
    expect(tools).toHaveLength(1)
  })
})
