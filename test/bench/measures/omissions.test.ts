import { describe, expect, it } from 'vitest'
import { analyse } from '../../../bench/analysis.ts'
import { askingTokens } from '../../../bench/measures/billing.ts'
import { leastAnswer, Omissions } from '../../../bench/measures/omissions.ts'
import { comparisonTables, type PriceTable } from '../../../bench/measures/prices.ts'
import type { Reference } from '../../../bench/measures/references.ts'
import type { SystemSession } from '../../../bench/systems/system.ts'
import { log, session } from '../sessions.ts'

const prices = comparisonTables[0] as PriceTable
const output = log(60)
const line = output.split('\n')[30] as string
const used = /req-\d+/.exec(line)?.[0] as string
const analysis = analyse(session([{ output, says: `${used} is slow.` }]))
const { ledger, telling } = analysis
const reference = [...analysis.uses.values()]
  .flat()
  .map(use => use.reference)
  .find(({ identifier }) => identifier === used) as Reference
const context = 10_000
const asking = context * prices.read + askingTokens * prices.output

const store = (answer: string | undefined): SystemSession => ({
  compress: messages => messages,
  handles: text => (text.includes('ref-1') ? ['ref-1'] : []),
  restore: async () => output,
  retrieve: async () => answer,
})
const request = (content: string) =>
  ledger.request([
    ...analysis.transcript.messages.slice(0, 2),
    { role: 'tool', tool_call_id: 'call-0', content },
  ])
const open = (content: string, answer?: string): Omissions => {
  const omissions = new Omissions(store(answer), ledger, telling)
  omissions.begin(request(content))
  return omissions
}

describe('what is missing', () => {
  it('is run again for all of its output where no handle leads to it', async () => {
    const omissions = open('-')
    expect(await omissions.need(reference, true)).toBe('lost')
    expect(omissions.cost(prices, context)).toBeCloseTo(asking + ledger.text(output).tokens * prices.write)
  })

  it('costs what the handle answers, and no less than a short page', async () => {
    const omissions = open('[ref-1]', line)
    expect(await omissions.need(reference, true)).toBe('recoverable')
    expect(ledger.text(line).tokens).toBeLessThan(leastAnswer)
    expect(omissions.cost(prices, context)).toBeCloseTo(asking + leastAnswer * prices.write)
  })

  it('costs the whole original too where the answer misses the point', async () => {
    const omissions = open('[ref-1]', 'nothing to see')
    await omissions.need(reference, true)
    const tokens = ledger.text(output).tokens + ledger.text('nothing to see').tokens
    expect(omissions.cost(prices, context)).toBeCloseTo(asking + tokens * prices.write)
  })

  it('is as good as gone behind a handle elsewhere beside which nothing tells', async () => {
    const omissions = new Omissions(store(line), ledger, telling)
    omissions.begin(ledger.request([{ role: 'user', content: 'Listed: ref-1' }]))
    expect(await omissions.need(reference, true)).toBe('blind')
    expect(omissions.cost(prices, context)).toBeGreaterThan(ledger.text(output).tokens)
  })

  it('is paid once, then carried at the read price, and written again when something before it moves', async () => {
    const omissions = open('[ref-1]', line)
    await omissions.need(reference, true)
    omissions.keep()
    expect([omissions.retrievals, omissions.reruns]).toEqual([1, 0])
    omissions.begin(request('[ref-1]'))
    omissions.place(undefined)
    await omissions.need(reference, true)
    expect(omissions.cost(prices, context)).toBeCloseTo(leastAnswer * prices.read)
    omissions.place(0)
    expect(omissions.cost(prices, context)).toBeCloseTo(leastAnswer * prices.write)
  })

  it('is told by content type', async () => {
    const omissions = open('-')
    await omissions.need(reference, true)
    const spending = {}
    const cost = omissions.cost(prices, context, spending)
    expect(spending).toEqual({
      [reference.type]: { written: 0, read: 0, fetched: 0, rerun: cost, carried: 0 },
    })
  })
})
