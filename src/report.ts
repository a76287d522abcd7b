import type { Loss } from '../crushers/types.ts'
import type { Reason, Status } from './emission.ts'
import type { EpochRecord } from './state.ts'
import type { FormatName } from './formats/format.ts'
import type { RoutedType } from './stages/route.ts'
import type { Path } from './transcript.ts'

/** What happened to one part of one message. */
export interface PartReport {
  /** Index of the message in the input. */
  readonly message: number
  readonly role: string
  readonly tool?: string
  readonly path: Path
  readonly type: RoutedType
  /** `replayed` parts were decided in an earlier call and are sent again as they were. */
  readonly status: Status | 'replayed'
  readonly reason: Reason
  /** Tokens. */
  readonly before: number
  readonly after: number
  readonly losses: readonly Loss[]
  readonly handles: readonly string[]
}

/** Something a caller should know, with a stable code. */
export interface Warning {
  readonly code:
    | 'unreadable_message'
    | 'store_failed'
    | 'over_budget'
    | 'no_retrieve_tool'
    | 'prefix_broken'
    | 'unrecoverable'
    | 'fallback'
    | 'bound_reasoning'
  readonly message: string
  /** Index of the message in the input, where there is one. */
  readonly at?: number
}

export interface Report {
  /** Name of this call, for logs; random, in no emitted text. */
  readonly id: string
  readonly format: FormatName
  /** Tokens of the messages, without tool definitions. */
  readonly tokens: { readonly before: number; readonly after: number }
  readonly parts: readonly PartReport[]
  readonly stability: {
    /** Whether the same bytes come back after a restart: `store` if decisions outlive the process. */
    readonly guarantee: 'store' | 'process'
    /** Leading messages that are byte-identical to those of the call before in this session. */
    readonly keptMessages: number
    /** Tokens of those messages: what a provider's prompt cache may bill at its lower price. */
    readonly keptTokens: number
    /** Whether the call before is a prefix of this one, and if not why. */
    readonly broken: false | 'epoch' | 'edited_history' | 'aborted_turn' | 'store_failed'
  }
  /** All epochs of this history so far. */
  readonly epochs: readonly EpochRecord[]
  readonly budget: {
    readonly limit: number | undefined
    /** Tokens of tool definitions, the retrieve tool included. */
    readonly tools: number
    /** Tokens counted towards the limit. */
    readonly used: number
    readonly satisfied: boolean
    /** What stood in the way. */
    readonly forbids: readonly string[]
  }
  /** Groups that were dropped without a handle. */
  readonly unrecoverable: number
  readonly warnings: readonly Warning[]
  /** Milliseconds. */
  readonly timings: {
    readonly fold: number
    /** Waiting for `generate`, for asynchronous crushers, and for what they decided to be written. */
    readonly decisions: number
    readonly store: number
    readonly total: number
  }
}
