import { describe, expect, test } from 'vitest'
import { createPipeline, o200k, type PipelineOptions } from '../../src/index.ts'

const asked = (id: string): unknown => ({
  role: 'assistant',
  content: null,
  tool_calls: [{ id, type: 'function', function: { name: 'look', arguments: JSON.stringify({ part: id }) } }],
})
const answered = (id: string, turn: number): unknown => ({
  role: 'tool',
  tool_call_id: id,
  content: Array.from(
    { length: 12 },
    (_, index) => `Part ${turn}.${index} was moved to shelf ${(turn * 31 + index * 17) % 97}.`,
  ).join('\n'),
})
const task = { role: 'user', content: 'Tell me where each part is.' }
/** Some 190 tokens a turn. */
const turns = (count: number): unknown[] =>
  Array.from({ length: count }, (_, turn) => [asked(`c${turn}`), answered(`c${turn}`, turn)]).flat()

/** Compresses as a session does: once for each answer. */
async function sessionOf(history: readonly unknown[], options: PipelineOptions) {
  const pipeline = createPipeline(options)
  const sizes: number[] = []
  for (let length = 1; length < history.length; length += 2) {
    const { report } = await pipeline.compress(history.slice(0, length))
    sizes.push(report.tokens.after)
  }
  return { pipeline, sizes, ...(await pipeline.compress(history)) }
}

describe('the high-water mark', () => {
  const history = [task, ...turns(60)]

  test('has epochs long before the budget is used up, and nothing is lost', async () => {
    const { pipeline, sizes, messages, report } = await sessionOf(history, {
      contextTokenBudget: 100_000,
      highWaterMark: 3_000,
    })
    expect(report.epochs.length).toBeGreaterThan(1)
    expect(Math.max(...sizes)).toBeLessThan(3_400)
    for (const { before, after } of report.epochs) expect(after).toBeLessThan(before / 2)
    const shown = JSON.stringify(messages)
    const originals = (await pipeline.originals()).map(({ content }) => content)
    const gone = history.flatMap(message => {
      const { content } = message as { content: string | null }
      return content === null || shown.includes(JSON.stringify(content)) ? [] : [content]
    })
    expect(gone.length).toBeGreaterThan(20)
    for (const content of gone) expect(originals.some(original => original.includes(content))).toBe(true)
  })

  test.each<[what: string, options: PipelineOptions]>([
    ['Infinity waits for the budget', { contextTokenBudget: 100_000, highWaterMark: Infinity }],
    ['by default it is far', { contextTokenBudget: 100_000 }],
    ['without a budget nothing is rewritten', {}],
    [
      'what could not be fetched back is not taken to save money',
      { contextTokenBudget: 100_000, highWaterMark: 3_000, enableCCR: false },
    ],
    ['what is pinned stays', { contextTokenBudget: 100_000, highWaterMark: 3_000, pin: () => true }],
  ])('%s', async (_, options) => {
    const { report } = await sessionOf(history, options)
    expect(report.epochs).toEqual([])
  })

  test('lies behind the system prompt and the task, however long they are', async () => {
    const long = turns(40).map(message => JSON.stringify(message))
    const head = [
      { role: 'system', content: long.slice(0, 40).join('\n') },
      { role: 'user', content: long.slice(40).join('\n') },
    ]
    expect(o200k.count(JSON.stringify(head))).toBeGreaterThan(6_000)
    const options = { contextTokenBudget: 100_000, highWaterMark: 3_000 }
    const behind = await sessionOf([...head, ...turns(60)], options)
    const without = await sessionOf(history, options)
    expect(behind.messages[0]).toEqual(head[0])
    expect(JSON.stringify(behind.messages[1])).toContain(JSON.stringify(head[1]?.content))
    expect(Math.abs(behind.report.epochs.length - without.report.epochs.length)).toBeLessThanOrEqual(1)
  })

  test('is tried again later where little could be freed', async () => {
    const { report } = await sessionOf(history, {
      contextTokenBudget: 100_000,
      highWaterMark: 3_000,
      // The first 13 results, of some 2,500 tokens.
      pin: message => /Part (?:\d|1[0-2])\.0 /.test(JSON.stringify(message)),
    })
    expect(report.epochs.length).toBeGreaterThan(0)
    expect(report.epochs[0]?.before).toBeGreaterThan(5_000)
    for (const { before, after } of report.epochs) expect(before - after).toBeGreaterThan(before * 0.45)
  })
})
