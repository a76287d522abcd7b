/* oxlint-disable vitest/no-conditional-expect, vitest/valid-expect, vitest/expect-expect -- properties assert inside their predicates */
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { memoryStore } from '../../src/index.ts'
import { budget, transcript } from '../arbitraries/transcripts.ts'
import { bytesOf, callWith, hasNewEpoch, isPrefix, pipelineFor, replay, runs } from '../support/replay.ts'

describe('a host that stores what it sent', () => {
  test('gets it back as it is', async () => {
    await fc.assert(
      fc.asyncProperty(transcript, budget, fc.boolean(), async (told, limit, restarts) => {
        const store = memoryStore()
        const pipeline = pipelineFor(told, limit, { store })
        const first = await callWith(pipeline, told.messages)
        if (!first.report.budget.satisfied) return
        const next = restarts ? pipelineFor(told, limit, { store }) : pipeline
        const { messages, bytes } = await callWith(next, first.messages)
        expect(bytes).toEqual(first.bytes)
        expect(messages).toBe(first.messages)
      }),
      runs(6),
    )
  })

  test('and goes on from there: what it sent begins what it sends', async () => {
    await fc.assert(
      fc.asyncProperty(transcript, budget, async (told, limit) => {
        const pipeline = pipelineFor(told, limit)
        let sent: readonly unknown[] = []
        let before: Awaited<ReturnType<typeof callWith>> | undefined
        let held = 0
        for (const { input } of await replay(pipelineFor(told, limit), told.messages)) {
          const turn = await callWith(pipeline, [...sent, ...input.slice(held)])
          held = input.length
          if (before && !hasNewEpoch(before, turn)) expect(isPrefix(bytesOf(sent), turn.bytes)).toBe(true)
          sent = turn.messages
          before = turn.report.budget.satisfied ? turn : undefined
        }
      }),
      runs(5),
    )
  })
})
