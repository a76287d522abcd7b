/** Types are tested like behaviour: compiled by `npm run typecheck`, never run. */
import {
  type AsyncCrusher,
  createPipeline,
  type Crusher,
  memoryStore,
  type Report,
  type Store,
} from '../src/index.ts'

interface ChatMessage {
  role: 'user' | 'assistant'
  content: string
}
declare const messages: ChatMessage[]

const pipeline = createPipeline({ contextTokenBudget: 16_000, store: memoryStore() })

// The caller's message type comes back.
const array = await pipeline.compress(messages)
array.messages satisfies readonly ChatMessage[]
array.request satisfies ChatMessage[]
array.report satisfies Report

const body = await pipeline.compress({ model: 'm', messages })
body.request.model satisfies string

const text = await pipeline.compress('{"messages":[]}')
text.request satisfies string

// @ts-expect-error a request is messages, a body or a text
await pipeline.compress(42)
// @ts-expect-error no such option
createPipeline({ budget: 16_000 })
// @ts-expect-error options have types
createPipeline({ contextTokenBudget: '16k' })
// @ts-expect-error undefined is no budget: leave the option out
createPipeline({ contextTokenBudget: undefined })
// @ts-expect-error no such format
createPipeline({ format: 'openai' })
// @ts-expect-error a session is named where it is made
await pipeline.session('a').compress(messages, { session: 'b' })
// @ts-expect-error reports are read-only
array.report.id = 'mine'
// @ts-expect-error a warning has a known code
array.report.warnings.some(warning => warning.code === 'strange')
// @ts-expect-error a store needs putIfAbsent
const store: Store = { durable: true, put: async () => {}, get: async () => [] }
// @ts-expect-error crush answers with what it took out
const crusher: Crusher = { name: 'json', version: 1, sniff: () => 1, crush: () => ({ text: '' }) }

const slow: AsyncCrusher = {
  name: 'mine',
  version: 1,
  sniff: () => 1,
  crush: async (text, { signal }) => (signal?.aborted ? undefined : { text, lossless: 'bytes', losses: [] }),
}
createPipeline({ crushers: [slow], crusherTimeoutMs: 500, maxConcurrentCalls: 2 })
// @ts-expect-error a crusher has a version
createPipeline({ crushers: [{ name: 'mine', sniff: () => 1, crush: () => undefined }] })

createPipeline({
  generate: async (prompt, { signal }) => {
    prompt satisfies readonly { role: 'system' | 'user' | 'assistant'; content: string }[]
    return signal.aborted ? '' : prompt.map(message => message.content).join('\n')
  },
  prose: 'summarize',
  summaryPrompt: 'Decisions only.',
  summaryTimeoutMs: 5_000,
  background: true,
  clock: Date.now,
})
// @ts-expect-error a model answers with a text
createPipeline({ generate: async () => 42 })
// @ts-expect-error no such way with prose
createPipeline({ prose: 'shorten' })
await pipeline.compress(messages, { model: 'claude-opus-5-5' })
createPipeline({ boundReasoning: true })
array.report.epochs.map(epoch => epoch.summarized) satisfies boolean[]
array.report.timings.decisions satisfies number

pipeline.retrieveTool.execute({ handle: 'ccr-000000000000' }) satisfies Promise<{
  content: string
  found: boolean
}>
// @ts-expect-error lines are a text such as 120-180
pipeline.retrieve({ handle: 'ccr-000000000000', lines: 12 })
export { crusher, store }
