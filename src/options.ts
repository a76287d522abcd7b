import pLimit from 'p-limit'
import type { AsyncCrusher, Crusher, Level } from '../crushers/types.ts'
import type { SummaryMessage } from '../crushers/prose/prompt.ts'
import { checkStore, type Store } from './ccr/store.ts'
import { retrievePolicy } from './ccr/policy.ts'
import type { FormatName } from './formats/format.ts'
import { formatNamed } from './formats/index.ts'
import type { Json } from './json.ts'
import {
  crushersOf,
  flag,
  func,
  invalid,
  milliseconds,
  name,
  share,
  tokenizerOf,
  whole,
} from './option-checks.ts'
import { sessionPolicy } from './policy.ts'
import type { AsyncRun } from './stages/decided-crush.ts'
import { createSummaries, type Summaries } from './stages/summaries/index.ts'
import { memoryStore } from './stores/memory.ts'
import { cachedTokenizer, type Tokenizer } from './tokens.ts'

/** A message of the prompt that `generate` is given; one of the assistant is its own draft, to be written again. */
export type PromptMessage = SummaryMessage

/** What a caller's `policy` and `pin` are told. */
export interface PartInfo {
  readonly role: string
  readonly kind: 'text' | 'output' | 'arguments'
  readonly text: string
  readonly tool?: string
  readonly path?: string
  readonly command?: string
}

export interface PipelineOptions {
  /**
   * Hard cap in tokens on what is sent, tool definitions included.
   * @default none: nothing is ever dropped, outputs are still crushed as they come in
   */
  readonly contextTokenBudget?: number
  /**
   * Tool outputs above this many tokens are crushed lossily when they first appear.
   * @default 800
   */
  readonly messageTokenThreshold?: number
  /**
   * The last messages, which an epoch touches last; a run of tool results counts as one.
   * @default 4
   */
  readonly recentMessagesWindow?: number
  /**
   * Calls a model, which summarises what epochs drop and, with `prose: 'summarize'`, long prose. What it answers is checked
   * against the text and stored; where it fails, what would be sent without it is sent for good.
   */
  readonly generate?: (
    messages: readonly PromptMessage[],
    options: { readonly signal: AbortSignal },
  ) => Promise<string>
  /**
   * What happens to tool outputs of prose above `messageTokenThreshold`: `extract` keeps exact passages of pages and articles, and
   * technical prose whole; `verbatim` keeps all of it; `summarize` asks `generate`, and takes an extract where it fails.
   * @default 'extract'
   */
  readonly prose?: Prose
  /**
   * Replaces the system prompt for summaries.
   * @default one that asks for decisions, errors, open ends and exact facts, and takes the text for data
   */
  readonly summaryPrompt?: string
  /**
   * Milliseconds for one summary, all its calls together. After a failure `generate` is left alone for ten minutes.
   * @default 30000
   */
  readonly summaryTimeoutMs?: number
  /**
   * Never waits for `generate`: long prose gets its extract at once, and the summary of what an epoch drops is made meanwhile
   * and enters at the next epoch.
   * @default false
   */
  readonly background?: boolean
  /**
   * Whether originals are stored and the retrieve tool is registered. Without it nothing is crushed lossily; an epoch
   * still drops whole groups, for good.
   * @default true
   */
  readonly enableCCR?: boolean
  /**
   * Where originals and decisions live.
   * @default memoryStore()
   */
  readonly store?: Store
  /**
   * Keeps the originals of tenants apart. Required with a `store` of your own.
   * @default 'default'
   */
  readonly namespace?: string
  /** A level, or `verbatim`, for parts of your choice; `undefined` leaves it to the built-in table. */
  readonly policy?: (part: PartInfo) => Level | 'verbatim' | undefined
  /** Messages that must never be touched. Must be a function of the message alone. */
  readonly pin?: (message: Json) => boolean
  /**
   * Counts tokens.
   * @default o200k_base, exact
   */
  readonly tokenizer?: Tokenizer
  /**
   * The wire format: `openai-chat` or `anthropic-messages`.
   * @default detected from the messages
   */
  readonly format?: FormatName
  /** Crushers of your own, asked before the built-in ones. What an asynchronous one answers is stored, and never asked again. */
  readonly crushers?: readonly (Crusher | AsyncCrusher)[]
  /**
   * Milliseconds that an asynchronous crusher has for one text; after that the text is left to the built-in ones.
   * @default 30000
   */
  readonly crusherTimeoutMs?: number
  /**
   * Calls of `generate`, and calls of asynchronous crushers, at a time, over all sessions.
   * @default 4
   */
  readonly maxConcurrentCalls?: number
  /**
   * Milliseconds since 1970, for the dates of stored entries and the pause after a failed summary; reaches no emitted text.
   * @default Date.now
   */
  readonly clock?: () => number
  /**
   * Whether the provider refuses signed reasoning when anything before it has changed. Then an epoch waits for the next words
   * of the user, and takes the reasoning before them along.
   * @default by the model that the request names; no where it names none
   */
  readonly boundReasoning?: boolean
  /**
   * Tokens behind the system prompt and the task above which there is an epoch though the budget would hold more: from there
   * on, carrying them costs more than fetching back what turns out to be needed. `Infinity` waits for the budget.
   * @default 32000; without a budget Infinity
   */
  readonly highWaterMark?: number
  /**
   * Share of the budget, or of the high-water mark where that comes first, that an epoch gets the history down to.
   * @default 0.2
   */
  readonly lowWaterMark?: number
  /**
   * Tokens of a page of the retrieve tool.
   * @default 2000
   */
  readonly retrieveMaxTokens?: number
  /**
   * Sessions remembered at once; a forgotten one costs a replay, not a loss.
   * @default 200
   */
  readonly maxSessions?: number
  /**
   * Bytes of originals that one session may store; what exceeds it stays uncrushed.
   * @default 268435456 (256 MiB)
   */
  readonly maxSessionBytes?: number
}

