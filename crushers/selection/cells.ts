const ZERO = 48
const NINE = 57
const QUOTE = 34

/**
 * The number that a cell spells, bare or in double quotes; NaN for everything else. Only decimal spellings count:
 * `0x10` and `Infinity` are text.
 */
export function numberOf(cell: string): number {
  const length = cell.length
  if (length === 0 || length > 40) return Number.NaN
  const quoted = cell.charCodeAt(0) === QUOTE
  const from = quoted ? 1 : 0
  const to = quoted ? length - 1 : length
  const first = cell.charCodeAt(from)
  // digits, '-', '+', '.'
  if (!((first >= ZERO && first <= NINE) || first === 45 || first === 43 || first === 46)) return Number.NaN
  const last = cell.charCodeAt(to - 1)
  if (!((last >= ZERO && last <= NINE) || last === 46)) return Number.NaN
  const plain = plainDecimal(cell, from, to)
  if (plain === plain) return plain
  const bare = quoted ? cell.slice(1, -1) : cell
  if (bare.charCodeAt(1) === 120 || bare.charCodeAt(1) === 88) return Number.NaN
  const value = Number(bare)
  return Number.isFinite(value) ? value : Number.NaN
}

const POWERS = Array.from({ length: 16 }, (_, exponent) => 10 ** exponent)

/**
 * Up to fifteen digits with or without a point: both the digits and the power of ten are exact then, and so is their
 * quotient. NaN for everything else.
 */
function plainDecimal(cell: string, from: number, to: number): number {
  let at = from
  const negative = cell.charCodeAt(at) === 45
  if (negative) at++
  if (to - at > 16 || at >= to) return Number.NaN
  let digits = 0
  let count = 0
  let point = -1
  for (; at < to; at++) {
    const code = cell.charCodeAt(at)
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
export function isEmptyCell(cell: string): boolean {
  return cell === '' || cell === '""' || cell === 'null'
}

/** Shown without the quotes of JSON. */
export function bareCell(cell: string): string {
  return cell.length > 1 && cell.charCodeAt(0) === QUOTE && cell.charCodeAt(cell.length - 1) === QUOTE
    ? cell.slice(1, -1)
    : cell
}

/**
 * Form of a text, as a number: runs of letters and of digits count as one character each, so that `usr_12` and
 * `usr_9307` have one form and `N/A` another. Equal forms give equal numbers; a collision only hides a rarity.
 */
export function formOf(cell: string): number {
  let hash = 0x811c9dc5
  let previous = 0
  const end = Math.min(cell.length, 64)
  for (let index = 0; index < end; index++) {
    const code = cell.charCodeAt(index)
    const kind =
      code >= ZERO && code <= NINE
        ? 1
        : (code >= 97 && code <= 122) || (code >= 65 && code <= 90) || code > 127
          ? 2
          : code
    if (kind === previous && kind < 3) continue
    hash = Math.imul(hash ^ kind, 0x01000193)
    previous = kind
  }
  return hash | 0
}
