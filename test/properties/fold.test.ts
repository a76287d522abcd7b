/* oxlint-disable vitest/no-conditional-expect, vitest/valid-expect, vitest/expect-expect -- properties assert inside their predicates */
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { anyTranscript, budget, transcript } from '../arbitraries/transcripts.ts'
import { boundaries, callWith, hasNewEpoch, isPrefix, pipelineFor, replay, runs } from '../support/replay.ts'

describe('the fold', () => {
  test('the output for a boundary begins the output for the next, unless an epoch is reported', async () => {
    await fc.assert(
      fc.asyncProperty(anyTranscript, budget, async (told, limit) => {
        const turns = await replay(pipelineFor(told, limit), told.messages)
        for (const [index, later] of turns.entries()) {
          const earlier = turns[index - 1]
          if (!earlier) continue
          const kept = isPrefix(earlier.bytes, later.bytes)
          if (!hasNewEpoch(earlier, later)) expect(kept).toBe(true)
          expect(later.report.stability.broken).toBe(kept ? false : 'epoch')
          if (kept) expect(later.report.stability.keptMessages).toBe(earlier.bytes.length)
        }
      }),
      runs(12),
    )
  })

  test('a pipeline called turn by turn and a fresh one called once give the same bytes', async () => {
    await fc.assert(
      fc.asyncProperty(anyTranscript, budget, async (told, limit) => {
        const turns = await replay(pipelineFor(told, limit), told.messages)
        for (const turn of turns) {
          const fresh = await callWith(pipelineFor(told, limit), turn.input)
          expect(fresh.bytes).toEqual(turn.bytes)
          expect(fresh.report.epochs).toEqual(turn.report.epochs)
          expect(fresh.report.tokens).toEqual(turn.report.tokens)
        }
      }),
      runs(9),
    )
  })

  test('calls after every message change nothing that comes later', async () => {
    await fc.assert(
      fc.asyncProperty(anyTranscript, budget, async (told, limit) => {
        const every = Array.from(told.messages, (_, index) => index + 1)
        const often = await replay(pipelineFor(told, limit), told.messages, every)
        const seldom = await replay(pipelineFor(told, limit), told.messages)
        for (const [index, length] of boundaries(told.messages).entries())
          expect(often[length - 1]?.bytes).toEqual(seldom[index]?.bytes)
      }),
      runs(8),
    )
  })

  test('a request that never got its answer takes its own epoch along, and the next report says so', async () => {
    let aborted = 0
    await fc.assert(
      fc.asyncProperty(anyTranscript, budget, async (told, limit) => {
        const every = Array.from(told.messages, (_, index) => index + 1)
        const turns = await replay(pipelineFor(told, limit), told.messages, every)
        for (const [index, later] of turns.entries()) {
          const earlier = turns[index - 1]
          if (!earlier) continue
          const [before, now] = [earlier.report.epochs, later.report.epochs]
          const stands = JSON.stringify(now.slice(0, before.length)) === JSON.stringify(before)
          const { broken } = later.report.stability
          if (isPrefix(earlier.bytes, later.bytes)) expect(broken).toBe(false)
          else expect(broken).toBe(stands && now.length > before.length ? 'epoch' : 'aborted_turn')
          if (broken === 'aborted_turn') {
            aborted++
            // An answer would have kept what was sent.
            expect((told.messages[index] as { role: unknown }).role).not.toBe('assistant')
            expect(later.report.warnings.map(warning => warning.code)).toContain('prefix_broken')
          }
        }
      }),
      runs(5),
    )
    expect(aborted).toBeGreaterThan(0)
  })

  test('a history that was edited or taken back gives what a fresh pipeline gives', async () => {
    await fc.assert(
      fc.asyncProperty(transcript, budget, fc.nat(60), fc.boolean(), async (told, limit, place, goesBack) => {
        const pipeline = pipelineFor(told, limit)
        await replay(pipeline, told.messages)
        const at = place % told.messages.length
        const other = told.messages.slice(0, at + 1)
        if (!goesBack) other[at] = { role: 'user', content: 'No: do it another way.' }
        for (const length of boundaries(other)) {
          const warm = await callWith(pipeline, other.slice(0, length))
          expect(warm.bytes).toEqual((await callWith(pipelineFor(told, limit), warm.input)).bytes)
        }
        // And the first branch goes on as it was.
        const again = await callWith(pipeline, told.messages)
        expect(again.bytes).toEqual((await callWith(pipelineFor(told, limit), told.messages)).bytes)
      }),
      runs(5),
    )
  })

  test('cache marks that move from turn to turn change nothing but themselves', async () => {
    const mark = { cache_control: { type: 'ephemeral' } }
    const marked = (messages: readonly unknown[]): unknown[] =>
      messages.map((message, index) => {
        const { content } = message as { content: unknown }
        if (index < messages.length - 2 || !Array.isArray(content) || content.length === 0) return message
        return { ...(message as object), content: [...content.slice(0, -1), { ...content.at(-1), ...mark }] }
      })
    const unmarked = (bytes: readonly string[]): string[] =>
      bytes.map(text => text.replaceAll(`,${JSON.stringify(mark).slice(1, -1)}`, ''))
    await fc.assert(
      fc.asyncProperty(transcript, budget, async (told, limit) => {
        const plain = await replay(pipelineFor(told, limit), told.messages)
        const pipeline = pipelineFor(told, limit)
        for (const turn of plain) {
          const { bytes, report } = await callWith(pipeline, marked(turn.input))
          expect(unmarked(bytes)).toEqual(turn.bytes)
          expect(report.stability.broken).toBe(turn.report.stability.broken)
        }
      }),
      runs(5),
    )
  })
})
