import { createPipeline, type Pipeline, type PipelineOptions, type Report } from '../../src/index.ts'
import type { Transcript, Wire } from '../arbitraries/transcripts.ts'

/**
 * Settings of one property: its share, in percent, of QUERN_RUNS (3,000 where nothing is said). QUERN_SECONDS ends each
 * property early, for quick looks.
 */
export const runs = (
  share: number,
): { numRuns: number; interruptAfterTimeLimit?: number; seed?: number } => ({
  numRuns: Math.max(1, Math.round((Number(process.env['QUERN_RUNS'] ?? 3000) * share) / 100)),
  ...(process.env['QUERN_SECONDS'] === undefined
    ? {}
    : { interruptAfterTimeLimit: Number(process.env['QUERN_SECONDS']) * 1000 }),
  // One seed for all, so that a red run is red again; QUERN_SEED=random explores.
  ...(process.env['QUERN_SEED'] === 'random'
    ? {}
    : { seed: Number(process.env['QUERN_SEED'] ?? 20_261_121) }),
})

/** One request of a session: the history up to a boundary and what came back for it. */
export interface Turn {
  readonly input: readonly unknown[]
  readonly messages: readonly unknown[]
  /** Each message as it goes over the wire. */
  readonly bytes: readonly string[]
  readonly report: Report
}

/** Lengths of the history at which a model was called: before each of its messages, and at the end. */
export function boundaries(history: readonly unknown[]): number[] {
  const found: number[] = []
  for (const [index, message] of history.entries())
    if (index > 0 && (message as Wire | null)?.['role'] === 'assistant') found.push(index)
  return history.length > 0 ? [...found, history.length] : found
}

export const bytesOf = (messages: readonly unknown[]): string[] =>
  Array.from(messages, message => String(JSON.stringify(message)))

export async function callWith(pipeline: Pipeline, input: readonly unknown[]): Promise<Turn> {
  const { messages, report } = await pipeline.compress(input)
  return { input, messages, bytes: bytesOf(messages), report }
}

/** Compresses a history as a session does: once for each boundary, on one pipeline. */
export async function replay(
  pipeline: Pipeline,
  history: readonly unknown[],
  at: readonly number[] = boundaries(history),
): Promise<Turn[]> {
  const turns: Turn[] = []
  for (const length of at) turns.push(await callWith(pipeline, history.slice(0, length)))
  return turns
}

/** A budget as options: every third with epochs that pay long before it is used up. */
export const limitsOf = (budget: number | undefined): PipelineOptions => ({
  ...(budget === undefined ? {} : { contextTokenBudget: budget }),
  ...(budget !== undefined && budget % 3 === 0
    ? { highWaterMark: Math.max(200, Math.floor(budget / 3)) }
    : {}),
})

/** A pipeline for a transcript; small thresholds, so that short outputs are crushed lossily too. */
export function pipelineFor(
  transcript: Pick<Transcript, 'format'>,
  budget: number | undefined,
  options: PipelineOptions = {},
): Pipeline {
  return createPipeline({
    format: transcript.format,
    messageTokenThreshold: 250,
    ...limitsOf(budget),
    ...options,
  })
}

/** Whether an epoch that the earlier request did not have lies between two requests. */
export const hasNewEpoch = (earlier: Turn, later: Turn): boolean =>
  JSON.stringify(later.report.epochs.slice(0, earlier.report.epochs.length)) !==
    JSON.stringify(earlier.report.epochs) || later.report.epochs.length > earlier.report.epochs.length

export const isPrefix = (shorter: readonly string[], longer: readonly string[]): boolean =>
  shorter.length <= longer.length && shorter.every((bytes, index) => bytes === longer[index])

export function deepFreeze<T>(value: T): T {
  const open: unknown[] = [value]
  for (let next = open.pop(); open.length > 0 || next !== undefined; next = open.pop()) {
    if (typeof next !== 'object' || next === null || Object.isFrozen(next)) continue
    Object.freeze(next)
    open.push(...Object.values(next))
  }
  return value
}

/** Every handle that the messages show: in markers, whoever wrote them. */
export function handlesIn(messages: readonly unknown[]): string[] {
  const found = new Set<string>()
  for (const text of bytesOf(messages))
    for (const match of text.matchAll(/\[CCR_REF: (ccr-\d{12,24})[ \]]/g)) found.add(match[1] as string)
  return [...found]
}

const noteHead = '[Earlier steps, folded.'

/** Texts at all paths of a message, without the note. */
export function textsOf(message: unknown): string[] {
  const found: string[] = []
  const walk = (value: unknown): void => {
    if (typeof value === 'string') {
      if (!value.startsWith(noteHead)) found.push(value)
    } else if (typeof value === 'object' && value !== null)
      for (const child of Object.values(value)) walk(child)
  }
  walk(message)
  return found
}

export const isNoteText = (text: string): boolean => text.startsWith(noteHead)
