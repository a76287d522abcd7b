import { describe, expect, test } from 'vitest'
import { createPipeline } from '../../src/index.ts'
import { bindsReasoning } from '../../src/providers/reasoning.ts'
import { bytesOf } from '../support/replay.ts'

test.each([
  ['claude-opus-5-5', true],
  ['claude-sonnet-5-5-20260901', true],
  ['anthropic/claude-haiku-5.5', true],
  ['us.anthropic.claude-fable-5-1-v1:0', true],
  ['claude-opus-5', false],
  ['claude-opus-5-50', false],
  ['gpt-5.1', false],
  ['', false],
])('%s binds its reasoning: %s', (model, binds) => {
  expect(bindsReasoning(model)).toBe(binds)
})

const thinking = (turn: number) => ({ type: 'thinking', thinking: 'Hm.', signature: `s${turn}` })
const output = (turn: number): string =>
  Array.from(
    { length: 60 },
    (_, line) => `crate ${turn}-${line} weighs ${(turn * 41 + line * 7) % 97} pounds`,
  ).join('\n')

/** One wish, and a loop of calls with reasoning that outgrows its budget. */
function loop(turns: number): object[] {
  const messages: object[] = [{ role: 'user', content: 'Weigh every crate.' }]
  for (let turn = 0; turn < turns; turn++)
    messages.push(
      {
        role: 'assistant',
        content: [
          thinking(turn),
          { type: 'tool_use', id: `c${turn}`, name: 'weigh', input: { crate: turn } },
        ],
      },
      { role: 'user', content: [{ type: 'tool_result', tool_use_id: `c${turn}`, content: output(turn) }] },
    )
  return messages
}

const steps = Array.from({ length: 13 }, (_, turn) => 1 + turn * 2)

describe('a loop that outgrows its budget', () => {
  async function run(model: string) {
    const pipeline = createPipeline({ contextTokenBudget: 1_500 })
    const history = loop(12)
    const reports = []
    for (const length of steps) {
      const { report } = await pipeline.compress(
        { model, messages: history.slice(0, length) },
        { addTool: true },
      )
      reports.push(report)
    }
    const next = [
      ...history,
      { role: 'assistant', content: [thinking(99), { type: 'text', text: 'All are light.' }] },
      { role: 'user', content: [{ type: 'text', text: 'And now the barrels.' }] },
    ]
    return { reports, after: await pipeline.compress({ model, messages: next }, { addTool: true }) }
  }

  test('waits for the user where the model that the body names binds its reasoning', async () => {
    const { reports, after } = await run('claude-opus-5-5')
    expect(reports.every(report => report.stability.broken === false)).toBe(true)
    const last = reports.at(-1)
    expect(last?.budget).toMatchObject({
      satisfied: false,
      forbids: expect.arrayContaining(['bound_reasoning']),
    })
    expect(last?.warnings).toContainEqual(expect.objectContaining({ code: 'bound_reasoning' }))
    expect(after.report.budget.satisfied).toBe(true)
    expect(after.report.epochs[0]?.rungs[0]).toBe('reasoning')
    expect(bytesOf(after.messages).join('')).not.toContain('"thinking"')
    // What was nothing but reasoning is gone; what it said stays.
    expect(bytesOf(after.messages).join('')).toContain('All are light.')
  })

  test('has its epochs at once where the model does not', async () => {
    const { reports } = await run('claude-sonnet-4-5')
    expect(reports.every(report => report.budget.satisfied)).toBe(true)
    expect(reports.at(-1)?.epochs.length).toBeGreaterThan(0)
  })

  test('is told by the call where there is no body', async () => {
    const pipeline = createPipeline({ contextTokenBudget: 1_500 })
    const { report } = await pipeline.compress(loop(1), { model: 'claude-opus-5-5' })
    expect(report.warnings).toEqual([])
    const { report: later } = await pipeline.compress(loop(12), { model: 'claude-opus-5-5' })
    expect(later.warnings.map(warning => warning.code)).toContain('bound_reasoning')
  })
})

test('a message that is nothing but bound reasoning goes whole', async () => {
  const pipeline = createPipeline({ contextTokenBudget: 1_500, boundReasoning: true })
  const history = [
    ...loop(8),
    { role: 'assistant', content: [thinking(50)] },
    { role: 'user', content: [{ type: 'text', text: 'Well?' }] },
  ]
  const { messages } = await pipeline.compress(history)
  expect(bytesOf(messages).filter(text => text.includes('"content":[]'))).toEqual([])
  expect(bytesOf(messages).join('')).not.toContain('"thinking"')
})
