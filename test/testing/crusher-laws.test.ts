import { describe, expect, test } from 'vitest'
import { type AsyncCrusher, crushers, type Crushed, type Crusher } from '../../crushers/index.ts'
import { crusherContract, crusherLaws, type Sample } from '../../src/testing/index.ts'

const rows = Array.from({ length: 60 }, (_, row) => `row ${row} of the house, load ${(row * 37) % 90}`)
const sample: Sample = { text: rows.join('\n') }

const lawful: Crusher = {
  name: 'house',
  version: 1,
  sniff: text => (text.startsWith('row ') ? 1 : 0),
  crush: (text, { level }) =>
    level === 'lossless' || !text.startsWith('row ')
      ? undefined
      : {
          text: text.slice(0, 40),
          lossless: false,
          losses: [{ kind: 'omitted', unit: 'rows', kept: 1, total: text.split('\n').length }],
        },
}
const later: AsyncCrusher = { ...lawful, crush: async (text, context) => lawful.crush(text, context) }

describe('lawful crushers pass', () => {
  crusherContract(test, lawful, [sample])
  crusherContract(test, later, [sample])
  crusherContract(test, crushers.prose, [sample])
})

const answer = (crushed: Partial<Crushed>): Crushed => ({
  text: 'row',
  lossless: 'bytes',
  losses: [],
  ...crushed,
})
let turn = 0

describe('broken crushers are caught', () => {
  test.each<[string, { sniff?: Crusher['sniff']; crush?: (text: string) => unknown }]>([
    ['sniffs a confidence between 0 and 1', { sniff: () => 2 }],
    ['says the same twice', { crush: () => answer({ text: `${turn++}` }) }],
    ['is never longer', { crush: text => answer({ text: `${text}\nand more` }) }],
    ['is never longer', { crush: async text => answer({ text: `${text}\nand more` }) }],
    ['takes nothing out where it may not', { crush: () => answer({ lossless: false }) }],
    ['takes nothing out where it may not', { crush: async () => answer({ lossless: false }) }],
    ['leaves its own lossless output as it is', { crush: text => answer({ text: text.slice(1) }) }],
    ['leaves its own lossless output as it is', { crush: async text => answer({ text: text.slice(1) }) }],
    [
      'answers with what can be stored as JSON',
      { crush: async () => ({ ...answer({}), when: new Date(0) }) },
    ],
    ['comes to an end when its signal has fired', { crush: () => new Promise(() => {}) }],
  ])(
    '%s',
    async (name, broken) => {
      const crusher = { ...lawful, ...broken } as unknown as Crusher
      const law = crusherLaws(crusher).find(one => one.name.startsWith(name))
      expect(law).toBeDefined()
      await expect((async () => law?.check(sample))()).rejects.toThrow(/./)
    },
    20_000,
  )
})
