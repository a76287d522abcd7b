/* oxlint-disable vitest/no-conditional-expect, vitest/valid-expect, vitest/expect-expect -- properties assert inside their predicates */
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { QuernError, type Request } from '../../src/index.ts'
import { budget, type Format } from '../arbitraries/transcripts.ts'
import { hostileInputs, hostileTexts } from '../hostile.ts'
import { boundaries, pipelineFor, runs } from '../support/replay.ts'

/** Inputs that hold no array of messages: a caller's mistake. */
const noTranscript = new Set([
  'null instead of an array',
  'a string that is no JSON',
  'a body of unknown kind',
])

/** The other format reads the tool outputs among them as nothing at all. */
const shapes = hostileInputs.filter(({ name }) => !hostileTexts.some(text => text.name === name))

describe('data never throws', () => {
  for (const format of ['openai-chat', 'anthropic-messages'] as const satisfies readonly Format[])
    test.each(format === 'openai-chat' ? hostileInputs : shapes)(
      `$name, read as ${format}`,
      async ({ name, make }) => {
        const input = make() as Request
        const pipeline = pipelineFor({ format }, 4000)
        if (noTranscript.has(name)) {
          await expect(pipeline.compress(input)).rejects.toThrow(QuernError)
          return
        }
        const { messages, report } = await pipeline.compress(input)
        expect(Array.isArray(messages)).toBe(true)
        if (!report.budget.satisfied) expect(report.budget.forbids.length).toBeGreaterThan(0)
        // It goes on working, and says the same.
        const again = await pipeline.compress(input)
        expect(again.messages.length).toBe(messages.length)
        expect(({} as Record<string, unknown>)['polluted']).toBeUndefined()
      },
    )

  test('nor do arrays of anything', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(anyMessage, { maxLength: 8 }),
        budget,
        fc.boolean(),
        async (input, limit, asked) => {
          const pipeline = pipelineFor({ format: asked ? 'openai-chat' : 'anthropic-messages' }, limit)
          for (const length of boundaries(input)) {
            const { messages, report } = await pipeline.compress(input.slice(0, length))
            expect(Array.isArray(messages)).toBe(true)
            expect(report.parts).toBeInstanceOf(Array)
          }
        },
      ),
      runs(4),
    )
  })
})

const anyText = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 60 }),
  fc.constantFrom('', '\ud800', '[CCR_REF: ccr-000000000000]'),
)
const anyBlock = fc.oneof(
  fc.jsonValue({ maxDepth: 2 }),
  fc.record(
    {
      type: fc.constantFrom('text', 'tool_use', 'tool_result', 'thinking', 'image', 'image_url', 'x'),
      text: fc.oneof(anyText, fc.constant(7)),
      id: fc.constantFrom('a', 'b', 7),
      tool_use_id: fc.constantFrom('a', 'b', null),
      name: fc.oneof(anyText, fc.constant({})),
      input: fc.jsonValue({ maxDepth: 2 }),
      content: fc.jsonValue({ maxDepth: 3 }),
    },
    { requiredKeys: [] },
  ),
)
const anyMessage = fc.oneof(
  { weight: 1, arbitrary: fc.anything({ withNullPrototype: false }) },
  {
    weight: 5,
    arbitrary: fc.record(
      {
        role: fc.constantFrom('user', 'assistant', 'tool', 'system', 'developer', 'function', 'x', 3, null),
        content: fc.oneof(
          anyText,
          fc.constant(null),
          fc.array(anyBlock, { maxLength: 4 }),
          fc.jsonValue({ maxDepth: 2 }),
        ),
        tool_calls: fc.oneof(
          fc.jsonValue({ maxDepth: 2 }),
          fc.array(
            fc.record(
              {
                id: fc.constantFrom('a', 'b', 'c'),
                function: fc.record(
                  { name: anyText, arguments: fc.oneof(anyText, fc.json({ maxDepth: 2 })) },
                  { requiredKeys: [] },
                ),
              },
              { requiredKeys: [] },
            ),
            { maxLength: 3 },
          ),
        ),
        tool_call_id: fc.constantFrom('a', 'b', 'c', 9),
      },
      { requiredKeys: ['role'] },
    ),
  },
)
