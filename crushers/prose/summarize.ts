import pLimit from 'p-limit'
import { splitChunks } from './chunks.ts'
import { charactersPerToken, chunkTokens, summaryBudget } from './policy.ts'
import { defaultPrompt, hashPrompt, retryMessages, type SummaryMessage, summaryMessages } from './prompt.ts'
import { verifySummary } from './verify.ts'

export interface SummarizerOptions {
  /** The caller's model. Should stop when `signal` fires; whether it does, its answer is then ignored. */
  generate(messages: readonly SummaryMessage[], options: { signal: AbortSignal }): Promise<string>
  /** Milliseconds for one `summarize`, all its calls together. Default 30 000. */
  readonly timeoutMs?: number
  /** Milliseconds without any call after a failure. Default 600 000. */
  readonly cooldownMs?: number
  /** Milliseconds; read for the cooldown only, never part of a summary. Default `Date.now`. */
  readonly clock?: () => number
  /** Calls at a time. Default 4. */
  readonly concurrency?: number
  /** Replaces the default system prompt. */
  readonly prompt?: string
}

export interface SummaryRequest {
  /** The new text only: what an earlier summary covers comes as `previous`. */
  readonly text: string
  readonly previous?: string
  /** Most tokens that the summary may have. Default 12 000. */
  readonly max?: number
  /** Facts that must stand in the summary, spelt so. */
  readonly mustKeep?: readonly string[]
  count(text: string): number
  readonly signal?: AbortSignal
}

/**
 * - `cooldown`: an earlier summary failed less than `cooldownMs` ago; nothing was called.
 * - `timeout`, `aborted`: by `timeoutMs`, by the caller's signal.
 * - `failed`: `generate` rejected, or its answer was no string.
 * - `empty`, `too_long`, `unfaithful`: the answer, and the one after the retry, could not be used.
 * - `too_short`: the text is not worth a summary; nothing was called.
 */
export type NoSummary =
  | 'cooldown'
  | 'timeout'
  | 'aborted'
  | 'failed'
  | 'empty'
  | 'too_long'
  | 'unfaithful'
  | 'too_short'

export type SummaryOutcome = { readonly promptHash: string; readonly calls: number } & (
  | { readonly kind: 'summary'; readonly text: string; readonly tokens: number; readonly retried: boolean }
  | { readonly kind: 'none'; readonly reason: NoSummary; readonly detail: readonly string[] }
)

export interface Summarizer {
  /** Part of the name under which a caller stores what came out. */
  readonly promptHash: string
  /** Never rejects: whatever goes wrong is an outcome, and the caller takes the extract. Stores nothing. */
  summarize(request: SummaryRequest): Promise<SummaryOutcome>
}