export type Prose = 'extract' | 'verbatim' | 'summarize'

export interface ResolvedOptions {
  readonly budget: number
  readonly threshold: number
  readonly window: number
  readonly prose: Prose
  /** Where there is a model. */
  readonly summaries: Summaries | undefined
  readonly ccr: boolean
  readonly store: Store
  readonly namespace: string
  readonly policy: NonNullable<PipelineOptions['policy']>
  readonly pin: NonNullable<PipelineOptions['pin']>
  readonly tokenizer: Tokenizer
  readonly format: FormatName | undefined
  readonly crushers: readonly (Crusher | AsyncCrusher)[]
  /** How asynchronous crushers are run. */
  readonly asyncRun: AsyncRun
  /** Whether anything may have to be waited for. */
  readonly decides: boolean
  readonly clock: () => number
  readonly boundReasoning: boolean | undefined
  readonly highWater: number
  readonly lowWater: number
  readonly pageTokens: number
  readonly maxSessions: number
  readonly maxSessionBytes: number
}

const known = new Set<keyof PipelineOptions>([
  'contextTokenBudget',
  'messageTokenThreshold',
  'recentMessagesWindow',
  'generate',
  'prose',
  'summaryPrompt',
  'summaryTimeoutMs',
  'background',
  'enableCCR',
  'store',
  'namespace',
  'policy',
  'pin',
  'tokenizer',
  'format',
  'crushers',
  'crusherTimeoutMs',
  'maxConcurrentCalls',
  'clock',
  'boundReasoning',
  'highWaterMark',
  'lowWaterMark',
  'retrieveMaxTokens',
  'maxSessions',
  'maxSessionBytes',
])

/** Below this no conversation fits beside the retrieve tool. */
const smallestBudget = 200

