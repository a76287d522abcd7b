import type { Loss } from '../crushers/types.ts'
import type { RoutedType } from './stages/route.ts'
import type { Edit, Message, Part, Path } from './transcript.ts'

/** What became of a part. */
export type Status = 'kept' | 'crushed' | 'referenced' | 'stubbed' | 'dropped'

/** Why: stable codes, so that a report can be read by a program. */
export type Reason =
  | 'not_output'
  | 'head'
  | 'sealed'
  | 'unreadable'
  | 'policy'
  | 'declined'
  | 'marked'
  | 'retrieved'
  | 'lossless'
  | 'selected'
  | 'cleaned'
  | 'repeated'
  | 'oversized'
  | 'epoch'
  | 'bound_reasoning'
  | 'store_failed'
  | 'session_bytes'

export interface Outcome {
  readonly path: Path
  readonly kind: Part['kind']
  readonly type: RoutedType
  readonly status: Status
  readonly reason: Reason
  /** Tokens. */
  readonly before: number
  readonly after: number
  readonly losses: readonly Loss[]
  /** Handles of the originals that its text shows, and of the raw text where terminal codes were cleaned. */
  readonly handles: readonly string[]
  /** Entries whose text this one points at instead of repeating it. */
  readonly refersTo: readonly number[]
}

/** What is sent for a message: edits against the message object of the present call. Frozen until an epoch. */
export interface Emission {
  readonly edits: readonly Edit[]
  /** Tokens of the message as it is sent. */
  readonly tokens: number
  readonly outcomes: readonly Outcome[]
  readonly dropped: boolean
}

/** The text of each part as it is sent; of arguments that are held as an object, as they came. */
export const shownTexts = (message: Message, emission: Emission): readonly string[] =>
  message.parts.map(part => {
    const edit = emission.edits.find(candidate => candidate.op === 'set' && candidate.path === part.path)
    return edit?.op === 'set' && typeof edit.value === 'string' ? edit.value : part.text
  })

/** Text that was taken out, on its way to the store. */
export interface Original {
  readonly handle: string
  readonly content: string
  readonly kind: 'text' | 'list'
  readonly contentType: string
  readonly origin: { readonly role: string; readonly tool?: string; readonly callId?: string }
}
