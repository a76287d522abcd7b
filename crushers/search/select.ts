/** The lossy levels: every file with its count, and as many hits as the target has room for. */
import { directoryOf } from '../listing/paths.ts'
import type { CrushContext, Crushed, Loss } from '../types.ts'
import { readHits, type Listing } from './hits.ts'
import { ATTEMPTS, CHARACTERS_PER_TOKEN, LONGEST_SHOWN, NAMES_PART, OTHERS_SHOWN } from './policy.ts'

const summary = /^… \d+ (?:hits|lines of hits) in \d+ files?, \d+ shown/

/** Made by `selectHits`: such a text is not crushed again. */
export const isSelection = (text: string): boolean => summary.test(text)

interface FileHits {
  readonly path: string
  /** Indices of its matches in the listing (of its context, where nothing else is left of it). */
  readonly hits: number[]
  context: number
}

interface Candidate {
  readonly index: number
  readonly file: number
  rank: number
}

const definition =
  /^\s*(?:(?:export|default|public|private|protected|static|abstract|async|final|pub(?:\([^)]{0,20}\))?|unsafe|override|virtual|inline|extern)\s+){0,5}(?:def|class|func|function|fn|interface|type|struct|enum|trait|impl|module|namespace|object|record|protocol|const\s+\w+\s*=\s*(?:async\s*)?(?:\(|function)|#define|CREATE\s+TABLE)\b/

const clip = (text: string): string => {
  if (text.length <= LONGEST_SHOWN) return text
  const code = text.charCodeAt(LONGEST_SHOWN - 1)
  const end = code >= 0xd800 && code < 0xdc00 ? LONGEST_SHOWN - 1 : LONGEST_SHOWN
  return `${text.slice(0, end)} … (+${text.length - end} characters)`
}

function filesOf({ hits }: Listing): FileHits[] {
  const byPath = new Map<string, FileHits>()
  for (let at = 0; at < hits.length; at++) {
    const hit = hits[at] as Listing['hits'][number]
    if (hit.path === undefined) continue
    let file = byPath.get(hit.path)
    if (file === undefined) byPath.set(hit.path, (file = { path: hit.path, hits: [], context: 0 }))
    if (hit.sign === ':') file.hits.push(at)
    else file.context++
  }
  const files = [...byPath.values()]
  // Where a preview was cut, a file can have context without its match.
  const bare = new Map(files.filter(file => file.hits.length === 0).map(file => [file.path, file]))
  if (bare.size > 0)
    for (let at = 0; at < hits.length; at++) {
      const path = hits[at]?.path
      const file = path === undefined ? undefined : bare.get(path)
      if (file === undefined) continue
      file.hits.push(at)
      file.context = 0
    }
  return files
}

const kindOf = (text: string): string => {
  const start = (text.length > 200 ? text.slice(0, 200) : text).trim()
  return /\d/.test(start) ? start.replace(/\d+/g, '0') : start
}

/** Matches in the order in which they should be shown: definitions, the first of each file, rare ones, the rest; deep ranks of one file later. */
function ranked(listing: Listing, files: readonly FileHits[]): Candidate[] {
  const kinds = new Map<string, number>()
  const kindAt: string[] = []
  for (const file of files)
    for (const at of file.hits) {
      const kind = kindOf(listing.hits[at]?.text ?? '')
      kindAt.push(kind)
      kinds.set(kind, (kinds.get(kind) ?? 0) + 1)
    }
  const out: Candidate[] = []
  files.forEach((file, index) => {
    let seen = 0
    for (const at of file.hits) {
      const text = listing.hits[at]?.text ?? ''
      const rare = kinds.get(kindAt[out.length] as string) === 1
      const group = definition.test(text.slice(0, LONGEST_SHOWN))
        ? rare
          ? 0
          : 1
        : seen === 0
          ? 1
          : rare
            ? 2
            : 4
      out.push({ index: at, file: index, rank: group + Math.min(5, Math.floor(Math.log2(seen + 1)) / 2) })
      seen++
    }
  })
  // Ties are spread evenly: the fractional part of multiples of the golden ratio visits all regions in turn.
  const order = out.map((candidate, at) => ({ candidate, tie: (at * 0.6180339887498949) % 1 }))
  order.sort(
    (a, b) => a.candidate.rank - b.candidate.rank || a.tie - b.tie || a.candidate.index - b.candidate.index,
  )
  return order.map(entry => entry.candidate)
}

const plural = (count: number, unit: string): string => `${count} ${unit}${count === 1 ? '' : 's'}`

/** `lines 12–310`, `line 12`, or nothing where the tool printed no numbers. Tools need not print in rising order. */
function rangeOf(listing: Listing, indices: readonly number[]): string {
  let low = Number.POSITIVE_INFINITY
  let high = 0
  for (const at of indices) {
    const line = listing.hits[at]?.line ?? ''
    if (line === '') return ''
    low = Math.min(low, Number(line))
    high = Math.max(high, Number(line))
  }
  return low === high ? `line ${low}` : `lines ${low}–${high}`
}

/** A file of which no hit is shown: `emit.ts (3 hits, lines 12–310)`, or `emit.ts (3)`. */
function counted(listing: Listing, file: FileHits, name: string, ranges: boolean): string {
  const range = ranges ? rangeOf(listing, file.hits) : ''
  return `${name} (${range === '' ? file.hits.length : `${plural(file.hits.length, 'hit')}, ${range}`})`
}

/** The shown hits of a file, equal ones folded, and what is not shown. */
function shownHits(listing: Listing, file: FileHits, shown: ReadonlySet<number>, out: string[]): void {
  const lines = new Map<string, string>()
  const hidden: number[] = []
  for (const at of file.hits) {
    if (!shown.has(at)) {
      hidden.push(at)
      continue
    }
    const hit = listing.hits[at] as Listing['hits'][number]
    const tail = hit.sign + clip(hit.text)
    const numbers = lines.get(tail)
    lines.set(tail, numbers === undefined || hit.line === '' ? hit.line : `${numbers},${hit.line}`)
  }
  for (const [tail, numbers] of lines) out.push(numbers + tail)
  if (hidden.length > 0) {
    const range = rangeOf(listing, hidden)
    out.push(`… ${plural(hidden.length, 'more hit')}${range === '' ? '' : `, ${range}`}`)
  }
}

function sharedRoot(files: readonly FileHits[]): string {
  let shared = directoryOf(files[0]?.path ?? '')
  for (const { path } of files) while (!path.startsWith(shared)) shared = directoryOf(shared)
  return shared
}

interface Plan {
  readonly listing: Listing
  readonly files: readonly FileHits[]
  readonly others: readonly string[]
  /** Line ranges of files of which no hit is shown. */
  readonly ranges: boolean
  /** Directory that all paths start with and that is named once; `''`: paths are shown whole. */
  readonly under: string
}

function headLines({ listing, files, others, under }: Plan, shown: number): string[] {
  const total = files.reduce((sum, file) => sum + file.hits.length, 0)
  const context = files.reduce((sum, file) => sum + file.context, 0)
  return [
    `… ${total} hits in ${plural(files.length, 'file')}, ${shown} shown${context > 0 ? `, ${context} lines of context not shown` : ''}`,
    ...(listing.root === '' && under === '' ? [] : [`paths under ${listing.root}${under}`]),
    ...others,
  ]
}

function compose(plan: Plan, shown: ReadonlySet<number>): string {
  const { listing, files, ranges, under } = plan
  const out = headLines(plan, shown.size)
  const byDirectory = new Map<string, FileHits[]>()
  for (const file of files) {
    const directory = directoryOf(file.path)
    const inside = byDirectory.get(directory)
    if (inside === undefined) byDirectory.set(directory, [file])
    else inside.push(file)
  }
  for (const [whole, inside] of byDirectory) {
    const directory = whole.slice(under.length)
    const visible = shown.size === 0 ? [] : inside.filter(file => file.hits.some(at => shown.has(at)))
    const seen = new Set(visible)
    const silent = inside.filter(file => file.path !== '' && !seen.has(file))
    if (visible.length > 0) {
      if (directory !== '')
        out.push(
          '',
          visible.length === 1 ? (visible[0] as FileHits).path.slice(under.length) : `${directory}:`,
        )
      for (const file of visible) {
        if (visible.length > 1 || directory === '')
          if (file.path !== '') out.push(file.path.slice(whole.length))
        shownHits(listing, file, shown, out)
      }
    }
    if (silent.length === 0) continue
    const names = silent.map(file => counted(listing, file, file.path.slice(whole.length), ranges)).join(', ')
    out.push(directory === '' ? names : `${directory}: ${names}`)
  }
  return out.join('\n')
}

/** Directories with counts, for outputs with more files than the target has room for. */
function directories(plan: Plan, budget: number): string {
  const counts = new Map<string, { files: number; hits: number }>()
  for (const file of plan.files) {
    const directory = directoryOf(file.path).slice(plan.under.length) || './'
    const entry = counts.get(directory) ?? { files: 0, hits: 0 }
    entry.files++
    entry.hits += file.hits.length
    counts.set(directory, entry)
  }
  const largest = [...counts]
    .map(([directory, count], at) => ({ directory, count, at }))
    .sort((a, b) => b.count.hits - a.count.hits || a.at - b.at)
  let room = budget
  const fitting = largest.filter(entry => (room -= entry.directory.length + 22) > 0)
  const rest = largest.slice(fitting.length)
  const out = headLines(plan, 0)
  for (const { directory, count } of fitting.sort((a, b) => a.at - b.at))
    out.push(`${directory}: ${plural(count.hits, 'hit')} in ${plural(count.files, 'file')}`)
  if (rest.length > 0) {
    const files = rest.reduce((sum, entry) => sum + entry.count.files, 0)
    const hits = rest.reduce((sum, entry) => sum + entry.count.hits, 0)
    out.push(`… ${plural(hits, 'hit')} in ${plural(files, 'file')} of ${rest.length} more directories`)
  }
  return out.join('\n')
}

function fill(plan: Plan, candidates: readonly Candidate[], room: number): Set<number> {
  const shown = new Set<number>()
  let left = room
  for (const { index } of candidates) {
    const length = Math.min(LONGEST_SHOWN, plan.listing.hits[index]?.text.length ?? 0) + 8
    if (length > left) continue
    left -= length
    shown.add(index)
  }
  return shown
}

export function selectHits(
  lines: readonly string[],
  context: CrushContext,
  before: number,
): Crushed | undefined {
  const listing = readHits(lines)
  if (listing === undefined) return undefined
  const files = filesOf(listing)
  const foreign = listing.hits.filter(hit => hit.path === undefined && hit.text !== '' && hit.text !== '--')
  if (foreign.length > listing.found) return undefined
  const others = foreign.slice(0, OTHERS_SHOWN).map(hit => clip(hit.text))
  if (foreign.length > others.length)
    others.push(`… ${foreign.length - others.length} more lines that are no hits`)
  const total = files.reduce((sum, file) => sum + file.hits.length, 0)
  const candidates = context.level === 'outline' ? [] : ranked(listing, files)
  const plans: Plan[] = [
    { listing, files, others, ranges: true, under: '' },
    { listing, files, others, ranges: false, under: '' },
    { listing, files, others, ranges: false, under: sharedRoot(files) },
  ]
  const target = context.target
  const names = plans.map(plan => {
    const text = compose(plan, new Set())
    return text.length > target * 8 ? Number.POSITIVE_INFINITY : context.count(text)
  })
  const room = [context.level === 'outline' ? 1 : NAMES_PART, NAMES_PART, 0.95]
  const chosen = names.findIndex((tokens, at) => tokens <= target * (room[at] as number))
  const which = chosen < 0 ? undefined : chosen
  let budget = (target - (which === undefined ? 0 : (names[which] as number))) * CHARACTERS_PER_TOKEN
  for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
    const plan = plans[which ?? 2] as Plan
    const shown = which === undefined ? new Set<number>() : fill(plan, candidates, budget)
    const text = which === undefined ? directories(plan, budget) : compose(plan, shown)
    const tokens = context.count(text)
    if (tokens > target && attempt < ATTEMPTS - 1) {
      const fixed = which === undefined ? 0 : (names[which] as number)
      budget *= Math.max(0, Math.min(0.9, ((target - fixed) / Math.max(1, tokens - fixed)) * 0.97))
      continue
    }
    if (tokens + 25 >= before) return undefined
    const losses: Loss[] = [{ kind: 'omitted', unit: 'hits', kept: shown.size, total }]
    const contextLines = listing.found - total
    if (contextLines > 0)
      losses.push({ kind: 'omitted', unit: 'context lines', kept: 0, total: contextLines })
    if (foreign.length > OTHERS_SHOWN)
      losses.push({ kind: 'omitted', unit: 'other lines', kept: OTHERS_SHOWN, total: foreign.length })
    return { text, lossless: false, losses }
  }
  return undefined
}
