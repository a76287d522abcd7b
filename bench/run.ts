import { type ChildProcess, fork } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { aggregate, type Aggregate, type Times, timesOf } from './aggregate.ts'
import { type Alone, measureAlone } from './alone.ts'
import { priceTables } from './measures/prices.ts'
import type { SessionScore } from './score.ts'
import { allSystems, isInstalled, systems as defaultSystems } from './systems/index.ts'
import type { System } from './systems/system.ts'
import { listTranscripts, type TranscriptFile } from './transcripts/read.ts'
import { BenchError } from './errors.ts'
import { scoreTranscript } from './work.ts'

export interface BenchOptions {
  /** Folder of transcripts. */
  readonly corpus: string
  /** Tokens a request may have. `undefined`: no limit. */
  readonly budget?: number
  /** Every n-th transcript. @default 1 */
  readonly stride?: number
  /** At most so many transcripts, spread evenly. */
  readonly sample?: number
  /** Names of systems. @default all but the adversaries */
  readonly systems?: readonly string[]
  /** @default 1: in this process */
  readonly processes?: number
  /** Also run each system in a process of its own, to tell what memory it needs. @default false */
  readonly alone?: boolean
  readonly progress?: (done: number, total: number, name: string) => void
}

export interface SystemResult {
  readonly name: string
  readonly about: string
  readonly kind?: System['kind']
  readonly total: Aggregate
  readonly byFamily: Readonly<Record<string, Aggregate>>
  readonly sessions: readonly Omit<SessionScore, 'milliseconds'>[]
}

export interface BenchResult {
  readonly budget: number | null
  readonly transcripts: number
  readonly turns: number
  readonly skipped: readonly { readonly name: string; readonly reason: string }[]
  readonly prices: typeof priceTables
  readonly systems: readonly SystemResult[]
  /** All that differs between two runs. */
  readonly times: {
    readonly seconds: number
    /** CPU time of all processes. */
    readonly cpuSeconds: number
    /** Highest resident memory of a process, in MiB. */
    readonly peakMemory: number
    readonly systems: Readonly<Record<string, Times>>
    /** Each system by itself on the longest session, where that was asked for. */
    readonly alone?: { readonly session: string; readonly systems: Readonly<Record<string, Alone>> }
  }
}

export interface TranscriptScores {
  readonly name: string
  readonly scores?: Readonly<Record<string, SessionScore>>
  /** Why it could not be read. */
  readonly unreadable?: string
  readonly memory: number
  /** CPU time that it took, in seconds. */
  readonly cpuSeconds: number
}

/** @throws BenchError `empty_corpus`, `unknown_system` */
export async function bench(options: BenchOptions): Promise<BenchResult> {
  const started = performance.now()
  const chosen = systemsNamed(options.systems)
  const files = selected(listTranscripts(options.corpus), options)
  if (files.length === 0) throw new BenchError('empty_corpus', `no .json or .jsonl file in ${options.corpus}`)
  const results = await scoreAll(files, chosen, options)
  results.sort((left, right) => (left.name < right.name ? -1 : 1))
  const skipped = results.flatMap(({ name, unreadable }) =>
    unreadable === undefined ? [] : [{ name, reason: unreadable }],
  )
  const read = results.flatMap(({ scores }) => (scores ? [scores] : []))
  if (read.length === 0)
    throw new BenchError(
      'empty_corpus',
      `none of ${files.length} files in ${options.corpus} is a transcript: ${skipped[0]?.name}: ${skipped[0]?.reason}`,
    )
  const scoresOf = (system: System): SessionScore[] =>
    read.flatMap(scores => {
      const score = scores[system.name]
      return score ? [score] : []
    })
  return {
    budget: options.budget ?? null,
    transcripts: read.length,
    turns: Object.values(read).reduce((sum, scores) => sum + (Object.values(scores)[0]?.turns ?? 0), 0),
    skipped,
    prices: priceTables,
    systems: chosen.map(system => resultOf(system, scoresOf(system))),
    times: {
      seconds: (performance.now() - started) / 1000,
      cpuSeconds: results.reduce((sum, { cpuSeconds }) => sum + cpuSeconds, 0),
      peakMemory: results.reduce((most, { memory }) => Math.max(most, memory), 0),
      systems: Object.fromEntries(chosen.map(system => [system.name, timesOf(scoresOf(system))])),
      ...(options.alone ? { alone: await aloneOn(longest(files, skipped), chosen, options.budget) } : {}),
    },
  }
}

