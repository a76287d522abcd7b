import { readFileSync } from 'node:fs'
import { describe, test } from 'vitest'
import { formatNames } from '../../src/formats/index.ts'
import { formatContract } from '../../src/testing/index.ts'

/** Sessions in each format whose tool output alone exceeds the budget. */
const samples = {
  'openai-chat': ['ops/slow-report', 'support/charged-twice'],
  'anthropic-messages': ['anthropic/library-events', 'anthropic/tidewatch-alarms'],
} as const

describe.each(formatNames)('%s', format => {
  for (const name of samples[format])
    describe(`of ${name}`, () => {
      const text = readFileSync(new URL(`../../fixtures/transcripts/${name}.json`, import.meta.url), 'utf8')
      const { messages } = JSON.parse(text) as { messages: unknown[] }
      formatContract(test, { format, messages, budget: 3_000 })
    })
})
