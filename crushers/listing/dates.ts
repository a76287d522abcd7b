/** When entries were changed, as numbers that can be compared within one listing. */
const months = 'JanFebMarAprMayJunJulAugSepOctNovDec'

const digits = (text: string, from: number, to: number): number => {
  let value = 0
  for (let at = from; at < to; at++) {
    const code = text.charCodeAt(at)
    if (code >= 48 && code <= 57) value = value * 10 + code - 48
  }
  return value
}

/** `Mar  5 10:11` names no year: it is of the last twelve months. */
export interface Dated {
  /** 0 where none is named. */
  readonly year: number
  /** Zero to eleven. */
  readonly month: number
  /** Minutes of the month. */
  readonly minutes: number
}

/** `2026-01-05 10:11`, `Jan  5 10:11`, `5 Jan 2024`, in a range that was read as a date. */
export function dateIn(text: string, from: number, to: number): Dated | undefined {
  if (text.charCodeAt(from + 4) === 45 && text.charCodeAt(from + 7) === 45)
    return {
      year: digits(text, from, from + 4),
      month: digits(text, from + 5, from + 7) - 1,
      minutes: minutesOf(digits(text, from + 8, from + 10), text, from + 11),
    }
  let name = from
  while (name < to && text.charCodeAt(name) < 65) name++
  const month = months.indexOf(text.slice(name, name + 3)) / 3
  if (!Number.isInteger(month) || month < 0) return undefined
  const isYear = text.charCodeAt(to - 3) !== 58
  const last = isYear ? to - 4 : to - 5
  const day = name > from ? digits(text, from, name) : digits(text, name + 3, last)
  return isYear
    ? { year: digits(text, last, to), month, minutes: minutesOf(day, text, to) }
    : { year: 0, month, minutes: minutesOf(day, text, last) }
}

/** `10:11` behind the day, where it stands. */
const minutesOf = (day: number, text: string, clock: number): number =>
  (day * 24 + (text.charCodeAt(clock + 2) === 58 ? digits(text, clock, clock + 2) : 0)) * 60 +
  (text.charCodeAt(clock + 2) === 58 ? digits(text, clock + 3, clock + 5) : 0)

/**
 * The month that dates without a year begin with: they lie within half a year or a little more, so the longest run of months
 * without any lies before it.
 */
export function firstMonth(counts: ArrayLike<number>): number {
  let first = 0
  let longest = -1
  for (let month = 0; month < 12; month++) {
    if (counts[month] === 0) continue
    let run = 0
    while (run < 12 && counts[(month + 11 - run) % 12] === 0) run++
    if (run > longest) {
      longest = run
      first = month
    }
  }
  return first
}

/** A number that grows with time. Dates without a year are newer than all with one. */
export function timeOf({ year, month, minutes }: Dated, first: number): number {
  const months = year > 0 ? year * 12 + month : YEARLESS * 12 + ((month - first + 12) % 12)
  return months * MINUTES_OF_MONTH + minutes
}

const YEARLESS = 10_000
const MINUTES_OF_MONTH = 32 * 24 * 60
