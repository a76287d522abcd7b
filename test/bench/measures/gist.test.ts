import { describe, expect, it } from 'vitest'
import { deliveryOf, type Gist, gistOf } from '../../../bench/measures/gist.ts'
import { Ledger } from '../../../bench/measures/ledger.ts'
import { openai } from '../../../bench/transcripts/openai.ts'
import { log } from '../sessions.ts'

const ledger = new Ledger(openai)
const output = log(40)
  .split('\n')
  .map((line, at) => `${line} ${'alpha beta gamma delta epsilon zeta eta theta'.split(' ')[at % 8]}`)
  .join('\n')
const gist = gistOf(ledger.text(output)) as Gist
const delivered = (...contents: string[]) =>
  deliveryOf(
    ledger.request(contents.map((content, at) => ({ role: 'tool', tool_call_id: `call-${at}`, content }))),
    'call-0',
    gist,
  )

describe('gistOf', () => {
  it('asks for nothing of short results', () => {
    expect(gistOf(ledger.text('done'))).toBeUndefined()
  })

  it('samples at most forty identifiers, evenly', () => {
    expect(gist.identifiers.length).toBeGreaterThan(20)
    expect(gist.identifiers.length).toBeLessThanOrEqual(40)
  })
})

describe('deliveryOf', () => {
  it('is complete where the result stands as it was', () => {
    expect(delivered(output)).toEqual({ seen: true, shown: gist.identifiers.length })
  })

  it('counts what half of an output still shows', () => {
    const { seen, shown } = delivered(output.slice(0, output.length / 2))
    expect(seen).toBe(true)
    expect(shown / gist.identifiers.length).toBeGreaterThan(0.35)
    expect(shown / gist.identifiers.length).toBeLessThan(0.65)
  })

  it('does not take a list of identifiers for the lines that they stood in', () => {
    const list = gist.identifiers.map(({ identifier }) => identifier).join(' ')
    expect(delivered(list)).toEqual({ seen: false, shown: 0 })
  })

  it('is helped by an equal output that the result points at, not by one where the result is gone', () => {
    expect(delivered('(as above)', output).seen).toBe(true)
    const gone = ledger.request([{ role: 'tool', tool_call_id: 'call-9', content: output }])
    expect(deliveryOf(gone, 'call-0', gist)).toEqual({ seen: false, shown: 0 })
  })
})
