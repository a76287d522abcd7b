import { describe, expect, it } from 'vitest'
import { analyse } from '../../../bench/analysis.ts'
import { leadsTo } from '../../../bench/measures/leads.ts'
import { session } from '../sessions.ts'

const made = session([
  { output: 'noted: checkout latency rises with basket size', says: 'Noted.' },
  { output: 'noted: invoice archive is rotated weekly', says: 'Noted.' },
  { output: 'noted: worker pool has eight slots', says: 'Noted.' },
])
const { ledger, telling } = analyse(made)
const basket = telling[2] as ReadonlySet<string>
const leads = (text: string): boolean => leadsTo(ledger.text(text), 'ref-1', basket)

describe('leadsTo', () => {
  it('wants two words of the source beside the handle', () => {
    expect(leads('[ref-1: checkout latency]')).toBe(true)
    expect(leads('[ref-1: checkout]')).toBe(false)
    expect(leads('[ref-1]')).toBe(false)
  })

  it('does not read what stands far away', () => {
    expect(leads(`checkout latency ${'and more '.repeat(40)}[ref-1]`)).toBe(false)
  })

  it('does not count words that most steps have', () => {
    expect(basket.has('noted')).toBe(false)
    expect(leads('[ref-1: noted, latency]')).toBe(false)
  })
})
