import { readdirSync, readFileSync, statSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, test } from 'vitest'

const ROOT = path.join(import.meta.dirname, '../fixtures/transcripts')
const FAMILIES = ['coding', 'ops', 'support', 'web_data']

interface Call {
  id: string
  name: string
  arguments: unknown
}

interface Turn {
  role: string
  calls: Call[]
  /** Ids answered by this message. */
  answers: string[]
}

interface Fixture {
  file: string
  text: string
  session: { id: string; family: string; format: string; agent: string; messages: Message[] }
}

interface Message {
  role: string
  content: string | null | Block[]
  tool_calls?: { id: string; type: string; function: { name: string; arguments: string } }[]
  tool_call_id?: string
}

interface Block {
  type: string
  id?: string
  name?: string
  input?: unknown
  tool_use_id?: string
  content?: string | Block[]
  signature?: string
  cache_control?: unknown
  text?: string
}

const files = readdirSync(ROOT, { recursive: true, encoding: 'utf8' }).filter(file => file.endsWith('.json'))
const fixtures: Fixture[] = files.sort().map(file => {
  const text = readFileSync(path.join(ROOT, file), 'utf8')
  return { file, text, session: JSON.parse(text) as Fixture['session'] }
})

function blocks(message: Message): Block[] {
  return Array.isArray(message.content) ? message.content : []
}

function turn(message: Message): Turn {
  const uses = blocks(message).filter(block => block.type === 'tool_use')
  const results = blocks(message).filter(block => block.type === 'tool_result')
  const openAi = (message.tool_calls ?? []).map(call => ({
    id: call.id,
    name: call.function.name,
    arguments: JSON.parse(call.function.arguments) as unknown,
  }))
  return {
    role: message.role,
    calls: [
      ...openAi,
      ...uses.map(use => ({ id: use.id ?? '', name: use.name ?? '', arguments: use.input })),
    ],
    answers: [
      ...(message.tool_call_id === undefined ? [] : [message.tool_call_id]),
      ...results.map(result => result.tool_use_id ?? ''),
    ],
  }
}

/** Everything that is wrong with the order of calls and results; an empty list for a request that providers accept. */
function faults(messages: Message[]): string[] {
  const found: string[] = []
  let open: string[] = []
  messages.map(turn).forEach((current, index) => {
    const ids = current.calls.map(call => call.id)
    if (new Set(ids).size < ids.length) found.push(`message ${index} repeats a call id`)
    for (const id of current.answers) {
      if (!open.includes(id)) found.push(`message ${index} answers ${id}, which is not open`)
      open = open.filter(other => other !== id)
    }
    if (current.answers.length === 0 && open.length > 0) found.push(`message ${index} comes before ${open}`)
    if (ids.length > 0) open = ids
  })
  return open.length > 0 ? [...found, `${open} is never answered`] : found
}

function turns(fixture: Fixture): number {
  return fixture.session.messages.filter(message => message.role === 'assistant').length
}

describe.each(fixtures)('$file', fixture => {
  const { file, text, session } = fixture

  test('names itself', () => {
    expect(`${session.id}.json`).toBe(path.basename(file))
    expect(FAMILIES).toContain(session.family)
    expect([session.family, 'anthropic']).toContain(path.dirname(file))
    expect(session.format).toBe(path.dirname(file) === 'anthropic' ? 'anthropic' : 'openai-chat')
    expect(session.agent).toMatch(/^[a-z-]+$/)
  })

  test('every call is answered at once, arguments are objects', () => {
    expect(faults(session.messages)).toEqual([])
    for (const call of session.messages.flatMap(message => turn(message).calls)) {
      expect(call.name).toMatch(/^\w+$/)
      expect(call.arguments).toBeTypeOf('object')
    }
  })

  test('no message is empty, the last word is the assistant’s', () => {
    for (const message of session.messages) {
      const said = typeof message.content === 'string' ? message.content.length : blocks(message).length
      expect(said + (message.tool_calls?.length ?? 0)).toBeGreaterThan(0)
    }
    expect(session.messages.at(-1)?.role).toBe('assistant')
  })

  test('tells nothing about the machine that recorded it', () => {
    expect(text).not.toMatch(/\/work\b|\/tmp\/w\b|\/root\b|quern-record-/)
    expect(text).not.toMatch(/undefined:|\[object Object\]/)
  })
})

describe('as a corpus', () => {
  const all = fixtures.flatMap(fixture => fixture.session.messages)

  test('covers the families, stays small', () => {
    expect(new Set(fixtures.map(fixture => fixture.session.family))).toEqual(new Set(FAMILIES))
    expect(fixtures.length).toBeGreaterThanOrEqual(8)
    const bytes = files.reduce((total, file) => total + statSync(path.join(ROOT, file)).size, 0)
    expect(bytes).toBeLessThan(2_500_000)
  })

  test('has long and short sessions and parallel calls', () => {
    const counts = fixtures.map(turns).sort((first, second) => first - second)
    expect(counts[0]).toBeLessThanOrEqual(5)
    expect(counts.filter(count => count >= 30).length).toBeGreaterThanOrEqual(2)
    expect(counts.at(-1)).toBeGreaterThanOrEqual(60)
    expect(all.filter(message => turn(message).calls.length > 1).length).toBeGreaterThan(50)
  })

  test('has what only Anthropic messages have', () => {
    const flat = all.flatMap(blocks)
    expect(flat.some(block => block.type === 'thinking' && (block.signature?.length ?? 0) > 100)).toBe(true)
    expect(flat.some(block => block.type === 'redacted_thinking')).toBe(true)
    expect(flat.some(block => block.type === 'image')).toBe(true)
    expect(flat.some(block => block.cache_control !== undefined)).toBe(true)
    const inResults = flat.flatMap(block => (Array.isArray(block.content) ? block.content : []))
    expect(inResults.some(block => block.type === 'image')).toBe(true)
  })
})
