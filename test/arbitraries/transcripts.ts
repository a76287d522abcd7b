import fc from 'fast-check'
import { type Call, session, type Session } from './sessions.ts'

export type Format = 'openai-chat' | 'anthropic-messages'
export type Wire = Record<string, unknown>

/** A history in a wire format, and the session it tells. */
export interface Transcript {
  readonly format: Format
  readonly messages: readonly Wire[]
}

/** A PNG of one pixel: its size can be read, its bytes must survive. */
const pixel =
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=='

function ids(session: Session): (turn: number, index: number) => string {
  return (turn, index) => `call_${session.repeatsIds ? index : `${turn}_${index}`}`
}

export function asOpenAi(session: Session): Wire[] {
  const messages: Wire[] = session.system === '' ? [] : [{ role: 'system', content: session.system }]
  const id = ids(session)
  for (const [turn, step] of session.steps.entries()) {
    if (step.kind === 'system') messages.push({ role: 'system', content: step.text })
    else if (step.kind === 'user')
      messages.push({
        role: 'user',
        content:
          step.shape === 'text'
            ? step.text
            : [
                { type: 'text', text: step.text },
                ...(step.shape === 'image'
                  ? [{ type: 'image_url', image_url: { url: `data:image/png;base64,${pixel}` } }]
                  : []),
              ],
      })
    else {
      messages.push({
        role: 'assistant',
        content: step.text === '' && step.calls.length > 0 ? null : step.text || 'Done.',
        ...(step.thinking === 'none'
          ? {}
          : { reasoning_details: [{ type: 'reasoning.encrypted', data: 'c2VhbGVk' }] }),
        ...(step.calls.length === 0
          ? {}
          : {
              tool_calls: step.calls.map((call, index) => ({
                id: id(turn, index),
                type: 'function',
                function: { name: call.tool, arguments: JSON.stringify(call.args) },
              })),
            }),
      })
      for (const [index, call] of step.calls.entries())
        messages.push({ role: 'tool', tool_call_id: id(turn, index), content: openAiOutput(call) })
      if (step.aside !== '') messages.push({ role: 'user', content: step.aside })
    }
  }
  return messages
}

function openAiOutput(call: Call): unknown {
  if (call.shape === 'text' || call.text === '') return call.text
  if (call.shape === 'two') {
    const half = call.text.indexOf('\n', call.text.length / 2)
    if (half > 0 && half + 1 < call.text.length)
      return [
        { type: 'text', text: call.text.slice(0, half) },
        { type: 'text', text: call.text.slice(half + 1) },
      ]
  }
  return [{ type: 'text', text: call.text }]
}

export function asAnthropic(session: Session): Wire[] {
  const messages: { role: string; content: unknown }[] = []
  const id = ids(session)
  const push = (role: string, content: Wire[]): void => {
    const last = messages.at(-1)
    // The roles must alternate: what one side says in a row is one message.
    if (last?.role === role && Array.isArray(last.content)) (last.content as Wire[]).push(...content)
    else messages.push({ role, content })
  }
  for (const [turn, step] of session.steps.entries()) {
    if (step.kind === 'system') continue
    if (step.kind === 'user')
      push('user', [
        { type: 'text', text: step.text },
        ...(step.shape === 'image'
          ? [{ type: 'image', source: { type: 'base64', media_type: 'image/png', data: pixel } }]
          : []),
      ])
    else {
      push('assistant', [
        ...(step.thinking === 'signed'
          ? [{ type: 'thinking', thinking: 'Let me see what is there.', signature: 'EqQBCgIYAhIM' }]
          : step.thinking === 'redacted'
            ? [{ type: 'redacted_thinking', data: 'EmwKAhgBEgy3va3pzix' }]
            : []),
        ...(step.text === '' && step.calls.length > 0 ? [] : [{ type: 'text', text: step.text || 'Done.' }]),
        ...step.calls.map((call, index) => ({
          type: 'tool_use',
          id: id(turn, index),
          name: call.tool,
          input: JSON.parse(JSON.stringify(call.args)) as unknown,
        })),
      ])
      if (step.calls.length > 0)
        push('user', [
          ...step.calls.map((call, index) => ({
            type: 'tool_result',
            tool_use_id: id(turn, index),
            ...(call.text === '' ? {} : { content: anthropicOutput(call) }),
          })),
          ...(step.aside === '' ? [] : [{ type: 'text', text: step.aside }]),
        ])
    }
  }
  // A user message of one text is also sent as a string.
  return messages.map((message): Wire => {
    const only =
      Array.isArray(message.content) && message.content.length === 1 ? (message.content[0] as Wire) : {}
    return session.repeatsIds && only['type'] === 'text'
      ? { ...message, content: only['text'] }
      : { ...message }
  })
}

function anthropicOutput(call: Call): unknown {
  if (call.shape === 'image')
    return [
      { type: 'text', text: call.text },
      { type: 'image', source: { type: 'base64', media_type: 'image/png', data: pixel } },
    ]
  return openAiOutput(call)
}

/** Histories that a provider would accept, in either format. */
export const transcript: fc.Arbitrary<Transcript> = fc.oneof(
  session({ midSystem: true }).map(told => ({ format: 'openai-chat' as const, messages: asOpenAi(told) })),
  session().map(told => ({ format: 'anthropic-messages' as const, messages: asAnthropic(told) })),
)

const oddMessages: readonly Wire[] = [
  { role: 'narrator', content: 'Meanwhile' },
  { role: 'user', content: null },
  { role: 'user', content: '' },
  { role: 'assistant', content: '' },
  { role: 'tool', tool_call_id: 'call_from_nowhere', content: 'an answer to nothing' },
  {
    role: 'assistant',
    content: null,
    tool_calls: [{ id: 'open', type: 'function', function: { name: 'f', arguments: '{"a": ' } }],
  },
  {
    role: 'user',
    content: [
      { type: 'hologram', data: 'x' },
      { type: 'text', text: 'and this' },
    ],
  },
  { role: 'user', content: [] },
  { content: 'nobody says this' },
  { role: 'user', content: 42 },
  { role: 'user', content: 'Said twice.' },
]

/** Histories with messages that no provider would accept somewhere in them. */
export const oddTranscript: fc.Arbitrary<Transcript> = fc
  .tuple(
    transcript,
    fc.array(fc.tuple(fc.nat(40), fc.nat(oddMessages.length - 1)), { minLength: 1, maxLength: 4 }),
  )
  .map(([{ format, messages }, odd]) => {
    const mixed = [...messages]
    for (const [at, which] of odd) mixed.splice(at % (mixed.length + 1), 0, oddMessages[which] as Wire)
    return { format, messages: mixed }
  })

export const anyTranscript: fc.Arbitrary<Transcript> = fc.oneof(
  { weight: 4, arbitrary: transcript },
  { weight: 1, arbitrary: oddTranscript },
)

/** Small budgets, so that short histories have epochs; none for ingest alone. */
export const budget: fc.Arbitrary<number | undefined> = fc.oneof(
  { weight: 1, arbitrary: fc.constant(undefined) },
  { weight: 5, arbitrary: fc.integer({ min: 400, max: 3000 }) },
)
