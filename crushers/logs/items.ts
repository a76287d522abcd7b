import { type Block, blocksOf, type Framing, framing, showBlock } from './blocks.ts'
import {
  again,
  common,
  context as nearby,
  cost,
  type Item,
  must,
  once,
  rare,
  severe,
  thinned,
  type Told,
  warned,
} from './choose.ts'
import { cyclesOf } from './cycles.ts'
import { oddLines, repeats, shorten, skeleton, span, template } from './describe.ts'
import { type Family, familiesOf } from './families.ts'
import type { Signal } from './flavours.ts'
import { learnHeader } from './header.ts'
import { type Kind, type Kinds, kindsOf } from './kinds.ts'
import { bare, stampEnd } from './lines.ts'
import { differences, type Members, membersOf } from './members.ts'
import {
  alikeMembers,
  alikeShare,
  broad,
  charactersPerToken,
  contextLines,
  ends,
  failureExcess,
  failureShare,
  failureWidth,
  folded,
  lineWidth,
  listedRow,
  mostRows,
  named,
  sampledTimes,
  suffixCost,
  summaryShare,
  toldPlaces,
} from './policy.ts'
import { changesOf } from './rates.ts'
import { quietKinds } from './sections.ts'
import { mentions, signalOf } from './signals.ts'
import { tellMessages } from './told.ts'

/** A log as selection sees it. */
export interface Log {
  readonly lines: readonly string[]
  readonly kinds: Kinds
  /** By kind. */
  readonly signals: readonly (Signal | undefined)[]
  /** 1 for kinds whose errors are the output of tests that passed. */
  readonly quiet: Uint8Array | undefined
  readonly frames: Framing
  readonly blocks: readonly Block[]
  /** 1 for lines of stack traces. */
  readonly inBlock: Uint8Array
  /** Where the message of a line begins. */
  readonly start: (line: string) => number
}

export function readLog(lines: readonly string[]): Log {
  const kinds = kindsOf(lines)
  const quiet = quietKinds(lines, kinds)
  const signals = kinds.kinds.map(kind =>
    quiet?.titles[kind.id] === 1 ? 'pass' : signalOf(lines[kind.first] as string),
  )
  const frames = framing(lines, kinds)
  const blocks = blocksOf(lines, kinds, frames)
  const inBlock = new Uint8Array(lines.length)
  for (const block of blocks) inBlock.fill(1, block.first, block.last + 1)
  const start = messageStart(lines)
  tellMessages(lines, kinds, signals, frames.role, inBlock, start)
  return { lines, kinds, signals, quiet: quiet?.below, frames, blocks, inBlock, start }
}

/** Where the message of a line begins: behind its time, and behind the header that all lines share. */
export function messageStart(lines: readonly string[]): (line: string) => number {
  const header = learnHeader(lines)
  return line => Math.max(stampEnd(line), header(line))
}

