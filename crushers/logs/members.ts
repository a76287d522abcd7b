/** What tells lines of one template apart: the places where they differ, and what stands there in each line. */
export interface Members {
  /** What stands in these places of the first line. */
  readonly own: string
  /** What stands there in each of the other lines; whole lines where they have too little in common. */
  readonly rows: readonly string[]
}

const tokens = /[A-Za-z0-9_\u00aa-\uffff]+|\s+|[^]/g
/** Two places with no blank and at most this many characters between them are one. */
const joined = 3
/** Characters that lines must share before the rest of them says which line is meant. */
const shared = 12

export function membersOf(lines: readonly string[]): Members {
  const split = lines.map(line => line.match(tokens) ?? [])
  const first = split[0] as readonly string[]
  const width = first.length
  const cells = split.every(each => each.length === width) ? aligned(split) : undefined
  const rows = cells ?? middles(split)
  return rows === undefined
    ? { own: '', rows: lines.slice(1) }
    : { own: rows[0] as string, rows: rows.slice(1) }
}

/** The differing places of lines with as many words. */
function aligned(lines: readonly (readonly string[])[]): string[] | undefined {
  const first = lines[0] as readonly string[]
  const places: { from: number; to: number }[] = []
  let constant = 0
  for (let at = 0; at < first.length; at++) {
    const word = first[at] as string
    if (lines.every(each => each[at] === word)) {
      constant += word.length
      continue
    }
    const last = places[places.length - 1]
    const between = last === undefined ? ' ' : first.slice(last.to, at).join('')
    if (last !== undefined && between.length <= joined && !/\s/.test(between)) last.to = at + 1
    else places.push({ from: at, to: at + 1 })
  }
  if (constant < shared) return undefined
  return lines.map(each => places.map(({ from, to }) => each.slice(from, to).join('')).join(' '))
}

/** What stands between the words that lines begin with and the words that they end with. */
function middles(lines: readonly (readonly string[])[]): string[] | undefined {
  const first = lines[0] as readonly string[]
  const least = Math.min(...lines.map(each => each.length))
  let start = 0
  while (start < least && lines.every(each => each[start] === first[start])) start++
  let end = 0
  const last = (line: readonly string[]): string | undefined => line[line.length - 1 - end]
  while (end < least - start && lines.every(each => last(each) === last(first))) end++
  if (first.slice(0, start).join('').length + first.slice(first.length - end).join('').length < shared)
    return undefined
  return lines.map(each =>
    each
      .slice(start, each.length - end)
      .join('')
      .trim(),
  )
}

/**
 * The words in which the other lines differ from the first, whole, from the last slash that all share; `undefined`
 * where lines are not of as many words. Numbers that differ are left out: the line stands for others like it.
 */
export function differences(lines: readonly string[]): string[] | undefined {
  const split = lines.map(line => line.trim().split(/\s+/))
  const first = split[0] as readonly string[]
  if (split.some(each => each.length !== first.length)) return undefined
  const places = first
    .map((word, at) => ({ at, from: sharedStart(word, split, at) }))
    .filter(({ at }) =>
      split.some(each => withoutDigits(each[at] as string) !== withoutDigits(first[at] as string)),
    )
  return split
    .slice(1)
    .map(each =>
      places.map(({ at, from }) => (each[at] as string).slice(from).replace(/[\])}>,;:]$/, '')).join(' '),
    )
}

const withoutDigits = (word: string): string => word.replace(/\d+/g, '0')

/** Where the last slash stands in what all words of a column begin with; 0 if there is none. */
function sharedStart(word: string, split: readonly (readonly string[])[], at: number): number {
  let end = word.length
  for (const each of split) {
    const other = each[at] as string
    let same = 0
    while (same < end && other[same] === word[same]) same++
    end = same
  }
  return Math.max(0, word.lastIndexOf('/', end - 1))
}
