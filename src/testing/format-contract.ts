import assert from 'node:assert/strict'
import { createPipeline, type FormatName, memoryStore } from '../index.ts'
import type { Law, Register } from './store-contract.ts'

/** A history in the format under test, long enough that `budget` makes it lose something. */
export interface FormatSample {
  readonly format: FormatName
  readonly messages: readonly unknown[]
  readonly budget: number
}

const bytesOf = (messages: readonly unknown[]): string[] => messages.map(message => JSON.stringify(message))

/** What every wire format keeps: untouched means identical, nothing is mutated, what was sent comes back as it is. */
export const formatLaws: readonly Law<FormatSample>[] = [
  {
    name: 'is detected from the shape',
    async check({ format, messages }) {
      const { report } = await createPipeline().compress(messages)
      assert.equal(report.format, format)
    },
  },
  {
    name: 'gives back the same messages where nothing is to be done',
    async check({ format, messages }) {
      const { messages: sent } = await createPipeline({
        format,
        policy: () => 'verbatim',
        enableCCR: false,
      }).compress(messages)
      assert.equal(sent, messages)
    },
  },
  {
    name: 'never changes its input',
    async check({ format, messages, budget }) {
      const before = JSON.stringify(messages)
      await createPipeline({ format, contextTokenBudget: budget }).compress(messages)
      assert.equal(JSON.stringify(messages), before)
    },
  },
  {
    name: 'says the same for an array, a body and a text',
    async check({ format, messages, budget }) {
      const options = { format, contextTokenBudget: budget }
      // A body shows which tools the model has; beside bare messages they are named.
      const tools = [createPipeline(options).toolFor(format)]
      const array = await createPipeline(options).compress(messages, { tools })
      const body = await createPipeline(options).compress({ messages, tools })
      const text = await createPipeline(options).compress(JSON.stringify({ messages, tools }))
      assert.deepEqual(bytesOf(body.messages), bytesOf(array.messages))
      assert.deepEqual(JSON.parse(text.request), {
        messages: JSON.parse(JSON.stringify(array.messages)),
        tools: JSON.parse(JSON.stringify(tools)),
      })
    },
  },
  {
    name: 'recognises what it sent',
    async check({ format, messages, budget }) {
      const options = { format, contextTokenBudget: budget, store: memoryStore() }
      const pipeline = createPipeline(options)
      const first = await pipeline.compress(messages)
      if (!first.report.budget.satisfied) return
      const second = await pipeline.compress(first.messages)
      assert.deepEqual(bytesOf(second.messages), bytesOf(first.messages))
    },
  },
]

/** Registers all laws of a format as tests. */
export function formatContract(test: Register, sample: FormatSample): void {
  for (const law of formatLaws) test(`${sample.format} ${law.name}`, async () => law.check(sample))
}
