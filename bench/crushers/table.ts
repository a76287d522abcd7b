import type { Fate } from './fate.ts'
import type { GroupScore } from './score.ts'
import { speedText } from './speed.ts'

type Counts = Readonly<Record<Fate, number>>

const share = (part: number, whole: number): string =>
  whole === 0 ? '–' : ((100 * part) / whole).toFixed(part > 0 && part * 100 < whole ? 1 : 0)

const all = (counts: Counts): number => counts.inline + counts.respelled + counts.recoverable + counts.lost

export const crusherHead = [
  'type',
  'files',
  'left as is',
  'tokens',
  'after',
  'anomalies %',
  'random %',
  'structure %',
  'respelled %',
  'recoverable %',
  'lost %',
  'failed',
  'MB/s',
  'yardstick',
] as const

/** One row for each group of files. The first three shares are of needles that can still be read. */
export const crusherRows = (scores: readonly GroupScore[]): string[][] =>
  scores.map(({ needles: { anomaly, random, structure }, ...score }) => {
    const sum = (fate: Fate): number => anomaly[fate] + random[fate] + structure[fate]
    const needles = all(anomaly) + all(random) + all(structure)
    return [
      score.group,
      String(score.files),
      String(score.declined),
      String(score.before),
      (score.after / score.before).toFixed(2),
      share(anomaly.inline, all(anomaly)),
      share(random.inline, all(random)),
      share(structure.inline, all(structure)),
      share(sum('respelled'), needles),
      share(sum('recoverable'), needles),
      share(sum('lost'), needles),
      String(score.failed.length),
      speedText(score.speed),
      `${score.yardstick.name} ${speedText(score.yardstick)}`,
    ]
  })
