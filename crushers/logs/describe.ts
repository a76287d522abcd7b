import type { Kind, Slot } from './kinds.ts'
import { stampEnd } from './lines.ts'
import { listedWidth, named, oddAmong, oddCategories, oddDeviations, scanned as widestRow } from './policy.ts'

/** A long line keeps its beginning and its end; in between stands how much is missing. */
export function shorten(line: string, width: number): string {
  if (line.length <= width + 40) return line
  const head = safeEnd(line, Math.floor(width * 0.75))
  const tail = safeEnd(line, line.length - Math.floor(width * 0.25))
  return `${line.slice(0, head)} …${tail - head} characters… ${line.slice(tail)}`
}

/** Not between the halves of a surrogate pair. */
const safeEnd = (line: string, at: number): number =>
  (line.charCodeAt(at) & 0xfc00) === 0xdc00 && (line.charCodeAt(at - 1) & 0xfc00) === 0xd800 ? at - 1 : at

const short = (value: string): string => shorten(value, 40)
/** Values longer than this are identifiers: one example says what the others look like. */
const wordy = 12

/** `2–90`, `a|b`, `a, b, 22+ more`: what a place of a template held; its own spelling if only one. */
export function summary(slot: Slot): string {
  if (slot.values.size === 1 && !slot.many) return slot.sample
  const values = [...slot.values.keys()]
  if (!slot.many && values.length <= named && values.join('').length <= 40) return `<${values.join('|')}>`
  if (slot.unit !== undefined) return `<${slot.least}–${slot.most}${slot.unit}>`
  const examples = slot.sample.length > wordy ? 1 : named - 1
  return `<${values.slice(0, examples).map(short).join(', ')}, ${slot.many ? 'many' : values.length - examples} more>`
}

/** Lines behind a value that is far from the others of its slot, or that occurs once where the others are common. */
export function oddLines(kind: Kind): number[] {
  const odd: number[] = []
  for (const slot of kind.slots ?? []) {
    if (slot.count < oddAmong) continue
    if (!slot.many && slot.values.size <= oddCategories) {
      for (const { count, line } of slot.values.values()) if (count * oddAmong <= slot.count) odd.push(line)
    } else if (slot.unit !== undefined) {
      const mean = slot.sum / slot.count
      const deviation = Math.sqrt(Math.max(0, slot.squares / slot.count - mean * mean))
      if (slot.most - mean > oddDeviations * deviation) odd.push(slot.mostLine)
      if (mean - slot.least > oddDeviations * deviation) odd.push(slot.leastLine)
    }
  }
  return odd
}

/** The sample line with what varies in angle brackets; the time it starts with left out. */
export function template(line: string, kind: Kind): string {
  const slots = kind.slots
  const from = stampEnd(line)
  if (!slots) return line.slice(from)
  let out = ''
  let at = from
  for (let index = 0; index < slots.length; index++) {
    const start = kind.spans[index * 2] as number
    if (start < from) continue
    out += line.slice(at, start) + summary(slots[index] as Slot)
    at = kind.spans[index * 2 + 1] as number
  }
  return out + line.slice(at)
}

/** The sample line with `#` for its values; the time it starts with left out. */
export function skeleton(line: string, { spans }: Kind): string {
  let at = stampEnd(line)
  let out = ''
  for (let index = 0; index < spans.length && at < widestRow; index += 2) {
    const start = spans[index] as number
    if (start < at) continue
    out += `${line.slice(at, start)}#`
    at = spans[index + 1] as number
  }
  return out + line.slice(at, Math.max(at, widestRow))
}

/** Slots whose values are told behind a line. */
const slotsTold = 4

/** What varies among lines like this one: all values while they are remembered and short, else their range. */
function variety(slot: Slot): string {
  const all = [...slot.values.keys()].join(' | ')
  if (!slot.many && all.length <= listedWidth) return all
  if (slot.unit !== undefined) return `${slot.least}–${slot.most}${slot.unit}`
  const shown: string[] = []
  let width = 0
  for (const value of slot.values.keys()) {
    width += value.length + 3
    if (shown.length > 0 && width > listedWidth) break
    shown.push(short(value))
  }
  return `${shown.join(' | ')} | ${slot.many ? 'many' : slot.values.size - shown.length} more`
}

/** `×12, 40–900`: how many lines one stands for, and between which. */
export const span = (count: number, first: number, last: number): string =>
  count === 2 ? `again ${last + 1}` : `×${count}, ${first + 1}–${last + 1}`

/** ` (×12, 40–900; 6724 | 6711 | 6790)`: what stands behind a line that is shown for others like it. */
export function repeats(line: string, kind: Kind): string {
  if (kind.count === 1) return ''
  const from = stampEnd(line)
  const varying = (kind.slots ?? []).filter(
    (slot, index) => (kind.spans[index * 2] as number) >= from && (slot.values.size > 1 || slot.many),
  )
  const where = span(kind.count, kind.first, kind.last)
  if (varying.length === 0) return ` (${where})`
  const told = varying.slice(0, slotsTold).map(variety).join(', ')
  return ` (${where}; ${told}${varying.length > slotsTold ? ', …' : ''})`
}

/** First line of every selected log: says what it is, and lets a second crush of the same text decline. */
export const headline = /^\[log of \d+ lines\b/

/** Lines at either end among which a time is looked for. */
const nearEnds = 50

/** `, 2026-03-14T09:00:00Z to 2026-03-14T09:24:11Z`: the times of the first and last lines that have one. */
export function timeSpan(lines: readonly string[]): string {
  const stampOf = (line: string): string =>
    line
      .slice(0, stampEnd(line))
      .replace(/[ \t:|-]+$/, '')
      .trim()
  const first = lines
    .slice(0, nearEnds)
    .map(stampOf)
    .find(each => each !== '')
  const last = lines
    .slice(-nearEnds)
    .reverse()
    .map(stampOf)
    .find(each => each !== '')
  return first === undefined || last === undefined || first === last ? '' : `, ${first} to ${last}`
}
