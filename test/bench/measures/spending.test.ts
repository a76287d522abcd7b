import { expect, it } from 'vitest'
import { analyse } from '../../../bench/analysis.ts'
import { Billing, billedCost } from '../../../bench/measures/billing.ts'
import { comparisonTables, type PriceTable } from '../../../bench/measures/prices.ts'
import { type SpendingByKind, spendBill } from '../../../bench/measures/spending.ts'
import { log, session } from '../sessions.ts'

const prices = comparisonTables[0] as PriceTable

it('divides every bill among what was sent, and loses nothing', () => {
  const analysis = analyse(session([{ output: log(90), says: 'Done.' }]))
  const { ledger, transcript } = analysis
  const billing = new Billing(70)
  const spending: SpendingByKind = {}
  let billed = 0
  for (const end of [1, 3, 4]) {
    const request = ledger.request(transcript.messages.slice(0, end))
    const bill = billing.add(request)
    billed += billedCost(prices, bill)
    spendBill(prices, bill, request, analysis, spending)
  }
  const all = Object.values(spending).reduce((sum, { written, read }) => sum + written + read, 0)
  expect(all).toBeCloseTo(billed, 6)
  expect(Object.keys(spending).sort()).toEqual(['arguments', 'assistant', 'logs', 'overhead', 'user'])
  const tokens = ledger.text(log(90)).tokens
  expect(spending.logs?.written).toBeCloseTo(tokens * prices.write)
  expect(spending.logs?.read).toBeCloseTo(tokens * prices.read)
})
