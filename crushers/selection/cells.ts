const ZERO = 48
const NINE = 57
const QUOTE = 34
const HYPHEN = 45

/** What a cell says, by its spelling alone. */
export const CellKind = { number: 0, empty: 1, boolean: 2, date: 3, text: 4 } as const

/** What the cell says that stands in a text between two places. */
export function kindOf(text: string, from: number, to: number): number {
  if (isEmpty(text, from, to)) return CellKind.empty
  if ((to - from === 4 || to - from === 5) && isBoolean(text, from, to)) return CellKind.boolean
  if (isDate(text, from, to)) return CellKind.date
  return CellKind.text
}

/**
 * The number that a cell spells, bare or in double quotes; NaN for everything else. Only decimal spellings count:
 * `0x10` and `Infinity` are text.
 */
export function numberOf(text: string, start = 0, end = text.length): number {
  const length = end - start
  if (length === 0 || length > 40) return Number.NaN
  const quoted = text.charCodeAt(start) === QUOTE
  const from = quoted ? start + 1 : start
  const to = quoted ? end - 1 : end
  const first = text.charCodeAt(from)
  // digits, '-', '+', '.'
  if (!((first >= ZERO && first <= NINE) || first === HYPHEN || first === 43 || first === 46))
    return Number.NaN
  const last = text.charCodeAt(to - 1)
  if (!((last >= ZERO && last <= NINE) || last === 46)) return Number.NaN
  const plain = plainDecimal(text, from, to)
  if (plain === plain) return plain
  const bare = text.slice(from, to)
  if (bare.charCodeAt(1) === 120 || bare.charCodeAt(1) === 88) return Number.NaN
  const value = Number(bare)
  return Number.isFinite(value) ? value : Number.NaN
}

const POWERS = Array.from({ length: 16 }, (_, exponent) => 10 ** exponent)

/**
 * Up to fifteen digits with or without a point: both the digits and the power of ten are exact then, and so is their
 * quotient. NaN for everything else.
 */
function plainDecimal(text: string, from: number, to: number): number {
  let at = from
  const negative = text.charCodeAt(at) === HYPHEN
  if (negative) at++
  if (to - at > 16 || at >= to) return Number.NaN
  let digits = 0
  let count = 0
  let point = -1
  for (; at < to; at++) {
    const code = text.charCodeAt(at)
    if (code >= ZERO && code <= NINE) {
      digits = digits * 10 + code - ZERO
      count++
    } else if (code === 46 && point < 0) point = at
    else return Number.NaN
  }
  if (count === 0 || count > 15) return Number.NaN
  const value = point < 0 ? digits : digits / (POWERS[to - point - 1] ?? 1)
  return negative ? -value : value
}

/** `null`, `""` and nothing at all: a cell is there, but it says nothing. */
function isEmpty(text: string, from: number, to: number): boolean {
  const length = to - from
  if (length === 0) return true
  if (length === 2) return text.charCodeAt(from) === QUOTE && text.charCodeAt(from + 1) === QUOTE
  return length === 4 && text.charCodeAt(from) === 110 && text.startsWith('null', from)
}

function isBoolean(text: string, from: number, to: number): boolean {
  const first = text.charCodeAt(from)
  return to - from === 4
    ? first === 116 && text.startsWith('true', from)
    : first === 102 && text.startsWith('false', from)
}

const DATE = /^"?\d{4}-\d\d-\d\d(?:[T ]\d\d:\d\d|"?$)/

/** Most texts have no hyphen there. */
function isDate(text: string, from: number, to: number): boolean {
  const hyphen = text.charCodeAt(from) === QUOTE ? from + 5 : from + 4
  return to > hyphen && text.charCodeAt(hyphen) === HYPHEN && DATE.test(text.slice(from, to))
}

/** Shown without the quotes of JSON. */
export function bareCell(cell: string): string {
  return cell.length > 1 && cell.charCodeAt(0) === QUOTE && cell.charCodeAt(cell.length - 1) === QUOTE
    ? cell.slice(1, -1)
    : cell
}

const DIGIT = 1
const LETTER = 2

/** Digits and letters each count as one sign; every other character as itself. */
const SIGNS: Uint8Array = Uint8Array.from({ length: 128 }, (_, code) =>
  code >= ZERO && code <= NINE
    ? DIGIT
    : (code >= 97 && code <= 122) || (code >= 65 && code <= 90)
      ? LETTER
      : code,
)

/**
 * Form of a text, as a number: runs of letters and of digits count as one character each, so that `usr_12` and
 * `usr_9307` have one form and `N/A` another. Equal forms give equal numbers; a collision only hides a rarity.
 */
export function formOf(text: string, from: number, to: number): number {
  let hash = 0x811c9dc5
  let previous = 0
  const end = Math.min(to, from + 64)
  for (let index = from; index < end; index++) {
    const code = text.charCodeAt(index)
    const sign = code > 127 ? LETTER : (SIGNS[code] ?? 0)
    if (sign === previous && sign <= LETTER) continue
    hash = Math.imul(hash ^ sign, 0x01000193)
    previous = sign
  }
  return hash | 0
}
