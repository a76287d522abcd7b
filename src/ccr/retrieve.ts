import { lineNumbers } from '../../crushers/code/gutter.ts'
import { isObject, isString } from '../json.ts'
import { around, joinRanges, type Range, rankLines } from './passages.ts'
import { retrievePolicy as policy } from './policy.ts'
import { selectByPath } from './selectors/path.ts'
import { selectByRows } from './selectors/rows.ts'

/** What the model may ask for. Several handles may stand in `handle`, separated by anything. */
export interface RetrieveQuery {
  readonly handle?: string
  /** Words to look for; the passages that match best come back. */
  readonly query?: string
  /** `120-180` or `120`, in the numbers of the view's own gutter, else 1-based. */
  readonly lines?: string
  /** JSONPath. */
  readonly path?: string
  /** Comparisons such as `status >= 500 and region = "eu"`, or a range of row numbers. */
  readonly rows?: string
  /** Where a page ended, as the page before said. */
  readonly cursor?: string
}

export interface Retrieved {
  /** Text for the model, never empty. */
  readonly content: string
  /** Whether it holds something of an original. */
  readonly found: boolean
}

/** Access to the originals of one session. */
export interface Originals {
  get(handle: string): Promise<string | undefined>
  handles(): Promise<readonly string[]>
}

export interface RetrieveLimits {
  readonly pageTokens: number
  count(text: string): number
}

/** Reads tool arguments as models write them: wrong types become text or nothing, never an exception. */
export function readQuery(args: unknown): RetrieveQuery {
  if (isString(args)) return readQuery(asJson(args) ?? { handle: args })
  if (!isObject(args)) return {}
  const query: Record<string, string> = {}
  for (const key of ['handle', 'query', 'lines', 'path', 'rows', 'cursor'] as const) {
    const value = Object.hasOwn(args, key) ? args[key] : undefined
    const text = Array.isArray(value)
      ? value.filter(isString).join(' ')
      : typeof value === 'number'
        ? String(value)
        : value
    if (isString(text) && text.trim() !== '') query[key] = text.trim()
  }
  return query
}

const asJson = (text: string): unknown => {
  try {
    const value: unknown = JSON.parse(text)
    return isObject(value) ? value : undefined
  } catch {
    return undefined
  }
}

/** Answers one call of the retrieve tool. */
export async function retrieve(
  query: RetrieveQuery,
  originals: Originals,
  limits: RetrieveLimits,
): Promise<Retrieved> {
  const named = [...(query.handle ?? '').matchAll(/ccr-\d{12,24}/g)].map(match => match[0])
  if (query.handle !== undefined && named.length === 0)
    return miss(
      `${JSON.stringify(query.handle.slice(0, 60))} is no handle. A handle looks like ccr-482913077461 and stands in a [CCR_REF: …] note.`,
    )
  if (named.length === 0 && query.query === undefined)
    return miss(
      'Name a handle (ccr- and twelve digits, from a [CCR_REF: …] note), or give a query to search everything.',
    )
  const handles = [...new Set(named.length > 0 ? named : await originals.handles())]
  const answers: Retrieved[] = []
  for (const handle of handles) {
    const text = await originals.get(handle)
    const answer = text === undefined ? unknown(handle) : select(text, query, limits)
    if (handles.length === 1) return answer
    // A search over everything only shows what it found.
    if (named.length === 0 && !answer.found) continue
    answers.push({ content: `${handle}\n${answer.content}`, found: answer.found })
  }
  if (answers.length === 0)
    return miss(`Nothing that was taken out matches ${JSON.stringify(query.query ?? '')}. Try other words.`)
  return {
    content: page(
      answers
        .map(answer => answer.content)
        .join('\n\n')
        .split('\n'),
      0,
      limits,
    ),
    found: answers.some(answer => answer.found),
  }
}

const miss = (content: string): Retrieved => ({ content, found: false })

const unknown = (handle: string): Retrieved =>
  miss(
    `${handle} is unknown here: it is not one of this session's handles. Copy the digits of a [CCR_REF: …] note exactly.`,
  )

function select(text: string, query: RetrieveQuery, limits: RetrieveLimits): Retrieved {
  const from = Number.parseInt(query.cursor ?? '0', 10) || 0
  if (query.path !== undefined) return paged(selectByPath(text, query.path), from, limits)
  if (query.rows !== undefined) return paged(selectByRows(text, query.rows), from, limits)
  const lines = text.split('\n')
  if (query.lines !== undefined) return selectLines(text, lines, query.lines, from, limits)
  if (query.query !== undefined) return selectPassages(lines, query.query, from, limits)
  return { content: page(lines, from, limits), found: true }
}

const paged = (
  selected: { readonly found: boolean; readonly text: string },
  from: number,
  limits: RetrieveLimits,
): Retrieved => ({
  content: page(selected.text.split('\n'), from, limits),
  found: selected.found,
})

function selectLines(
  text: string,
  lines: readonly string[],
  wanted: string,
  from: number,
  limits: RetrieveLimits,
): Retrieved {
  const span = /(\d+)(?:\s*(?:-|–|—|\.\.|:|,|to)\s*(\d+))?/.exec(wanted)
  if (!span) return miss(`lines is ${JSON.stringify(wanted.slice(0, 40))}; write a range such as 120-180.`)
  const first = Number(span[1])
  const last = Number(span[2] ?? span[1])
  const numbers = lineNumbers(text)
  const numbered = numbers.some(number => number !== undefined)
  const kept = lines.filter((_, index) => {
    const number = numbered ? numbers[index] : index + 1
    return number !== undefined && number >= first && number <= last
  })
  if (kept.length > 0) return { content: page(kept, from, limits), found: true }
  const shown = numbered ? numbers.filter(number => number !== undefined) : [1, lines.length]
  return miss(`There is no line ${wanted}; it has lines ${shown[0]} to ${shown.at(-1)}.`)
}

