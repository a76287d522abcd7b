import type { Json, JsonObject } from './json.ts'

export type Role = 'system' | 'developer' | 'user' | 'assistant' | 'tool' | 'unknown'

/** Keys and indices from a message object down to one of its leaves. */
export type Path = readonly (string | number)[]

/**
 * A place in a message that holds text (or an image, or something sealed).
 *
 * - `text`: what somebody said; `output`: what a tool printed; `arguments`: what a tool was called with.
 * - `image`: counted, never altered. `sealed`: must keep its bytes (signed reasoning, anything unknown).
 */
export interface Part {
  readonly kind: 'text' | 'output' | 'arguments' | 'image' | 'sealed'
  readonly path: Path
  /** The text at `path`; for `arguments` held as an object, its JSON; empty for images. */
  readonly text: string
  /** The call that an `output` answers or that `arguments` belong to. */
  readonly callId?: string
  /** Block of the message that goes when the part goes: the path of an array element. */
  readonly block?: Path
  /** Signed reasoning: its provider may check it against all that was sent before it. */
  readonly bound?: boolean
}

/** A tool call inside an assistant message. */
export interface Call {
  readonly id: string
  readonly name: string
  /** Arguments as JSON text. */
  readonly arguments: string
}

export interface Message {
  /** The object that the caller handed over; never mutated. */
  readonly source: Json | undefined
  readonly role: Role
  readonly parts: readonly Part[]
  readonly calls: readonly Call[]
  /** Ids of the calls that this message answers, in order. */
  readonly results: readonly string[]
  /** What cannot be read is passed through and reported. */
  readonly unreadable?: string
}

/** A change to one message: relative to the object of the present call, so that fields we do not know survive. */
export type Edit =
  | { readonly op: 'set'; readonly path: Path; readonly value: Json }
  | { readonly op: 'remove'; readonly path: Path }
  | { readonly op: 'append'; readonly path: Path; readonly value: JsonObject }

export const isHead = (message: Message): boolean => message.role === 'system' || message.role === 'developer'

/** Calls that are open after a message: the newest of each id wins, since real traffic repeats ids. */
export function callsAfter(
  message: Message,
  before: ReadonlyMap<string, Call> = new Map(),
): ReadonlyMap<string, Call> {
  if (message.calls.length === 0) return before
  const after = new Map(message.role === 'assistant' ? [] : before)
  for (const call of message.calls) after.set(call.id, call)
  return after
}
