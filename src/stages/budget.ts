import type { Emission, Original } from '../emission.ts'
import type { Format } from '../formats/format.ts'
import type { Note } from '../ledger/note.ts'
import type { ResolvedOptions } from '../options.ts'
import { sessionPolicy as policy } from '../policy.ts'
import type { Call, Message } from '../transcript.ts'
import { type Due, lowWaterOf, markOf } from './due.ts'
import { groupsOf, windowStart } from './groups.ts'
import type { Reasoning } from './reasoning.ts'
import { Draft } from './ladder/draft.ts'
import { drop } from './ladder/drop.ts'
import { crushGiants } from './ladder/giants.ts'
import { dropReasoning } from './ladder/drop-reasoning.ts'
import { reviveRepeats } from './ladder/revive.ts'
import { stubResults } from './ladder/stub-results.ts'
import { crushWindow } from './ladder/window.ts'

/** What an epoch looks at and what it may change: a copy of the fold's state, never the state itself. */
export interface BudgetInput extends Due {
  readonly messages: readonly Message[]
  readonly emissions: readonly Emission[]
  readonly note: Note
  /** A note that came in with the history is no message to drop. */
  readonly notePlace: { readonly entry: number } | undefined
  /** Index of the first message that was not part of an earlier request. */
  readonly unsent: number
  readonly lossy: boolean
  readonly reasoning: Reasoning
  readonly storedBytes: number
  readonly options: ResolvedOptions
  readonly format: Format
  readonly callOf: (entry: number, id: string) => Call | undefined
  /** Tokens of everything that is emitted, note and bridges included. */
  total(emissions: readonly Emission[], note: Note): number
  /** For repeats whose copy was taken. */
  reviver(): Reviver
}

/** Crushes entries again, as if what an epoch has changed had always been so. */
export interface Reviver {
  /** What an entry looks like when it points only at what `emissions` still show. */
  crush(
    entry: number,
    emissions: readonly Emission[],
  ): { readonly emission: Emission; readonly originals: readonly Original[] }
  /** From now on others may point at what this emission of an entry shows. */
  see(entry: number, emission: Emission): void
}

/** Rungs of the ladder in the order of DESIGN section 4. */
export type Rung = 'giants' | 'reasoning' | 'stub' | 'drop_groups' | 'drop_text' | 'window'

export interface Budgeted {
  readonly emissions: readonly Emission[]
  readonly note: Note
  readonly originals: readonly Original[]
  readonly rungs: readonly Rung[]
  /** Groups dropped without a handle. */
  readonly unrecoverable: number
  readonly before: number
  readonly after: number
  /** A model's summary of what was dropped is in the note. */
  readonly summarized: boolean
  /** See `Due`; for the boundaries that follow. */
  readonly retry: number
}

/**
 * Brings the emitted history under the budget, or as far as it may go: unsent giants first, then one climb of the
 * ladder down to the low-water mark. Under the budget it climbs only where that frees enough to be cheaper than carrying
 * on. `undefined` where nothing has to be done. A function of the history alone.
 */
export function budget(input: BudgetInput): Budgeted | undefined {
  const mark = markOf(input)
  if (!Number.isFinite(mark)) return undefined
  const before = input.total(input.emissions, input.note)
  const draftOf = (rewrites: boolean): Draft => {
    const draft = new Draft(input, before)
    crushGiants(draft)
    if (rewrites) climb(draft, lowWaterOf(input, input.options.lowWater))
    return draft
  }
  let draft = draftOf(false)
  let { retry } = input
  if (draft.total > mark && input.reasoning !== 'held') {
    const climbed = draftOf(true)
    const isForced = draft.total > input.cap
    const isWorthIt = draft.total - climbed.total >= (draft.total - input.head) * policy.leastFreed
    retry = isForced || isWorthIt ? 0 : Math.floor(draft.total * policy.retryGrowth)
    if (retry === 0) draft = climbed
  }
  if (draft.rungs.size === 0 && retry === input.retry) return undefined
  return {
    emissions: draft.emissions,
    note: draft.note,
    originals: [...draft.originals.values()],
    rungs: [...draft.rungs],
    unrecoverable: draft.unrecoverable,
    before,
    after: draft.total,
    summarized: false,
    retry,
  }
}

function climb(draft: Draft, target: number): void {
  const { messages, options, lossy, cap } = draft.input
  const groups = groupsOf(messages)
  const window = windowStart(messages, groups, options.window)
  const old = groups.filter(group => (group.messages.at(-1) ?? 0) < window)
  if (draft.input.reasoning === 'bound') dropReasoning(draft)
  if (lossy) stubResults(draft, old, target)
  drop(
    draft,
    old.filter(group => group.kind === 'calls'),
    target,
    'drop_groups',
  )
  drop(
    draft,
    old.filter(group => group.kind === 'message'),
    target,
    'drop_text',
  )
  draft.recount()
  if (lossy && draft.total > cap) crushWindow(draft, window)
  reviveRepeats(draft)
  draft.recount()
}
