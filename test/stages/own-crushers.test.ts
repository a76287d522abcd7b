import { describe, expect, test, vi } from 'vitest'
import {
  type AsyncCrusher,
  createPipeline,
  type Crushed,
  type Crusher,
  type PipelineOptions,
} from '../../src/index.ts'
import { bytesOf, handlesIn } from '../support/replay.ts'
import { emptyShelf, sharedStore } from '../support/shared-store.ts'

/** A house format that no built-in crusher knows: one record a line, behind a sign of its own. */
const house = (rows: number): string =>
  Array.from(
    { length: rows },
    (_, row) => `~~ rec ${row} ~~ kind=beat load=${(row * 37) % 90} peer=n${row % 7}`,
  ).join('\n')
const isHouse = (sample: string): number => (sample.startsWith('~~ rec') ? 1 : 0)
const shortened = (text: string): Crushed => {
  const total = text.split('\n').length
  return {
    text: `~~ ${total} recs, first: ${text.slice(0, 40).replaceAll('\n', ' ')}`,
    lossless: false,
    losses: [{ kind: 'omitted', unit: 'records', kept: 1, total }],
  }
}

const sync: Crusher = {
  name: 'house',
  version: 1,
  sniff: isHouse,
  crush: (text, { level }) => (level === 'lossless' ? undefined : shortened(text)),
}

type Answer = (text: string, signal: AbortSignal | undefined) => Promise<Crushed | undefined>

function asynchronous(answer: Answer): AsyncCrusher & { readonly asked: string[] } {
  const asked: string[] = []
  return {
    name: 'house',
    version: 1,
    sniff: isHouse,
    asked,
    async crush(text, { level, signal }) {
      if (level === 'lossless') return undefined
      asked.push(text)
      return answer(text, signal)
    },
  }
}

const history = (...outputs: readonly string[]): unknown[] => [
  { role: 'user', content: 'Look at the records.' },
  {
    role: 'assistant',
    content: null,
    tool_calls: outputs.map((_, index) => ({
      id: `c${index}`,
      type: 'function',
      function: { name: 'fetch_records', arguments: `{"page":${index}}` },
    })),
  },
  ...outputs.map((content, index) => ({ role: 'tool', tool_call_id: `c${index}`, content })),
]
const pipelineWith = (crusher: Crusher | AsyncCrusher, options: PipelineOptions = {}) =>
  createPipeline({ crushers: [crusher], messageTokenThreshold: 300, ...options })
const output = (messages: readonly unknown[], index = 2): string =>
  String((messages[index] as { content: unknown }).content)