const longest = (
  files: readonly TranscriptFile[],
  skipped: readonly { readonly name: string }[],
): TranscriptFile =>
  files
    .filter(({ name }) => skipped.every(other => other.name !== name))
    .reduce((most, file) => (file.bytes > most.bytes ? file : most))

async function aloneOn(
  file: TranscriptFile,
  chosen: readonly System[],
  budget: number | undefined,
): Promise<NonNullable<BenchResult['times']['alone']>> {
  const found: Record<string, Alone> = {}
  for (const { name } of chosen) {
    const alone = await measureAlone({ file, system: name, ...(budget === undefined ? {} : { budget }) })
    if (alone) found[name] = alone
  }
  return { session: file.name, systems: found }
}

export function systemsNamed(names: readonly string[] | undefined): readonly System[] {
  if (names === undefined) return defaultSystems.filter(isInstalled)
  return names.flatMap(name => {
    if (name === 'all') return allSystems
    const found = allSystems.filter(system => system.name === name)
    if (found.length > 0) return found
    throw new BenchError(
      'unknown_system',
      `no system is called ${name}; there are ${allSystems.map(system => system.name).join(', ')}`,
    )
  })
}

function selected(
  files: readonly TranscriptFile[],
  { stride = 1, sample }: BenchOptions,
): readonly TranscriptFile[] {
  const strided = files.filter((_, index) => index % stride === 0)
  if (sample === undefined || sample >= strided.length) return strided
  return Array.from(
    { length: sample },
    (_, index) => strided[Math.floor((index * strided.length) / sample)] as TranscriptFile,
  )
}

function resultOf(system: System, scores: readonly SessionScore[]): SystemResult {
  const families = [...new Set(scores.map(score => score.family))].sort()
  return {
    name: system.name,
    about: system.about,
    ...(system.kind === undefined ? {} : { kind: system.kind }),
    total: aggregate(scores),
    byFamily: Object.fromEntries(
      families.map(family => [family, aggregate(scores.filter(score => score.family === family))]),
    ),
    sessions: scores.map(({ milliseconds: _milliseconds, ...score }) => score),
  }
}

/** The files of each process: the largest first, always to the one with the least to do. */
export function shares(files: readonly TranscriptFile[], processes: number): TranscriptFile[][] {
  const loads = Array.from({ length: processes }, () => ({ bytes: 0, files: [] as TranscriptFile[] }))
  for (const file of files.toSorted(
    (left, right) => right.bytes - left.bytes || (left.name < right.name ? -1 : 1),
  )) {
    const least = loads.reduce((best, load) => (load.bytes < best.bytes ? load : best))
    // Replaying costs more than linearly: every turn sends the history again.
    least.bytes += file.bytes * Math.sqrt(file.bytes)
    least.files.push(file)
  }
  return loads.map(load => load.files).filter(share => share.length > 0)
}

async function scoreAll(
  files: readonly TranscriptFile[],
  chosen: readonly System[],
  options: BenchOptions,
): Promise<TranscriptScores[]> {
  const results: TranscriptScores[] = []
  const done = (result: TranscriptScores): void => {
    results.push(result)
    options.progress?.(results.length, files.length, result.name)
  }
  options.progress?.(0, files.length, '')
  const names = chosen.map(system => system.name)
  const processes = Math.min(options.processes ?? 1, files.length)
  if (processes <= 1) for (const file of files) done(await scoreTranscript(file, names, options.budget))
  else
    await Promise.all(shares(files, processes).map(share => runProcess(share, names, options.budget, done)))
  return results
}

function runProcess(
  files: readonly TranscriptFile[],
  systems: readonly string[],
  budget: number | undefined,
  done: (result: TranscriptScores) => void,
): Promise<void> {
  return new Promise((resolve, reject) => {
    const child: ChildProcess = fork(fileURLToPath(new URL('./worker.js', import.meta.url)), {
      serialization: 'advanced',
    })
    let left = files.length
    child.on('message', (result: TranscriptScores) => {
      left--
      done(result)
      if (left === 0) child.disconnect()
    })
    child.on('error', reject)
    child.on('exit', code => {
      if (left === 0) resolve()
      else
        reject(new Error(`a benchmark process ended early with code ${code}; ${left} transcripts are left`))
    })
    child.send({ files, systems, ...(budget === undefined ? {} : { budget }) })
  })
}
