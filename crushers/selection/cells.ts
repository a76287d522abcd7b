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
  const first = cell.charCodeAt(quoted ? 1 : 0)
  // digits, '-', '+', '.'
  if (!((first >= ZERO && first <= NINE) || first === 45 || first === 43 || first === 46)) return Number.NaN
  const bare = quoted ? cell.slice(1, -1) : cell
  const last = bare.charCodeAt(bare.length - 1)
  if (!((last >= ZERO && last <= NINE) || last === 46)) return Number.NaN
  if (bare.charCodeAt(1) === 120 || bare.charCodeAt(1) === 88) return Number.NaN
  const value = Number(bare)
  return Number.isFinite(value) ? value : Number.NaN
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
