import { performance } from 'node:perf_hooks'
import { crush } from '../../crushers/index.ts'
import type { ContentType, Level } from '../../crushers/types.ts'
import { estimateTokens, o200k } from '../../src/tokens.ts'
import { readable } from '../measures/readable.ts'
import type { TypedFile } from './files.ts'
import { type Needle, needlesOf } from './needles.ts'

export interface KindScore {
  readonly kind: ContentType
  files: number
  declined: number
  before: number
  after: number
  /** Characters read and milliseconds taken, counting estimated. */
  characters: number
  milliseconds: number
  readonly needles: Record<Needle['class'], { all: number; inline: number }>
  /** Needles that a lossless output spells another way: factored out, or as a row under a header. */
  respelled: number
  /** Files on which the crusher threw. Must be 0. */
  failed: number
}

export interface CrushBenchOptions {
  readonly level: Level
  readonly target?: number
}

/** Crushes every file as what it is, and looks for its needles in what is left. */
export function scoreCrushers(files: readonly TypedFile[], options: CrushBenchOptions): KindScore[] {
  const scores = new Map<ContentType, KindScore>()
  for (const file of files) {
    const score = scores.get(file.kind) ?? emptyScore(file.kind)
    scores.set(file.kind, score)
    scoreFile(file, score, options)
  }
  return [...scores.values()]
}

function scoreFile({ kind, name, text }: TypedFile, score: KindScore, options: CrushBenchOptions): void {
  score.files++
  const before = o200k.count(text)
  score.before += before
  const run = () => crush(kind, text, { ...options, count: estimateTokens, hint: { path: name } })
  let crushed
  try {
    run() // warms up: small files would otherwise measure the compiler
    const started = performance.now()
    crushed = run()
    score.milliseconds += performance.now() - started
  } catch {
    score.failed++
  }
  score.characters += text.length
  if (!crushed) score.declined++
  score.after += crushed ? o200k.count(crushed.text) : before
  const shown = readable(crushed?.text ?? text)
  let missing = 0
  for (const needle of needlesOf(kind, readable(text), name)) {
    const tally = score.needles[needle.class]
    tally.all++
    if (shown.includes(needle.text)) tally.inline++
    else missing++
  }
  if (crushed?.lossless) score.respelled += missing
}

const emptyScore = (kind: ContentType): KindScore => ({
  kind,
  files: 0,
  declined: 0,
  before: 0,
  after: 0,
  characters: 0,
  milliseconds: 0,
  needles: {
    anomaly: { all: 0, inline: 0 },
    random: { all: 0, inline: 0 },
    structure: { all: 0, inline: 0 },
  },
  respelled: 0,
  failed: 0,
})