/** All that may be shown of a log, with what it costs left out of account but for failures. */
export function itemsOf(log: Log, outline: boolean, target: number): Item[] {
  const { lines, kinds, signals, inBlock, start } = log
  const items: Item[] = traces(log)
  const outside = new Uint8Array(kinds.kinds.length)
  for (let index = 0; index < lines.length; index++)
    if (inBlock[index] === 0 && (kinds.of[index] as number) >= 0) outside[kinds.of[index] as number] = 1
  const speaking = kinds.kinds.filter(kind => outside[kind.id] === 1)
  const inCycle = new Set<number>()
  if (!outline)
    for (const cycle of cyclesOf(kinds)) {
      const turn = Array.from(
        kinds.of.subarray(cycle.first, cycle.first + cycle.period),
        id => kinds.kinds[id] as Kind,
      )
      if (turn.some(kind => outside[kind.id] === 0 || signals[kind.id] !== undefined)) continue
      for (const kind of turn) inCycle.add(kind.id)
      items.push(cycleItem(lines, cycle, turn))
    }
  const sorted: Record<'summary' | 'failed' | 'failure' | 'warning' | 'pass' | 'usual', Kind[]> = {
    summary: [],
    failed: [],
    failure: [],
    warning: [],
    pass: [],
    usual: [],
  }
  for (const kind of speaking) {
    if (inCycle.has(kind.id)) continue
    const signal = signals[kind.id]
    if (log.quiet?.[kind.id] === 1 && signal !== 'pass') sorted.warning.push(kind)
    else if (signal !== undefined) sorted[signal].push(kind)
    else if (says.test(lines[kind.first] as string)) sorted.usual.push(kind)
  }

  // How it ended, then names of what failed, then what was said of it: every variant while they fit, else one line
  // for each template and the others below it.
  let left = target * failureShare
  const troubled = sorted.summary.filter(kind =>
    countsFailures.test((lines[kind.first] as string).slice(0, failureWidth)),
  )
  const calm = sorted.summary.filter(kind => !troubled.includes(kind))
  for (const group of [troubled, calm, sorted.failed, sorted.failure]) {
    const each = group.map(kind => kindItem(log, kind, must))
    const all = each.reduce((sum, one) => sum + one.cost, 0)
    // Summaries of parts, one for each class or package, are told as one.
    const fits = all <= (group === calm ? left * summaryShare : left)
    const families = fits ? [] : familiesOf(group, lines, start)
    const chosen = fits ? each : families.map(family => familyItem(log, family, must))
    for (const one of chosen) {
      // More templates of failure than this are told as what only mentions errors is: spread over the log.
      items.push(left > target * (failureShare - failureExcess) ? one : { ...one, rank: severe })
      left -= one.cost
    }
    if (group === calm) continue
    for (const family of families)
      for (const kind of family.members.slice(1)) items.push(kindItem(log, kind, severe))
  }
  if (!outline) {
    const spoken = [sorted.warning, sorted.pass, sorted.usual].map(group =>
      group.filter(kind => mentions(lines[kind.first] as string)),
    )
    const mentioned = mentioning(log, spoken, left)
    items.push(...mentioned)
    // Lines that are told as alike are not told again as a template.
    const told = new Set(mentioned.flatMap(({ kinds: all }) => (all.length > 1 ? all : [])))
    const counted: Family[] = []
    for (const [group, rank] of [
      [sorted.warning, warned],
      [sorted.pass, common],
      [sorted.usual, common],
    ] as const)
      for (const family of familiesOf(
        group.filter(({ id }) => !told.has(id)),
        lines,
        start,
      )) {
        counted.push(family)
        if (family.count === 1) items.push(kindItem(log, family.members[0] as Kind, once))
        else if (rank === common && family.count < folded)
          for (const kind of family.members) items.push(kindItem(log, kind, rare))
        else items.push({ ...familyItem(log, family, rank), passed: group === sorted.pass })
      }
    for (const { line, text } of isStamped(lines) ? changesOf(counted, kinds.of, lines) : [])
      items.push({ ...plainItem(line, line - 1, text, common), weight: Number.MAX_SAFE_INTEGER })
    for (const kind of speaking) for (const line of oddLines(kind)) items.push(verbatim(lines, line, rare))
    for (const kind of sorted.failure) if (kind.count > 1) items.push(verbatim(lines, kind.last, again))
    items.push(...surroundings(log, items))
  }
  for (let index = 0; index < lines.length; index++)
    if ((index < ends || index >= lines.length - ends) && kinds.of[index] !== -1 && inBlock[index] === 0) {
      // A line of which the log is full says neither what was run nor how it ended.
      const common =
        (kinds.kinds[kinds.of[index] as number] as Kind).count >= Math.max(folded, lines.length * broad)
      items.push(verbatim(lines, index, common ? rare : must))
    }
  return items
}

