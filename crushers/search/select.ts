/** The lossy levels: every file with its count, and as many hits as the target has room for. */
import { directoryOf } from '../listing/paths.ts'
import type { CrushContext, Crushed, Loss } from '../types.ts'
import { type FileHits, filesOf } from './files.ts'
import type { Hits } from './hits.ts'
import { ATTEMPTS, CHARACTERS_PER_TOKEN, FULL, LONGEST_SHOWN, NAMES_PART, OTHERS_SHOWN } from './policy.ts'
import { ranked } from './rank.ts'
import { clip, compose, directories, HIDDEN_LENGTH, namesLength, type Plan } from './selection.ts'

const summary = /^… \d+ (?:hits|lines of hits) in \d+ files?, \d+ shown/

/** Made by `selectHits`: such a text is not crushed again. */
export const isSelection = (text: string): boolean => summary.test(text.slice(0, 100))

function sharedRoot(files: readonly FileHits[]): string {
  let shared = directoryOf(files[0]?.path ?? '')
  for (const { path } of files) while (!path.startsWith(shared)) shared = directoryOf(shared)
  return shared
}

/** Lines that are no hits, and how many there are. */
function othersOf(hits: Hits): { shown: string[]; count: number } {
  const shown: string[] = []
  let count = 0
  for (let line = 0; line < hits.count; line++) {
    if (hits.isHit(line) || hits.isHeading(line) || hits.isBlank(line) || hits.isRule(line)) continue
    if (count++ < OTHERS_SHOWN) shown.push(clip(hits.text, hits.start(line), hits.end(line)))
  }
  if (count > OTHERS_SHOWN) shown.push(`… ${count - OTHERS_SHOWN} more lines that are no hits`)
  return { shown, count }
}

/** Hits, best first, as long as there is room for them. They are drawn as they are needed. */
class Candidates {
  readonly #hits: Hits
  readonly #source: Iterator<number> | undefined
  readonly #drawn: number[] = []

  constructor(hits: Hits, source: Iterator<number> | undefined) {
    this.#hits = hits
    this.#source = source
  }

  #at(index: number): number | undefined {
    while (this.#drawn.length <= index) {
      const next = this.#source?.next()
      if (next === undefined || next.done === true) return undefined
      this.#drawn.push(next.value)
    }
    return this.#drawn[index]
  }

  fill(room: number): Set<number> {
    const shown = new Set<number>()
    const touched = new Set<number>()
    let left = room
    for (let index = 0, misses = 0; left > 0 && misses < MOST_MISSES; index++) {
      const line = this.#at(index)
      if (line === undefined) break
      const file = this.#hits.files[line] as number
      const length =
        Math.min(LONGEST_SHOWN, this.#hits.end(line) - (this.#hits.bodies[line] as number)) +
        (this.#hits.digits[line] as number) +
        2 +
        (touched.has(file) ? 0 : HIDDEN_LENGTH)
      if (length > left) {
        misses++
        continue
      }
      left -= length
      touched.add(file)
      shown.add(line)
    }
    return shown
  }
}

/** Hits that may be too long for what room is left before no more are tried. */
const MOST_MISSES = 200

export function selectHits(hits: Hits, context: CrushContext, before: number): Crushed | undefined {
  const files = filesOf(hits)
  const others = othersOf(hits)
  if (others.count > hits.found) return undefined
  const total = files.reduce((sum, file) => sum + file.hits.length, 0)
  const { target } = context
  const base = { hits, files, others: others.shown }
  const plans: readonly (readonly [plan: Plan, part: number])[] = [
    [{ ...base, ranges: true, under: '' }, context.level === 'outline' ? 1 : NAMES_PART],
    [{ ...base, ranges: false, under: '' }, context.level === 'outline' ? 1 : NAMES_PART],
    [{ ...base, ranges: false, under: sharedRoot(files) }, 0.95],
  ]
  let chosen: Plan | undefined
  let names = 0
  for (const [plan, part] of plans) {
    if (namesLength(plan) > target * part * 8) continue
    names = context.count(compose(plan, new Set()))
    if (names > target * part) continue
    chosen = plan
    break
  }
  if (chosen === undefined) names = 0
  const candidates = new Candidates(
    hits,
    chosen === undefined || context.level === 'outline' ? undefined : ranked(hits, files),
  )
  let best: { text: string; tokens: number; shown: number } | undefined
  let budget = (target - names) * CHARACTERS_PER_TOKEN
  for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
    const shown = chosen === undefined ? new Set<number>() : candidates.fill(budget)
    const text = chosen === undefined ? directories(plans[2]![0], budget) : compose(chosen, shown)
    const tokens = context.count(text)
    if (
      best === undefined ||
      (best.tokens > target ? tokens < best.tokens : tokens <= target && tokens > best.tokens)
    )
      best = { text, tokens, shown: shown.size }
    if (tokens <= target && (tokens >= target * FULL || shown.size === total || context.level === 'outline'))
      break
    const used = (target - names) / Math.max(1, tokens - names)
    budget *= tokens > target ? Math.max(0.1, Math.min(0.9, used * 0.98)) : Math.min(2, used * 0.98)
  }
  if (best === undefined || best.tokens + 25 >= before) return undefined
  const losses: Loss[] = [{ kind: 'omitted', unit: 'hits', kept: best.shown, total }]
  const beside = hits.found - total
  if (beside > 0) losses.push({ kind: 'omitted', unit: 'context lines', kept: 0, total: beside })
  if (others.count > OTHERS_SHOWN)
    losses.push({ kind: 'omitted', unit: 'other lines', kept: OTHERS_SHOWN, total: others.count })
  return { text: best.text, lossless: false, losses }
}
