import { describe, expect, it } from 'vitest'
import { Billing, billedCost, extraCall } from '../../../bench/measures/billing.ts'
import { Ledger } from '../../../bench/measures/ledger.ts'
import { comparisonTables } from '../../../bench/measures/prices.ts'
import { openai } from '../../../bench/transcripts/openai.ts'

const [anthropicPrices, openaiPrices, uncached] = comparisonTables as [
  (typeof comparisonTables)[0],
  (typeof comparisonTables)[0],
  (typeof comparisonTables)[0],
]
const sent = (...tokens: number[]) => tokens.map(size => ({ tokens: size, pieces: [] }))

describe('Billing', () => {
  it('finds the leading messages that were sent before', () => {
    const billing = new Billing(100)
    const [first, second, third] = sent(1_000, 500, 200) as [never, never, never]
    expect(billing.add([first, second])).toEqual({ tokens: 1_600, prefix: 0, same: 0, brokenAt: undefined })
    expect(billing.add([first, second, third])).toEqual({
      tokens: 1_800,
      prefix: 1_600,
      same: 2,
      brokenAt: undefined,
    })
  })

  it('says where a prefix broke, also when messages only went away', () => {
    const billing = new Billing(0)
    const [first, second, other] = sent(10, 20, 30) as [never, never, never]
    billing.add([first, second])
    expect(billing.add([first, other]).brokenAt).toBe(1)
    expect(billing.add([first]).brokenAt).toBe(1)
  })

  it('bills what is cached at the read price and the rest at the write price', () => {
    expect(billedCost(anthropicPrices, { tokens: 3_000, prefix: 2_000 })).toBeCloseTo(
      2_000 * 0.1 + 1_000 * 1.25,
    )
    expect(billedCost(openaiPrices, { tokens: 3_000, prefix: 2_000 })).toBeCloseTo(1_200)
    expect(billedCost(uncached, { tokens: 3_000, prefix: 2_000 })).toBe(3_000)
  })

  it('caches nothing below the minimum', () => {
    expect(billedCost(anthropicPrices, { tokens: 900, prefix: 800 })).toBe(900)
    expect(billedCost(anthropicPrices, { tokens: 2_000, prefix: 1_000 })).toBe(2_500)
  })

  it('counts an extra call as reading the context, writing the text and asking', () => {
    expect(extraCall(anthropicPrices, 10_000, 400)).toBeCloseTo(1_000 + 500 + 750)
  })
})

describe('Ledger', () => {
  it('takes byte-identical messages as one, whoever made them', () => {
    const ledger = new Ledger(openai)
    const one = ledger.sent({ role: 'user', content: 'hello' })
    expect(ledger.sent({ role: 'user', content: 'hello' })).toBe(one)
    expect(ledger.sent({ role: 'user', content: 'hello ' })).not.toBe(one)
  })
})
