/** What a model's tokens cost in US dollars for a million. */
export interface ModelPrices {
  readonly model: string
  readonly provider: string
  readonly input: number
  /** Input tokens written to the cache, or simply not read from it where writing costs nothing extra. */
  readonly cacheWrite: number
  readonly cacheRead: number
  readonly output: number
  /** Smallest prefix in tokens that is cached. */
  readonly minimumPrefix: number
  /** Month of the price list that these numbers were taken from. */
  readonly asOf: string
}

const anthropic = { provider: 'Anthropic', asOf: '2025-11' } as const
const openai = { provider: 'OpenAI', asOf: '2025-11', minimumPrefix: 1_024 } as const

/** List prices (platform.claude.com/docs pricing, openai.com/api/pricing), five-minute cache, no batch discount. */
export const modelPrices: readonly ModelPrices[] = [
  {
    model: 'claude-opus-4.5',
    ...anthropic,
    input: 5,
    cacheWrite: 6.25,
    cacheRead: 0.5,
    output: 25,
    minimumPrefix: 4_096,
  },
  {
    model: 'claude-sonnet-4.5',
    ...anthropic,
    input: 3,
    cacheWrite: 3.75,
    cacheRead: 0.3,
    output: 15,
    minimumPrefix: 1_024,
  },
  {
    model: 'claude-haiku-4.5',
    ...anthropic,
    input: 1,
    cacheWrite: 1.25,
    cacheRead: 0.1,
    output: 5,
    minimumPrefix: 4_096,
  },
  { model: 'gpt-5.1', ...openai, input: 1.25, cacheWrite: 1.25, cacheRead: 0.125, output: 10 },
  { model: 'gpt-5-mini', ...openai, input: 0.25, cacheWrite: 0.25, cacheRead: 0.025, output: 2 },
]
