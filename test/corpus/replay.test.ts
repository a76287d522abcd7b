/* oxlint-disable vitest/no-conditional-expect, vitest/valid-expect, vitest/expect-expect -- properties assert inside their predicates */
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, test } from 'vitest'
import type { Pipeline } from '../../src/index.ts'
import { boundaries, handlesIn, isPrefix, pipelineFor } from '../support/replay.ts'
import { newFaults } from '../support/validity.ts'

/**
 * Real transcripts, replayed turn by turn. `QUERN_CORPUS` names the folder; every transcript is taken with
 * `QUERN_CORPUS_ALL=1`, else one in sixteen of each format.
 */
const corpus = process.env['QUERN_CORPUS'] ?? path.join(import.meta.dirname, '../../../shared/corpus')
const stride = process.env['QUERN_CORPUS_ALL'] === '1' ? 1 : 16
/**
 * Whether what was sent is also fed back. Off by default as long as a losslessly written output, fed back, finds lines
 * that it shares with an earlier one and becomes a reference.
 */
const returns = process.env['QUERN_CORPUS_RETURNED'] === '1'
const budgets = [undefined, 32_000, 8_000] as const
/** Fresh pipelines per transcript and budget: a sample of turns, so that the test stays linear. */
const freshTurns = 3

interface Told {
  readonly format: 'openai-chat' | 'anthropic-messages'
  readonly messages: readonly unknown[]
}

const found = ['transcripts', 'transcripts_anthropic'].flatMap(folder => {
  const root = path.join(corpus, folder)
  if (!existsSync(root)) return []
  const files = readdirSync(root, { recursive: true, encoding: 'utf8' }).filter(file =>
    file.endsWith('.json'),
  )
  return files.sort().flatMap((file, index) => (index % stride === 0 ? [path.join(folder, file)] : []))
})

function read(file: string): Told {
  const { format, messages } = JSON.parse(readFileSync(path.join(corpus, file), 'utf8')) as {
    format: string
    messages: unknown[]
  }
  return { format: format === 'openai-chat' ? format : 'anthropic-messages', messages }
}

/** Wire bytes, remembered for the messages of the input: most come back as the same objects turn after turn. */
function serialiser(messages: readonly unknown[]): (sent: readonly unknown[]) => string[] {
  const known = new Map(messages.map(message => [message, JSON.stringify(message)]))
  return sent => sent.map(message => known.get(message) ?? JSON.stringify(message))
}

async function check(told: Told, limit: number | undefined): Promise<void> {
  const make = (): Pipeline => pipelineFor(told, limit, { messageTokenThreshold: 1500 })
  const pipeline = make()
  const bytesOf = serialiser(told.messages)
  const lengths = boundaries(told.messages)
  const foreign = new Set(handlesIn(told.messages))
  const resolved = new Set<string>()
  const step = Math.max(1, Math.ceil(lengths.length / freshTurns))
  let before: { bytes: string[]; epochs: number } | undefined
  for (const [turn, length] of lengths.entries()) {
    const history = told.messages.slice(0, length)
    const { messages, report } = await pipeline.compress(history)
    const bytes = bytesOf(messages)
    const kept = before === undefined || isPrefix(before.bytes, bytes)
    const rewritten = before !== undefined && report.epochs.length > before.epochs
    expect(kept || rewritten, `turn ${turn}: prefix broken without an epoch`).toBe(true)
    expect(report.stability.broken, `turn ${turn}`).toBe(kept ? false : 'epoch')
    expect(report.budget.satisfied).toBe(report.budget.used <= (limit ?? Infinity))
    for (const part of report.parts)
      if (part.after > part.before) expect.fail(`longer: ${JSON.stringify(part)}`)
    const isLast = turn === lengths.length - 1
    if (rewritten || isLast || turn % step === 0) {
      expect(newFaults(told.format, history, messages), `turn ${turn}`).toEqual([])
      for (const handle of handlesIn(messages)) {
        if (foreign.has(handle) || resolved.has(handle)) continue
        expect(await pipeline.original(handle), handle).toBeTypeOf('string')
        resolved.add(handle)
      }
    }
    if (isLast || turn % step === step - 1) {
      const fresh = await make().compress(history)
      expect(bytesOf(fresh.messages), `turn ${turn}: a fresh pipeline says otherwise`).toEqual(bytes)
      expect(fresh.report.epochs).toEqual(report.epochs)
    }
    if (returns && isLast && report.budget.satisfied) {
      const returned = await pipeline.compress(messages)
      expect(bytesOf(returned.messages), 'what was sent comes back changed').toEqual(bytes)
    }
    before = { bytes, epochs: report.epochs.length }
  }
}

describe.skipIf(found.length === 0)('real transcripts (QUERN_CORPUS)', () => {
  test.each(found)('%s', async file => {
    const told = read(file)
    const input = JSON.stringify(told.messages)
    for (const limit of budgets) await check(told, limit)
    expect(JSON.stringify(told.messages) === input).toBe(true)
  })
})
