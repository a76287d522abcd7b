/**
 * Lists of paths, one a line, perhaps with columns before them (`du`, `wc`, `git status -s`, checksums, archives).
 * Layout: what `ls -R` prints. Lines after `directory/:` are relative to it, a blank line ends that.
 *
 *     Found 3 files
 *     src/fold/:
 *     ingest.ts
 *     emit.ts
 *
 *     README.md
 */
import { Unfolded } from '../unfolded.ts'
import { blocksOf, looksLikePath } from './paths.ts'

/** Columns that stand before a path. The first that fits counts, for writing as for reading back. */
const leads = [
  /^(?:[MADRCUT][ MADRCUT]| [MADRCUT]|\?\?|!!) (?=\S)/,
  /^[MADRCTUX]\d{0,3}\t/,
  /^\t(?:modified|new file|deleted|renamed|typechange|copied|both \w+|\w+ by \w+): {1,12}/,
  /^[0-9a-f]{32,128} [ *]/,
  /^[-dlhcbps][-rwxsStT]{9} {1,4}\S{1,64} {1,16}\d{1,18} \d{4}-\d\d-\d\d \d\d:\d\d(?::\d\d)? /,
  /^ {0,16}\d{1,18} {2,4}[\d-]{8,10} \d\d:\d\d {1,4}/,
  /^ {0,16}(?:\d{1,18} {1,16}){1,3}(?=\S)/,
  /^ {0,16}\d[\d.,]{0,18}[KMGTP]?i?B?[ \t]{1,16}(?=\S)/,
]

/** Leads by the code of the character that a line begins with; most lines begin with the path itself. */
const leadsByStart: (readonly RegExp[])[] = Array.from({ length: 128 }, (_, code) => {
  const start = String.fromCharCode(code)
  if (start === '\t') return [leads[2] as RegExp]
  if (start === ' ' || /\d/.test(start)) return leads
  if (/[MADRCUTX?!a-f-]/.test(start)) return leads.slice(0, 5)
  return /[lhps]/.test(start) ? [leads[4] as RegExp] : []
})

export function leadOf(line: string): string {
  const candidates = leadsByStart[line.charCodeAt(0)]
  if (candidates === undefined || candidates.length === 0) return ''
  // All leads hold white space or a tab; without any the line is a path.
  if (!line.includes(' ') && !line.includes('\t')) return ''
  const start = line.length > 300 ? line.slice(0, 300) : line
  for (const lead of candidates) {
    const found = lead.exec(start)
    if (found !== null) return found[0]
  }
  return ''
}

const bareName = /^[\w.@+~][\w.@+~-]{0,120}[\\/]?$/

export interface Entry {
  readonly lead: string
  /** `undefined`: the line is no entry, `lead` is all of it. */
  readonly path: string | undefined
}

export function entryOf(line: string): Entry {
  if (line === '' || line.length > 2000) return { lead: line, path: undefined }
  const lead = leadOf(line)
  const path = lead === '' ? line : line.slice(lead.length)
  return looksLikePath(path) || bareName.test(path) ? { lead, path } : { lead: line, path: undefined }
}

export function encodeList(entries: readonly Entry[]): string {
  const out: string[] = []
  let base = ''
  const end =
    entries.length > 0 &&
    entries[entries.length - 1]?.lead === '' &&
    entries[entries.length - 1]?.path === undefined
      ? entries.length - 1
      : entries.length
  for (let at = 0; at < end; ) {
    if (entries[at]?.path === undefined) {
      if (base !== '') out.push('')
      base = ''
      out.push((entries[at++] as Entry).lead)
      continue
    }
    const paths: string[] = []
    const from = at
    for (let path = entries[at]?.path; at < end && path !== undefined; path = entries[++at]?.path)
      paths.push(path)
    for (const block of blocksOf(paths)) {
      if (block.base !== '') out.push(`${block.base}:`)
      else if (base !== '') out.push('')
      base = block.base
      for (let index = block.from; index < block.to; index++)
        out.push((entries[from + index] as Entry).lead + (paths[index] as string).slice(base.length))
    }
  }
  if (end < entries.length) out.push('')
  return out.join('\n')
}

const baseLine = /[\\/]:$/

export function decodeList(text: string, most = Number.POSITIVE_INFINITY): string {
  const lines = text.split('\n')
  const out = new Unfolded(most)
  let base = ''
  for (let at = 0; at < lines.length; at++) {
    const line = lines[at] as string
    if (line.charCodeAt(line.length - 1) === 58 && baseLine.test(line)) base = line.slice(0, -1)
    else if (base === '') out.push(line)
    else if (line === '' && at < lines.length - 1) base = ''
    else if (line === '') out.push('')
    else {
      const lead = leadOf(line)
      out.push(lead + base + line.slice(lead.length))
    }
  }
  return out.text()
}
