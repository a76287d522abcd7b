import { KeyTable } from './keys.ts'
import { remembered } from './policy.ts'
import { scan, scanned } from './mask.ts'

/** One spelling in a slot: how often, and where first. */
export interface Value {
  count: number
  readonly line: number
}

/** What stands in one masked place of the lines of a kind. */
export interface Slot {
  /** Spelling in the sample line. */
  readonly sample: string
  /** The first distinct spellings; complete while `many` is false. */
  readonly values: Map<string, Value>
  many: boolean
  /** All are numbers with this unit behind them (`''`, `ms`, `MB`); `undefined` when some are not. */
  unit: string | undefined
  count: number
  sum: number
  squares: number
  least: number
  leastLine: number
  most: number
  mostLine: number
}

/** Lines with one skeleton. */
export interface Kind {
  readonly id: number
  /** Index of the first and last line. */
  readonly first: number
  last: number
  count: number
  /** Spans of the slots in the first line. */
  readonly spans: readonly number[]
  slots: Slot[] | undefined
}

export interface Kinds {
  readonly kinds: readonly Kind[]
  /** Kind of each line; -1 for blank lines. */
  readonly of: Int32Array
}

/** Where the digits of a plain number end: -1 if it is none. Units are letters behind it. */
function digitsEnd(text: string): number {
  if (text.length > 20) return -1
  let dots = 0
  let at = text.charCodeAt(0) === 45 ? 1 : 0
  const from = at
  for (; at < text.length; at++) {
    const code = text.charCodeAt(at)
    if (code === 46) {
      if (++dots > 1) return -1
    } else if (code < 48 || code > 57) break
  }
  if (at === from || at > 16) return -1
  const end = at
  for (; at < text.length; at++) {
    const code = text.charCodeAt(at) | 32
    if (code < 97 || code > 122) return -1
  }
  return end
}

function newSlot(text: string, line: number): Slot {
  const end = digitsEnd(text)
  const number = end < 0 ? 0 : Number(text.slice(0, end))
  return {
    sample: text,
    values: new Map([[text, { count: 1, line }]]),
    many: false,
    unit: end < 0 ? undefined : text.slice(end),
    count: 1,
    sum: number,
    squares: number * number,
    least: number,
    leastLine: line,
    most: number,
    mostLine: line,
  }
}

function addToSlot(slot: Slot, text: string, line: number): void {
  slot.count++
  if (slot.many === false) {
    const seen = slot.values.get(text)
    if (seen !== undefined) seen.count++
    else if (slot.values.size < remembered) slot.values.set(text, { count: 1, line })
    else slot.many = true
  }
  if (slot.unit === undefined) return
  const end = digitsEnd(text)
  if (end < 0 || (end === text.length ? slot.unit !== '' : text.slice(end) !== slot.unit)) {
    slot.unit = undefined
    return
  }
  const number = Number(end === text.length ? text : text.slice(0, end))
  slot.sum += number
  slot.squares += number * number
  if (number < slot.least) {
    slot.least = number
    slot.leastLine = line
  } else if (number > slot.most) {
    slot.most = number
    slot.mostLine = line
  }
}

/** Slots beyond this are not summarised: such a line is data, and its template names only its first values. */
export const maxSlots = 40

/** Groups lines by skeleton. One pass; memory grows with the number of distinct skeletons. */
export function kindsOf(
  lines: readonly string[],
  skip: (line: string) => number = () => 0,
  /** Whether to learn what stands in the slots. */
  learn = true,
): Kinds {
  const keys = new KeyTable()
  const kinds: Kind[] = []
  const of = new Int32Array(lines.length)
  for (let index = 0; index < lines.length; index++) {
    const line = lines[index] as string
    const from = skip(line)
    scan(line, from, line.length)
    if (scanned.one === nothing.one && scanned.two === nothing.two) {
      of[index] = -1
      continue
    }
    const number = keys.number(scanned.one, scanned.two)
    of[index] = number
    if (number === kinds.length) {
      const spans: number[] = []
      if (learn)
        for (let at = 0; at < scanned.used && at < maxSlots * 2; at++) spans.push(scanned.spans[at] as number)
      kinds.push({ id: kinds.length, first: index, last: index, count: 1, spans, slots: undefined })
      continue
    }
    const kind = kinds[number] as Kind
    if (!learn) {
      kind.last = index
      kind.count++
      continue
    }
    if (kind.slots === undefined) {
      const first = lines[kind.first] as string
      const slots: Slot[] = []
      for (let slot = 0; slot < kind.spans.length; slot += 2)
        slots.push(newSlot(first.slice(kind.spans[slot], kind.spans[slot + 1]), kind.first))
      kind.slots = slots
    }
    kind.last = index
    kind.count++
    const slots = kind.slots
    const used = Math.min(scanned.used >> 1, slots.length)
    for (let at = 0; at < used; at++) {
      const slot = slots[at] as Slot
      // Times and identifiers soon are neither few nor numbers: nothing more is learned from them.
      if (slot.many && slot.unit === undefined) slot.count++
      else addToSlot(slot, line.slice(scanned.spans[at * 2], scanned.spans[at * 2 + 1]), index)
    }
  }
  return { kinds, of }
}

scan('', 0, 0)
const nothing = { one: scanned.one, two: scanned.two }
