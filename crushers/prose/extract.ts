import type { Crushed, CrushContext, Loss } from '../types.ts'
import {
  fitRounds,
  headFrom,
  headingShare,
  minimumSaving,
  noveltyBars,
  packTarget,
  packUnits,
  outlineShare,
  topUpTarget,
  topUpTries,
  weights,
} from './policy.ts'
import { pack } from './pack.ts'
import { countLines, owns, render } from './render.ts'
import { type Scores, scoreUnits } from './score.ts'
import { splitUnits, type Unit } from './units.ts'
import { readView, viewUnits } from './view.ts'

/**
 * A shorter version made of exact sentences, in order. `undefined` when the text fits already, is an extract, or cannot be
 * made shorter. `translate` gives line numbers where the text was itself made from another (a page).
 */
export function extract(
  original: string,
  context: CrushContext,
  translate: (line: number) => number = line => line,
): Crushed | undefined {
  if (owns(original)) return undefined
  const view = readView(original)
  const { text, plain, lineOf } = view ?? { text: original, plain: original, lineOf: translate }
  const before = context.count(original)
  const target =
    context.level === 'outline' ? Math.min(context.target, Math.ceil(before * outlineShare)) : context.target
  if (before <= target + minimumSaving) return undefined
  const read = splitUnits(plain, view !== undefined || context.hint?.fileView === true)
  const units = view ? viewUnits(view, read) : read
  const total = units.reduce((sum, unit) => sum + unit.cost, 0)
  if (units.length < 2 || total === 0) return undefined
  const scale = before / total
  for (const unit of units) unit.cost *= scale
  const headed = context.level === 'outline' || target >= headFrom
  const scores = scoreUnits(plain, read)
  const { order, fresh } = ranking(units, scores, target, context.level === 'outline')
  const packed = target <= packTarget && units.length <= packUnits && units.every(({ level }) => level === 0)
  const values = packed ? valuesOf(units, scores, fresh) : undefined

  // The estimate is scaled until the exact count fits: a few counts of a text of about the target's size.
  let room = target
  let best: { out: string; kept: Uint8Array; tokens: number } | undefined
  for (let round = 0; round < fitRounds; round++) {
    const kept = values ? pack(units, values, room) : choose(units, order, room)
    const out = render(text, units, kept, { lineOf, head: headed })
    const tokens = context.count(out)
    const fits = tokens <= target
    if (!best || (fits && (best.tokens > target || tokens > best.tokens)) || (!fits && tokens < best.tokens))
      best = { out, kept, tokens }
    if (fits && tokens >= target * 0.97) break
    room *= Math.min(1.6, Math.max(0.5, (target * 0.99) / Math.max(1, tokens)))
  }
  if (!best) return undefined
  if (best.tokens <= target) topUp(best.kept)
  // Without its head line an extract is known only by its size: it must have the size that was asked for.
  const out =
    headed || best.tokens <= target ? best.out : render(text, units, best.kept, { lineOf, head: true })
  if (context.count(out) > before - minimumSaving) return undefined
  return { text: out, lossless: false, losses: losses(text, units, best.kept, lineOf) }

  /** Short extracts are coarse: the room that a long sentence left may hold a shorter one. */
  function topUp(kept: Uint8Array): void {
    let tries = target <= topUpTarget ? topUpTries : 0
    for (const unit of order) {
      if (tries === 0) return
      const { cost, heading, needs } = units[unit] as Unit
      const bare = (heading < 0 || kept[heading]) && (needs < 0 || kept[needs])
      if (!best || kept[unit] || !bare || cost > target - best.tokens + 2) continue
      tries--
      kept[unit] = 1
      const out = render(text, units, kept, { lineOf, head: headed })
      const tokens = context.count(out)
      if (tokens <= target) best = { out, kept, tokens }
      else kept[unit] = 0
    }
  }
}

interface Ranking {
  readonly order: Int32Array
  /** Share of each unit's worth that counts beside the units before it in the order. */
  readonly fresh: Float64Array
}