describe('a crusher of the caller', () => {
  test('is asked before the built-in ones, and its losses stand behind a marker', async () => {
    const pipeline = pipelineWith(sync)
    const { messages, report } = await pipeline.compress(history(house(200)))
    expect(output(messages)).toMatch(/^~~ 200 recs, first: .*\n\[CCR_REF: ccr-\d{12} \| 1 of 200 records, /)
    expect(report.parts.find(part => part.role === 'tool')).toMatchObject({
      type: 'house',
      status: 'crushed',
      reason: 'selected',
    })
    const [handle] = handlesIn(messages)
    expect(await pipeline.original(handle as string)).toBe(house(200))
  })

  test('that declines leaves the text to the built-in ones', async () => {
    const rows = JSON.stringify(
      Array.from({ length: 40 }, (_, id) => ({ id, state: 'shipped', items: id % 4 })),
    )
    const mine: Crusher = { name: 'mine', version: 1, sniff: () => 1, crush: () => undefined }
    const plain = await createPipeline().compress(history(rows))
    const { messages } = await pipelineWith(mine, { messageTokenThreshold: 800 }).compress(history(rows))
    expect(output(messages)).toBe(output(plain.messages))
    expect(output(messages)).not.toBe(rows)
  })

  test.each<[string, Partial<Crusher>]>([
    [
      'throws',
      {
        crush: () => {
          throw new Error('no')
        },
      },
    ],
    [
      'throws while it sniffs',
      {
        sniff: () => {
          throw new Error('no')
        },
      },
    ],
    ['answers with something else', { crush: () => ({ text: 5 }) as unknown as Crushed }],
    [
      'answers with a unit that would break the marker',
      {
        crush: () => ({
          text: 'x',
          lossless: false,
          losses: [{ kind: 'omitted', unit: ']\n', kept: 0, total: 9 }],
        }),
      },
    ],
    [
      'answers with nothing shorter',
      { crush: text => ({ text: `${text} `, lossless: 'bytes', losses: [] }) },
    ],
    ['loses where nothing may be lost', { crush: () => ({ text: '', lossless: false, losses: [] }) }],
  ])('that %s changes nothing', async (name, broken) => {
    const rows = name.startsWith('loses') ? 3 : 200
    const { messages } = await pipelineWith({ ...sync, ...broken }).compress(history(house(rows)))
    const plain = await createPipeline({ messageTokenThreshold: 300 }).compress(history(house(rows)))
    expect(output(messages)).toBe(output(plain.messages))
  })

  test('never touches a view of a file', async () => {
    const view = history(house(200)).map(
      message =>
        JSON.parse(
          JSON.stringify(message)
            .replace('fetch_records', 'read_file')
            .replace('{\\"page\\":0}', '{\\"path\\":\\"a.rec\\"}'),
        ) as unknown,
    )
    const { messages } = await pipelineWith(sync, { contextTokenBudget: 30_000 }).compress(view)
    expect(output(messages)).not.toContain('recs, first')
  })

  test('may be an object of a class', async () => {
    class House implements Crusher {
      readonly name = 'house'
      readonly version = 1
      readonly sign = '~~ rec'
      sniff(sample: string): number {
        return sample.startsWith(this.sign) ? 1 : 0
      }
      crush(text: string): Crushed {
        return { ...shortened(text), text: this.sign }
      }
    }
    const { messages } = await pipelineWith(new House()).compress(history(house(200)))
    expect(output(messages)).toMatch(/^~~ rec\n\[CCR_REF/)
  })
})

describe('an asynchronous crusher', () => {
  test('is waited for, and asked once for each text', async () => {
    const mine = asynchronous(async text => shortened(text))
    const pipeline = pipelineWith(mine)
    const first = await pipeline.compress(history(house(200)))
    expect(output(first.messages)).toContain('200 recs')
    const later = await pipeline.compress([...history(house(200)), { role: 'assistant', content: 'Fine.' }])
    expect(bytesOf(later.messages).slice(0, 3)).toEqual(bytesOf(first.messages))
    expect(mine.asked).toHaveLength(1)
    expect(first.report.stability.guarantee).toBe('process')
  })

  test('may be a plain function that returns a promise', async () => {
    const mine = { ...sync, crush: (text: string) => Promise.resolve(shortened(text)) } as AsyncCrusher
    const { messages } = await pipelineWith(mine).compress(history(house(200)))
    expect(output(messages)).toContain('200 recs')
  })

  test('gives a cold pipeline on the same store the same bytes, unasked, read in one batch', async () => {
    const shelf = emptyShelf()
    const told = history(house(200), house(210), house(220))
    const there = asynchronous(async text => shortened(text))
    const options = { namespace: 'n', store: sharedStore(shelf) }
    const first = await pipelineWith(there, options).compress(told)
    expect(there.asked).toHaveLength(3)
    expect(first.report.stability.guarantee).toBe('store')
    const here = asynchronous(async () => undefined)
    const store = sharedStore(shelf)
    const second = await pipelineWith(here, { namespace: 'n', store }).compress(told)
    expect(bytesOf(second.messages)).toEqual(bytesOf(first.messages))
    expect(here.asked).toEqual([])
    // Decisions in one, and what is shown in another.
    expect(store.calls).toEqual({ get: 2, put: 0, putIfAbsent: 0 })
  })

  test('is asked for all results of a turn at once, and for no more than allowed', async () => {
    let running = 0
    let most = 0
    const mine = asynchronous(async text => {
      most = Math.max(most, ++running)
      await new Promise(resolve => setTimeout(resolve, 5))
      running--
      return shortened(text)
    })
    const outputs = Array.from({ length: 7 }, (_, index) => house(200 + index))
    await pipelineWith(mine, { maxConcurrentCalls: 3 }).compress(history(...outputs))
    expect(mine.asked).toHaveLength(7)
    expect(most).toBe(3)
  })

  test('that fails has failed for good: the built-in ones take over, and the report says so', async () => {
    const shelf = emptyShelf()
    const broken = asynchronous(async () => {
      throw new Error('503')
    })
    const first = await pipelineWith(broken, { namespace: 'n', store: sharedStore(shelf) }).compress(
      history(house(200)),
    )
    const plain = await createPipeline({ messageTokenThreshold: 300 }).compress(history(house(200)))
    expect(bytesOf(first.messages)).toEqual(bytesOf(plain.messages))
    expect(first.report.warnings).toMatchObject([
      { code: 'fallback', message: expect.stringContaining('failed') },
    ])
    const well = asynchronous(async text => shortened(text))
    const second = await pipelineWith(well, { namespace: 'n', store: sharedStore(shelf) }).compress(
      history(house(200)),
    )
    expect(bytesOf(second.messages)).toEqual(bytesOf(first.messages))
    expect(well.asked).toEqual([])
    expect(second.report.warnings).toEqual([])
  })

  test('that takes too long is stopped, and that is a decision', async () => {
    let seen: AbortSignal | undefined
    const slow = asynchronous((_, signal) => {
      seen = signal
      return new Promise(() => {})
    })
    const { messages, report } = await pipelineWith(slow, { crusherTimeoutMs: 20 }).compress(
      history(house(200)),
    )
    expect(output(messages)).not.toContain('recs, first')
    expect(report.warnings).toMatchObject([{ code: 'fallback', message: expect.stringContaining('timeout') }])
    expect(seen?.aborted).toBe(true)
  })

  test.each([
    ['something else', 7],
    ['a text alone', { text: '' }],
  ])('that answers with %s has declined', async (_, answer) => {
    const mine = asynchronous(async () => answer as unknown as Crushed)
    const { messages } = await pipelineWith(mine).compress(history(house(200)))
    expect(output(messages)).not.toContain('recs, first')
  })

  test('is stopped with the call that waits for it; nothing is decided, and the next call asks again', async () => {
    const shelf = emptyShelf()
    const controller = new AbortController()
    let calls = 0
    const mine = asynchronous(text =>
      calls++ === 0 ? new Promise(() => {}) : Promise.resolve(shortened(text)),
    )
    const pipeline = pipelineWith(mine, { namespace: 'n', store: sharedStore(shelf) })
    const before = await pipeline.compress(history())
    const waiting = pipeline.compress(history(house(200)), { signal: controller.signal })
    const queued = pipeline.compress(history(house(200)), { signal: controller.signal })
    await vi.waitFor(() => expect(calls).toBe(1))
    controller.abort(new Error('the user left'))
    await expect(waiting).rejects.toThrow('the user left')
    await expect(queued).rejects.toThrow('the user left')
    expect(shelf.decisions.size).toBe(0)
    const again = await pipeline.compress(history(house(200)))
    expect(output(again.messages)).toContain('200 recs')
    expect(again.report.stability.keptMessages).toBeGreaterThan(0)
    expect(before.messages.length).toBeGreaterThan(0)
  })

  test('two replicas that race on one store agree', async () => {
    const shelf = emptyShelf()
    const replica = (name: string) =>
      pipelineWith(
        asynchronous(async text => ({ ...shortened(text), text: name })),
        {
          namespace: 'n',
          store: sharedStore(shelf),
        },
      )
    const told = history(house(200), house(210))
    const [one, two] = await Promise.all([replica('one').compress(told), replica('two').compress(told)])
    expect(bytesOf(one.messages)).toEqual(bytesOf(two.messages))
    expect(shelf.decisions.size).toBe(2)
  })

  test.each(['putIfAbsent', 'put', 'get'])(
    'shapes nothing while %s fails, and the report says so',
    async method => {
      const shelf = emptyShelf()
      let away = true
      const mine = asynchronous(async text => shortened(text))
      const store = sharedStore(shelf, () => (away ? [method] : []))
      const pipeline = pipelineWith(mine, { namespace: 'n', store })
      const first = await pipeline.compress(history(house(200)))
      expect(output(first.messages)).toBe(house(200))
      expect(first.report.warnings.map(warning => warning.code)).toContain('store_failed')
      expect(first.report.stability.guarantee).toBe('process')
      away = false
      const asked = {
        role: 'assistant',
        content: null,
        tool_calls: [{ id: 'z', type: 'function', function: { name: 'more', arguments: '{}' } }],
      }
      const later = await pipeline.compress([
        ...history(house(200)),
        asked,
        { role: 'tool', tool_call_id: 'z', content: house(300) },
      ])
      expect(bytesOf(later.messages).slice(0, 3)).toEqual(bytesOf(first.messages))
      expect(output(later.messages, 4)).toContain('300 recs')
      // What was sent raw is known to this process alone.
      expect(later.report.stability.guarantee).toBe('process')
    },
  )

  test('may also crush an output where it is produced', async () => {
    const mine = asynchronous(async text => shortened(text))
    const pipeline = pipelineWith(mine)
    const text = await pipeline.crush(house(200), { tool: 'fetch_records' })
    expect(text).toContain('200 recs')
    expect(await pipeline.crush(house(200), { tool: 'fetch_records' })).toBe(text)
    expect(mine.asked).toHaveLength(1)
  })

  test('keeps what it decided out of the search over originals', async () => {
    const pipeline = pipelineWith(asynchronous(async text => shortened(text)))
    await pipeline.compress(history(house(200)))
    const originals = await pipeline.originals()
    expect(originals.map(one => one.content)).toEqual([house(200)])
    const { content } = await pipeline.retrieve({ query: 'omitted records kept total' })
    expect(content).not.toContain('"losses"')
  })
})
