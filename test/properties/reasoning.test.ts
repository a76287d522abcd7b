/* oxlint-disable vitest/no-conditional-expect, vitest/valid-expect, vitest/expect-expect -- properties assert inside their predicates */
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { PipelineOptions } from '../../src/index.ts'
import type { Json } from '../../src/json.ts'
import { session } from '../arbitraries/sessions.ts'
import { asAnthropic, budget, type Wire } from '../arbitraries/transcripts.ts'
import {
  boundaries,
  bytesOf,
  callWith,
  hasNewEpoch,
  isPrefix,
  pipelineFor,
  runs,
  type Turn,
} from '../support/replay.ts'
import { newFaults } from '../support/validity.ts'
import { emptyShelf, sharedStore } from '../support/shared-store.ts'

type Block = Record<string, unknown>
const blocksOf = (message: unknown): readonly Block[] => {
  const content = (message as { content: unknown } | undefined)?.content
  return Array.isArray(content) ? (content as Block[]) : []
}
const isReasoning = ({ type }: Block): boolean => type === 'thinking' || type === 'redacted_thinking'
const isUserTurn = (message: unknown): boolean =>
  (message as Wire)['role'] === 'user' && !blocksOf(message).some(({ type }) => type === 'tool_result')

/** A history in which most answers carry reasoning, each with a signature of its own. */
const reasoning = session().map(told => {
  const messages = asAnthropic(told)
  return messages.map((message, index): Wire => {
    if (message['role'] !== 'assistant') return message
    const rest = blocksOf(message).filter(block => !isReasoning(block))
    const content = rest.length > 0 ? rest : [{ type: 'text', text: String(message['content'] || 'Done.') }]
    if (index % 5 === 4) return { ...message, content }
    return {
      ...message,
      content: [{ type: 'thinking', thinking: 'Hm.', signature: `for ${index}` }, ...content],
    }
  })
})

/** A provider that remembers what each answer was made for, and refuses reasoning behind anything else. */
class Provider {
  readonly #madeFor = new Map<string, readonly string[]>()

  answer(request: readonly string[], answer: unknown): void {
    for (const block of blocksOf(answer))
      if (isReasoning(block)) this.#madeFor.set(String(block['signature']), request)
  }

  refusals(messages: readonly unknown[]): string[] {
    const bytes = bytesOf(messages)
    return messages.flatMap((message, index) =>
      blocksOf(message)
        .filter(isReasoning)
        .map(block => String(block['signature']))
        .filter(signature => {
          const made = this.#madeFor.get(signature)
          return made === undefined || JSON.stringify(made) !== JSON.stringify(bytes.slice(0, index))
        }),
    )
  }
}

/** Reasoning of the loop at hand: what the provider wants back. */
const ofLoop = (history: readonly unknown[]): string[] =>
  history
    .slice(history.findLastIndex(isUserTurn) + 1)
    .flatMap(message => blocksOf(message).filter(isReasoning))
    .map(block => String(block['signature']))

const bound: PipelineOptions = { boundReasoning: true }
const anthropic = { format: 'anthropic-messages' } as const

/** Sends a history turn by turn; up to a point raw, as if nobody had compressed it. */
async function converse(
  messages: readonly unknown[],
  limit: number | undefined,
  options: PipelineOptions,
  from = 0,
): Promise<{ turns: Turn[]; provider: Provider }> {
  const pipeline = pipelineFor(anthropic, limit, { ...bound, ...options })
  const provider = new Provider()
  const turns: Turn[] = []
  for (const at of boundaries(messages)) {
    const input = messages.slice(0, at)
    if (at < from) {
      provider.answer(bytesOf(input), messages[at])
      continue
    }
    const turn = await callWith(pipeline, input)
    turns.push(turn)
    expect(provider.refusals(turn.messages)).toEqual([])
    const sent = JSON.stringify(turn.messages)
    for (const signature of ofLoop(input)) expect(sent).toContain(`"signature":"${signature}"`)
    expect(newFaults('anthropic-messages', input as Json[], turn.messages as Json[])).toEqual([])
    provider.answer(turn.bytes, messages[at])
  }
  return { turns, provider }
}

describe('reasoning that is bound to what precedes it', () => {
  test('is sent only behind what it was made for, and never missing in its own loop', async () => {
    let held = 0
    let removed = 0
    await fc.assert(
      fc.asyncProperty(reasoning, budget, async (messages, limit) => {
        const { turns } = await converse(messages, limit, {})
        for (const [index, turn] of turns.entries()) {
          const { report } = turn
          const codes = report.warnings.map(warning => warning.code)
          if (codes.includes('bound_reasoning')) {
            held++
            expect(report.budget.forbids).toContain('bound_reasoning')
            expect(report.budget.satisfied).toBe(false)
          }
          if (limit !== undefined && report.budget.used > limit) expect(report.budget.satisfied).toBe(false)
          const earlier = turns[index - 1]
          if (earlier && !hasNewEpoch(earlier, turn)) expect(isPrefix(earlier.bytes, turn.bytes)).toBe(true)
          if (earlier && hasNewEpoch(earlier, turn)) expect(ofLoop(turn.input)).toEqual([])
          removed += report.parts.filter(part => part.reason === 'bound_reasoning').length
        }
      }),
      runs(8),
    )
    expect(held).toBeGreaterThan(0)
    expect(removed).toBeGreaterThan(0)
  })

  test('gives another process on the same store the same bytes', async () => {
    await fc.assert(
      fc.asyncProperty(reasoning, budget, async (messages, limit) => {
        const shelf = emptyShelf()
        const options = { namespace: 'n', store: sharedStore(shelf) }
        const { turns } = await converse(messages, limit, options)
        for (const turn of turns) {
          const cold = pipelineFor(anthropic, limit, { ...bound, ...options, store: sharedStore(shelf) })
          const again = await callWith(cold, turn.input)
          expect(again.bytes).toEqual(turn.bytes)
          expect(again.report.epochs).toEqual(turn.report.epochs)
        }
      }),
      runs(4),
    )
  })

  test('stays raw in a session that is adopted inside a loop, and goes at the next words of the user', async () => {
    let raw = 0
    await fc.assert(
      fc.asyncProperty(reasoning, budget, fc.nat(40), async (messages, limit, place) => {
        const from = place % (messages.length + 1)
        const { turns } = await converse(messages, limit, {}, from)
        for (const { input, messages: sent } of turns)
          if (isUserTurn(input.at(-1)))
            for (const block of sent.flatMap(message => blocksOf(message).filter(isReasoning)))
              expect(Number(/\d+/.exec(String(block['signature']))?.[0])).toBeGreaterThanOrEqual(from)
        const [first] = turns
        if (first === undefined || from < 2) return
        const loop = ofLoop(first.input)
        if (loop.length === 0) return
        raw++
        const last = first.input.findLastIndex(message => blocksOf(message).some(isReasoning))
        expect(first.bytes.slice(0, last + 1)).toEqual(bytesOf(first.input.slice(0, last + 1)))
      }),
      runs(6),
    )
    expect(raw).toBeGreaterThan(0)
  })

  test('a store that fails in between breaks nothing', async () => {
    await fc.assert(
      fc.asyncProperty(
        reasoning,
        budget,
        fc.array(fc.boolean(), { minLength: 1, maxLength: 6 }),
        async (messages, limit, fails) => {
          let calls = 0
          const store = sharedStore(emptyShelf(), () =>
            fails[calls++ % fails.length] ? ['put', 'get', 'putIfAbsent'] : [],
          )
          await converse(messages, limit, { namespace: 'n', store })
        },
      ),
      runs(4),
    )
  })
})
