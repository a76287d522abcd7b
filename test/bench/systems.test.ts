import { describe, expect, it } from 'vitest'
import { aggregate } from '../../bench/aggregate.ts'
import { analyse } from '../../bench/analysis.ts'
import { priceTables } from '../../bench/measures/prices.ts'
import { replaySession } from '../../bench/replay.ts'
import { adversaries } from '../../bench/systems/adversaries.ts'
import { systems } from '../../bench/systems/index.ts'
import type { System } from '../../bench/systems/system.ts'
import { listTranscripts, readTranscript } from '../../bench/transcripts/read.ts'
import type { Transcript } from '../../bench/transcripts/transcript.ts'
import { log, session } from './sessions.ts'

const options = { budget: 32_000, prices: priceTables }
const replay = (system: System, transcript: Transcript) => replaySession(system, analyse(transcript), options)
const named = (name: string): System => systems.find(system => system.name === name) as System

const made = session(
  Array.from({ length: 8 }, (_, step) => {
    const output = log(60, step * 60)
    const used = /req-\d+/.exec(output.split('\n')[30] ?? '')?.[0]
    return { output, says: `Request ${used} is the slow one.` }
  }),
)

describe('systems on hand-made sessions', () => {
  it('raw costs what raw costs and forgets nothing', async () => {
    const total = aggregate([await replay(named('raw'), made)])
    expect(total).toMatchObject({ tokens: 1, breaksPer100: 0, restart: 1, failed: 0 })
    expect(total.adjusted[0]).toBe(1)
    expect(total.recall).toMatchObject({ inline: 1, labelled: 1, inContext: 1, lost: 0 })
  })

  it('the oracle is cheaper than all others and forgets nothing', async () => {
    const total = aggregate([await replay(named('oracle'), made)])
    expect(total.adjusted[0]).toBeLessThan(0.5)
    expect(total.recall.inline).toBe(1)
  })

  it('clearing the oldest result at each turn breaks the prefix each turn', async () => {
    const total = aggregate([await replay(named('keep-last-3'), made)])
    expect(total.breaksPer100).toBeGreaterThan(25)
    expect(total.recall.lost).toBe(0)
  })

  it('what is deleted and used is paid for', async () => {
    const cutting: System = { ...named('head-and-tail'), name: 'cut' }
    const score = await replay(cutting, made)
    expect(score.recall.lost).toBe(8)
    expect(score.reruns).toBe(8)
    expect(score.costs[0]?.adjusted).toBeGreaterThan((score.costs[0]?.billed ?? 0) * 1.5)
  })

  it.each([
    [
      'throws',
      () => {
        throw new Error('out of order')
      },
    ],
    [
      'mutates',
      (messages: readonly object[]) => {
        Object.assign(messages[0] as object, { content: '' })
        return messages
      },
    ],
    ['returns nothing', () => undefined],
    ['returns no messages', () => [null, 'text']],
    ['returns what cannot be sent', () => [{ role: 'user', content: 'x', at: 1n }]],
  ])('one that %s has failed, and costs more than raw', async (_, compress) => {
    const broken: System = { name: 'broken', about: '', open: () => ({ compress: compress as never }) }
    const total = aggregate([await replay(broken, made)])
    expect(total).toMatchObject({ failed: 1, harmed: 1 })
    expect(total.adjusted[0]).toBeGreaterThan(1.5)
  })

  it.each([
    ['restore', { restore: () => Promise.reject(new Error('store is down')) }],
    ['retrieve', { retrieve: () => Promise.reject(new Error('store is down')) }],
    ['retrieve', { retrieve: async () => 42 as never }],
    [
      'handles',
      {
        handles: () => {
          throw new Error('no pattern')
        },
      },
    ],
    ['spent', { spent: () => null as never }],
  ])('one whose %s fails is scored, and has failed unless nothing was asked', async (name, broken) => {
    const { open } = adversaries.find(system => system.name === 'adversary: handles') as System
    const system: System = {
      name: 'broken',
      about: '',
      open: async context => ({ ...(await open(context)), ...broken }),
    }
    const score = await replay(system, made)
    expect(score.costs[0]?.adjusted).toBeGreaterThan(0)
    expect(score.failures.filter(failure => failure.startsWith(name)).length).toBe(name === 'spent' ? 0 : 1)
    expect(aggregate([score]).failed).toBe(name === 'spent' ? 0 : 1)
  })

  it('what a model of its own reads and writes is paid for', async () => {
    const spending = (input: number, output: number): System => ({
      name: 'summaries',
      about: '',
      open: () => {
        let calls = 0
        return {
          compress: messages => (calls++, messages),
          spent: () => ({ input: calls * input, output: calls * output }),
        }
      },
    })
    const [none, some] = [await replay(spending(0, 0), made), await replay(spending(100, 10), made)]
    const turns = none.turns
    const extra = (some.costs[0]?.adjusted ?? 0) - (none.costs[0]?.adjusted ?? 0)
    expect(extra).toBeCloseTo(turns * (100 + 10 * 5))
  })

  it('one that leaves a call unanswered has failed', async () => {
    const open = () => ({ compress: (messages: readonly never[]) => messages.slice(0, -1) })
    const total = aggregate([await replay({ name: 'cut', about: '', open }, made)])
    expect(total.failed).toBe(1)
    expect(total.faults.unanswered).toBe(8)
  })
})

describe('adversaries on the fixtures', () => {
  const transcripts = listTranscripts('fixtures').map(readTranscript)

  it.each(adversaries.map(system => [system.name, system] as const))(
    '%s gains nothing',
    async (_, system) => {
      const scores = []
      for (const transcript of transcripts) scores.push(await replay(system, transcript))
      const total = aggregate(scores)
      expect(total.adjusted[0]).toBeGreaterThan(1)
      expect(total.adjustedMean[0]).toBeGreaterThan(1)
      expect(total.fresh).toBeLessThan(0.5)
    },
  )
})

describe('all systems on one session of each format', () => {
  const files = listTranscripts('fixtures').filter(({ name }) => /late-desk|tidewatch/.test(name))

  it.each(systems.map(system => [system.name, system] as const))(
    '%s answers every turn',
    async (_, system) => {
      for (const file of files) {
        const score = await replay(system, readTranscript(file))
        expect(score.failures).toEqual([])
        expect(score.refused).toBe(0)
        expect(score.milliseconds).toHaveLength(score.turns)
      }
    },
  )

  it('gives the same numbers again', async () => {
    for (const file of files) {
      const [one, two] = [
        await replay(named('quern'), readTranscript(file)),
        await replay(named('quern'), readTranscript(file)),
      ]
      expect({ ...two, milliseconds: [] }).toEqual({ ...one, milliseconds: [] })
    }
  })
})
