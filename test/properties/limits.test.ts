/* oxlint-disable vitest/no-conditional-expect, vitest/valid-expect, vitest/expect-expect -- properties assert inside their predicates */
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { o200k } from '../../src/index.ts'
import { anyTranscript, budget, transcript, type Wire } from '../arbitraries/transcripts.ts'
import { callWith, pipelineFor, replay, runs } from '../support/replay.ts'

/** Texts of what tools printed, by the call that they answer and its position among those of the same id. */
function outputsOf(messages: readonly unknown[]): Map<string, string[]> {
  const found = new Map<string, string[]>()
  const add = (id: unknown, content: unknown): void => {
    const texts =
      typeof content === 'string'
        ? [content]
        : (content as Wire[]).map(part => (typeof part['text'] === 'string' ? part['text'] : ''))
    found.set(String(id), texts)
  }
  for (const message of messages as Wire[]) {
    if (message['role'] === 'tool') add(message['tool_call_id'], message['content'])
    for (const block of Array.isArray(message['content']) ? (message['content'] as Wire[]) : [])
      if (block['type'] === 'tool_result' && block['content'] !== undefined)
        add(block['tool_use_id'], block['content'])
  }
  return found
}

describe('limits', () => {
  test('no part has more tokens than it had', async () => {
    await fc.assert(
      fc.asyncProperty(anyTranscript, budget, async (told, limit) => {
        const { messages, report, input } = await callWith(pipelineFor(told, limit), told.messages)
        for (const part of report.parts) expect(part.after).toBeLessThanOrEqual(part.before)
        // Counted here once more where ids tell which output is which.
        const before = outputsOf(input)
        if (JSON.stringify(input).includes('call_0"')) return
        for (const [id, texts] of outputsOf(messages))
          for (const [index, text] of texts.entries())
            expect(o200k.count(text)).toBeLessThanOrEqual(o200k.count(before.get(id)?.[index] ?? ''))
      }),
      runs(6),
    )
  })

  test('the budget holds, or the report says that it does not and why', async () => {
    await fc.assert(
      fc.asyncProperty(anyTranscript, budget, async (told, limit) => {
        for (const { bytes, messages, report } of await replay(pipelineFor(told, limit), told.messages)) {
          const { satisfied, used, forbids } = report.budget
          if (limit === undefined) {
            expect(satisfied).toBe(true)
            expect(report.epochs).toEqual([])
            continue
          }
          expect(report.budget.limit).toBe(limit)
          expect(satisfied).toBe(used <= limit)
          if (!satisfied) {
            expect(forbids.length).toBeGreaterThan(0)
            expect(report.warnings.map(warning => warning.code)).toContain('over_budget')
          }
          // What is counted covers what is said: the texts alone never exceed it.
          const said = (messages as Wire[]).reduce((sum, message) => sum + textTokens(message), 0)
          expect(used).toBeGreaterThanOrEqual(said + 4 * bytes.length)
        }
      }),
      runs(6),
    )
  })

  test('where something could still go, the budget holds', async () => {
    await fc.assert(
      fc.asyncProperty(transcript, fc.integer({ min: 2500, max: 4000 }), async (told, limit) => {
        const { messages } = told
        const head = (messages as Wire[]).filter(message => message['role'] === 'system')
        const pinned = head.reduce((sum, message) => sum + textTokens(message), 0)
        const largest = Math.max(...(messages as Wire[]).map(textTokens))
        if (pinned > limit / 4 || largest > limit / 2 || JSON.stringify(messages).includes('image')) return
        const last = messages.slice(-5) as Wire[]
        const said = last.reduce((sum, message) => sum + saidTokens(message), 0)
        if (said > limit / 4) return
        const { report } = await callWith(pipelineFor(told, limit), messages)
        expect(report.budget.satisfied, JSON.stringify(report.budget)).toBe(true)
      }),
      runs(4),
    )
  })
})

/** Tokens of the text content of a message. */
function textTokens(message: Wire): number {
  const { content } = message
  if (typeof content === 'string') return o200k.count(content)
  if (!Array.isArray(content)) return 0
  return (content as Wire[]).reduce((sum, part) => {
    const text = part?.['text'] ?? part?.['content']
    return sum + (typeof text === 'string' ? o200k.count(text) : 0)
  }, 0)
}

/** Tokens of what is no tool output, arguments included. */
const saidTokens = (message: Wire): number =>
  message['role'] === 'tool'
    ? 0
    : o200k.count(
        JSON.stringify(message, (_, value: unknown) =>
          typeof value === 'object' && value !== null && (value as Wire)['type'] === 'tool_result'
            ? ''
            : value,
        ),
      )
