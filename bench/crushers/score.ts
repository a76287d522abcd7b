import { crush } from '../../crushers/index.ts'
import type { Crushed, Level } from '../../crushers/types.ts'
import { estimateTokens, o200k } from '../../src/tokens.ts'
import { readable } from '../measures/readable.ts'
import { type Fate, Fates } from './fate.ts'
import { groupOf, type TypedFile } from './files.ts'
import { type Needle, needlesOf } from './needles.ts'
import { cpuOf, type Speed } from './speed.ts'
import { type Yardstick, yardstickOf } from './yardsticks.ts'

/** All files of one group at one level. */
export interface GroupScore {
  readonly group: string
  readonly files: number
  /** Files that the crusher left as they are. */
  readonly declined: number
  readonly before: number
  readonly after: number
  readonly needles: Readonly<Record<Needle['class'], Readonly<Record<Fate, number>>>>
  /** Files on which the crusher threw, or took longer than a minute. Must be 0. */
  readonly failed: readonly string[]
  /** CPU time of crushing all files once, tokens estimated. */
  readonly speed: Speed
  readonly yardstick: Speed & Pick<Yardstick, 'name'>
}

export interface CrushBenchOptions {
  readonly level: Level
  readonly target?: number
  /**
   * Milliseconds of running before a speed is measured.
   * @default 3000
   */
  readonly warm?: number
}

/** Crushes every file as what it is, looks for its needles in what is left, and times it. */
export async function scoreCrushers(
  files: readonly TypedFile[],
  options: CrushBenchOptions,
): Promise<GroupScore[]> {
  const scores: GroupScore[] = []
  for (const group of new Set(files.map(groupOf)))
    scores.push(
      await scoreGroup(
        group,
        files.filter(file => groupOf(file) === group),
        options,
      ),
    )
  return scores
}

async function scoreGroup(
  group: string,
  files: readonly TypedFile[],
  options: CrushBenchOptions,
): Promise<GroupScore> {
  const needles = { anomaly: noFates(), random: noFates(), structure: noFates() }
  const failed: string[] = []
  let declined = 0
  let before = 0
  let after = 0
  for (const file of files) {
    const { kind, name, text } = file
    let crushed: Crushed | undefined
    try {
      crushed = crushFile(file, options)
    } catch {
      failed.push(name)
    }
    const tokens = o200k.count(text)
    before += tokens
    after += crushed ? o200k.count(crushed.text) : tokens
    if (!crushed) declined++
    const fates = new Fates(kind, text, crushed)
    for (const needle of needlesOf(kind, readable(text), name))
      needles[needle.class][await fates.of(needle.text)]++
  }
  const yardstick = yardstickOf(group)
  const { warm, ...crushing } = options
  const sound = files.filter(({ name }) => !failed.includes(name))
  return {
    group,
    files: files.length,
    declined,
    before,
    after,
    needles,
    failed,
    speed: speedOf(sound, file => void crushFile(file, crushing), warm),
    yardstick: { name: yardstick.name, ...speedOf(sound, file => yardstick.run(file.text), warm) },
  }
}

const crushFile = ({ kind, name, text }: TypedFile, options: CrushBenchOptions): Crushed | undefined =>
  crush(kind, text, { ...options, count: estimateTokens, hint: { path: name } })

/** Files at which the work throws count in neither size nor time. */
export function speedOf(files: readonly TypedFile[], work: (file: TypedFile) => void, warm?: number): Speed {
  const able = files.filter(file => {
    try {
      work(file)
      return true
    } catch {
      return false
    }
  })
  return {
    characters: able.reduce((sum, { text }) => sum + text.length, 0),
    milliseconds: cpuOf(() => able.forEach(work), warm),
  }
}

const noFates = (): Record<Fate, number> => ({ inline: 0, respelled: 0, recoverable: 0, lost: 0 })
