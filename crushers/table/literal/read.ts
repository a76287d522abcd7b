import { LITERAL_COLUMNS, MIN_LITERAL_ROWS } from '../policy.ts'

/** Rows that a Python program printed as it holds them: a list of tuples, lists or dictionaries, or one a line. */
export interface LiteralRows {
  /** White space around them, as it stands. */
  readonly before: string
  readonly after: string
  /** Printed as one list, or one row a line. */
  readonly isList: boolean
  readonly bracket: '(' | '[' | '{'
  /** Spelling of the keys of dictionaries. */
  readonly keys: readonly string[] | undefined
  /** Spellings of the values. */
  readonly rows: readonly (readonly string[])[]
}

const CLOSING = { '(': ')', '[': ']', '{': '}' } as const

/** Reads the whole text, or nothing: every row must have the same shape and be spelled as Python spells it. */
export function readLiteralRows(text: string): LiteralRows | undefined {
  const from = text.length - text.trimStart().length
  const to = text.trimEnd().length
  const first = text[from]
  const second = text[from + 1]
  const isList = first === '[' && (second === '(' || second === '[' || second === '{')
  const bracket = isList ? second : first
  if (bracket !== '(' && bracket !== '[' && bracket !== '{') return undefined
  const closing = CLOSING[bracket]
  if (isList ? text[to - 1] !== ']' || text[to - 2] !== closing : text[to - 1] !== closing) return undefined
  const rows: string[][] = []
  let keys: readonly string[] | undefined
  let at = isList ? from + 1 : from
  const last = isList ? to - 1 : to
  let gap: string | undefined
  for (;;) {
    const row = readRow(text, at, last, bracket)
    if (row === undefined || row.values.length > LITERAL_COLUMNS) return undefined
    if (rows.length === 0) keys = row.keys
    else if (row.values.length !== rows[0]?.length || !sameKeys(keys, row.keys)) return undefined
    rows.push(row.values)
    if (row.end === last) break
    const next = isList ? gapEnd(text, row.end) : text[row.end] === '\n' ? row.end + 1 : -1
    if (next < 0) return undefined
    gap ??= text.slice(row.end, next)
    if (!text.startsWith(gap, row.end) || row.end + gap.length !== next) return undefined
    at = next
  }
  if (rows.length < MIN_LITERAL_ROWS) return undefined
  return { before: text.slice(0, from), after: text.slice(to), isList, bracket, keys, rows }
}

/** Whether a sample begins with such rows and ends like one. Two rows of one width are enough. */
export function opensLiteralRows(sample: string): boolean {
  const from = sample.length - sample.trimStart().length
  const to = sample.trimEnd().length
  const isList = sample[from] === '[' && /[([{]/.test(sample[from + 1] ?? '')
  const bracket = sample[isList ? from + 1 : from]
  if (bracket !== '(' && bracket !== '[' && bracket !== '{') return false
  if (!sample.startsWith(CLOSING[bracket] + (isList ? ']' : ''), to - (isList ? 2 : 1))) return false
  const first = readRow(sample, isList ? from + 1 : from, to, bracket)
  if (first === undefined) return false
  const next = isList ? gapEnd(sample, first.end) : sample[first.end] === '\n' ? first.end + 1 : -1
  const second = next < 0 ? undefined : readRow(sample, next, to, bracket)
  return second?.values.length === first.values.length && sameKeys(first.keys, second.keys)
}

/** `, ` between the rows of a list, or a line end where it was printed prettily. */
function gapEnd(text: string, at: number): number {
  if (text[at] !== ',') return -1
  let end = at + 1
  while (text[end] === ' ' || text[end] === '\n') end++
  return end > at + 1 ? end : -1
}

const sameKeys = (left: readonly string[] | undefined, right: readonly string[] | undefined): boolean =>
  left === right || (left?.length === right?.length && left?.every((key, at) => key === right?.[at]) === true)

interface Row {
  readonly values: string[]
  readonly keys: string[] | undefined
  readonly end: number
}

/** One row; nothing where its spelling is not the one that Python prints. */
function readRow(text: string, at: number, end: number, bracket: '(' | '[' | '{'): Row | undefined {
  if (text[at] !== bracket) return undefined
  const closing = CLOSING[bracket]
  const values: string[] = []
  const keys: string[] | undefined = bracket === '{' ? [] : undefined
  let place = at + 1
  for (;;) {
    if (keys !== undefined) {
      const key = valueEnd(text, place, end)
      if (key < 0 || text[place] !== "'" || !text.startsWith(': ', key)) return undefined
      keys.push(text.slice(place, key))
      place = key + 2
    }
    const stop = valueEnd(text, place, end)
    if (stop <= place) return undefined
    values.push(text.slice(place, stop))
    if (text[stop] === closing) {
      // A tuple of one has a comma behind it.
      return bracket === '(' && values.length === 1 ? undefined : { values, keys, end: stop + 1 }
    }
    if (text[stop] !== ',') return undefined
    if (text[stop + 1] === closing && bracket === '(' && values.length === 1)
      return { values, keys, end: stop + 2 }
    if (text[stop + 1] !== ' ' || text[stop + 2] === ' ') return undefined
    place = stop + 2
  }
}

/** Behind one value: where, outside of quotes and brackets, a comma, a colon or a closing bracket follows. */
function valueEnd(text: string, from: number, end: number): number {
  let depth = 0
  for (let at = from; at < end; at++) {
    const code = text.charCodeAt(at)
    if (code === 34 || code === 39) {
      at = quoteEnd(text, at, end)
      if (at < 0) return -1
    } else if (code === 40 || code === 91 || code === 123) depth++
    else if (code === 41 || code === 93 || code === 125) {
      if (depth-- === 0) return at
    } else if (code === 10) return -1
    else if (depth === 0 && (code === 44 || (code === 58 && text.charCodeAt(at + 1) === 32))) return at
  }
  return depth === 0 ? end : -1
}

/** The closing quote. */
function quoteEnd(text: string, from: number, end: number): number {
  const quote = text.charCodeAt(from)
  for (let at = from + 1; at < end; at++) {
    const code = text.charCodeAt(at)
    if (code === quote) return at
    if (code === 92) at++
    else if (code === 10) return -1
  }
  return -1
}
