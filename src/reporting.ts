import type { Outcome } from './emission.ts'
import type { EpochRecord, FoldSettings } from './state.ts'
import { measureMessage } from './measure.ts'
import type { ResolvedOptions } from './options.ts'
import type { PartReport, Report, Warning } from './report.ts'
import type { SessionResult } from './session.ts'
import type { Message } from './transcript.ts'

export interface ReportInput {
  readonly id: string
  readonly options: ResolvedOptions
  readonly settings: FoldSettings
  readonly result: SessionResult
  readonly toolTokens: number
  readonly headTokens: number
  /** The body's tools lack the retrieve tool, so nothing was crushed lossily. */
  readonly noTool: boolean
  readonly milliseconds: number
}

/** The report of one call. Its list of parts is as long as the history, so it is made when it is first read. */
export function buildReport(input: ReportInput): Report {
  let listed: readonly PartReport[] | undefined
  const { result, options, settings } = input
  const { snapshot, messages } = result
  const used = snapshot.total + input.toolTokens + input.headTokens
  const satisfied = used <= options.budget
  const { kept, broken } = stability(result)
  const unrecoverable = snapshot.epochs.reduce((sum, epoch) => sum + epoch.unrecoverable, 0)
  const forbids = satisfied ? [] : obstacles(input)
  const warnings: Warning[] = messages.flatMap((message, at) =>
    message.unreadable === undefined
      ? []
      : [
          {
            code: 'unreadable_message' as const,
            message: `Message ${at} is ${message.unreadable}; it passed through untouched.`,
            at,
          },
        ],
  )
  if (result.storeFailed)
    warnings.push({
      code: 'store_failed',
      message: 'The store failed: nothing new was taken out in this call.',
    })
  for (const { step, reason } of result.fallbacks)
    warnings.push({
      code: 'fallback',
      message: `${fallbackTexts[step] ?? step} (${reason}). What was taken instead is kept for good.`,
    })
  if (input.noTool)
    warnings.push({
      code: 'no_retrieve_tool',
      message:
        'The request has tools but not the retrieve tool, so nothing was taken out. Add pipeline.retrieveTool, or pass addTool: true.',
    })
  if (!satisfied)
    warnings.push({
      code: 'over_budget',
      message: `${used} tokens are more than the budget of ${options.budget}: ${forbids.join(', ')}.`,
    })
  if (snapshot.held && !satisfied)
    warnings.push({
      code: 'bound_reasoning',
      message: `${snapshot.total - settings.cap} tokens are too many, but the model's reasoning is bound to them: an epoch waits for the next words of the user.`,
    })
  if (unrecoverable > 0)
    warnings.push({
      code: 'unrecoverable',
      message: `${unrecoverable} groups were dropped without a handle, since enableCCR is false.`,
    })
  if (broken !== false && broken !== 'epoch')
    warnings.push({
      code: 'prefix_broken',
      message: `The request before is no prefix of this one: ${broken}.`,
    })
  return {
    id: input.id,
    format: settings.format.name,
    tokens: { before: before(input), after: snapshot.total },
    get parts() {
      return (listed ??= parts(result))
    },
    stability: {
      guarantee: options.store.durable && result.lasting ? 'store' : 'process',
      keptMessages: kept,
      keptTokens: snapshot.placed.slice(0, kept).reduce((sum, item) => sum + item.tokens, 0),
      broken,
    },
    epochs: snapshot.epochs,
    budget: {
      limit: Number.isFinite(options.budget) ? options.budget : undefined,
      tools: input.toolTokens,
      used,
      satisfied,
      forbids,
    },
    unrecoverable,
    warnings,
    timings: { ...result.timings, total: input.milliseconds },
  }
}

const fallbackTexts: Readonly<Record<string, string>> = {
  crush: 'An asynchronous crusher or a summary gave nothing that can be used',
  note: 'The summary of dropped steps gave nothing that can be used',
}

/** Messages are read once and remembered by their fold, so each is counted once as it came. */
const rawTokens = new WeakMap<Message, number>()

function before({ result, settings: { format, options } }: ReportInput): number {
  let tokens = 0
  for (const message of result.messages) {
    const known = rawTokens.get(message) ?? measureMessage(format, message.source, [], options.tokenizer)
    rawTokens.set(message, known)
    tokens += known
  }
  return tokens
}

function parts(result: SessionResult): PartReport[] {
  const { snapshot, messages, replayed, previous } = result
  return messages.flatMap((message, index) => {
    const emission = snapshot.emissions[index]
    const again = index < replayed && previous?.emissions[index] === emission
    return (emission?.outcomes ?? []).map((outcome): PartReport => {
      const tool = toolOf(message.calls, outcome, result, index)
      return {
        message: index,
        role: message.role,
        ...(tool === undefined ? {} : { tool }),
        path: outcome.path,
        type: outcome.type,
        status: again ? 'replayed' : outcome.status,
        reason: outcome.reason,
        before: outcome.before,
        after: outcome.after,
        losses: outcome.losses,
        handles: outcome.handles,
      }
    })
  })
}

function toolOf(
  calls: readonly { id: string; name: string }[],
  outcome: Outcome,
  result: SessionResult,
  index: number,
): string | undefined {
  if (outcome.kind === 'arguments') return calls[0]?.name
  return outcome.kind === 'output' ? result.toolOf(index, outcome.path) : undefined
}

function stability({ snapshot, previous, edited, storeFailed }: SessionResult): {
  kept: number
  broken: Report['stability']['broken']
} {
  if (!previous) return { kept: 0, broken: false }
  let kept = 0
  while (kept < previous.placed.length) {
    const [old, now] = [previous.placed[kept], snapshot.placed[kept]]
    if (
      !old ||
      !now ||
      old.entry !== now.entry ||
      !sameEdits(old.edits, now.edits) ||
      JSON.stringify(old.inserted) !== JSON.stringify(now.inserted)
    )
      break
    kept++
  }
  if (kept === previous.placed.length) return { kept, broken: false }
  if (storeFailed) return { kept, broken: 'store_failed' }
  if (edited) return { kept, broken: 'edited_history' }
  return { kept, broken: goesOn(previous.epochs, snapshot.epochs) ? 'epoch' : 'aborted_turn' }
}

/** Whether the epochs of the call before all stand, with new ones behind them: a request without an answer takes its own along. */
function goesOn(before: readonly EpochRecord[], now: readonly EpochRecord[]): boolean {
  return now.length > before.length && JSON.stringify(now.slice(0, before.length)) === JSON.stringify(before)
}

const sameEdits = (a: readonly unknown[], b: readonly unknown[]): boolean =>
  a === b || JSON.stringify(a) === JSON.stringify(b)

/** What the ladder was not allowed to touch. */
function obstacles({ options, settings, result, toolTokens }: ReportInput): string[] {
  const found: string[] = []
  if (result.storeFailed) found.push('store_failed')
  if (result.snapshot.held) found.push('bound_reasoning')
  if (!settings.lossy) found.push('nothing may be crushed without the retrieve tool')
  if (toolTokens > options.budget / 2) found.push(`tool definitions take ${toolTokens} tokens`)
  const pinned = result.messages.reduce(
    (sum, message, index) =>
      message.role === 'system' || message.role === 'developer'
        ? sum + (result.snapshot.emissions[index]?.tokens ?? 0)
        : sum,
    0,
  )
  if (pinned > 0) found.push(`pinned system messages take ${pinned} tokens`)
  found.push(`the task, the last ${options.window} messages and what may not be altered take the rest`)
  return found
}