/** Lines that speak of errors in passing: each, while there is room for them, else those alike in one line. */
function mentioning(log: Log, groups: readonly (readonly Kind[])[], room: number): Item[] {
  const { lines, start } = log
  const each = groups.flat().map(kind => kindItem(log, kind, severe))
  const all = each.reduce((sum, one) => sum + one.cost, 0)
  if (all * 2 <= room) return each
  const families = groups.flatMap(group => familiesOf(group, lines, start))
  return families.flatMap(({ members, count, first, last }) => {
    const [kind, ...others] = members as [Kind, ...Kind[]]
    const told =
      members.length < alikeMembers || room <= 0
        ? undefined
        : differences(members.map(one => (lines[one.first] as string).slice(0, failureWidth)))?.map(row =>
            shorten(row, listedRow),
          )
    if (told === undefined) return members.map(one => kindItem(log, one, severe))
    const width = ((room * alikeShare) / families.length) * charactersPerToken
    const listed = thinned(
      told,
      Math.min(told.length, Math.ceil((told.length * width) / told.join(', ').length)),
    )
    const more = told.length - listed.length
    const text = `${failure(lines[kind.first] as string)} (${span(count, first, last)}; also ${listed.join(', ')}${more > 0 ? `, ${more} more` : ''})`
    return {
      ...plainItem(first, first, text, severe),
      weight: count,
      kinds: [kind.id, ...others.map(one => one.id)],
    }
  })
}

