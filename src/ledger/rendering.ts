import { handleOf } from '../ccr/marker.ts'
import { sessionPolicy } from '../policy.ts'
import type { Original } from '../emission.ts'
import { firstOf } from '../text.ts'
import type { Call, Message } from '../transcript.ts'
import { quoted } from './note.ts'

/** A dropped group as the retrieve tool shows it, and the exact texts it refers to. */
export interface Rendering {
  readonly original: Original
  readonly exact: readonly Original[]
}

/** `role: text` and the calls of each message; long outputs name the handle of their exact bytes. */
export function renderGroup(
  messages: readonly Message[],
  onlyResults: (index: number) => boolean,
): Rendering {
  const exact: Original[] = []
  const blocks: string[] = []
  const calls = new Map<string, Call>()
  for (const [index, message] of messages.entries()) {
    for (const call of message.calls) calls.set(call.id, call)
    for (const part of message.parts) {
      if (onlyResults(index) && part.callId === undefined) continue
      if (part.kind === 'arguments') {
        const call = calls.get(part.callId ?? '')
        blocks.push(`call ${call?.name ?? ''} ${part.text}`)
      } else if (part.kind === 'image') blocks.push(`${message.role}: (an image)`)
      else if (part.kind === 'output') {
        const call = calls.get(part.callId ?? '')
        const origin = { role: 'tool', ...(call ? { tool: call.name, callId: call.id } : {}) }
        const handle = handleOf(part.text)
        exact.push({ handle, content: part.text, kind: 'text', contentType: 'other', origin })
        blocks.push(`result${call ? ` of ${call.name}` : ''} (exact: ${handle})\n${part.text}`)
      } else if (part.kind === 'text' && part.text !== '') blocks.push(`${message.role}: ${part.text}`)
    }
  }
  const content = blocks.join('\n')
  const original = {
    handle: handleOf(content),
    content,
    kind: 'text',
    contentType: 'other',
    origin: { role: 'group' },
  } as const
  return { original, exact }
}

/** The group in one line: what was done to what, so that a reader knows which handle to open. */
export function groupLine(messages: readonly Message[]): string {
  const calls = messages.flatMap(message => message.calls)
  const said = messages[0]?.parts.find(part => part.kind === 'text' && part.text.trim() !== '')
  const words = calls.map(callLine)
  const text = quoted(firstOf(said?.text ?? '', 2000))
  const line =
    calls.length === 0
      ? `${messages[0]?.role ?? ''}: ${text}`
      : [...words, text].filter(word => word !== '').join('; ')
  return line.length <= sessionPolicy.noteLine ? line : `${firstOf(line, sessionPolicy.noteLine)}…`
}

/** Name and the values of the arguments, shortest first, since paths and commands tell more than contents. */
function callLine(call: Call): string {
  const values: string[] = []
  try {
    JSON.parse(call.arguments, (_, value: unknown) => {
      if (typeof value === 'string' || typeof value === 'number') values.push(String(value))
      return value
    })
  } catch {
    values.push(call.arguments)
  }
  const short = values.sort((a, b) => a.length - b.length).map(value => quoted(firstOf(value, 400)))
  return firstOf(`${quoted(call.name)} ${short.join(' ')}`, sessionPolicy.noteCall)
}
