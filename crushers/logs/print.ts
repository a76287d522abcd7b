import { type Chosen, thinned, whole } from './choose.ts'
import type { Signal } from './flavours.ts'
import type { Log } from './items.ts'
import { noteworthy, mostRanges } from './policy.ts'

export interface Printed {
  readonly text: string
  /** Lines shown as they are, lines counted by a template, and all that are not blank. */
  readonly shown: number
  readonly counted: number
  readonly total: number
}

export function print(
  chosen: readonly Chosen[],
  { kinds: { of }, inBlock: covered, signals }: Pick<Log, 'kinds' | 'inBlock' | 'signals'>,
  /** 1 for lines of templates seen once. */
  single: Uint8Array,
): Printed {
  const shownLine = new Uint8Array(of.length)
  const shownKind = new Uint8Array(signals.length)
  for (const { item: each } of chosen) {
    shownLine.fill(1, each.line, each.end + 1)
    for (const kind of each.kinds) shownKind[kind] = 1
  }
  const out: string[] = []
  let omitted = 0
  let from = 0
  let to = 0
  let shown = 0
  let counted = 0
  let total = 0
  const tally = new Map<Signal, number>()
  let singles: number[] = []
  const note = (force: boolean): void => {
    if (omitted === 0 || (!force && omitted < noteworthy)) return
    const what: string[] = []
    for (const [signal, word] of words) {
      const count = tally.get(signal)
      if (count !== undefined) what.push(`${count} ${word}`)
    }
    if (singles.length > 0) what.push(`seen once: ${rangesOf(singles)}`)
    const where = from === to ? `${from + 1}` : `${from + 1}–${to + 1}`
    out.push(`… ${where}${what.length > 0 ? `: ${what.join(', ')}` : ''}`)
    omitted = 0
    singles = []
    tally.clear()
  }
  let at = 0
  const pass = (until: number): void => {
    for (; at < until; at++) {
      const kind = of[at] as number
      if (kind < 0) continue
      total++
      if (shownLine[at] === 1) shown++
      else if (shownKind[kind] === 1 || covered[at] === 1) counted++
      else {
        if (omitted === 0) from = at
        to = at
        omitted++
        const signal = signals[kind]
        if (single[at] === 1) singles.push(at)
        if (signal) tally.set(signal, (tally.get(signal) ?? 0) + 1)
      }
    }
  }
  let done = -1
  for (const { item: each, shown: told } of chosen) {
    if (each.end >= each.line && each.end <= done) continue
    pass(each.line)
    note(false)
    if (each.rows !== undefined && told === whole) out.push(each.rows.alone())
    else if (each.rows !== undefined && told > 0) {
      const { text, rows } = each.rows.told()
      out.push(text)
      for (const row of thinned(rows, told)) out.push(` ${row}`)
      if (told < each.rows.count) out.push(` … ${each.rows.count - told} more`)
    } else out.push(each.text())
    if (each.end > done) done = each.end
  }
  pass(of.length)
  note(true)
  return { text: out.join('\n'), shown, counted, total }
}

/** `12, 15–17`: where the lines stand; `9 in 12–300` for many. */
function rangesOf(lines: readonly number[]): string {
  const ranges: { from: number; to: number }[] = []
  for (const line of lines) {
    const last = ranges[ranges.length - 1]
    if (last !== undefined && last.to === line - 1) last.to = line
    else ranges.push({ from: line, to: line })
  }
  if (ranges.length > mostRanges)
    return `${lines.length} in ${(lines[0] as number) + 1}–${(lines[lines.length - 1] as number) + 1}`
  return ranges.map(({ from, to }) => (from === to ? `${from + 1}` : `${from + 1}–${to + 1}`)).join(', ')
}

const words: readonly (readonly [Signal, string])[] = [
  ['failed', 'failed'],
  ['failure', 'failures'],
  ['warning', 'warnings'],
  ['pass', 'passed'],
]
