import type { KindScore } from './score.ts'

const share = ({ all, inline }: { all: number; inline: number }): string =>
  all === 0 ? '–' : ((100 * inline) / all).toFixed(0)

export const crusherHead = [
  'type',
  'files',
  'left as is',
  'tokens',
  'after',
  'anomalies %',
  'random %',
  'structure %',
  'respelled',
  'failed',
  'MB/s',
]

/** One row for each content type. What is not inline stays behind the handle of its original. */
export const crusherRows = (scores: readonly KindScore[]): string[][] =>
  scores.map(score => [
    score.kind,
    String(score.files),
    String(score.declined),
    String(score.before),
    (score.after / score.before).toFixed(2),
    share(score.needles.anomaly),
    share(score.needles.random),
    share(score.needles.structure),
    String(score.respelled),
    String(score.failed),
    (score.characters / 1e3 / Math.max(score.milliseconds, 0.001)).toFixed(1),
  ])