function selectPassages(
  lines: readonly string[],
  query: string,
  from: number,
  limits: RetrieveLimits,
): Retrieved {
  const ranked = distinctLines(lines, rankLines(lines, query))
  // Where the whole is hardly longer than an answer, the whole is the answer that cannot miss.
  const whole = ranked.length > 0 && from === 0 ? lines.join('\n') : ''
  if (whole !== '' && whole.length < policy.wholeTokens * 8 && limits.count(whole) <= policy.wholeTokens)
    return { content: whole, found: true }
  if (ranked.length === 0)
    return miss(
      `Nothing in it matches ${JSON.stringify(query.slice(0, 80))}. It has ${lines.length} lines; the outline:\n${outline(lines)}`,
    )
  const { matches, next } = chosenMatches(ranked, from)
  const show = (ranges: readonly Range[]): string =>
    ranges.map(range => passage(lines, range, query)).join('\n…\n')
  const budget = Math.min(policy.answerTokens, limits.pageTokens)
  // Breadth before depth: which of the matches is meant is not known, its neighbours can be asked for.
  let ranges: readonly Range[] = joinRanges(matches.map(at => [at, at]))
  while (ranges.length > 1 && limits.count(show(ranges)) > limits.pageTokens)
    ranges = ranges.slice(0, Math.ceil(ranges.length / 2))
  for (let neighbours = 1; neighbours <= policy.neighbours; neighbours++)
    for (const at of matches) {
      const wider = joinRanges([...ranges, ...around(lines, at, neighbours)])
      if (limits.count(show(wider)) > budget) break
      ranges = wider
    }
  const more = ranked.length - next
  const content = show(ranges)
  return {
    content: more > 0 ? `${content}\n… ${more} more matching lines; cursor ${next}` : content,
    found: true,
  }
}

/** The first of several equal lines stands for all. */
function distinctLines(lines: readonly string[], ranked: readonly number[]): number[] {
  const seen = new Set<string>()
  return ranked.filter(at => {
    const line = (lines[at] ?? '').trim()
    return !seen.has(line) && seen.add(line) !== undefined
  })
}

/** The first matches, then some spread evenly over the rest; further ones in order when the model turns the page. */
function chosenMatches(ranked: readonly number[], from: number): { matches: number[]; next: number } {
  const { maxMatches } = policy
  if (from > 0 || ranked.length <= maxMatches)
    return {
      matches: ranked.slice(from, from + maxMatches),
      next: Math.min(ranked.length, from + maxMatches),
    }
  const first = ranked.slice(0, maxMatches / 2)
  const rest = ranked.slice(maxMatches / 2)
  const step = rest.length / (maxMatches / 2)
  const spread = Array.from({ length: maxMatches / 2 }, (_, index) => rest[Math.floor(index * step)] ?? 0)
  return { matches: [...first, ...spread], next: maxMatches / 2 }
}

function passage(lines: readonly string[], [first, last]: Range, query: string): string {
  return lines
    .slice(first, last + 1)
    .map(line => windowOf(line, query))
    .join('\n')
}

/** A long line is shown around each of the first places of what was asked. */
function windowOf(line: string, query: string): string {
  const { lineCharacters } = policy
  if (line.length <= lineCharacters) return line
  const windows: Range[] = []
  for (
    let at = line.indexOf(query);
    at >= 0 && windows.length < policy.lineWindows;
    at = line.indexOf(query, at + lineCharacters / 2)
  )
    windows.push([
      Math.max(0, at - lineCharacters / 4),
      Math.min(line.length, at + query.length + lineCharacters / 4),
    ])
  if (windows.length === 0) windows.push([0, lineCharacters / 2])
  const joined = joinRanges(windows)
  const pieces = joined.map(([start, end]) => line.slice(start, end))
  return `${(joined[0]?.[0] ?? 0) > 0 ? '…' : ''}${pieces.join(' … ')}${(joined.at(-1)?.[1] ?? 0) < line.length ? '…' : ''}`
}

/** Evenly spread lines: something to choose the next query from. */
function outline(lines: readonly string[]): string {
  const step = Math.max(1, Math.ceil(lines.length / policy.outlineLines))
  return lines
    .filter((_, index) => index % step === 0)
    .map(line => line.slice(0, 120))
    .join('\n')
}

/** As many whole lines from `from` on as a page holds, and where to go on. A single line longer than a page is cut into pieces. */
function page(lines: readonly string[], from: number, limits: RetrieveLimits): string {
  const pieces = lines.some(line => line.length > limits.pageTokens * 2)
    ? lines.flatMap(line => cutLine(line, limits.pageTokens * 2))
    : lines
  let tokens = 0
  let next = Math.max(0, from)
  for (; next < pieces.length; next++) {
    const cost = limits.count(pieces[next] ?? '') + 1
    if (tokens + cost > limits.pageTokens && tokens > 0) break
    tokens += cost
  }
  const shown = pieces.slice(Math.max(0, from), next).join('\n')
  if (next < pieces.length)
    return `${shown}\n… ${pieces.length - next} more lines of ${pieces.length}; cursor ${next}`
  return shown === '' ? '(empty)' : shown
}

function cutLine(line: string, length: number): string[] {
  const pieces: string[] = []
  for (let at = 0; at < line.length; ) {
    let end = Math.min(line.length, at + length)
    if (end < line.length && (line.charCodeAt(end) & 0xfc00) === 0xdc00) end++
    pieces.push(line.slice(at, end))
    at = end
  }
  return pieces.length > 0 ? pieces : ['']
}