/** Units in the order in which they should be added while there is room. */
function ranking(units: readonly Unit[], scores: Scores, target: number, outline: boolean): Ranking {
  const { worth } = scores
  const order: number[] = []
  for (let unit = 0; unit < units.length; unit++) if (units[unit]?.kind !== 'frame') order.push(unit)
  const first = new Uint8Array(units.length)
  let room = target * headingShare[outline ? 'outline' : 'select']
  const headings = order.filter(unit => units[unit]?.kind === 'heading')
  headings.sort((a, b) => (units[a] as Unit).level - (units[b] as Unit).level || a - b)
  for (const unit of headings) {
    room -= (units[unit] as Unit).cost
    if (room < 0) break
    first[unit] = 1
  }
  order.sort(
    (a, b) =>
      (first[b] as number) - (first[a] as number) || (worth[b] as number) - (worth[a] as number) || a - b,
  )
  return novelFirst(order, scores)
}

/**
 * Puts off what mostly repeats units that come before it in the order: three sweeps, each with a lower bar, instead of a
 * queue that would have to be reordered after every choice.
 */
function novelFirst(order: readonly number[], scores: Scores): Ranking {
  const { index, weights: worths } = scores
  const covered = new Uint8Array(worths.length)
  const fresh = new Float64Array(scores.worth.length)
  const result: number[] = []
  let waiting = order
  for (const [sweep, bar] of noveltyBars.entries()) {
    const later: number[] = []
    for (const unit of waiting) {
      let all = 0
      let novel = 0
      const end = index.offsets[unit + 1] as number
      for (let at = index.offsets[unit] as number; at < end; at++) {
        const term = index.postings[at] as number
        all += worths[term] as number
        if (!covered[term]) novel += worths[term] as number
      }
      if (novel < all * bar) {
        later.push(unit)
        continue
      }
      for (let at = index.offsets[unit] as number; at < end; at++) covered[index.postings[at] as number] = 1
      result.push(unit)
      fresh[unit] = sweep === 0 ? 1 : (noveltyBars[sweep - 1] as number)
    }
    waiting = later
  }
  return { order: Int32Array.from(result), fresh }
}

/** What each unit is worth as a whole, less where it repeats what goes before it. */
function valuesOf(units: readonly Unit[], scores: Scores, fresh: Float64Array): Float64Array {
  return scores.worth.map(
    (worth, unit) => worth * ((units[unit] as Unit).cost + weights.overhead) * (fresh[unit] as number),
  )
}

/** Takes units while they fit, each with what it cannot be read without. */
function choose(units: readonly Unit[], order: Int32Array, room: number): Uint8Array {
  const kept = new Uint8Array(units.length)
  let left = room
  const chain: number[] = []
  for (const start of order) {
    if (kept[start]) continue
    chain.length = 0
    let cost = 0
    for (const unit of [start, units[start]?.heading ?? -1, units[start]?.needs ?? -1]) {
      if (unit < 0 || kept[unit]) continue
      chain.push(unit)
      cost += (units[unit] as Unit).cost
    }
    // A mark where a gap opens: one token inside a line, two between lines.
    if (!kept[start - 1]) cost += 1
    if (!kept[start + 1]) cost += 1
    if (cost > left) {
      if (left < 4) break
      continue
    }
    left -= cost
    for (const unit of chain) kept[unit] = 1
  }
  closeFrames(units, kept)
  return kept
}

/** A closing fence stays exactly when its opening fence does; a gap that costs no more than its mark is closed. */
function closeFrames(units: readonly Unit[], kept: Uint8Array): void {
  for (let unit = 0; unit < units.length; unit++) {
    const { kind, needs, cost } = units[unit] as Unit
    if (kind === 'frame' && needs >= 0) kept[unit] = kept[needs] as number
    else if (kind !== 'frame' && cost <= 2 && unit > 0 && kept[unit - 1] && kept[unit + 1]) kept[unit] = 1
  }
}

function losses(
  text: string,
  units: readonly Unit[],
  kept: Uint8Array,
  lineOf: (line: number) => number,
): Loss[] {
  let shown = 0
  let total = 0
  let first = 0
  let last = 0
  for (let unit = 0; unit < units.length; unit++) {
    const { kind, line, from, to } = units[unit] as Unit
    if (kind === 'frame') continue
    total++
    if (kept[unit]) {
      shown++
      continue
    }
    if (first === 0) first = line
    last = line + countLines(text, from, to)
  }
  return [{ kind: 'omitted', unit: 'sentences', kept: shown, total, span: [lineOf(first), lineOf(last)] }]
}
