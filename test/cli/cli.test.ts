import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { compressCommand } from '../../src/cli/compress.ts'
import { Failure } from '../../src/cli/failure.ts'
import { openOriginals } from '../../src/cli/originals-file.ts'
import { createProgram } from '../../src/cli/program.ts'
import { retrieveCommand } from '../../src/cli/retrieve.ts'
import { createPipeline } from '../../src/index.ts'

const fixtures = path.join(import.meta.dirname, '../../fixtures/transcripts')
const openai = path.join(fixtures, 'ops/checkout-slow-carts.json')
const anthropic = path.join(fixtures, 'anthropic/tidewatch-alarms.json')

let folder = ''
let printed = ''
let complained = ''
const inFolder = (name: string): string => path.join(folder, name)

beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'quern-cli-'))
  printed = ''
  complained = ''
  vi.spyOn(process.stdout, 'write').mockImplementation(text => (printed += String(text)) !== '')
  vi.spyOn(process.stderr, 'write').mockImplementation(text => (complained += String(text)) !== '')
})

afterEach(async () => {
  vi.restoreAllMocks()
  process.exitCode = 0
  await rm(folder, { recursive: true, force: true })
})

interface Output {
  readonly messages: readonly unknown[]
  readonly tools?: readonly { readonly name?: string }[]
}

const readJson = async (file: string): Promise<Output> => JSON.parse(await readFile(file, 'utf8')) as Output

