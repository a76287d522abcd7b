import { NAME_CHARACTERS } from './policy.ts'

// Numbers, dates, times, addresses and links are data: a header does not hold them.
const DATUM =
  /^\s*[-+$€£(]?\.?\d[\d.,:/\-T\sZ+%)eE]*$|^\s*\d{4}-\d\d-\d\d|@.+\.|^https?:|^(?:true|false|null|NA|NaN|None)$/i

/** Whether the first record names the columns of those that follow. */
export function isHeader(first: readonly string[], rows: readonly (readonly string[])[]): boolean {
  let data = 0
  const seen = new Set<string>()
  let repeated = 0
  for (const cell of first) {
    if (DATUM.test(cell)) data++
    else if (cell.length > NAME_CHARACTERS) data++
    if (seen.has(cell)) repeated++
    seen.add(cell)
  }
  const years = data > 0 && data < first.length && first.every(cell => !DATUM.test(cell) || isYear(cell))
  if (data > 0 && !years) return false
  if (repeated * 2 > first.length) return false
  // A first record whose cells come again below, in their own columns, is one row of many.
  const limit = rows.length
  let again = 0
  for (let column = 0; column < first.length; column++) {
    const name = first[column]
    if (name === '' || name === undefined) continue
    for (let row = 0; row < limit; row++) {
      if (rows[row]?.[column] !== name) continue
      again++
      break
    }
  }
  return again * 4 <= first.length
}

/** Wide tables have years for names. */
const isYear = (cell: string): boolean => /^\s*(?:1[89]|20)\d\d\s*$/.test(cell)
