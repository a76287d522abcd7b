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

  it('brings back a whole output, and the whole message of what was said', () => {
    const call = {
      id: 'c',
      type: 'function',
      function: { name: 'open', arguments: '{"path":"src/main.ts"}' },
    }
    const messages = [
      { role: 'user', content: 'Go on.' },
      { role: 'assistant', content: 'I open it.', tool_calls: [call] },
      { role: 'tool', tool_call_id: 'c', content: 'order ord-99812 was shipped' },
      { role: 'assistant', content: 'In src/main.ts it says ord-99812.' },
    ]
    const found = [...analyse({ ...outputs, messages }).uses.values()].flat().map(use => use.reference)
    const again = (identifier: string) => found.find(one => one.identifier === identifier)?.again.raw
    expect(again('ord-99812')).toBe('order ord-99812 was shipped')
    expect(again('src/main.ts')).toBe('I open it.\n{"path":"src/main.ts"}')
  })

  it('takes nothing for a reference that the user had said before', () => {
    const made = session([{ output: 'order ord-99812', says: 'Looking at ord-99812.' }])
    const said = { ...made, messages: [{ role: 'user', content: 'Where is ord-99812?' }, ...made.messages] }
    const found = [...analyse(said).uses.values()].flat().map(use => use.reference)
    expect(found.map(({ identifier, type }) => [identifier, type])).toEqual([['ord-99812', 'own']])
  })
})

describe('locate in tables', () => {
  const row = (at: number) =>
    `{"flight": "HAT${100 + at}", "origin": "SFO", "seats": ${at}, "prices": {"economy": ${300 + at}, "business": ${700 + at}}}`
  const output = `[${Array.from({ length: 30 }, (_, at) => row(at)).join(', ')}]`
  const made = session([{ output, says: 'Business is 729 dollars.' }])
  const { ledger, uses } = analyse(made)
  const reference = [...uses.values()].flat().find(use => use.reference.identifier === '729')
    ?.reference as never
  const shown = (content: string) =>
    locate(ledger.request([{ role: 'tool', tool_call_id: 'call-0', content }]), reference)
  const rows = Array.from({ length: 30 }, (_, at) => `HAT${100 + at},SFO,${at},${300 + at},${700 + at}`)

  it('reads a row under a header far above, though the label stands near another row too', () => {
    const table = `flight,origin,seats,prices economy,prices business\n729,business\n${rows.join('\n')}`
    expect(shown(table)).toEqual({ inline: true, labelled: true, inContext: true })
  })

  it('does not take a list for a table', () => {
    expect(shown(`flight origin seats prices economy business\n\n${'x '.repeat(300)}\n\n729`)).toMatchObject({
      inContext: false,
    })
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
