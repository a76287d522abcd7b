import type { Emission } from '../emission.ts'
import { type Message, isHead } from '../transcript.ts'
import { firstUser } from './groups.ts'

/** What tells when the next epoch is due. All in tokens. */
export interface Due {
  /** Tokens that the messages may take. */
  readonly cap: number
  /** What stands before everything that an epoch rewrites: system prompt and task. */
  readonly head: number
  /** What it pays to carry behind the head; above it rewriting is cheaper. */
  readonly highWater: number
  /** Total above which an epoch is tried again, after one that would have freed too little. */
  readonly retry: number
}

/** Tokens above which the emitted history is rewritten: because it must be, or because carrying it costs more. */
export const markOf = ({ cap, head, highWater, retry }: Due): number =>
  Math.min(cap, Math.max(head + highWater, retry))

/** Tokens that an epoch gets down to. */
export const lowWaterOf = ({ cap, head, highWater }: Due, share: number): number =>
  Math.floor(head + highWater < cap ? head + highWater * share : cap * share)

/** Tokens of the messages before the first that an epoch may touch. */
export function headTokens(messages: readonly Message[], emissions: readonly Emission[]): number {
  const task = firstUser(messages)
  let tokens = 0
  for (const [entry, message] of messages.entries()) {
    if (!isHead(message) && entry !== task) break
    tokens += emissions[entry]?.tokens ?? 0
  }
  return tokens
}
