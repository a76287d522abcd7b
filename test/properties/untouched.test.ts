/* oxlint-disable vitest/no-conditional-expect, vitest/valid-expect, vitest/expect-expect -- properties assert inside their predicates */
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { createPipeline } from '../../src/index.ts'
import { anyTranscript, budget, oddTranscript, type Transcript } from '../arbitraries/transcripts.ts'
import { bytesOf, callWith, deepFreeze, pipelineFor, replay, runs } from '../support/replay.ts'

/** JSON text in an odd hand: white space, escapes and number spellings that no serialiser would choose. */
function oddJson(value: unknown, odd: number): string {
  const space = ['', ' ', '\n  '][odd % 3] as string
  if (typeof value === 'string')
    return JSON.stringify(value).replace(/[é東]/g, sign =>
      odd % 2 === 0 ? sign : `\\u${sign.charCodeAt(0).toString(16).padStart(4, '0')}`,
    )
  if (Array.isArray(value))
    return `[${space}${value.map(item => oddJson(item, odd)).join(`,${space}`)}${space}]`
  if (typeof value === 'object' && value !== null) {
    const members = Object.entries(value).map(
      ([key, member]) => `${JSON.stringify(key)} :${space}${oddJson(member, odd)}`,
    )
    return `{${space}${[...members, '"n":1.0', '"big": 9007199254740993'].join(`,${space}`)}}`
  }
  return String(JSON.stringify(value))
}

/** What stands outside of string values. */
const skeleton = (text: string): string => text.replace(/"(?:[^"\\]|\\.)*"/g, '""')

/** Without our tool among its tools nothing is taken out of a body. */
const tools = createPipeline()

const bodyOf = ({ format, messages }: Transcript): Record<string, unknown> =>
  format === 'anthropic-messages'
    ? { model: 'm', system: 'Be brief.', messages, tools: [tools.toolFor(format)] }
    : { model: 'm', temperature: 0, messages, tools: [tools.toolFor(format)] }

describe('what nothing changed', () => {
  test('comes back as the same object, and the input is never mutated', async () => {
    await fc.assert(
      fc.asyncProperty(anyTranscript, budget, async (told, limit) => {
        const before = bytesOf(told.messages)
        deepFreeze(told.messages)
        for (const turn of await replay(pipelineFor(told, limit), told.messages)) {
          const byBytes = new Map(turn.input.map(message => [JSON.stringify(message), message]))
          const inputs = new Set(turn.input)
          for (const message of turn.messages) {
            const twin = byBytes.get(JSON.stringify(message))
            if (twin !== undefined) expect(inputs.has(message)).toBe(true)
          }
          if (turn.bytes.join() === bytesOf(turn.input).join()) expect(turn.messages).toBe(turn.input)
        }
        expect(bytesOf(told.messages)).toEqual(before)
      }),
      runs(7),
    )
  })

  test('keeps its bytes in a body handed over as text', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.oneof({ weight: 3, arbitrary: anyTranscript }, { weight: 1, arbitrary: oddTranscript }),
        budget,
        fc.nat(5),
        async (told, limit, odd) => {
          const text = oddJson(bodyOf(told), odd)
          const asText = await pipelineFor(told, limit).compress(text)
          const asObject = await pipelineFor(told, limit).compress(
            JSON.parse(text) as Record<string, unknown>,
          )
          expect(JSON.parse(asText.request)).toEqual(JSON.parse(JSON.stringify(asObject.request)))
          if (asObject.report.epochs.length === 0 && asObject.messages.length === told.messages.length)
            expect(skeleton(asText.request)).toBe(skeleton(text))
          // Each message that came back untouched stands in the text as it stood.
          const originals = told.messages.map(message => oddJson(message, odd))
          const parsed = (JSON.parse(text) as { messages: unknown[] }).messages
          const sent = new Set(bytesOf(asObject.messages))
          for (const [index, original] of originals.entries())
            if (sent.has(String(JSON.stringify(parsed[index])))) expect(asText.request).toContain(original)
          if (asText.request === text) expect(asObject.messages).toHaveLength(told.messages.length)
        },
      ),
      runs(6),
    )
  })

  test('is the same object for a body, an array and a text alike', async () => {
    const messages = [{ role: 'user', content: 'Hello' }]
    const body = { model: 'm', messages }
    const text = ' { "messages" : [ {"role":"user","content":"H\\u0065llo","n":1.0} ] } '
    const pipeline = pipelineFor({ format: 'openai-chat' }, 1000)
    expect((await pipeline.compress(messages)).messages).toBe(messages)
    expect((await pipeline.compress(body)).request).toBe(body)
    expect((await pipeline.compress(text)).request).toBe(text)
    expect((await callWith(pipeline, [])).messages).toEqual([])
  })
})
