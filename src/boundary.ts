import type { Decide } from './decisions.ts'
import type { Emission } from './emission.ts'
import { measureMessage } from './measure.ts'
import { giantTokens } from './policy.ts'
import { budget, type Budgeted, type BudgetInput } from './stages/budget.ts'
import { type Ingested, verbatim } from './stages/ingest.ts'
import { type Due, headTokens, markOf } from './stages/due.ts'
import { reasoningIn, withoutReasoning } from './stages/reasoning.ts'
import { withSummary } from './stages/summaries/note.ts'
import type { FoldSettings, State } from './state.ts'
import type { Message } from './transcript.ts'

/** What is decided at a boundary is decided from this. */
export interface BoundaryView extends Pick<BudgetInput, 'messages' | 'callOf' | 'total' | 'reviver'> {
  readonly settings: FoldSettings
  readonly state: Readonly<State>
  /** What was made of each message when it first appeared. */
  readonly ingested: readonly Ingested[]
  readonly decide: Decide
}

/** What a boundary changes: giants, an epoch, or the end of an adoption. `undefined`: nothing. */
export function climb(view: BoundaryView): Budgeted | undefined {
  const { settings, state, messages, callOf, decide, total, reviver } = view
  const { options, cap, lossy, format } = settings
  const reasoning = settings.bound ? reasoningIn(messages) : 'free'
  const base = state.adopted > 0 && reasoning !== 'held' ? unadopted(view) : undefined
  const { note, notePlace, unsent, storedBytes, retry } = state
  // What cannot be fetched back goes only where it must.
  const highWater = lossy && reasoning === 'free' ? options.highWater : Infinity
  const due: Due = { cap, head: headTokens(messages, state.emissions), highWater, retry }
  if (base === undefined && !isDue(view, due)) return undefined
  const climbed = budget({
    messages,
    note,
    notePlace,
    unsent,
    ...due,
    lossy,
    storedBytes,
    options,
    format,
    callOf,
    total,
    reviver,
    emissions: base ?? state.emissions,
    reasoning,
  })
  const result = base === undefined ? climbed : onBase(base, climbed, view)
  const { summaries } = options
  if (result === undefined || summaries === undefined) return result
  const count = (text: string): number => options.tokenizer.count(text)
  const { emissions } = state
  return withSummary(result, {
    messages,
    emissions,
    mark: markOf(due),
    summaries,
    callOf,
    decide,
    count,
    total,
  })
}

function isDue({ state, messages }: BoundaryView, due: Due): boolean {
  if (state.total > markOf(due)) return true
  const giant = giantTokens(due.cap)
  for (let entry = state.unsent; entry < messages.length; entry++)
    if ((state.emissions[entry]?.tokens ?? 0) > giant) return true
  return false
}

/** A session that begins half-way: its reasoning was made for what nobody had crushed, so that must stand before it. */
export function adopt(state: State, messages: readonly Message[], settings: FoldSettings): void {
  state.emissions = messages.map((message, entry) =>
    // What was adopted before stands raw already.
    entry < state.adopted
      ? (state.emissions[entry] as Emission)
      : verbatim(message, 'bound_reasoning', settings),
  )
  state.total = state.emissions.reduce((sum, emission) => sum + emission.tokens, 0)
  state.note = state.given
  state.alternates = true
  state.epochs = []
  state.adopted = messages.length
}

/** What would have been sent from the beginning, without the reasoning that was made for something else. */
function unadopted({ settings, state, messages, ingested }: BoundaryView): Emission[] {
  const { format, options } = settings
  return messages.map((message, entry) => {
    const crushed = entry < state.adopted ? ingested[entry]?.emission : undefined
    return withoutReasoning(message, crushed ?? (state.emissions[entry] as Emission), edits =>
      measureMessage(format, message.source, edits, options.tokenizer),
    )
  })
}

function onBase(
  emissions: readonly Emission[],
  climbed: Budgeted | undefined,
  { state: { note, total: before }, total }: BoundaryView,
): Budgeted {
  const rungs = ['reasoning', ...(climbed?.rungs ?? []).filter(rung => rung !== 'reasoning')] as const
  if (climbed) return { ...climbed, rungs, before }
  const after = total(emissions, note)
  return {
    emissions,
    note,
    originals: [],
    rungs,
    unrecoverable: 0,
    before,
    after,
    summarized: false,
    retry: 0,
  }
}
