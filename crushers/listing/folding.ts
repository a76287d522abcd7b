/** Directories too many for their room are counted under what they lie in. */
import { directoryOf } from './paths.ts'

export interface Folded {
  /** Directories that are left. */
  readonly paths: readonly string[]
  /** Of each directory that was there, what it is counted under. */
  readonly into: Int32Array
}

const depthOf = (path: string): number => {
  let depth = 0
  for (let at = 0; at < path.length; at++)
    if (path.charCodeAt(at) === 47 || path.charCodeAt(at) === 92) depth++
  return depth
}

/** Longer paths are counted under what they lie in within this length at once: level by level would be quadratic. */
const LONGEST_STEP = 256

/** What a directory lies in, at most as high as `under`. */
function aboveOf(path: string, under: string): string {
  const above = directoryOf(path.length > LONGEST_STEP ? path.slice(0, LONGEST_STEP) : path)
  return above.length < under.length ? under : above.length < path.length ? above : ''
}

/** The lowest directory that all of them lie in. */
export function sharedDirectory(directories: Iterable<string>): string {
  let shared: string | undefined
  for (const path of directories) {
    shared ??= path
    while (!path.startsWith(shared)) shared = aboveOf(shared, '')
  }
  return shared ?? ''
}

/** Part of its fair share of all entries that a directory needs to stand by itself, at first. */
const FIRST_SHARE = 0.25

/**
 * Those that hold little are counted under what they lie in, until all fit: so each line stands for a good part of the
 * whole, and nothing is left out.
 * @param weights what each directory holds
 * @param under directory that all lie in: nothing is counted above it
 * @param each what one takes beside its path
 */
export function foldDirectories(
  given: readonly string[],
  weights: ArrayLike<number>,
  under: string,
  room: number,
  each: number,
): Folded {
  const paths = [...given]
  const holds = Array.from(weights)
  const into = paths.map((_, index) => index)
  const lengthOf = (index: number): number => (paths[index] as string).length - under.length + each
  let alive = into.slice()
  let length = alive.reduce((sum, index) => sum + lengthOf(index), 0)
  if (length <= room || alive.length < 2) return { paths: given, into: Int32Array.from(into) }
  const known = new Map(paths.map((path, index) => [path, index]))
  const whole = holds.reduce((sum, value) => sum + value, 0)
  const fitting = Math.max(1, room / (length / alive.length))
  let least = Math.max(2, (whole / fitting) * FIRST_SHARE)
  for (; length > room && alive.length > 1; least *= 2) {
    const byDepth: number[][] = []
    const place = (index: number): void => void (byDepth[depthOf(paths[index] as string)] ??= []).push(index)
    for (const index of alive) place(index)
    alive = []
    for (let depth = byDepth.length - 1; depth >= 0; depth--)
      for (const index of byDepth[depth] ?? []) {
        const path = paths[index] as string
        if ((holds[index] as number) >= least || path.length <= under.length) {
          alive.push(index)
          continue
        }
        const above = aboveOf(path, under)
        let upper = known.get(above)
        if (upper === undefined) {
          upper = paths.push(above) - 1
          holds.push(0)
          into.push(upper)
          known.set(above, upper)
          place(upper)
        }
        holds[upper] = (holds[upper] as number) + (holds[index] as number)
        // It may have to stand again for what lies deeper.
        known.delete(path)
        into[index] = upper
      }
    length = alive.reduce((sum, index) => sum + lengthOf(index), 0)
  }
  return renumbered(paths, into, given.length)
}

/** The directories that are left, in the order of the first that is counted under each. */
function renumbered(paths: readonly string[], into: readonly number[], count: number): Folded {
  const left: string[] = []
  const places = new Int32Array(paths.length).fill(-1)
  const of = new Int32Array(count)
  for (let start = 0; start < count; start++) {
    let index = start
    while (into[index] !== index) index = into[index] as number
    if ((places[index] as number) < 0) places[index] = left.push(paths[index] as string) - 1
    of[start] = places[index] as number
  }
  return { paths: left, into: of }
}
