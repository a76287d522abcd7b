/* oxlint-disable vitest/no-conditional-expect, vitest/valid-expect, vitest/expect-expect -- properties assert inside their predicates */
import { createHash } from 'node:crypto'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { anyTranscript, budget, transcript, type Wire } from '../arbitraries/transcripts.ts'
import type { Pipeline } from '../../src/index.ts'
import { callWith, handlesIn, isNoteText, pipelineFor, replay, runs, type Turn } from '../support/replay.ts'

/** The name of a text by its content, told here once more: 12 or more decimal digits of its SHA-256. */
function nameOf(content: string, digits: number): string {
  const hash = createHash('sha256').update(Buffer.from(content, 'utf16le')).digest()
  const number = BigInt(`0x${hash.subarray(0, 16).toString('hex')}`) % 10n ** BigInt(digits)
  return `ccr-${String(number).padStart(digits, '0')}`
}

/** All text behind the handles that messages show, and behind those that these texts name in turn. */
async function reachable(pipeline: Pipeline, { messages, report }: Turn): Promise<string[]> {
  const found: string[] = []
  const seen = new Set<string>()
  // What was cleaned of terminal codes is named by the report alone.
  const open = [...handlesIn(messages), ...report.parts.flatMap(part => part.handles)]
  for (let handle = open.pop(); handle !== undefined; handle = open.pop()) {
    if (seen.has(handle)) continue
    seen.add(handle)
    const text = await pipeline.original(handle)
    if (text === undefined) continue
    found.push(text)
    for (const match of text.matchAll(/\(exact: (ccr-\d{12,24})\)/g)) open.push(match[1] as string)
  }
  return found
}

/** Words and numbers: what a lossless layout keeps, however it moves them. Line numbers may be left to be counted. */
const wordsOf = (text: string): string[] =>
  text.replace(/^ *\d+(?:\t|: |→)/gm, '').match(/\p{L}+|\d+/gu) ?? []

describe('nothing is lost', () => {
  test('every handle in the output resolves to the text that it is named after', async () => {
    await fc.assert(
      fc.asyncProperty(anyTranscript, budget, async (told, limit) => {
        const pipeline = pipelineFor(told, limit)
        const foreign = new Set(handlesIn(told.messages))
        for (const { messages } of await replay(pipeline, told.messages))
          for (const handle of handlesIn(messages)) {
            if (foreign.has(handle)) continue
            const text = await pipeline.original(handle)
            expect(text, handle).toBeTypeOf('string')
            // A composite is named after the list of its members.
            const { content, found } = await pipeline.retrieve({ handle })
            expect(found).toBe(true)
            expect(content).not.toBe('')
            if (!messages.some(message => textsWithNote(message).some(isNoteText)))
              expect(nameOf(text as string, handle.length - 4)).toBe(handle)
          }
      }),
      runs(7),
    )
  })

  test('every word of a tool output is shown, or stands behind a handle that is shown', async () => {
    await fc.assert(
      fc.asyncProperty(transcript, budget, async (told, limit) => {
        const pipeline = pipelineFor(told, limit)
        const turn = await callWith(pipeline, told.messages)
        const texts = await reachable(pipeline, turn)
        const shown = turn.messages.flatMap(textsWithNote)
        const all = [...texts, ...shown]
        const exact = new Set(all)
        const words = new Set(all.flatMap(wordsOf))
        const joined = all.join('\n')
        for (const text of told.messages.flatMap(outputsOf)) {
          if (exact.has(text) || all.some(one => one.includes(text))) continue
          for (const word of wordsOf(text))
            if (!words.has(word) && !joined.includes(word)) expect.fail(`${word} of ${text.slice(0, 500)}`)
        }
      }),
      runs(7),
    )
  })

  test('a part with losses shows a handle, and one that was kept costs what it cost', async () => {
    await fc.assert(
      fc.asyncProperty(transcript, budget, async (told, limit) => {
        const pipeline = pipelineFor(told, limit)
        const { report } = await callWith(pipeline, told.messages)
        for (const part of report.parts) {
          if (part.status === 'kept') expect(part.after).toBe(part.before)
          // What was dropped stands behind its group's handle in the note.
          if (part.losses.length === 0 || part.status === 'dropped') continue
          expect(part.handles.length, JSON.stringify(part)).toBeGreaterThan(0)
        }
      }),
      runs(3),
    )
  })
})

/** What tools printed. */
function outputsOf(message: Wire): string[] {
  const { role, content } = message
  const blocks = Array.isArray(content) ? (content as Wire[]) : []
  if (role === 'tool')
    return typeof content === 'string' ? [content] : blocks.flatMap(part => String(part['text'] ?? ''))
  return blocks
    .filter(block => block['type'] === 'tool_result')
    .flatMap(block => {
      const inner = block['content']
      if (!Array.isArray(inner)) return typeof inner === 'string' ? [inner] : []
      return (inner as Wire[]).flatMap(part => (typeof part['text'] === 'string' ? [part['text']] : []))
    })
}

/** Texts at all paths, the note among them. */
function textsWithNote(message: unknown): string[] {
  const found: string[] = []
  JSON.stringify(message, (_, value: unknown) => {
    if (typeof value === 'string') found.push(value)
    return value
  })
  return found
}
