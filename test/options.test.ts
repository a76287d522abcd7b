import { describe, expect, test } from 'vitest'
import { createPipeline, QuernError, type PipelineOptions } from '../src/index.ts'

const own = (name: string): object => ({ name, version: 1, sniff: () => 0, crush: () => undefined })

/** Each wrong option, and what the message must name: option, value, expectation. */
const wrong: readonly [string, unknown, string, RegExp][] = [
  ['contextTokenBudget', 0, 'invalid_option', /contextTokenBudget is 0; expected a whole number of at least/],
  ['contextTokenBudget', '16k', 'invalid_option', /contextTokenBudget is "16k"; expected/],
  ['contextTokenBudget', Number.NaN, 'invalid_option', /NaN/],
  ['messageTokenThreshold', -5, 'invalid_option', /messageTokenThreshold is -5/],
  ['recentMessagesWindow', 1.5, 'invalid_option', /recentMessagesWindow is 1.5/],
  ['highWaterMark', 0.5, 'invalid_option', /highWaterMark is 0.5; expected a whole number of at least/],
  ['lowWaterMark', 1, 'invalid_option', /lowWaterMark is 1; expected a number above 0 and below 1/],
  ['retrieveMaxTokens', 3, 'invalid_option', /retrieveMaxTokens is 3/],
  ['enableCCR', 'yes', 'invalid_option', /enableCCR is "yes"; expected true or false/],
  ['generate', 'gpt', 'invalid_option', /generate is "gpt"; expected a function/],
  ['policy', {}, 'invalid_option', /policy is an object/],
  ['pin', 3, 'invalid_option', /pin is 3; expected a function/],
  ['namespace', 'a\nb', 'invalid_option', /namespace is "a\\nb"/],
  ['tokenizer', { name: 'x' }, 'invalid_option', /tokenizer is an object with keys name; expected/],
  ['crushers', [{ sniff: 1 }], 'invalid_option', /crushers\[0\].sniff/],
  [
    'crushers',
    [own('a b')],
    'invalid_option',
    /crushers\[0\].name is "a b"; expected a name of 1 to 64 letters/,
  ],
  [
    'crushers',
    [own('mine'), own('mine')],
    'invalid_option',
    /crushers\[1\].name is "mine"; expected a name that no/,
  ],
  [
    'crushers',
    [own('json')],
    'invalid_option',
    /crushers\[0\].name is "json"; .* the built-in ones included/,
  ],
  ['crushers', [{ ...own('mine'), version: '1' }], 'invalid_option', /crushers\[0\].version is "1"/],
  ['crusherTimeoutMs', 0, 'invalid_option', /crusherTimeoutMs is 0; expected a whole number of milliseconds/],
  ['maxConcurrentCalls', 0, 'invalid_option', /maxConcurrentCalls is 0/],
  ['prose', 'short', 'invalid_option', /prose is "short"; expected 'extract', 'verbatim' or 'summarize'/],
  [
    'prose',
    'summarize',
    'invalid_option',
    /prose is "summarize"; expected 'extract' or 'verbatim', since there is no `generate`/,
  ],
  ['summaryPrompt', ' ', 'invalid_option', /summaryPrompt is " "; expected a text/],
  [
    'summaryTimeoutMs',
    1.5,
    'invalid_option',
    /summaryTimeoutMs is 1.5; expected a whole number of milliseconds/,
  ],
  ['background', 'yes', 'invalid_option', /background is "yes"; expected true or false/],
  ['boundReasoning', 1, 'invalid_option', /boundReasoning is 1; expected true or false/],
  ['clock', 17, 'invalid_option', /clock is 17; expected a function/],
  [
    'format',
    'openai',
    'unknown_format',
    /format is "openai"; expected one of openai-chat, anthropic-messages/,
  ],
  ['store', {}, 'invalid_store', /store.put is undefined; a store needs the methods put, get, putIfAbsent/],
  ['store', 'redis://', 'invalid_store', /store is "redis:/],
  [
    'budget',
    16_000,
    'invalid_option',
    /budget is 16000; expected no such option; the options are contextTokenBudget/,
  ],
]

describe('options', () => {
  test.each(wrong)('%s: %o is refused', (name, value, code, message) => {
    let thrown: unknown
    try {
      createPipeline({ [name]: value } as PipelineOptions)
    } catch (error) {
      thrown = error
    }
    expect(QuernError.is(thrown)).toBe(true)
    expect(thrown).toMatchObject({ code, name: 'QuernError' })
    expect((thrown as Error).message).toMatch(message)
  })

  test('nothing at all is a pipeline', () => {
    expect(createPipeline().retrieveTool.name).toBe('retrieve_uncompressed_context')
    expect(createPipeline({}).shouldCompress([{ role: 'user', content: 'hello' }])).toBe(false)
  })

  test('a session needs a name', async () => {
    const pipeline = createPipeline()
    expect(() => pipeline.session('')).toThrow(QuernError)
    await expect(pipeline.compress([], { session: 'a\nb' })).rejects.toThrow(QuernError)
  })
})
