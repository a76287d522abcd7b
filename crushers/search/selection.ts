/** How a selection is written. */
import { directoryOf } from '../listing/paths.ts'
import { type FileHits, numberOf, rangeOf } from './files.ts'
import type { Hits } from './hits.ts'
import { LONGEST_SHOWN, NUMBERS_NAMED } from './policy.ts'

export interface Plan {
  readonly hits: Hits
  readonly files: readonly FileHits[]
  readonly others: readonly string[]
  /** Line ranges of files of which no hit is shown. */
  readonly ranges: boolean
  /** Directory that all paths start with and that is named once; `''`: paths are shown whole. */
  readonly under: string
}

/** What showing a first hit of a file costs beside the hit: the file's own line, and how many hits are not shown. */
export const HIDDEN_LENGTH = 20

export function clip(text: string, from: number, to: number): string {
  if (to - from <= LONGEST_SHOWN) return text.slice(from, to)
  const code = text.charCodeAt(from + LONGEST_SHOWN - 1)
  const end = from + (code >= 0xd800 && code < 0xdc00 ? LONGEST_SHOWN - 1 : LONGEST_SHOWN)
  return `${text.slice(from, end)} … (+${to - end} characters)`
}

const plural = (count: number, unit: string): string => `${count} ${unit}${count === 1 ? '' : 's'}`

/** A file of which no hit is shown: `emit.ts:12,40`, `emit.ts (9 hits, lines 12–310)`, or `emit.ts (9)`. */
function counted(hits: Hits, file: FileHits, name: string, ranges: boolean): string {
  const count = file.hits.length
  if (count <= (ranges ? NUMBERS_NAMED : 1) && (hits.digits[file.hits[0] as number] as number) > 0)
    return `${name}:${Array.from(file.hits, line => hits.number(line)).join(',')}`
  const range = ranges ? rangeOf(hits, file.hits) : ''
  return range === '' ? `${name} (${count})` : `${name} (${plural(count, 'hit')}, lines ${range})`
}

/** The shown hits of a file, equal ones folded, and what is not shown. */
function shownHits(hits: Hits, file: FileHits, shown: ReadonlySet<number>, out: string[]): void {
  const lines = new Map<string, string>()
  const hidden: number[] = []
  for (const line of file.hits) {
    if (!shown.has(line)) {
      hidden.push(line)
      continue
    }
    const tail =
      String.fromCharCode(hits.signs[line] as number) +
      clip(hits.text, hits.bodies[line] as number, hits.end(line))
    const number = hits.number(line)
    const numbers = lines.get(tail)
    lines.set(tail, numbers === undefined || number === '' ? number : `${numbers},${number}`)
  }
  for (const [tail, numbers] of lines) out.push(numbers + tail)
  if (hidden.length === 0) return
  const few = hidden.length <= NUMBERS_NAMED && numberOf(hits, hidden[0] as number) !== undefined
  const where = few ? hidden.map(line => hits.number(line)).join(',') : rangeOf(hits, hidden)
  out.push(`… ${hidden.length} more${where === '' ? '' : `: ${where}`}`)
}

function headLines({ hits, files, others, under }: Plan, shown: number): string[] {
  const total = files.reduce((sum, file) => sum + file.hits.length, 0)
  const context = files.reduce((sum, file) => sum + file.context, 0)
  return [
    `… ${total} hits in ${plural(files.length, 'file')}, ${shown} shown${context > 0 ? `, ${context} lines of context not shown` : ''}`,
    ...(hits.root === '' && under === '' ? [] : [`paths under ${hits.root}${under}`]),
    ...others,
  ]
}

/** Fewest characters that the names of all files take. */
export function namesLength({ files, under }: Plan): number {
  let length = 0
  let last = ''
  for (const { path } of files) {
    if (last !== '' && path.startsWith(last)) length += path.length - last.length
    else {
      last = directoryOf(path)
      length += path.length - under.length
    }
  }
  return length
}

export function compose(plan: Plan, shown: ReadonlySet<number>): string {
  const { hits, files, ranges, under } = plan
  const out = headLines(plan, shown.size)
  const visibleFiles = new Set<number>()
  for (const line of shown) visibleFiles.add(hits.files[line] as number)
  const isVisible = (file: FileHits): boolean =>
    visibleFiles.has(hits.files[file.hits[0] as number] as number)
  const byDirectory = new Map<string, FileHits[]>()
  for (const file of files) {
    const directory = directoryOf(file.path)
    const inside = byDirectory.get(directory)
    if (inside === undefined) byDirectory.set(directory, [file])
    else inside.push(file)
  }
  for (const [whole, inside] of byDirectory) {
    const directory = whole.slice(under.length)
    const visible = inside.filter(isVisible)
    const silent = inside.filter(file => file.path !== '' && !isVisible(file))
    const names = silent.map(file => counted(hits, file, file.path.slice(whole.length), ranges)).join(', ')
    if (visible.length === 0) {
      if (names !== '') out.push(directory === '' ? names : `${directory}: ${names}`)
      continue
    }
    if (directory !== '' || silent.length > 0) out.push('')
    const alone = visible.length === 1 && silent.length === 0
    if (directory !== '' && !alone) out.push(`${directory}: ${names}`.trimEnd())
    else if (names !== '') out.push(names)
    for (const file of visible) {
      const name = file.path.slice(alone ? under.length : whole.length)
      if (name !== '') out.push(name)
      shownHits(hits, file, shown, out)
    }
  }
  return out.join('\n')
}

/** Directories with counts, for outputs with more files than the target has room for. */
export function directories(plan: Plan, budget: number): string {
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
