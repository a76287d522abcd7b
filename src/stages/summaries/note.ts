import type { SummaryRequest } from '../../../crushers/prose/summarize.ts'
import type { Decide, Make } from '../../decisions.ts'
import { type Emission, shownTexts } from '../../emission.ts'
import { textKey } from '../../hash.ts'
import { isObject, isString, parseJson } from '../../json.ts'
import { boundNote, type Note, quotedLines } from '../../ledger/note.ts'
import { sessionPolicy, summaryPolicy } from '../../policy.ts'
import type { Call, Message } from '../../transcript.ts'
import type { Budgeted } from '../budget.ts'
import type { Summaries } from './index.ts'

export interface NoteInput {
  readonly messages: readonly Message[]
  /** Before the epoch. */
  readonly emissions: readonly Emission[]
  /** Tokens above which an epoch is due. */
  readonly mark: number
  readonly summaries: Summaries
  readonly callOf: (entry: number, id: string) => Call | undefined
  readonly decide: Decide
  count(text: string): number
  /** Tokens of everything that is emitted. */
  total(emissions: readonly Emission[], note: Note): number
}

/** Raised when what the model is given, or what is made of its answer, changes. */
const version = 1

/**
 * The epoch with its dropped steps merged into the summary of the note. The model sees the summary so far and only what
 * was dropped since, in the words that were last sent. What could not be summarised waits for the next epoch.
 */
export function withSummary(epoch: Budgeted, input: NoteInput): Budgeted {
  const fresh = droppedText(epoch, input)
  if (fresh === '') return epoch
  const { note } = epoch
  const waiting = newest([...(note.uncovered ?? []), fresh])
  const unsummarized: Budgeted = { ...epoch, note: { ...note, uncovered: waiting } }
  const limit = Math.floor(input.mark * sessionPolicy.noteShare)
  const decided = decideSummary(note.summary, waiting, Math.floor(limit * summaryPolicy.noteShare), input)
  if (decided === undefined) return unsummarized
  const { summary, covers } = decided
  const merged = boundNote({ ...note, summary, uncovered: waiting.slice(covers) }, limit, input.count)
  const after = input.total(epoch.emissions, merged)
  return after <= Math.max(input.mark, epoch.after)
    ? { ...epoch, note: merged, after, summarized: true }
    : unsummarized
}

/** What this epoch dropped, as it stood in the last request. */
function droppedText(epoch: Budgeted, { messages, emissions, callOf }: NoteInput): string {
  const blocks: string[] = []
  for (const [entry, message] of messages.entries()) {
    const [before, after] = [emissions[entry], epoch.emissions[entry]]
    if (!before || !after || before === after) continue
    const texts = shownTexts(message, before)
    for (const [index, part] of message.parts.entries()) {
      const isGone =
        after.outcomes[index]?.status === 'dropped' && before.outcomes[index]?.status !== 'dropped'
      const text = texts[index] ?? ''
      if (!isGone || text === '') continue
      const name = (): string => callOf(entry, part.callId ?? '')?.name ?? ''
      if (part.kind === 'arguments') blocks.push(`call ${name()} ${text}`)
      else if (part.kind === 'output') blocks.push(`result of ${name()}\n${text}`)
      else if (part.kind === 'text') blocks.push(`${message.role}: ${text}`)
    }
  }
  return blocks.join('\n\n')
}

/** What waits is bounded, since a model that never answers would let it grow: the oldest stays to its lines. */
function newest(texts: readonly string[]): readonly string[] {
  let characters = 0
  let from = texts.length
  while (
    from > 0 &&
    (from === texts.length || characters + (texts[from - 1]?.length ?? 0) <= summaryPolicy.waiting)
  )
    characters += texts[--from]?.length ?? 0
  return texts.slice(from)
}

interface Decided {
  readonly summary: string
  /** Texts that it covers, the oldest first. */
  readonly covers: number
}

function decideSummary(
  previous: string | undefined,
  waiting: readonly string[],
  max: number,
  { summaries, decide, count }: NoteInput,
): Decided | undefined {
  const request = (before: string | undefined, texts: readonly string[]): SummaryRequest => ({
    text: texts.join('\n\n'),
    max,
    count,
    ...(before === undefined ? {} : { previous: before }),
  })
  const nameOf = (before: string | undefined, texts: readonly string[]): string =>
    `note ${version} ${summaries.summarizer.promptHash} ${textKey(JSON.stringify([before ?? null, texts, max]))}`
  const { background, summarizer } = summaries
  const wait: Make = async signal => {
    const outcome = await summarizer.summarize({
      ...request(previous, waiting),
      ...(signal ? { signal } : {}),
    })
    signal?.throwIfAborted()
    return JSON.stringify(
      outcome.kind === 'summary'
        ? { summary: outcome.text, covers: waiting.length }
        : { reason: outcome.reason },
    )
  }
  const takePrepared = (from: NonNullable<typeof background>): Make => {
    const earlier = waiting.slice(0, -1)
    return async () => {
      const done = from.result(nameOf(previous, earlier))
      const summary = done?.kind === 'summary' ? done.text : undefined
      const next = [summary ?? previous, summary === undefined ? waiting : waiting.slice(-1)] as const
      from.start(nameOf(...next), request(...next))
      if (summary !== undefined) return JSON.stringify({ summary, covers: earlier.length })
      return JSON.stringify({ reason: done?.kind === 'none' ? done.reason : 'background' })
    }
  }
  const value = decide(nameOf(previous, waiting), background ? takePrepared(background) : wait)
  const decided = value === undefined ? undefined : parseJson(value)
  if (!isObject(decided) || !isString(decided.summary)) return undefined
  const summary = quotedLines(decided.summary)
  return summary === '' ? undefined : { summary, covers: Number(decided.covers) || 0 }
}
