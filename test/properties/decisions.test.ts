/* oxlint-disable vitest/no-conditional-expect, vitest/valid-expect, vitest/expect-expect -- properties assert inside their predicates */
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { AsyncCrusher, PipelineOptions } from '../../src/index.ts'
import { budget, transcript } from '../arbitraries/transcripts.ts'
import { moody } from '../support/models.ts'
import { callWith, handlesIn, hasNewEpoch, isPrefix, pipelineFor, replay, runs } from '../support/replay.ts'
import { emptyShelf, sharedStore, type Shelf } from '../support/shared-store.ts'

/** A crusher that answers in its own time, never twice alike, and now and then not at all. */
function moodyCrusher(from: number): AsyncCrusher {
  let calls = from
  return {
    name: 'moody',
    version: 1,
    sniff: sample => (/^\d{4}-\d\d-\d\d|^\[/.test(sample) ? 1 : 0),
    async crush(text, { level }) {
      const call = calls++
      await new Promise(resolve => setImmediate(resolve))
      if (level === 'lossless' || call % 4 === 0) return undefined
      if (call % 4 === 1) throw new Error('503')
      const lines = text.split('\n')
      const kept = lines.filter((_, index) => index % (2 + (call % 3)) === 0)
      return {
        text: kept.join('\n'),
        lossless: false,
        losses: [{ kind: 'omitted', unit: 'lines', kept: kept.length, total: lines.length }],
      }
    },
  }
}

/** Options of one process: its models are in a mood of their own, and its clock runs past every pause. */
function processWith(shelf: Shelf, mood: number): PipelineOptions {
  let now = 0
  return {
    namespace: 'n',
    store: sharedStore(shelf),
    generate: moody(mood).generate,
    prose: 'summarize',
    crushers: [moodyCrusher(mood)],
    clock: () => (now += 700_000),
  }
}

describe('with a model and a crusher that never say the same twice', () => {
  test('the output for a boundary begins the output for the next, unless an epoch is reported', async () => {
    await fc.assert(
      fc.asyncProperty(transcript, budget, fc.nat(20), async (told, limit, mood) => {
        const turns = await replay(pipelineFor(told, limit, processWith(emptyShelf(), mood)), told.messages)
        for (const [index, later] of turns.entries()) {
          const earlier = turns[index - 1]
          if (limit !== undefined && later.report.budget.used > limit)
            expect(later.report.budget.satisfied).toBe(false)
          if (!earlier) continue
          const kept = isPrefix(earlier.bytes, later.bytes)
          if (!hasNewEpoch(earlier, later)) expect(kept).toBe(true)
          expect(later.report.stability.broken).toBe(kept ? false : 'epoch')
        }
      }),
      runs(6),
    )
  })

  test('another process on the same store gives the same bytes at every boundary', async () => {
    await fc.assert(
      fc.asyncProperty(transcript, budget, fc.nat(20), async (told, limit, mood) => {
        const shelf = emptyShelf()
        const turns = await replay(pipelineFor(told, limit, processWith(shelf, mood)), told.messages)
        for (const turn of turns) {
          const cold = await callWith(pipelineFor(told, limit, processWith(shelf, mood + 3)), turn.input)
          expect(cold.bytes).toEqual(turn.bytes)
          expect(cold.report.epochs).toEqual(turn.report.epochs)
        }
      }),
      runs(4),
    )
  })

  test('two replicas that take turns, or race, agree', async () => {
    await fc.assert(
      fc.asyncProperty(transcript, budget, fc.nat(20), async (told, limit, mood) => {
        const shelf = emptyShelf()
        const replicas = [0, 3].map(more => pipelineFor(told, limit, processWith(shelf, mood + more)))
        const [one = [], two = []] = await Promise.all(replicas.map(one => replay(one, told.messages)))
        expect(one.map(turn => turn.bytes)).toEqual(two.map(turn => turn.bytes))
      }),
      runs(4),
    )
  })

  test('what was sent comes back as it was, and begins what is sent next', async () => {
    await fc.assert(
      fc.asyncProperty(transcript, budget, fc.nat(20), async (told, limit, mood) => {
        const pipeline = pipelineFor(told, limit, processWith(emptyShelf(), mood))
        const first = await callWith(pipeline, told.messages)
        const again = await callWith(pipeline, first.messages)
        if (!hasNewEpoch({ ...first, report: { ...first.report, epochs: [] } }, again))
          expect(again.bytes).toEqual(first.bytes)
        for (const handle of handlesIn(first.messages).filter(one => !handlesIn(told.messages).includes(one)))
          expect(await pipeline.original(handle)).toBeTypeOf('string')
      }),
      runs(4),
    )
  })
})
