import { describe, expect, it } from 'vitest'
import { analyse } from '../../../bench/analysis.ts'
import { locate } from '../../../bench/measures/locate.ts'
import { session } from '../sessions.ts'

const outputs = session([
  { output: 'order_id: ord-99812\nstate: shipped', says: 'Order ord-99812 has been shipped.' },
  { output: 'nothing new here', says: 'Still ord-99812, as said.' },
])

describe('usesIn', () => {
  it('finds what a later message took from an output, and how far away', () => {
    const { uses } = analyse(outputs)
    const all = [...uses.values()].flat().filter(use => use.reference.identifier === 'ord-99812')
    expect(all.map(({ first, distance }) => [first, distance])).toEqual([
      [true, 0],
      [false, 2],
    ])
    expect(all[0]?.reference.labels).toContain('order_id')
  })

  it('takes nothing for a reference that the user had said before', () => {
    const made = session([{ output: 'order ord-99812', says: 'Looking at ord-99812.' }])
    const said = { ...made, messages: [{ role: 'user', content: 'Where is ord-99812?' }, ...made.messages] }
    const found = [...analyse(said).uses.values()].flat().map(use => use.reference)
    expect(found.map(({ identifier, type }) => [identifier, type])).toEqual([['ord-99812', 'own']])
  })
})

describe('locate', () => {
  const analysis = analyse(outputs)
  const reference = [...analysis.uses.values()].flat()[0]?.reference as never
  const shown = (content: string) =>
    locate(analysis.ledger.request([{ role: 'tool', tool_call_id: 'call-0', content }]), reference)

  it.each([
    ['order_id: ord-99812\nstate: shipped', true, true],
    ['ord-99812', true, false],
    ['ord-998', false, false],
  ])('%s', (content, inline, labelled) => expect(shown(content)).toMatchObject({ inline, labelled }))
})
