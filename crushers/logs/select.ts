import type { CrushContext, Crushed, Loss } from '../types.ts'
import { type Block, blocksOf, framing, showBlock } from './blocks.ts'
import { headline, oddLines, repeats, shorten, template, timeSpan } from './describe.ts'
import { cyclesOf } from './cycles.ts'
import { type Family, familiesOf } from './families.ts'
import { type Kind, kindsOf } from './kinds.ts'
import {
  choose,
  common,
  context as nearby,
  cost,
  type Item,
  must,
  print,
  rare,
  variant,
  warned,
} from './layout.ts'
import { splitLines } from './lines.ts'
import { contextLines, ends, failureShare, failureWidth, folded, lineWidth, markerTokens } from './policy.ts'
import { changesOf } from './rates.ts'
import { signalOf } from './signals.ts'

/** Corrections of the estimate by an exact count. */
const attempts = 4
/** A target is met from this share of it on. */
const filled = 0.92

export function selectLog(text: string, context: CrushContext): Crushed | undefined {
  // Short enough as it is: then nothing needs to be lost.
  if (text.length < context.target * 8 && context.count(text) <= context.target) return undefined
  const { shown: lines, cleaned } = splitLines(text)
  if (lines.length < 3 || headline.test(lines[0] as string)) return undefined
  const kinds = kindsOf(lines)
  const signals = kinds.kinds.map(kind => signalOf(lines[kind.first] as string))
  const outline = context.level === 'outline'
  const frames = framing(lines, kinds)
  const blocks = blocksOf(lines, kinds, frames)
  const inBlock = new Uint8Array(lines.length)
  for (const block of blocks) inBlock.fill(1, block.first, block.last + 1)
  const outside = new Uint8Array(kinds.kinds.length)
  for (let index = 0; index < lines.length; index++)
    if (inBlock[index] === 0 && (kinds.of[index] as number) >= 0) outside[kinds.of[index] as number] = 1

  const items: Item[] = []
  const failure = (line: string): string => shorten(line, failureWidth)
  const plain = (line: string): string => shorten(line, lineWidth)
  const verbatim = (line: number, rank: number): void => {
    items.push({ line, end: line, text: plain(lines[line] as string), rank, weight: 1, kinds: [] })
  }

  // Traces: the first of each key in place, the others counted behind it.
  const traces = new Map<string, { block: Block; more: Block[] }>()
  for (const block of blocks) {
    const known = traces.get(block.key)
    if (known) known.more.push(block)
    else traces.set(block.key, { block, more: [] })
  }
  for (const { block, more } of traces.values()) {
    const shown = showBlock(lines, kinds, frames, block, failure)
    if (more.length > 0) {
      const where = more.slice(0, 6).map(each => each.first + 1)
      shown.push(
        `(same trace ×${more.length + 1}, again at lines ${where.join(', ')}${more.length > 6 ? ', …' : ''})`,
      )
    }
    items.push({
      line: block.first,
      end: block.last,
      text: shown.join('\n'),
      rank: must,
      weight: 1,
      kinds: [],
    })
  }

  const kindItem = (kind: Kind, rank: number): Item => {
    const line = lines[kind.first] as string
    const signal = signals[kind.id]
    const one = { line: kind.first, end: kind.first, rank, weight: kind.count, kinds: [kind.id] }
    if (signal === undefined && kind.count >= folded)
      return {
        ...one,
        text: `×${kind.count} (lines ${kind.first + 1}–${kind.last + 1}) ${plain(template(line, kind))}`,
      }
    return {
      ...one,
      text: (signal === 'failure' || signal === 'failed' ? failure(line) : plain(line)) + repeats(line, kind),
    }
  }
  const familyItem = (family: Family, rank: number): Item => {
    const kind = family.members[0] as Kind
    if (family.members.length === 1) return kindItem(kind, rank)
    const line = lines[kind.first] as string
    const shown = signals[kind.id] === 'failure' ? failure(line) : plain(line)
    const varies = family.varying === '' ? '' : `; varies: ${shorten(family.varying, 200)}`
    return {
      line: kind.first,
      end: kind.first,
      rank,
      weight: family.count,
      kinds: family.members.map(each => each.id),
      text: `${shown} (×${family.count} alike, lines ${family.first + 1}–${family.last + 1}${varies})`,
    }
  }

  const speaking = kinds.kinds.filter(kind => outside[kind.id] === 1)
  // What comes in turn is shown as one block.
  const inCycle = new Set<number>()
  if (!outline)
    for (const { first, period, times } of cyclesOf(kinds)) {
      const turn = Array.from(kinds.of.subarray(first, first + period), id => kinds.kinds[id] as Kind)
      if (turn.some(kind => outside[kind.id] === 0 || signals[kind.id] !== undefined)) continue
      const shown = turn.map(kind => `  ${plain(template(lines[kind.first] as string, kind))}`)
      const head = `×${times} these ${period} lines in turn (lines ${first + 1}–${first + period * times}):`
      for (const kind of turn) inCycle.add(kind.id)
      items.push({
        line: first,
        end: first - 1,
        text: [head, ...shown].join('\n'),
        rank: common,
        weight: times * period,
        kinds: turn.map(kind => kind.id),
      })
    }
  const summing: Kind[] = []
  const failed: Kind[] = []
  const failing: Kind[] = []
  const warning: Kind[] = []
  const usual: Kind[] = []
  for (const kind of speaking) {
    if (inCycle.has(kind.id)) continue
    const signal = signals[kind.id]
    if (signal === 'summary') summing.push(kind)
    else if (signal === 'failed') failed.push(kind)
    else if (signal === 'failure') failing.push(kind)
    else if (signal === 'warning') warning.push(kind)
    else if (signal === undefined && (lines[kind.first] as string).trim().length > 2) usual.push(kind)
  }

  // How it ended, then names of what failed, then what was said of it: every variant while they fit, else one line
  // for each template and the others counted behind it.
  let left = context.target * failureShare
  for (const group of [summing, failed, failing]) {
    const each = group.map(kind => kindItem(kind, must))
    const all = each.reduce((sum, one) => sum + cost(one.text), 0)
    if (all <= left) {
      for (const one of each) items.push(one)
      left -= all
      continue
    }
    for (const family of familiesOf(group, lines)) {
      const one = familyItem(family, must)
      items.push(one)
      left -= cost(one.text)
      for (const kind of family.members.slice(1)) items.push(kindItem(kind, rare))
    }
  }
  if (!outline) {
    const counted: Family[] = []
    for (const [group, rank] of [
      [warning, warned],
      [usual, common],
    ] as const)
      for (const family of familiesOf(group, lines)) {
        const seldom = rank === common && family.count < folded
        if (seldom) for (const kind of family.members) items.push(kindItem(kind, rare))
        else items.push(familyItem(family, rank))
        if (!seldom && family.members.length > 1)
          for (const kind of family.members.slice(1))
            if (kind.count < folded) items.push({ ...kindItem(kind, variant), weight: family.members.length })
        counted.push(family)
      }
    for (const { line, text: shown } of changesOf(counted, kinds.of, lines))
      items.push({
        line,
        end: line - 1,
        text: shown,
        rank: common,
        weight: Number.MAX_SAFE_INTEGER,
        kinds: [],
      })
    for (const kind of speaking) for (const line of oddLines(kind)) verbatim(line, rare)
    // What stood around a trace or a failure that happened once or twice.
    for (const { line, end, rank, weight } of items.slice()) {
      if (rank !== must || weight > 2) continue
      for (
        let index = Math.max(0, line - contextLines);
        index <= end + contextLines && index < lines.length;
        index++
      )
        if ((index < line || index > end) && kinds.of[index] !== -1) verbatim(index, nearby)
    }
  }
  for (let index = 0; index < lines.length; index++)
    if ((index < ends || index >= lines.length - ends) && kinds.of[index] !== -1 && inBlock[index] === 0)
      verbatim(index, must)

  const head = `[log of ${lines.length} lines${timeSpan(lines)}; ×n (lines a–b) = n such lines, <…> = what varies in them]\n`
  const { out, tokens, shown, total } = fit()
  if (out.length * 3 > text.length && tokens + markerTokens >= context.count(text)) return undefined
  const losses: Loss[] = [{ kind: 'omitted', unit: 'lines', kept: shown, total }]
  if (cleaned > 0)
    losses.push({
      kind: 'shortened',
      unit: 'lines',
      kept: lines.length - cleaned,
      total: lines.length,
      note: 'without escape codes and overwritten progress',
    })
  return { text: out, lossless: false, losses }

  /** What fits by an exact count: the estimate is corrected downwards, and upwards while rare lines are left out. */
  function fit(): Fitted {
    let best: Fitted | undefined
    let target = context.target
    for (let attempt = 1; ; attempt++) {
      const chosen = choose(items, target)
      const printed = print(chosen, kinds.of, inBlock, signals)
      const whole = head + printed.text
      const tokens = context.count(whole)
      const fits = tokens <= context.target
      const one = { out: whole, tokens, shown: printed.shown, total: printed.total }
      if (!best || (fits ? best.tokens > context.target || tokens > best.tokens : tokens < best.tokens))
        best = one
      const left = items.length > chosen.length && rareOf(items) > rareOf(chosen)
      const wanting = fits ? left && tokens < context.target * filled : chosen.some(each => each.rank > must)
      if (!wanting || attempt === attempts) return best
      target *= Math.min(2, Math.max(0.2, (context.target / tokens) * 0.97))
    }
  }
}

interface Fitted {
  readonly out: string
  readonly tokens: number
  readonly shown: number
  readonly total: number
}

const rareOf = (items: readonly Item[]): number =>
  items.reduce((count, each) => count + (each.rank === rare ? 1 : 0), 0)
