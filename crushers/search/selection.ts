/** How a selection is written. */
import { type FileHits, numberOf, rangeOf } from './files.ts'
import type { Folder, Folders } from './folders.ts'
import { COLON, type Hits } from './hits.ts'
import { clip } from './cut.ts'
import { NUMBERS_NAMED } from './policy.ts'

export interface Plan {
  readonly hits: Hits
  readonly files: readonly FileHits[]
  /** Lines that are no hits. */
  readonly others: readonly string[]
  /** Line ranges of files of which no hit is shown. */
  readonly ranges: boolean
  /** Directory that all paths start with and that is named once; `''`: paths are shown whole. */
  readonly under: string
  /** Characters that a line is cut to. */
  readonly longest: number
  /** What was searched for, where it matters: long lines are cut around it. */
  readonly needle: string
  /** Texts of hits that differ, where most of them say the same; 0: they do not. */
  readonly different: number
}

/** What is shown of a file: it is counted in its folder, named with its count, or stands above hits. */
export const COUNTED = 0
export const NAMED = 1
export const OPEN = 2

export interface Choice {
  readonly folders: Folders
  /** Of each file, one of the three. */
  readonly states: Uint8Array
  /** Lines shown of open files. */
  readonly shown: ReadonlyMap<number, readonly number[]>
}

const plural = (count: number, unit: string): string => `${count} ${unit}${count === 1 ? '' : 's'}`

/** A file of which no hit is shown: `emit.ts:12,40`, `emit.ts (9 hits, lines 12–310)`, or `emit.ts (9)`. */
export function counted(hits: Hits, file: FileHits, name: string, ranges: boolean): string {
  const count = file.hits.length
  if (count <= (ranges ? NUMBERS_NAMED : 1) && (hits.digits[file.hits[0] as number] as number) > 0)
    return `${name}:${Array.from(file.hits, line => hits.number(line)).join(',')}`
  const range = ranges ? rangeOf(hits, file.hits) : ''
  return range === '' ? `${name} (${count})` : `${name} (${plural(count, 'hit')}, lines ${range})`
}

/** The shown hits of a file, equal ones folded where no context stands between them, and what is not shown. */
function shownHits(
  { hits, longest, needle }: Plan,
  file: FileHits,
  shown: readonly number[],
  out: string[],
): void {
  const visible = new Set(shown)
  const isFolded = shown.every(line => hits.signs[line] === COLON)
  const lines = new Map<string, string>()
  for (const line of [...shown].sort((a, b) => a - b)) {
    const number = hits.number(line)
    const tail =
      String.fromCharCode(hits.signs[line] as number) +
      clip(hits.text, hits.bodies[line] as number, hits.end(line), longest, needle)
    if (!isFolded) {
      out.push(number + tail)
      continue
    }
    const numbers = lines.get(tail)
    lines.set(tail, numbers === undefined || number === '' ? number : `${numbers},${number}`)
  }
  for (const [tail, numbers] of lines) out.push(numbers + tail)
  const hidden = file.hits.filter(line => !visible.has(line))
  if (hidden.length === 0) return
  const few = hidden.length <= NUMBERS_NAMED && numberOf(hits, hidden[0] as number) !== undefined
  const where = few ? Array.from(hidden, line => hits.number(line)).join(',') : rangeOf(hits, hidden)
  out.push(`… ${hidden.length} more${where === '' ? '' : `: ${where}`}`)
}

export function headLines(
  { hits, files, others, under, different }: Plan,
  shown: number,
  context: number,
): string[] {
  const total = files.reduce((sum, file) => sum + file.hits.length, 0)
  const beside = files.reduce((sum, file) => sum + file.context, 0) - context
  return [
    `… ${total} hits in ${plural(files.length, 'file')}, ${shown} shown${beside > 0 ? `, ${beside} lines of context not shown` : ''}${different > 0 ? `; ${plural(different, 'different text')}` : ''}`,
    ...(hits.root === '' && under === '' ? [] : [`paths under ${hits.root}${under}`]),
    ...others,
  ]
}

/** What a folder shows. */
class Section {
  readonly folder: Folder
  readonly names: string[] = []
  readonly open: number[] = []
  /** Files and hits that are neither named nor shown. */
  files: number
  hits: number

  constructor(folder: Folder) {
    this.folder = folder
    this.files = folder.files
    this.hits = folder.hits
  }

  /** `… 110 hits in 98 more files of 40 directories` */
  get rest(): string {
    if (this.files === 0) return ''
    const isAll = this.files === this.folder.files
    const directories = this.folder.directories
    return `${isAll ? '' : '… '}${plural(this.hits, 'hit')} in ${plural(this.files, isAll ? 'file' : 'more file')}${directories > 1 ? ` of ${directories} directories` : ''}`
  }
}

export function compose(plan: Plan, { folders, states, shown }: Choice): string {
  const { hits, files, ranges, under } = plan
  const sections = folders.folders.map(folder => new Section(folder))
  let matches = 0
  let context = 0
  for (const [index, file] of files.entries()) {
    const state = states[index] as number
    if (state === COUNTED) continue
    const section = sections[folders.of[index] as number] as Section
    section.files--
    section.hits -= file.hits.length
    if (state === OPEN) section.open.push(index)
    else if (file.path !== '')
      section.names.push(counted(hits, file, file.path.slice(section.folder.path.length), ranges))
    if (state === OPEN && file.context === 0) matches += (shown.get(index) ?? []).length
    else if (state === OPEN)
      for (const line of shown.get(index) ?? [])
        if (hits.signs[line] === COLON) matches++
        else context++
  }
  const out = headLines(plan, matches, context)
  for (const { folder, names, open, rest } of sections) {
    const directory = folder.path.slice(under.length)
    const silent = [...names, ...(rest === '' ? [] : [rest])].join(', ')
    if (open.length === 0) {
      const label = directory === '' && names.length === 0 && folder.directories === 1 ? './' : directory
      if (silent !== '') out.push(label === '' ? silent : `${label}: ${silent}`)
      continue
    }
    if (directory !== '' || silent !== '') out.push('')
    const alone = open.length === 1 && silent === ''
    if (directory !== '' && !alone) out.push(`${directory}: ${silent}`.trimEnd())
    else if (silent !== '') out.push(silent)
    for (const index of open) {
      const file = files[index] as FileHits
      const name = file.path.slice(alone ? under.length : folder.path.length)
      if (name !== '') out.push(name)
      shownHits(plan, file, shown.get(index) ?? [], out)
    }
  }
  return out.join('\n')
}
