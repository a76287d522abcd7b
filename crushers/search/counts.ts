/**
 * What `grep -c` prints: files with how many hits each has, most of them none. A selection names those with most.
 *
 *     … 1768 files counted, 12345 hits in 442 of them, 88 shown
 *     src/mill/: wheel.ts:24, sluice.ts:52, … 34 hits in 3 more files, 30 files with none
 */
import { Drawn } from '../drawn.ts'
import { fitToTarget } from '../listing/fit.ts'
import { foldDirectories, sharedDirectory } from '../listing/folding.ts'
import { directoryOf } from '../listing/paths.ts'
import { scattered } from '../listing/scattered.ts'
import { leastOfLargest } from '../listing/sizes.ts'
import type { CrushContext, Crushed } from '../types.ts'
import { type Hits, isDigit } from './hits.ts'
import { COUNTS_PART, LARGEST_COUNTS, LEAST_COUNTED, MOST_MISSES } from './policy.ts'

const summary = /^… \d+ files counted, \d+ hits in \d+ of them, \d+ shown/

/** Made by `selectCounts`. */
export const isCountSelection = (text: string): boolean => summary.test(text.slice(0, 120))

/** The count behind a path; -1 where something else stands there. */
function countAt(hits: Hits, line: number): number {
  const from = hits.bodies[line] as number
  const end = hits.end(line)
  if (end === from || end - from > 9) return -1
  let count = 0
  for (let at = from; at < end; at++) {
    const code = hits.text.charCodeAt(at)
    if (!isDigit(code)) return -1
    count = count * 10 + code - 48
  }
  return count
}

export interface Counted {
  readonly paths: readonly string[]
  readonly counts: Float64Array
}

/** Files with their counts, where that is all that the text tells: each once, nothing but a number behind it. */
export function countsOf(hits: Hits): Counted | undefined {
  if (hits.grouped || hits.found < LEAST_COUNTED || hits.paths.length !== hits.found) return undefined
  const counts = new Float64Array(hits.found)
  const paths: string[] = []
  for (let line = 0; line < hits.count; line++) {
    if (!hits.isHit(line)) continue
    const count = (hits.digits[line] as number) > 0 ? -1 : countAt(hits, line)
    if (count < 0) return undefined
    counts[paths.length] = count
    paths.push(hits.path(line))
  }
  return { paths, counts }
}

/** Files in the order in which they should be named: the largest counts, then those with twice the hits before others. */
function* byCount(counts: Float64Array): Generator<number> {
  const large = leastOfLargest(counts, LARGEST_COUNTS)
  const classes: number[][] = []
  for (const [file, count] of counts.entries())
    if (count > 0) (classes[count >= large ? 33 : 32 - Math.clz32(count)] ??= []).push(file)
  for (const each of classes.reverse()) yield* scattered(each ?? [])
}

const plural = (count: number, unit: string): string => `${count} ${unit}${count === 1 ? '' : 's'}`

/** What a directory with its counts takes beside its path: `: … 34 hits in 3 more files, 30 files with none`. */
const COUNTS_LENGTH = 45

export function selectCounts(
  { paths, counts }: Counted,
  context: CrushContext,
  before: number,
): Crushed | undefined {
  const directories: string[] = []
  const indices = new Map<string, number>()
  const inside = Int32Array.from(paths, path => {
    const directory = directoryOf(path)
    const known = indices.get(directory)
    if (known !== undefined) return known
    indices.set(directory, directories.length)
    return directories.push(directory) - 1
  })
  const weights = new Float64Array(directories.length)
  let total = 0
  let filled = 0
  for (const [file, count] of counts.entries()) {
    weights[inside[file] as number] = (weights[inside[file] as number] as number) + count
    total += count
    if (count > 0) filled++
  }
  const under = sharedDirectory(directories)
  const order = new Drawn(byCount(counts))
  return fitToTarget(context, before, characters => {
    const folded = foldDirectories(directories, weights, under, characters * COUNTS_PART, COUNTS_LENGTH)
    const names = folded.paths.map((): string[] => [])
    const shown = new Set<number>()
    let room = characters - 60
    for (const path of folded.paths) room -= path.length + COUNTS_LENGTH
    for (let index = 0, misses = 0; room > 0 && misses < MOST_MISSES; index++) {
      const file = order.at(index)
      if (file === undefined) break
      const place = folded.into[inside[file] as number] as number
      const length = (paths[file] as string).length - (folded.paths[place] as string).length + 5
      if (length > room) {
        misses++
        continue
      }
      room -= length
      shown.add(file)
    }
    const rest = folded.paths.map(() => ({ files: 0, hits: 0, empty: 0 }))
    for (const [file, count] of counts.entries()) {
      const place = folded.into[inside[file] as number] as number
      const others = rest[place] as { files: number; hits: number; empty: number }
      if (shown.has(file))
        names[place]?.push(
          `${(paths[file] as string).slice((folded.paths[place] as string).length)}:${count}`,
        )
      else if (count === 0) others.empty++
      else {
        others.files++
        others.hits += count
      }
    }
    const out = [`… ${paths.length} files counted, ${total} hits in ${filled} of them, ${shown.size} shown`]
    for (const [place, path] of folded.paths.entries()) {
      const { files, hits, empty } = rest[place] as { files: number; hits: number; empty: number }
      const parts = names[place] as string[]
      if (files > 0)
        parts.push(
          `${parts.length > 0 ? '… ' : ''}${plural(hits, 'hit')} in ${plural(files, parts.length > 0 ? 'more file' : 'file')}`,
        )
      if (empty > 0) parts.push(`${plural(empty, 'file')} with none`)
      out.push(path === '' ? parts.join(', ') : `${path}: ${parts.join(', ')}`)
    }
    return {
      text: out.join('\n'),
      losses: [{ kind: 'omitted', unit: 'files', kept: shown.size, total: paths.length }],
      isAll: shown.size === filled && folded.paths.length === directories.length,
    }
  })
}