describe('compress', () => {
  test.each([
    [openai, '8000'],
    [anthropic, '5000'],
  ])('of %s: every handle of the request is in the originals file, exact', async (file, budget) => {
    await compressCommand(file, { budget, out: inFolder('small.json') })
    const request = await readJson(inFolder('small.json'))
    const text = JSON.stringify(request.messages)
    const handles = [...new Set(text.match(/(?<=\[CCR_REF: )ccr-\d+/g))]
    const originals = await openOriginals(inFolder('small.json.originals.json'))
    expect(handles.length).toBeGreaterThan(2)
    const source = await readJson(file)
    const pipeline = createPipeline({ contextTokenBudget: Number(budget) })
    await pipeline.compress(source as never, { addTool: true })
    for (const handle of handles) {
      const original = await originals.original(handle)
      expect(original).toBeTypeOf('string')
      expect(original).toBe(await pipeline.original(handle))
    }
  })

  test('what it writes is what one call on the whole history returns', async () => {
    await compressCommand(anthropic, { budget: '5000', out: inFolder('small.json') })
    const pipeline = createPipeline({ contextTokenBudget: 5000 })
    const { request } = await pipeline.compress((await readJson(anthropic)) as never, { addTool: true })
    expect(await readJson(inFolder('small.json'))).toEqual(request)
    expect(JSON.stringify((request as Output).tools)).toContain('retrieve_uncompressed_context')
  })

  test('prints a report that fits 100 columns, without colour', async () => {
    await compressCommand(openai, { budget: '8000' })
    for (const title of ['Session', 'By content', 'Messages', 'Epochs', 'Budget', 'Nothing was written'])
      expect(printed).toContain(title)
    expect(printed.split('\n').filter(line => line.length > 100)).toEqual([])
    expect(printed).not.toContain('\u001b')
    expect(await readdir(folder)).toEqual([])
  })

  test('--json prints one document, whose costs add up', async () => {
    await compressCommand(openai, { json: true })
    const report = JSON.parse(printed) as {
      session: { requests: number; sent: Record<string, number>; billed: Record<string, number> }
      tokens: { before: number; after: number }
      parts: { before: number; after: number }[]
    }
    expect(report.session.requests).toBe(31)
    expect(report.session.sent.quern).toBeLessThan(report.session.sent.raw ?? 0)
    expect(report.session.billed.quern).toBeLessThan(report.session.billed.raw ?? 0)
    expect(report.session.billed.raw).toBeLessThan(report.session.sent.raw ?? 0)
    expect(report.tokens.after).toBeLessThan(report.tokens.before)
    expect(report.parts.every(part => part.after <= part.before)).toBe(true)
  })

  test('what is raw does not depend on the budget', async () => {
    const rawOf = async (budget?: string): Promise<unknown> => {
      printed = ''
      await compressCommand(openai, { json: true, ...(budget === undefined ? {} : { budget }) })
      const { session, tokens } = JSON.parse(printed) as {
        session: Record<'sent' | 'billed', { raw: number }>
        tokens: { before: number }
      }
      return [session.sent.raw, session.billed.raw, tokens.before]
    }
    expect(await rawOf('8000')).toEqual(await rawOf())
  })

  test('overwrites only with --force, and never the transcript', async () => {
    const out = inFolder('small.json')
    await writeFile(`${out}.originals.json`, 'mine')
    await expect(compressCommand(openai, { out })).rejects.toThrow('exists already')
    expect(await readdir(folder)).toEqual(['small.json.originals.json'])
    await compressCommand(openai, { out, force: true })
    await expect(compressCommand(out, { out, force: true })).rejects.toThrow('the transcript itself')
    await expect(compressCommand(openai, { out: inFolder('no/such/x') })).rejects.toThrow('no folder')
  })

  test.each([
    ['', 'it is empty'],
    ['hello', 'text that is no JSON'],
    ['{"a":1}\n{"b":2}\n', 'JSON Lines'],
    ['null', 'JSON that is null'],
    ['7', 'JSON that is 7'],
    ['[]', 'the array is empty'],
    ['[1,"x"]', 'nothing has a "role"'],
    ['{"contents":[],"model":"m"}', 'the keys contents, model, none of them "messages"'],
    ['{"messages":"x"}', '"messages" is no array'],
    [Buffer.from([0xff, 0xfe, 0x00, 0xd8]), 'no UTF-8 text'],
  ])('refuses %j and writes nothing', async (content, found) => {
    await writeFile(inFolder('in.json'), content)
    const done = compressCommand(inFolder('in.json'), { out: inFolder('out.json') })
    await expect(done).rejects.toThrow(Failure)
    await expect(done).rejects.toThrow(found)
    await expect(done).rejects.toThrow('quern reads OpenAI Chat Completions and Anthropic Messages')
    expect(await readdir(folder)).toEqual(['in.json'])
  })

  test.each(['abc', '-5', '1.5', '10'])('refuses the budget %s', async budget => {
    await expect(compressCommand(openai, { budget })).rejects.toThrow('--budget is')
  })

  test('takes messages that are strange beside good ones', async () => {
    await writeFile(inFolder('in.json'), '[{"role":"user","content":"hi"},null,7,{"role":"??"}]')
    await compressCommand(inFolder('in.json'), { out: inFolder('out.json') })
    expect(await readJson(inFolder('out.json'))).toEqual([
      { role: 'user', content: 'hi' },
      null,
      7,
      { role: '??' },
    ])
    expect(printed).toContain('unreadable_message')
  })
})

describe('retrieve', () => {
  const from = (): string => inFolder('small.json.originals.json')
  const originals = async (): Promise<{ handle: string; kind: string; content: string }[]> =>
    (JSON.parse(await readFile(from(), 'utf8')) as never)['originals']

  beforeEach(async () => {
    await compressCommand(openai, { out: inFolder('small.json') })
    printed = ''
  })

  test('prints lines, passages and the exact whole', async () => {
    const [first] = await originals()
    const { handle = '', content = '' } = first ?? {}
    await retrieveCommand(handle, { from: from(), whole: true })
    expect(printed).toBe(content)
    printed = ''
    await retrieveCommand(handle, { from: from(), lines: '2' })
    expect(`${content}\n`).toContain(printed)
    expect(printed.length).toBeGreaterThan(1)
  })

  test('searches everything without a handle', async () => {
    await retrieveCommand(undefined, { from: from(), query: 'checkout_pool_waiting' })
    expect(printed).toContain('checkout_pool_waiting')
  })

  test('an unknown handle: a sentence, exit code 1', async () => {
    await retrieveCommand('ccr-000000000000', { from: from() })
    expect([printed, process.exitCode]).toEqual(['', 1])
    expect(complained).toContain('unknown here')
  })

  test.each(['{}', 'x', '{"originals":[1]}', 'null'])('refuses %s as originals', async content => {
    await writeFile(inFolder('other.json'), content)
    await expect(retrieveCommand('ccr-000000000000', { from: inFolder('other.json') })).rejects.toThrow(
      'holds no originals',
    )
  })
})

test('help names both commands', () => {
  expect(createProgram().helpInformation()).toMatch(/compress[\s\S]+retrieve/)
})
