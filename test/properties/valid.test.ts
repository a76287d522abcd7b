/* oxlint-disable vitest/no-conditional-expect, vitest/valid-expect, vitest/expect-expect -- properties assert inside their predicates */
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { budget, oddTranscript, transcript, type Wire } from '../arbitraries/transcripts.ts'
import { callWith, pipelineFor, replay, runs } from '../support/replay.ts'
import { faults, newFaults } from '../support/validity.ts'

const sealedTypes = new Set([
  'thinking',
  'redacted_thinking',
  'image',
  'image_url',
  'reasoning.encrypted',
  'hologram',
])

/** Blocks that must keep their bytes, in order. */
function sealedIn(messages: readonly unknown[]): string[] {
  const found: string[] = []
  const walk = (value: unknown): void => {
    if (typeof value !== 'object' || value === null) return
    if (sealedTypes.has(String((value as Wire)['type']))) found.push(JSON.stringify(value))
    else for (const child of Object.values(value)) walk(child)
  }
  walk(messages)
  return found
}

describe('what a provider accepted', () => {
  test('it accepts after', async () => {
    await fc.assert(
      fc.asyncProperty(transcript, budget, async (told, limit) => {
        for (const { input, messages } of await replay(pipelineFor(told, limit), told.messages))
          expect(newFaults(told.format, input, messages), JSON.stringify(faults(told.format, input))).toEqual(
            [],
          )
      }),
      runs(8),
    )
  })

  test('and faults that were there become no more', async () => {
    await fc.assert(
      fc.asyncProperty(oddTranscript, budget, async (told, limit) => {
        const { input, messages } = await callWith(pipelineFor(told, limit), told.messages)
        expect(newFaults(told.format, input, messages), JSON.stringify(faults(told.format, input))).toEqual(
          [],
        )
      }),
      runs(4),
    )
  })

  test('sealed blocks and images keep their bytes and their order, or go whole', async () => {
    await fc.assert(
      fc.asyncProperty(transcript, budget, async (told, limit) => {
        const { input, messages, report } = await callWith(pipelineFor(told, limit), told.messages)
        const before = sealedIn(input)
        const after = sealedIn(messages)
        let at = 0
        for (const block of after) {
          at = before.indexOf(block, at)
          expect(at, block).toBeGreaterThanOrEqual(0)
          at++
        }
        if (report.epochs.length === 0) expect(after).toEqual(before)
      }),
      runs(4),
    )
  })

  test('calls and system messages keep their bytes, or go whole', async () => {
    await fc.assert(
      fc.asyncProperty(transcript, budget, async (told, limit) => {
        const { input, messages } = await callWith(pipelineFor(told, limit), told.messages)
        const known = new Set(input.map(callsOf))
        for (const message of messages)
          expect(known.has(callsOf(message)) || callsOf(message) === '[]').toBe(true)
        const head = (list: readonly unknown[]): unknown[] =>
          (list as Wire[]).filter(message => message['role'] === 'system')
        expect(head(messages)).toEqual(head(input))
      }),
      runs(3),
    )
  })
})

const callsOf = (message: unknown): string => {
  const { tool_calls: calls, content } = message as { tool_calls?: unknown[]; content?: unknown }
  return JSON.stringify(
    calls ?? (Array.isArray(content) ? content.filter(block => block?.type === 'tool_use') : []),
  )
}
