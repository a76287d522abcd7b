/** A message in its own wire format. The bench freezes it: a system that mutates its input fails. */
export type WireMessage = Readonly<Record<string, unknown>>

export type PieceRole = 'system' | 'user' | 'assistant' | 'tool'

/** A place in a message that a model reads: the common denominator of the wire formats. */
export interface Piece {
  readonly kind: 'text' | 'call' | 'result' | 'image' | 'sealed'
  readonly role: PieceRole
  readonly text: string
  /** What is counted, where that is not the text: a call travels as JSON with its id and name. */
  readonly counted?: string
  /** Of a call and of its result. */
  readonly callId?: string
  /** Name of the called tool. */
  readonly tool?: string
}

/** What the bench and its baselines have to know of a wire format. */
export interface Wire {
  readonly name: 'openai-chat' | 'anthropic-messages'
  pieces(message: WireMessage): readonly Piece[]
  /** The message with other result texts. `replace` sees the index in `pieces`. */
  withResults(message: WireMessage, replace: (piece: Piece, index: number) => string): WireMessage
  /** The message with only the pieces of these indices; `undefined` when none is left. */
  keep(message: WireMessage, kept: ReadonlySet<number>): WireMessage | undefined
  userMessage(text: string): WireMessage
  /** Rules of the provider that a request breaks, as `rule:where`. */
  faults(messages: readonly WireMessage[]): readonly string[]
}

export interface Transcript {
  readonly id: string
  readonly family: string
  readonly wire: Wire
  readonly messages: readonly WireMessage[]
  /** Text of what is sent beside the messages at every turn: Anthropic's `system`, tool definitions. */
  readonly beside: string
}

export function deepFreeze<T>(value: T): T {
  const open: unknown[] = [value]
  while (open.length > 0) {
    const next = open.pop()
    if (typeof next !== 'object' || next === null || Object.isFrozen(next)) continue
    Object.freeze(next)
    for (const inner of Object.values(next)) open.push(inner)
  }
  return value
}

export const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** An assistant message with its calls and their results, or one message alone. */
export function groupsOf(wire: Wire, messages: readonly WireMessage[]): (readonly WireMessage[])[] {
  const groups: WireMessage[][] = []
  let open: WireMessage[] | undefined
  for (const message of messages) {
    const pieces = wire.pieces(message)
    if (open && pieces.some(piece => piece.kind === 'result')) {
      open.push(message)
      continue
    }
    const group = [message]
    groups.push(group)
    open = pieces.some(piece => piece.kind === 'call') ? group : undefined
  }
  return groups
}

/** Whether a request goes out just before this message. */
export const isTurn = (message: WireMessage): boolean => message.role === 'assistant'