/** A summary that counts failures: `failed=1`, `Failures: 2`, `1 failed`. */
const countsFailures =
  /\b(?:failed|failures?|errors?|unreachable)["']?[=:] ?[1-9]|\b[1-9]\d* (?:failed|failures?|errors?)\b/i

/** Carets, rulers and brackets of code alone say nothing. */
const says = /[A-Za-z0-9\u00aa-\uffff].*[A-Za-z0-9\u00aa-\uffff]/

const plain = (line: string): string => shorten(line, lineWidth)
const failure = (line: string): string => shorten(line, failureWidth)

/** Text that stands at a line, `end` before it if it shows none. */
const plainItem = (line: number, end: number, text: string, rank: number): Item => ({
  line,
  end,
  cost: cost(text),
  text: () => text,
  rank,
  weight: 1,
  kinds: [],
})

/** What a line costs that is shown at this width. */
const widthCost = (line: string, width: number): number =>
  (Math.min(line.length, width) || 1) / charactersPerToken + 2

const verbatim = (lines: readonly string[], line: number, rank: number): Item => ({
  line,
  end: line,
  cost: widthCost(lines[line] as string, lineWidth),
  text: () => plain(lines[line] as string),
  rank,
  weight: 1,
  kinds: [],
})

/** The first trace of each key in its place, the others counted behind it. */
function traces({ lines, kinds, frames, blocks }: Log): Item[] {
  const byKey = new Map<string, { block: Block; more: Block[] }>()
  for (const block of blocks) {
    const known = byKey.get(block.key)
    if (known) known.more.push(block)
    else byKey.set(block.key, { block, more: [] })
  }
  return Array.from(byKey.values(), ({ block, more }) => {
    const shown = showBlock(lines, kinds, frames, block, failure)
    if (more.length > 0) {
      const where = more.slice(0, 6).map(each => each.first + 1)
      shown.push(
        `(same trace ×${more.length + 1}, again at lines ${where.join(', ')}${more.length > 6 ? ', …' : ''})`,
      )
    }
    return { ...plainItem(block.first, block.last, shown.join('\n'), must), failed: true }
  })
}

function cycleItem(
  lines: readonly string[],
  { first, period, times }: { first: number; period: number; times: number },
  turn: readonly Kind[],
): Item {
  const shown = turn.map(kind => `  ${plain(template(lines[kind.first] as string, kind))}`)
  const head = `×${times} these ${period} lines in turn (${first + 1}–${first + period * times}):`
  return {
    ...plainItem(first, first - 1, [head, ...shown].join('\n'), common),
    weight: times * period,
    kinds: turn.map(kind => kind.id),
  }
}

function kindItem({ lines, signals }: Log, kind: Kind, rank: number): Item {
  const line = lines[kind.first] as string
  const signal = signals[kind.id]
  const folds = (signal === undefined || signal === 'pass') && rank !== severe && kind.count >= folded
  const spell = (): string =>
    folds
      ? `${plain(template(line, kind))} (${span(kind.count, kind.first, kind.last)})`
      : shorten(line, width) + repeats(line, kind)
  const failed = signal === 'failure' || signal === 'failed'
  const one = { line: kind.first, end: kind.first, rank, weight: kind.count, kinds: [kind.id], failed }
  const width = failed || rank === severe ? failureWidth : lineWidth
  if (kind.count === 1) return { ...one, cost: widthCost(line, width), text: spell }
  const text = spell()
  return { ...one, cost: cost(text), text: () => text }
}

/** One line of the family as it is, and what the others have in its place: a few behind it, or all below it. */
function familyItem(log: Log, family: Family, rank: number): Item {
  const { lines, signals } = log
  const kind = family.members[0] as Kind
  if (family.members.length === 1) return kindItem(log, kind, rank)
  const signal = signals[kind.id]
  const failing = signal === 'failure' || signal === 'failed'
  const show = failing ? failure : plain
  const line = lines[kind.first] as string
  const shown = show(failing || signal === 'warning' ? line : bare(line))
  const others = family.members.slice(1)
  const head = `${shown} (${span(family.count, family.first, family.last)}; `
  const { instead, rows } = toldOf(others.slice(0, named - 1))
  const more = others.length > rows.length ? `, ${others.length - rows.length} more` : ''
  let told: Told | undefined
  const text = `${head}${instead} ${rows.map(row => shorten(row, listedRow)).join(', ')}${more})`
  return {
    ...plainItem(kind.first, kind.first, text, rank),
    weight: family.count,
    kinds: family.members.map(one => one.id),
    failed: failing,
    rows: {
      count: others.length,
      // Kinds of many lines are no lines of their own unless they failed.
      whole:
        !failing && others.some(one => one.count >= folded)
          ? undefined
          : others.reduce(
              (sum, one) =>
                sum +
                widthCost(lines[one.first] as string, failing ? failureWidth : lineWidth) +
                (one.count > 1 ? suffixCost : 0),
              0,
            ),
      alone: () => kindItem(log, kind, rank).text(),
      items: () => others.map(one => kindItem(log, one, rare)),
      told() {
        if (told !== undefined) return told
        const all = toldOf(others.length > mostRows ? thinned(others, mostRows) : others)
        told = { text: `${head}${all.instead}:)`, rows: all.rows }
        return told
      },
    },
  }

  function toldOf(some: readonly Kind[]): { instead: string; rows: string[] } {
    const all = [kind, ...some]
    const raw = (): Members => membersOf(all.map(each => show(bare(lines[each.first] as string))))
    const worded = (): Members | undefined => {
      const members = membersOf(all.map(each => skeleton(lines[each.first] as string, each)))
      return members.rows.every(row => row !== '') ? members : undefined
    }
    // Values are told of lines that stand for themselves, briefly; of kinds of many lines they would be examples.
    const examples = failing ? some.every(each => each.count > 1) : some.some(each => each.count > 1)
    let told = (examples ? worded() : undefined) ?? raw()
    if (
      !examples &&
      (told.own.split(' ').length > toldPlaces || told.rows.some(row => row.length > listedRow))
    )
      told = worded() ?? told
    const { own, rows } = told
    return {
      instead: own === '' ? 'also' : `for ${shorten(own, listedRow)} also`,
      rows: rows.map((row, index) => {
        const { count } = some[index] as Kind
        return count > 1 ? `${row} ×${count}` : row
      }),
    }
  }
}

/** Does a log tell times? Only then do rates of lines say how something went. */
export function isStamped(lines: readonly string[]): boolean {
  const step = Math.max(1, Math.floor(lines.length / sampledTimes))
  let looked = 0
  let stamped = 0
  for (let at = 0; at < lines.length; at += step) {
    looked++
    if (stampEnd(lines[at] as string) > 0) stamped++
  }
  return stamped * 2 > looked
}

/** What stood around a trace or a failure that happened once or twice. */
function surroundings({ lines, kinds }: Log, items: readonly Item[]): Item[] {
  const out: Item[] = []
  for (const { line, end, rank, weight } of items) {
    if (rank !== must || weight > 2) continue
    const last = Math.min(lines.length - 1, end + contextLines)
    for (let index = Math.max(0, line - contextLines); index <= last; index++)
      if ((index < line || index > end) && kinds.of[index] !== -1) out.push(verbatim(lines, index, nearby))
  }
  return out
}
