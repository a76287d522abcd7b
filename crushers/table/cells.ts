const MEASURED = /^[-+]?[\d.,]+(?:%|[a-z]{1,3}|[A-Z]i?[Bb]?)?$|^\d+\/\d+$|^(?:\d+[dhms])+$|^\d[\d:.-]*$/

/** Numbers, sizes, shares, times and ages. */
export const isMeasured = (cell: string): boolean => MEASURED.test(cell)

/** Characters that are no spaces: cutting a line into cells must keep every one. */
export function inkOf(cells: readonly string[]): number {
  let ink = 0
  for (const cell of cells)
    for (let at = 0; at < cell.length; at++) {
      const code = cell.charCodeAt(at)
      if (code !== 32 && !(code > 127 || code < 32)) ink++
    }
  return ink
}

/** First position of the text between two cuts, and one past its last. */
export function edges(line: string, from: number, to: number): readonly [number, number] | undefined {
  let first = from
  let end = Math.min(to, line.length)
  while (first < end && line.charCodeAt(first) === 32) first++
  while (end > first && line.charCodeAt(end - 1) === 32) end--
  return first < end ? [first, end] : undefined
}

export function cellsAt(line: string, cuts: readonly number[]): string[] {
  const cells: string[] = []
  for (let index = 0; index + 1 < cuts.length; index++)
    cells.push(line.slice(cuts[index], cuts[index + 1]).trim())
  return cells
}
