/**
 * Row numbers below `total` in an order of which every prefix is spread evenly (van der Corput), without those in
 * `taken`; at most `limit` of them.
 */
export function evenSpread(total: number, taken: ReadonlySet<number>, limit: number): number[] {
  const rows: number[] = []
  const seen = new Set<number>()
  let bits = 0
  while (2 ** bits < total) bits++
  const size = 2 ** bits
  for (let index = 0; index < size && rows.length < limit; index++) {
    let reversed = 0
    for (let bit = 0, rest = index; bit < bits; bit++, rest = Math.floor(rest / 2)) {
      reversed = reversed * 2 + (rest % 2)
    }
    const row = Math.floor((reversed / size) * total)
    if (row >= total || taken.has(row) || seen.has(row)) continue
    seen.add(row)
    rows.push(row)
  }
  return rows
}
