import assert from 'node:assert/strict'
import type { Crusher, Hint, Level } from '../../crushers/types.ts'
import { o200k } from '../index.ts'
import type { Law, Register } from './store-contract.ts'

/** A text to try a crusher on. */
export interface Sample {
  readonly text: string
  readonly hint?: Hint
}

const levels: readonly Level[] = ['lossless', 'select', 'outline']
const targets = [100, 1500] as const

function outputs(
  crusher: Crusher,
  { text, hint }: Sample,
): (readonly [Level, ReturnType<Crusher['crush']>])[] {
  const count = (one: string): number => o200k.count(one)
  return levels.flatMap(level =>
    targets.map(
      target =>
        [
          level,
          crusher.crush(text, { level, target, count, ...(hint === undefined ? {} : { hint }) }),
        ] as const,
    ),
  )
}

/** What every crusher keeps, on any text. */
export function crusherLaws(crusher: Crusher): readonly Law<Sample>[] {
  return [
    {
      name: 'sniffs a confidence between 0 and 1',
      check({ text, hint }) {
        const confidence = crusher.sniff(text, hint)
        assert.ok(confidence >= 0 && confidence <= 1, `sniffed ${confidence}`)
      },
    },
    {
      name: 'says the same twice',
      check(sample) {
        assert.deepEqual(outputs(crusher, sample), outputs(crusher, sample))
      },
    },
    {
      name: 'is never longer',
      check(sample) {
        for (const [level, crushed] of outputs(crusher, sample))
          if (crushed) assert.ok(o200k.count(crushed.text) <= o200k.count(sample.text), `longer at ${level}`)
      },
    },
    {
      name: 'takes nothing out where it may not, and says what it took where it may',
      check(sample) {
        for (const [level, crushed] of outputs(crusher, sample)) {
          if (!crushed) continue
          if (level === 'lossless') assert.notEqual(crushed.lossless, false)
          if (crushed.lossless === false) assert.ok(crushed.losses.length > 0, `unnamed losses at ${level}`)
          for (const loss of crushed.losses)
            assert.ok(loss.kept >= 0 && loss.kept <= loss.total, JSON.stringify(loss))
        }
      },
    },
    {
      name: 'leaves its own lossless output as it is',
      check(sample) {
        for (const [level, crushed] of outputs(crusher, sample)) {
          if (level !== 'lossless' || !crushed) continue
          const again = crusher.crush(crushed.text, {
            level,
            target: targets[1],
            count: one => o200k.count(one),
            ...(sample.hint === undefined ? {} : { hint: sample.hint }),
          })
          assert.equal(again?.text, undefined)
        }
      },
    },
  ]
}

/** Registers all laws of a crusher as tests, each over all samples. */
export function crusherContract(test: Register, crusher: Crusher, samples: readonly Sample[]): void {
  for (const law of crusherLaws(crusher))
    test(`${crusher.name} ${law.name}`, async () => {
      for (const sample of samples) await law.check(sample)
    })
}
