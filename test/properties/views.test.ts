/* oxlint-disable vitest/no-conditional-expect, vitest/valid-expect, vitest/expect-expect -- properties assert inside their predicates */
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { transcript, budget, type Wire } from '../arbitraries/transcripts.ts'
import { pipelineFor, replay, runs } from '../support/replay.ts'

/** A line as it stands in the file, if a gutter stands before it. */
const bare = (line: string): string => line.replace(/^ *\d+(?:\t|: |→)/, '')
/** Lines of ours: what says where lines are, and markers. */
const isOurs = (line: string): boolean =>
  /^\s*\S{0,4}\s*\[?\[(?:lines |CCR_REF: )/.test(line) || /(?:…|\.\.\.).*(?:line|folded)/.test(line)

/** Outputs of the reading tool, part by part, in order. */
function views(messages: readonly unknown[]): { id: string; text: string }[] {
  const names = new Map<string, string>()
  const found: { id: string; text: string }[] = []
  const add = (id: string, content: unknown): void => {
    if (names.get(id) !== 'read_file') return
    for (const text of typeof content === 'string'
      ? [content]
      : ((content ?? []) as Wire[]).map(part => part['text']))
      if (typeof text === 'string') found.push({ id, text })
  }
  for (const message of messages as Wire[]) {
    for (const call of (message['tool_calls'] ?? []) as { id: string; function: { name: string } }[])
      names.set(call.id, call.function.name)
    if (message['role'] === 'tool') add(String(message['tool_call_id']), message['content'])
    for (const block of Array.isArray(message['content']) ? (message['content'] as Wire[]) : []) {
      if (block['type'] === 'tool_use') names.set(String(block['id']), String(block['name']))
      if (block['type'] === 'tool_result') add(String(block['tool_use_id']), block['content'])
    }
  }
  return found
}

describe('what an agent edits', () => {
  test('it sees exactly: every shown line of a view of a file is a line of it', async () => {
    await fc.assert(
      fc.asyncProperty(transcript, budget, async (told, limit) => {
        const lines = new Set(
          views(told.messages)
            .flatMap(view => view.text.split('\n'))
            .flatMap(line => [line, bare(line)]),
        )
        for (const { messages } of await replay(pipelineFor(told, limit), told.messages))
          for (const { text } of views(messages))
            for (const line of text.split('\n'))
              if (!lines.has(line) && !lines.has(bare(line)) && !isOurs(line))
                expect([...lines], `shown: ${JSON.stringify(text.slice(0, 2000))}`).toContain(line)
      }),
      runs(6),
    )
  })
})
