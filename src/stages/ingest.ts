import type { Decide } from '../decisions.ts'
import type { Emission, Original, Outcome } from '../emission.ts'
import type { Format } from '../formats/format.ts'
import { measureMessage } from '../measure.ts'
import type { ResolvedOptions } from '../options.ts'
import type { Call, Edit, Message } from '../transcript.ts'
import { type CrushedPart, crushPart } from './crush.ts'
import type { IsShown, Sightings } from './repeats.ts'

/** What the crushing of a message may look at: the message, its calls, and what the context before it shows. */
export interface MessageContext {
  readonly options: ResolvedOptions
  readonly format: Format
  readonly lossy: boolean
  readonly callOf: (id: string) => Call | undefined
  readonly sightings: Sightings
  readonly isShown: IsShown
  readonly isOurs: (handle: string) => boolean
  readonly decide?: Decide
}

export interface Ingested {
  readonly emission: Emission
  readonly originals: readonly Original[]
}

/** What is sent for a message that appears for the first time. */
export function ingestMessage(message: Message, context: MessageContext): Ingested {
  const { options, format, callOf, ...rest } = context
  const crushed: CrushedPart[] = message.parts.map(part =>
    crushPart({
      ...rest,
      options,
      message,
      part,
      call: part.callId === undefined ? undefined : callOf(part.callId),
    }),
  )
  const edits: Edit[] = crushed.flatMap((part, index) => {
    const source = message.parts[index]
    return source && part.text !== source.text
      ? [{ op: 'set' as const, path: source.path, value: part.text }]
      : []
  })
  return {
    emission: {
      edits,
      tokens: measureMessage(format, message.source, edits, options.tokenizer),
      outcomes: crushed.map(part => part.outcome),
      dropped: false,
    },
    originals: crushed.flatMap(part => part.originals),
  }
}

/** A message that is sent as it came. */
export function verbatim(
  message: Message,
  reason: Outcome['reason'],
  { options, format }: Pick<MessageContext, 'options' | 'format'>,
): Emission {
  return {
    edits: [],
    tokens: measureMessage(format, message.source, [], options.tokenizer),
    outcomes: message.parts.map(part => {
      const tokens = options.tokenizer.count(part.text)
      return {
        path: part.path,
        kind: part.kind,
        type: 'other',
        status: 'kept',
        reason,
        before: tokens,
        after: tokens,
        losses: [],
        handles: [],
        refersTo: [],
      }
    }),
    dropped: false,
  }
}
