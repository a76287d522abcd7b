/* oxlint-disable vitest/no-conditional-expect, vitest/valid-expect, vitest/expect-expect -- properties assert inside their predicates */
import { execFile } from 'node:child_process'
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { promisify } from 'node:util'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { anyTranscript, budget, type Transcript } from '../arbitraries/transcripts.ts'
import { moody } from '../support/models.ts'
import { limitsOf, pipelineFor, replay } from '../support/replay.ts'
import { emptyShelf, sharedStore } from '../support/shared-store.ts'

const run = promisify(execFile)
const root = path.join(import.meta.dirname, '../..')
/** Inside `node_modules`, so that the compiled copy finds its packages. */
const folder = path.join(root, 'node_modules/.cache', `quern-process-test-${process.pid}`)

/** Compresses each history once, from nothing, as a process of its own. */
const script = `
import { readFileSync } from 'node:fs'
import { createPipeline } from './src/index.js'
const sent = []
for (const { options, messages } of JSON.parse(readFileSync('input.json', 'utf8')))
  sent.push((await createPipeline(options).compress(messages)).messages.map(message => JSON.stringify(message)))
console.log(JSON.stringify(sent))
`

/** The same with the shelf of another process, and with models that must not be asked. */
const deciding = `
import { readFileSync } from 'node:fs'
import { createPipeline } from './src/index.js'
let asked = 0
const sent = []
for (const { options, messages, shelf } of JSON.parse(readFileSync('deciding.json', 'utf8'))) {
  const [entries, decisions] = [new Map(shelf.entries), new Map(shelf.decisions)]
  const nameOf = key => key.namespace + '\\n' + key.handle
  const store = {
    durable: true,
    async put(added) { for (const entry of added) entries.set(nameOf(entry), entry) },
    async get(keys) { return keys.map(key => entries.get(nameOf(key))) },
    async putIfAbsent(key, value) { return decisions.get(nameOf(key)) ?? (decisions.set(nameOf(key), value), value) },
  }
  const generate = async () => { asked++; throw new Error('asked') }
  const pipeline = createPipeline({ ...options, store, namespace: 'n', generate, prose: 'summarize' })
  sent.push((await pipeline.compress(messages)).messages.map(message => JSON.stringify(message)))
}
console.log(JSON.stringify({ asked, sent }))
`

beforeAll(async () => {
  mkdirSync(folder, { recursive: true })
  await run(
    process.execPath,
    ['node_modules/typescript/bin/tsc', '-p', 'tsconfig.json', '--outDir', folder, '--declaration', 'false'],
    {
      cwd: root,
    },
  )
  writeFileSync(path.join(folder, 'package.json'), '{"type":"module"}')
  writeFileSync(path.join(folder, 'compress.js'), script)
  writeFileSync(path.join(folder, 'deciding.js'), deciding)
}, 300_000)

afterAll(() => rmSync(folder, { recursive: true, force: true }))

const fixtures = path.join(root, 'fixtures/transcripts')

describe('another process', () => {
  test('that has no state gives the bytes that a session was given turn by turn', async () => {
    const generated = fc.sample(fc.tuple(anyTranscript, budget), { numRuns: 40, seed: 20261121 })
    const recorded = readdirSync(fixtures, { recursive: true, encoding: 'utf8' })
      .filter(file => file.endsWith('.json'))
      .sort()
      .map((file): [Transcript, number] => {
        const { format, messages } = JSON.parse(readFileSync(path.join(fixtures, file), 'utf8'))
        return [{ format: format === 'openai-chat' ? format : 'anthropic-messages', messages }, 8000]
      })
    const all = [...generated, ...recorded]
    const here: (readonly string[])[] = []
    for (const [told, limit] of all) {
      const turns = await replay(pipelineFor(told, limit), told.messages)
      here.push(turns.at(-1)?.bytes ?? [])
    }
    const input = all.map(([{ format, messages }, limit]) => ({
      options: {
        format,
        messageTokenThreshold: 250,
        ...limitsOf(limit),
      },
      messages,
    }))
    writeFileSync(path.join(folder, 'input.json'), JSON.stringify(input))
    const { stdout } = await run(process.execPath, ['compress.js'], {
      cwd: folder,
      maxBuffer: 1 << 28,
      env: { ...process.env, TZ: 'Pacific/Kiritimati', LANG: 'tr_TR.UTF-8', LC_ALL: 'tr_TR.UTF-8' },
    })
    const there = JSON.parse(stdout) as string[][]
    for (const [index, bytes] of here.entries()) expect(there[index]).toEqual(bytes)
  })

  test('that shares the store gives the same bytes with summaries, and asks no model for them', async () => {
    const generated = fc
      .sample(fc.tuple(anyTranscript, budget), { numRuns: 30, seed: 20261122 })
      .filter(([, limit]) => limit !== undefined)
    let summarized = 0
    const told: object[] = []
    const here: (readonly string[])[] = []
    for (const [{ format, messages }, limit] of generated) {
      const shelf = emptyShelf()
      let now = 0
      const pipeline = pipelineFor({ format }, limit, {
        store: sharedStore(shelf),
        namespace: 'n',
        generate: moody().generate,
        prose: 'summarize',
        clock: () => (now += 700_000),
      })
      const turns = await replay(pipeline, messages)
      here.push(turns.at(-1)?.bytes ?? [])
      summarized += turns.at(-1)?.report.epochs.filter(epoch => epoch.summarized).length ?? 0
      told.push({
        options: { format, messageTokenThreshold: 250, ...limitsOf(limit) },
        messages,
        shelf: { entries: [...shelf.entries], decisions: [...shelf.decisions] },
      })
    }
    expect(summarized).toBeGreaterThan(3)
    writeFileSync(path.join(folder, 'deciding.json'), JSON.stringify(told))
    const { stdout } = await run(process.execPath, ['deciding.js'], { cwd: folder, maxBuffer: 1 << 28 })
    const there = JSON.parse(stdout) as { asked: number; sent: string[][] }
    for (const [index, bytes] of here.entries()) expect(there.sent[index]).toEqual(bytes)
    expect(there.asked).toBe(0)
  })
})