/** @throws QuernError `invalid_option`, `invalid_store`, `unknown_format` */
export function resolveOptions(options: PipelineOptions): ResolvedOptions {
  if (typeof options !== 'object' || options === null)
    throw invalid('options', options, 'an object such as { contextTokenBudget: 16000 }')
  for (const name of Object.keys(options))
    if (!known.has(name as keyof PipelineOptions))
      throw invalid(
        name,
        (options as Record<string, unknown>)[name],
        `no such option; the options are ${[...known].join(', ')}`,
      )
  const store = options.store === undefined ? memoryStore() : checkStore(options.store)
  if (options.store !== undefined && options.namespace === undefined && store.durable)
    throw invalid(
      'namespace',
      undefined,
      'a name for this tenant, since the store is shared; any constant text will do',
    )
  if (options.format !== undefined) formatNamed(options.format)
  const crushers = crushersOf(options.crushers)
  const concurrency = whole('maxConcurrentCalls', options.maxConcurrentCalls ?? 4, 1)
  const clock = func('clock', options.clock) ?? Date.now
  const summaries = summariesOf(options, concurrency, clock)
  return {
    budget:
      options.contextTokenBudget === undefined
        ? Infinity
        : whole('contextTokenBudget', options.contextTokenBudget, smallestBudget),
    threshold: whole('messageTokenThreshold', options.messageTokenThreshold ?? sessionPolicy.threshold, 1),
    window: whole('recentMessagesWindow', options.recentMessagesWindow ?? sessionPolicy.window, 0),
    prose: proseOf(options),
    summaries,
    ccr: flag('enableCCR', options.enableCCR ?? true),
    store,
    namespace: name('namespace', options.namespace ?? 'default'),
    policy: func('policy', options.policy) ?? (() => undefined),
    pin: func('pin', options.pin) ?? (() => false),
    tokenizer: cachedTokenizer(tokenizerOf(options.tokenizer)),
    format: options.format,
    crushers,
    asyncRun: {
      timeoutMs: milliseconds('crusherTimeoutMs', options.crusherTimeoutMs ?? 30_000),
      limit: pLimit(concurrency),
    },
    decides: crushers.length > 0 || summaries !== undefined,
    clock,
    boundReasoning:
      options.boundReasoning === undefined ? undefined : flag('boundReasoning', options.boundReasoning),
    highWater: highWaterOf(options),
    lowWater: share('lowWaterMark', options.lowWaterMark ?? sessionPolicy.lowWater),
    pageTokens: whole('retrieveMaxTokens', options.retrieveMaxTokens ?? retrievePolicy.pageTokens, 50),
    maxSessions: whole('maxSessions', options.maxSessions ?? 200, 1),
    maxSessionBytes: whole('maxSessionBytes', options.maxSessionBytes ?? 256 * 1024 * 1024, 0),
  }
}

function highWaterOf({ highWaterMark, contextTokenBudget }: PipelineOptions): number {
  if (highWaterMark === Infinity) return Infinity
  if (highWaterMark === undefined)
    return contextTokenBudget === undefined ? Infinity : sessionPolicy.highWater
  return whole('highWaterMark', highWaterMark, smallestBudget)
}

function proseOf({ prose = 'extract' }: PipelineOptions): Prose {
  if (prose !== 'extract' && prose !== 'verbatim' && prose !== 'summarize')
    throw invalid('prose', prose, "'extract', 'verbatim' or 'summarize'")
  return prose
}

function summariesOf(
  options: PipelineOptions,
  concurrency: number,
  clock: () => number,
): Summaries | undefined {
  const generate = func('generate', options.generate)
  const prose = proseOf(options)
  const timeoutMs = milliseconds('summaryTimeoutMs', options.summaryTimeoutMs ?? 30_000)
  const background = flag('background', options.background ?? false)
  const prompt: unknown = options.summaryPrompt
  if (prompt !== undefined && (typeof prompt !== 'string' || prompt.trim() === ''))
    throw invalid('summaryPrompt', prompt, 'a text, the system prompt for summaries')
  if (generate !== undefined)
    return createSummaries(
      { generate, timeoutMs, clock, concurrency, ...(prompt === undefined ? {} : { prompt }) },
      { prose: prose === 'summarize', background },
    )
  if (prose === 'summarize')
    throw invalid(
      'prose',
      prose,
      "'extract' or 'verbatim', since there is no `generate` that could summarise",
    )
  return undefined
}