export function createSummarizer(options: SummarizerOptions): Summarizer {
  const { generate, timeoutMs = 30_000, cooldownMs = 600_000, clock = Date.now, concurrency = 4 } = options
  const prompt = options.prompt ?? defaultPrompt
  const promptHash = hashPrompt(prompt)
  const limit = pLimit(Math.max(1, Math.floor(concurrency)))
  let quietUntil = Number.NEGATIVE_INFINITY

  return { promptHash, summarize }

  async function summarize(request: SummaryRequest): Promise<SummaryOutcome> {
    const run: Run = { request, calls: 0, controller: new AbortController(), budget: 0 }
    const none = (reason: NoSummary, detail: readonly string[] = []): SummaryOutcome => {
      if (reason !== 'cooldown' && reason !== 'aborted' && reason !== 'too_short')
        quietUntil = clock() + cooldownMs
      return { kind: 'none', reason, detail, promptHash, calls: run.calls }
    }
    if (request.signal?.aborted) return none('aborted')
    const before = request.count(request.text) + (request.previous ? request.count(request.previous) : 0)
    run.budget = clampBudget(before, request.max)
    if (before <= run.budget) return none('too_short')
    if (clock() < quietUntil) return none('cooldown')

    let stopped: 'timeout' | 'aborted' | undefined
    let stop: (reason: 'timeout' | 'aborted') => void = () => {}
    const interrupted = new Promise<never>((_, reject) => {
      stop = reason => {
        stopped ??= reason
        run.controller.abort()
        reject(new Refused(reason, []))
      }
    })
    interrupted.catch(() => {})
    const onAbort = (): void => stop('aborted')
    const timer = setTimeout(() => stop('timeout'), timeoutMs)
    request.signal?.addEventListener('abort', onAbort, { once: true })
    try {
      const work = whole(run)
      work.catch(() => {})
      const { text, retried } = await Promise.race([work, interrupted])
      return { kind: 'summary', text, tokens: request.count(text), retried, promptHash, calls: run.calls }
    } catch (error) {
      if (stopped) return none(stopped)
      if (error instanceof Refused) return none(error.reason, error.detail)
      return none('failed', [error instanceof Error ? error.message : String(error)])
    } finally {
      clearTimeout(timer)
      request.signal?.removeEventListener('abort', onAbort)
      run.controller.abort()
    }
  }

  /** Long texts piece by piece, the pieces merged; the last answer is the one that is verified against everything. */
  async function whole(run: Run): Promise<{ text: string; retried: boolean }> {
    const { request, budget } = run
    const { count, mustKeep = [], previous } = request
    let text = request.text
    const size = chunkTokens * charactersPerToken
    while (text.length > size) {
      const chunks = splitChunks(text, size)
      const share = Math.max(summaryBudget.least, Math.ceil((budget * 1.5) / chunks.length))
      const drafts = await Promise.all(
        chunks.map((chunk, index) =>
          call(
            run,
            summaryMessages(prompt, {
              text: chunk,
              budget: share,
              mustKeep: mustKeep.filter(fact => chunk.includes(fact)),
              piece: `, piece ${index + 1} of ${chunks.length}`,
            }),
          ),
        ),
      )
      const merged = drafts.map(draft => draft.trim()).join('\n\n')
      if (merged.trim() === '') throw new Refused('empty', [])
      // Pieces that come back nearly as long would go round for ever.
      if (merged.length * 2 > text.length) throw new Refused('too_long', ['the pieces did not get shorter'])
      text = merged
    }
    const source = `${previous ?? ''}\n${request.text}`
    const messages = summaryMessages(prompt, { text, previous, budget, mustKeep })
    const first = (await call(run, messages)).trim()
    const fault = findFault(first)
    if (!fault) return { text: first, retried: false }
    const second = (await call(run, retryMessages(messages, first, fault.detail))).trim()
    const last = findFault(second)
    if (last) throw last
    return { text: second, retried: true }

    function findFault(draft: string): Refused | undefined {
      if (draft === '') return new Refused('empty', ['it is empty'])
      const tokens = count(draft)
      if (tokens > budget)
        return new Refused('too_long', [`it has ${tokens} tokens, at most ${budget} are allowed`])
      const problems = verifySummary(draft, source, mustKeep)
      return problems.length > 0 ? new Refused('unfaithful', problems) : undefined
    }
  }

  function call(run: Run, messages: readonly SummaryMessage[]): Promise<string> {
    return limit(async () => {
      const { signal } = run.controller
      if (signal.aborted) throw new Refused('aborted', [])
      run.calls++
      const answer: unknown = await generate(messages, { signal })
      if (typeof answer !== 'string') throw new Refused('failed', ['generate gave no string'])
      return answer
    })
  }
}

interface Run {
  readonly request: SummaryRequest
  readonly controller: AbortController
  calls: number
  budget: number
}

class Refused extends Error {
  readonly reason: NoSummary
  readonly detail: readonly string[]
  constructor(reason: NoSummary, detail: readonly string[]) {
    super(reason)
    this.reason = reason
    this.detail = detail
  }
}

/** A fifth of the text, at least 200 tokens, at most 12 000 or what the caller allows. */
export function clampBudget(tokens: number, max = summaryBudget.most): number {
  const most = Math.max(1, Math.min(summaryBudget.most, max))
  return Math.min(most, Math.max(summaryBudget.least, Math.ceil(tokens * summaryBudget.share)))
}
