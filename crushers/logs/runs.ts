/** Longest period of a block that is looked for. */
const periods = 12

export interface Folded {
  readonly text: string
  /** Part of the notation: nothing may be changed in it. */
  readonly fixed: boolean
}

/** Lines that come several times in a row, and blocks of them, once with how often. */
export function foldRuns(lines: readonly string[]): Folded[] {
  const ids = new Map<string, number>()
  const id = Int32Array.from(lines, line => {
    const known = ids.get(line)
    if (known !== undefined) return known
    ids.set(line, ids.size)
    return ids.size - 1
  })
  const plain = (text: string): Folded => ({ text, fixed: false })
  if (ids.size === lines.length) return lines.map(plain)
  // For each period, how many lines from here on equal the line one period later.
  const alike: Int32Array[] = []
  for (let period = 1; period <= periods; period++) {
    const run = new Int32Array(lines.length)
    for (let at = lines.length - 1 - period; at >= 0; at--)
      if (id[at] === id[at + period]) run[at] = (run[at + 1] as number) + 1
    alike.push(run)
  }
  const out: Folded[] = []
  for (let at = 0; at < lines.length; ) {
    let best = 0
    let bestSaved = 0
    for (let period = 1; period <= periods; period++) {
      const times = Math.floor((alike[period - 1]?.[at] as number) / period) + 1
      if (times < 2) continue
      let characters = 0
      for (let index = at; index < at + period; index++) characters += (lines[index] as string).length + 1
      const saved = (times - 1) * characters - (period === 1 ? 7 : 22)
      if (saved > bestSaved) {
        bestSaved = saved
        best = period
      }
    }
    if (best === 0) {
      out.push(plain(lines[at] as string))
      at++
      continue
    }
    const times = Math.floor((alike[best - 1]?.[at] as number) / best) + 1
    if (best === 1) out.push({ text: `${lines[at]} (×${times})`, fixed: false })
    else {
      out.push({ text: `[next ${best} lines ×${times}]`, fixed: true })
      for (let index = at; index < at + best; index++) out.push({ text: lines[index] as string, fixed: true })
    }
    at += best * times
  }
  return out
}
