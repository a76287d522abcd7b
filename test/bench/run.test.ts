import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { htmlReport } from '../../bench/report/html.ts'
import { markdownReport } from '../../bench/report/markdown.ts'
import { cheaper, embed } from '../../bench/report/readme.ts'
import type { Aggregate } from '../../bench/aggregate.ts'
import { bench, shares, type SystemResult } from '../../bench/run.ts'
import { isInstalled } from '../../bench/systems/index.ts'
import { listTranscripts, readTranscript } from '../../bench/transcripts/read.ts'
import { log, session } from './sessions.ts'

const folder = mkdtempSync(join(tmpdir(), 'quern-bench-'))
afterAll(() => rmSync(folder, { recursive: true }))
const write = (name: string, content: string): void => {
  mkdirSync(join(folder, name, '..'), { recursive: true })
  writeFileSync(join(folder, name), content)
}
const { messages } = session([{ output: log(20), says: 'Done with req-107919.' }])
const lines = (...entries: unknown[]): string => entries.map(entry => JSON.stringify(entry)).join('\n')

write('ops/plain.json', JSON.stringify({ id: 'plain', messages }))
write('ops/array.json', JSON.stringify(messages))
write('ops/broken.json', '{"messages": [')
write('ops/other.json', '{"rows": []}')
write(
  'raw/claude.jsonl',
  lines(
    { type: 'queue-operation' },
    { type: 'user', message: { role: 'user', content: 'hello' } },
    {
      type: 'assistant',
      message: { id: 'm1', role: 'assistant', content: [{ type: 'text', text: 'I look.' }] },
    },
    {
      type: 'assistant',
      message: {
        id: 'm1',
        role: 'assistant',
        content: [{ type: 'tool_use', id: 't1', name: 'ls', input: {} }],
      },
    },
    {
      type: 'user',
      message: { role: 'user', content: [{ type: 'tool_result', tool_use_id: 't1', content: 'a.txt' }] },
    },
    { type: 'assistant', isSidechain: true, message: { role: 'assistant', content: 'elsewhere' } },
    {
      type: 'assistant',
      message: { id: 'm2', role: 'assistant', content: [{ type: 'text', text: 'a.txt' }] },
    },
  ),
)
write(
  'raw/codex.jsonl',
  lines(
    { type: 'session_meta', payload: {} },
    {
      type: 'response_item',
      payload: { type: 'message', role: 'user', content: [{ type: 'input_text', text: 'hi' }] },
    },
    { type: 'response_item', payload: { type: 'reasoning', encrypted_content: 'x' } },
    { type: 'response_item', payload: { type: 'function_call', name: 'ls', arguments: '{}', call_id: 'c1' } },
    { type: 'response_item', payload: { type: 'function_call_output', call_id: 'c1', output: 'a.txt' } },
    {
      type: 'response_item',
      payload: { type: 'message', role: 'assistant', content: [{ type: 'output_text', text: 'a.txt' }] },
    },
  ),
)
const read = (name: string) => {
  const file = listTranscripts(folder).find(found => found.name === name)
  return readTranscript(file as never)
}

describe('reading transcripts', () => {
  it('reads Claude Code sessions as Anthropic messages', () => {
    const { wire, messages: found } = read('raw/claude.jsonl')
    expect(wire.name).toBe('anthropic-messages')
    expect(found.map(message => message.role)).toEqual(['user', 'assistant', 'user', 'assistant'])
    expect(wire.faults(found)).toEqual([])
  })

  it('reads Codex rollouts as Chat Completions', () => {
    const { wire, messages: found } = read('raw/codex.jsonl')
    expect(wire.name).toBe('openai-chat')
    expect(found.map(message => message.role)).toEqual(['user', 'assistant', 'tool', 'assistant'])
    expect(wire.faults(found)).toEqual([])
  })
})

describe('bench', () => {
  it('names and counts what it cannot read, and scores the rest', async () => {
    const result = await bench({ corpus: folder, systems: ['raw', 'quern'] })
    expect(result.transcripts).toBe(4)
    expect(result.skipped.map(skipped => skipped.name)).toEqual(['ops/broken.json', 'ops/other.json'])
    expect(result.systems.map(system => system.total.sessions)).toEqual([4, 4])
  })

  it('refuses an empty corpus and unknown systems', async () => {
    mkdirSync(join(folder, 'empty'))
    await expect(bench({ corpus: join(folder, 'empty') })).rejects.toMatchObject({ code: 'empty_corpus' })
    await expect(bench({ corpus: folder, systems: ['none such'] })).rejects.toMatchObject({
      code: 'unknown_system',
    })
  })

  it('gives the same bytes again, but for times', async () => {
    const run = async () => {
      const { times: _times, ...rest } = await bench({ corpus: folder, systems: ['all'], budget: 8_000 })
      return JSON.stringify(rest)
    }
    expect(await run()).toBe(await run())
  })

  it('splits work the same way each time', () => {
    const files = Array.from({ length: 9 }, (_, index) => ({
      path: '',
      name: `f${index}`,
      bytes: (index * 7) % 5,
    }))
    expect(shares(files, 2)).toEqual(shares(files.toReversed(), 2))
  })
})

describe('reports', () => {
  it('writes a page without anything from elsewhere', async () => {
    const result = await bench({ corpus: folder, systems: ['raw', 'quern'], budget: 8_000 })
    const context = { corpus: 'a <b>', machine: 'here', date: '2026-01-01' }
    const html = htmlReport([result], context)
    expect(html).not.toMatch(/<script|https?:|<b>: |@import|url\(/)
    expect(html).not.toMatch(/NaN|undefined|Infinity/)
    expect(html).toContain('a &lt;b&gt;')
    expect(markdownReport(result, context)).toContain('| **quern** |')
  })

  it('replaces what stands between the markers, and nothing else', () => {
    expect(embed('a\n<!-- bench:start -->\nold\n<!-- bench:end -->\nb', 'new')).toBe(
      'a\n<!-- bench:start -->\nnew\n<!-- bench:end -->\nb',
    )
    expect(() => embed('no markers', 'new')).toThrow('<!-- bench:start -->')
  })
})

describe('systems', () => {
  it('are left out where their package is not installed', () => {
    const system = {
      name: 'x',
      about: '',
      open: () => ({ compress: (messages: readonly never[]) => messages }),
    }
    expect(isInstalled(system)).toBe(true)
    expect(isInstalled({ ...system, needs: 'vitest' })).toBe(true)
    expect(isInstalled({ ...system, needs: 'no-such-package-at-all' })).toBe(false)
  })
})

describe('the block of a README', () => {
  it('names what is cheaper than Quern', async () => {
    const result = await bench({ corpus: folder, systems: ['raw', 'quern', 'head-and-tail'], budget: 8_000 })
    const quern = result.systems.find(system => system.name === 'quern') as SystemResult
    const [family = ''] = Object.keys(quern.byFamily)
    const total = { ...(quern.byFamily[family] as Aggregate), adjusted: [0.01], fresh: 0.25 }
    const rival = { ...quern, name: 'rival', byFamily: { [family]: total } }
    expect(cheaper(quern, [quern, rival])).toEqual([expect.stringMatching(/^rival on \w+ \(0\.01 against/)])
    expect(cheaper(quern, [quern, { ...rival, kind: 'oracle' }])).toEqual([])
  })
})
