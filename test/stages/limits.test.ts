import { describe, expect, test } from 'vitest'
import type { Crusher } from '../../crushers/types.ts'
import { createPipeline, o200k } from '../../src/index.ts'

const asked = (id: string, command: string): unknown => ({
  role: 'assistant',
  content: null,
  tool_calls: [{ id, type: 'function', function: { name: 'bash', arguments: JSON.stringify({ command }) } }],
})
const answered = (id: string, content: string): unknown => ({ role: 'tool', tool_call_id: id, content })
const output = (turn: number): string =>
  Array.from(
    { length: 12 },
    (_, index) => `Part ${turn}.${index} was moved to shelf ${(turn * 31 + index * 17) % 97}.`,
  ).join('\n')

describe('a crusher of the caller', () => {
  const text = `MINE ${output(1)}`
  const mine = (crush: Crusher['crush']): Crusher => ({
    name: 'mine',
    version: 1,
    sniff: sample => (sample.startsWith('MINE') ? 1 : 0),
    crush,
  })
  test.each<[what: string, crush: Crusher['crush']]>([
    ['makes it longer', source => ({ text: `${source} and more`, lossless: 'bytes', losses: [] })],
    [
      'saves less than its marker costs',
      source => ({ text: source.slice(0, -8), lossless: false, losses: [] }),
    ],
    [
      'throws',
      () => {
        throw new Error('no')
      },
    ],
  ])('that %s leaves the output as it was', async (_, crush) => {
    const messages = [{ role: 'user', content: 'go' }, asked('a', 'x'), answered('a', text)]
    const pipeline = createPipeline({ crushers: [mine(crush)], policy: () => 'select' })
    const { messages: sent, report } = await pipeline.compress(messages)
    expect(sent).toBe(messages)
    expect(report.parts.every(part => part.after === part.before)).toBe(true)
  })
})

test('a history of small outputs holds every budget that its newest turn fits into', async () => {
  const history: unknown[] = [{ role: 'user', content: 'Tell me where each part is.' }]
  for (let turn = 0; turn < 60; turn++)
    history.push(asked(`c${turn}`, `where ${turn}`), answered(`c${turn}`, output(turn)))
  for (const contextTokenBudget of [2_000, 3_000, 6_000]) {
    const pipeline = createPipeline({ contextTokenBudget })
    let epochs = 0
    for (let length = 1; length <= history.length; length += 2) {
      const { messages, report } = await pipeline.compress(history.slice(0, length))
      expect(report.budget).toMatchObject({ satisfied: true, limit: contextTokenBudget, forbids: [] })
      expect(o200k.count(JSON.stringify(messages))).toBeLessThan(contextTokenBudget * 1.2)
      epochs = report.epochs.length
    }
    expect(epochs).toBeGreaterThan(0)
  }
})
