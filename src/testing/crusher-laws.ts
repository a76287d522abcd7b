import assert from 'node:assert/strict'
import type { AsyncCrusher, Crushed, Crusher, Hint, Level } from '../../crushers/types.ts'
import { o200k } from '../index.ts'
import type { Law, Register } from './store-contract.ts'

/** A text to try a crusher on. */
export interface Sample {
  readonly text: string
  readonly hint?: Hint
}

type AnyCrusher = Crusher | AsyncCrusher

export interface CrusherLawOptions {
  /** Gives back what a lossless output stands for. Without it that law is not checked. */
  readonly decode?: (text: string) => string
  /** What a text means, where the crusher claims `'values'`. Without it only `'bytes'` is checked. */
  readonly meaning?: (text: string) => unknown
}

const levels: readonly Level[] = ['lossless', 'select', 'outline']
const targets = [100, 1500] as const
const count = (text: string): number => o200k.count(text)

/** Not awaited: whether it is a promise says which kind of crusher it is. */
const crushAt = (
  crusher: AnyCrusher,
  { text, hint }: Sample,
  level: Level,
  target: number,
): Crushed | undefined | Promise<Crushed | undefined> =>
  crusher.crush(text, { level, target, count, ...(hint === undefined ? {} : { hint }) })

async function outputs(
  crusher: AnyCrusher,
  sample: Sample,
): Promise<(readonly [Level, Crushed | undefined])[]> {
  const found: (readonly [Level, Crushed | undefined])[] = []
  for (const level of levels)
    for (const target of targets) found.push([level, await crushAt(crusher, sample, level, target)])
  return found
}

/** What every crusher keeps, on any text. */
export function crusherLaws(
  crusher: AnyCrusher,
  { decode, meaning }: CrusherLawOptions = {},
): readonly Law<Sample>[] {
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
      async check(sample) {
        // Of an asynchronous crusher the first answer is stored, so it may say something else another time.
        if (crushAt(crusher, sample, 'lossless', targets[1]) instanceof Promise) return
        assert.deepEqual(await outputs(crusher, sample), await outputs(crusher, sample))
      },
    },
    {
      name: 'is never longer',
      async check(sample) {
        for (const [level, crushed] of await outputs(crusher, sample))
          if (crushed) assert.ok(count(crushed.text) <= count(sample.text), `longer at ${level}`)
      },
    },
    {
      name: 'takes nothing out where it may not, and says what it took where it may',
      async check(sample) {
        for (const [level, crushed] of await outputs(crusher, sample)) {
          if (!crushed) continue
          if (level === 'lossless') assert.notEqual(crushed.lossless, false)
          if (crushed.lossless === false) assert.ok(crushed.losses.length > 0, `unnamed losses at ${level}`)
          for (const loss of crushed.losses)
            assert.ok(loss.kept >= 0 && loss.kept <= loss.total, JSON.stringify(loss))
        }
      },
    },
    {
      name: 'is decoded to what it was, where it says that nothing is lost',
      async check(sample) {
        if (decode === undefined) return
        for (const [level, crushed] of await outputs(crusher, sample)) {
          if (!crushed || crushed.lossless === false) continue
          const decoded = decode(crushed.text)
          if (crushed.lossless === 'bytes') assert.equal(decoded, sample.text, `another text at ${level}`)
          else if (meaning !== undefined)
            assert.deepEqual(meaning(decoded), meaning(sample.text), `at ${level}`)
        }
      },
    },
    {
      name: 'leaves its own lossless output as it is',
      async check(sample) {
        for (const [level, crushed] of await outputs(crusher, sample)) {
          if (level !== 'lossless' || !crushed) continue
          const again = await crushAt(crusher, { ...sample, text: crushed.text }, level, targets[1])
          assert.equal(again?.text, undefined)
        }
      },
    },
    {
      name: 'answers with what can be stored as JSON',
      async check(sample) {
        for (const [, crushed] of await outputs(crusher, sample))
          if (crushed) assert.deepEqual(JSON.parse(JSON.stringify(crushed)), { ...crushed })
      },
    },
    {
      name: 'comes to an end when its signal has fired, where it is asynchronous',
      async check({ text, hint }) {
        const context = { level: 'select', target: targets[0], count, ...(hint ? { hint } : {}) } as const
        const running = (crusher as AsyncCrusher).crush(text, { ...context, signal: AbortSignal.abort() })
        if (!(running instanceof Promise)) return
        let timer: NodeJS.Timeout | undefined
        const late = new Promise((_, reject) => {
          timer = setTimeout(() => reject(new Error('still running after five seconds')), 5_000)
        })
        const ended = running.then(
          () => undefined,
          () => undefined,
        )
        await Promise.race([ended, late]).finally(() => clearTimeout(timer))
      },
    },
  ]
}

/** Registers all laws of a crusher as tests, each over all samples. */
export function crusherContract(
  test: Register,
  crusher: AnyCrusher,
  samples: readonly Sample[],
  options: CrusherLawOptions = {},
): void {
  for (const law of crusherLaws(crusher, options))
    test(`${crusher.name} ${law.name}`, async () => {
      for (const sample of samples) await law.check(sample)
    })
}
