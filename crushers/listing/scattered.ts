/** The same, neighbours far apart: steps of the golden section visit all regions in turn, and every place once. */
export function* scattered(entries: ArrayLike<number>): Generator<number> {
  const count = entries.length
  let step = Math.max(1, Math.round(count * 0.6180339887498949))
  while (commonDivisor(step, count) > 1) step++
  for (let at = 0, place = 0; at < count; at++, place = (place + step) % count) yield entries[place] as number
}

const commonDivisor = (a: number, b: number): number => (b === 0 ? a : commonDivisor(b, a % b))
