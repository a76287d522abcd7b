import { createPipeline, o200k, pricesOf } from '../index.ts'
import type { Compressed, Pipeline, Prices, Report } from '../index.ts'
import type { TranscriptFile } from './transcript-file.ts'

/** What a session sent, as it would be without Quern and with it. */
export interface Both {
  readonly raw: number
  readonly quern: number
}

export interface SessionCost {
  /** Requests sent: one before each assistant message, and one that still waits for its answer. */
  readonly requests: number
  /** Tokens of all requests together, tool definitions and system prompts included. */
  readonly sent: Both
  /** The same at the provider's prices, a repeated prefix at that of the cache, in plain input tokens. */
  readonly billed: Both
  readonly prices: Prices
}

export interface Replay {
  readonly transcript: TranscriptFile
  readonly pipeline: Pipeline
  /** The last request. */
  readonly last: Compressed<TranscriptFile['request']>
  readonly cost: SessionCost
}

/** Compresses a transcript as its agent would have: one call before every assistant message, and one at the end. */
export async function replay(
  transcript: TranscriptFile,
  options: { readonly budget?: number; readonly progress?: (turn: number, turns: number) => void },
): Promise<Replay> {
  const { messages, request } = transcript
  const pipeline = createPipeline(options.budget === undefined ? {} : { contextTokenBudget: options.budget })
  const body = isBody(request) ? request : undefined
  const lengths = [...boundariesOf(messages), messages.length]
  const bill = new Bill()
  let last: Replay['last'] | undefined
  for (const [turn, length] of lengths.entries()) {
    const history = messages.slice(0, length)
    last = await pipeline.compress(body ? { ...body, messages: history } : history, { addTool: true })
    if (length < messages.length || roleOf(messages.at(-1)) !== 'assistant') bill.add(last.report, ownTokens)
    options.progress?.(turn + 1, lengths.length)
  }
  if (!last) throw new RangeError('a transcript has messages')
  return { transcript, pipeline, last, cost: bill.total(pricesOf(last.report.format)) }

  function ownTokens(report: Report): number {
    const tools: readonly unknown[] = Array.isArray(body?.tools) ? body.tools : []
    const tool = pipeline.toolFor(report.format)
    const name = pipeline.retrieveTool.name
    const registered = tools.some(other => JSON.stringify(other)?.includes(`"${name}"`))
    return registered ? 0 : o200k.count(JSON.stringify(tool))
  }
}

const isBody = (request: TranscriptFile['request']): request is Readonly<Record<string, unknown>> =>
  !Array.isArray(request)

const roleOf = (message: unknown): unknown =>
  typeof message === 'object' && message !== null && 'role' in message ? message.role : undefined

/** Lengths of the history at which a model was called. */
function boundariesOf(messages: readonly unknown[]): number[] {
  return messages.flatMap((message, index) =>
    index > 0 && index < messages.length && roleOf(message) === 'assistant' ? [index] : [],
  )
}

/** Adds up requests: what of each is a prefix of the one before, and what is new. */
class Bill {
  #requests = 0
  #before = 0
  readonly #cached = { raw: 0, quern: 0 }
  readonly #fresh = { raw: 0, quern: 0 }

  add(report: Report, ownTokens: (report: Report) => number): void {
    const beside = report.budget.used - report.tokens.after
    const raw = beside - ownTokens(report)
    const first = this.#requests === 0
    this.#add('raw', raw + report.tokens.before, first ? 0 : raw + this.#before)
    this.#add('quern', report.budget.used, first ? 0 : beside + report.stability.keptTokens)
    this.#before = report.tokens.before
    this.#requests++
  }

  total(prices: Prices): SessionCost {
    const billed = (side: keyof Both): number =>
      Math.round(this.#cached[side] * prices.cacheRead + this.#fresh[side] * prices.cacheWrite)
    return {
      requests: this.#requests,
      sent: {
        raw: this.#cached.raw + this.#fresh.raw,
        quern: this.#cached.quern + this.#fresh.quern,
      },
      billed: { raw: billed('raw'), quern: billed('quern') },
      prices,
    }
  }

  #add(side: keyof Both, tokens: number, prefix: number): void {
    this.#cached[side] += Math.min(prefix, tokens)
    this.#fresh[side] += Math.max(0, tokens - prefix)
  }
}
