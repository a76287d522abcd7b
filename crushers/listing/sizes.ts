/** Sizes that stand beside entries: bytes of `ls -l`, blocks of `du`, lines of `wc`. */
const factors: Readonly<Record<string, number>> = {
  K: 2 ** 10,
  M: 2 ** 20,
  G: 2 ** 30,
  T: 2 ** 40,
  P: 2 ** 50,
}

const written = /^\s*(\d[\d,]{0,18}(?:\.\d{1,6})?)([KMGTP]?)i?B?(?:\s|$)/

/** `1952`, `4.0K`, `1,2M` at the beginning of a range; zero where none is written. */
export function sizeIn(text: string, from: number, to: number): number {
  let at = from
  while (at < to && text.charCodeAt(at) === 32) at++
  let value = 0
  for (let code = text.charCodeAt(at); at < to && code >= 48 && code <= 57; code = text.charCodeAt(++at))
    value = value * 10 + code - 48
  if (at === to || text.charCodeAt(at) <= 32) return value
  const found = written.exec(text.slice(from, Math.min(to, from + LONGEST_SIZE)))
  if (found === null) return 0
  const [, digits, unit] = found as unknown as [string, string, string]
  // With a unit a comma parts the decimals, as some locales write; without, thousands.
  const number = Number(unit === '' ? digits.replaceAll(',', '') : digits.replace(',', '.'))
  return number * (factors[unit] ?? 1)
}

const LONGEST_SIZE = 40

/** The least of the `most` largest sizes, or so; infinite where none stands out. */
export function leastOfLargest(sizes: Float64Array, most: number): number {
  const largest: number[] = []
  for (const size of sizes) {
    if (size <= (largest.length < most ? 0 : (largest[0] as number))) continue
    let at = 0
    while (at < largest.length && (largest[at] as number) < size) at++
    largest.splice(at, 0, size)
    if (largest.length > most) largest.shift()
  }
  const least = largest[0]
  if (least === undefined || sizes.length <= most) return Number.POSITIVE_INFINITY
  let atLeast = 0
  for (const size of sizes) if (size >= least) atLeast++
  // Where many are as large as the least of them, only those above it are large.
  return atLeast <= most * 2 ? least : (largest.find(size => size > least) ?? Number.POSITIVE_INFINITY)
}
