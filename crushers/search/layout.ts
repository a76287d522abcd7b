/**
 * The lossless layout: what ripgrep prints with headings, plus a base line where files share a directory.
 *
 *     src/fold/:
 *     ingest.ts
 *     12:export function ingest(
 *     40,44:  return state
 *     emit.ts
 *     7:export function emit(
 *
 *     test/fold.test.ts
 *     3:import { ingest } from '../src/fold/ingest.ts'
 *
 * A heading is a line that is no hit and stands before one. A blank line before a heading ends the base. `40,44:` are
 * two neighbouring hits with the same text. All other lines stay where and as they are.
 */
import { blocksOf } from '../listing/paths.ts'
import { Unfolded } from '../unfolded.ts'
import type { Listing } from './hits.ts'

const hitLine = /^(\d{1,9}(?:,\d{1,9})*)?([:-])/
const baseLine = /[\\/]:$/
const rootLine = /^paths under (\S.*[\\/])$/

/** Hits begin with a digit, `:` or `-`. */
const mayBeHit = (line: string): boolean => {
  const code = line.charCodeAt(0)
  return (code === 45 || (code >= 48 && code <= 58)) && line !== '--'
}
const isHit = (line: string | undefined): boolean =>
  line !== undefined && mayBeHit(line) && hitLine.test(line)
const isBase = (line: string | undefined): boolean =>
  line !== undefined && line.charCodeAt(line.length - 1) === 58 && baseLine.test(line)

export interface Layout {
  /** Files under a line with their directory, instead of each with its whole path. */
  readonly bases: boolean
}

interface Group {
  readonly path: string
  readonly from: number
  to: number
}

/** Runs of hits of one file; whatever is no hit, except `--` between two hits of a file, ends a run. */
export function groupsOf(listing: Listing): Group[] {
  const groups: Group[] = []
  const { hits } = listing
  let open: Group | undefined
  for (let at = 0; at < hits.length; at++) {
    const path = hits[at]?.path
    if (path === undefined) {
      if (hits[at]?.text !== '--' || hits[at + 1]?.path !== open?.path) open = undefined
      continue
    }
    if (open !== undefined && open.path === path) open.to = at + 1
    else groups.push((open = { path, from: at, to: at + 1 }))
  }
  return groups
}

/** Characters that base lines save over whole paths. */
export function savedByBases(listing: Listing): number {
  let saved = 0
  for (const { base, from, to } of blocksOf(groupsOf(listing).map(group => group.path)))
    if (base !== '') saved += (to - from) * base.length - base.length - 2
  return saved
}

export function encodeHits(listing: Listing, layout: Layout): string {
  const { hits, root } = listing
  const groups = groupsOf(listing)
  const bases = layout.bases
    ? blocksOf(groups.map(group => group.path))
    : [{ base: '', from: 0, to: groups.length }]
  const out: string[] = root === '' ? [] : [`paths under ${root}`]
  let at = 0
  for (const block of bases) {
    for (let index = block.from; index < block.to; index++) {
      const group = groups[index] as Group
      while (at < group.from) out.push((hits[at++] as { text: string }).text)
      const heading = group.path.slice(block.base.length)
      // A blank line of the input's own before the heading would be taken for ours and end the base: begin anew.
      if (block.base === '' || index === block.from || out[out.length - 1] === '') {
        if (out.length > 0 && group.path !== '') out.push('')
        if (block.base !== '') out.push(`${block.base}:`)
      }
      if (group.path !== '') out.push(heading)
      while (at < group.to) {
        const hit = hits[at++] as Listing['hits'][number]
        if (hit.path === undefined) {
          out.push(hit.text)
          continue
        }
        let numbers = hit.line
        while (at < group.to && hit.line !== '') {
          const following = hits[at] as Listing['hits'][number]
          if (following.sign !== hit.sign || following.text !== hit.text || hit.text === '') break
          numbers += `,${following.line}`
          at++
        }
        out.push(numbers + hit.sign + hit.text)
      }
    }
  }
  while (at < hits.length) out.push((hits[at++] as { text: string }).text)
  return out.join('\n')
}

/** The text that `encodeHits` was given the hits of, to the byte. */
export function decodeHits(text: string, most = Number.POSITIVE_INFINITY): string {
  const lines = text.split('\n')
  const out = new Unfolded(most)
  const root = rootLine.exec(lines[0] ?? '')?.[1] ?? ''
  let base = ''
  let path = ''
  const isHeading = (at: number): boolean => {
    const line = lines[at]
    return line !== undefined && line !== '' && line !== '--' && !isHit(line) && isHit(lines[at + 1])
  }
  for (let at = root === '' ? 0 : 1; at < lines.length; at++) {
    const line = lines[at] as string
    const hit = mayBeHit(line) ? hitLine.exec(line) : null
    if (hit !== null) {
      const sign = hit[2] as string
      const body = line.slice(hit[0].length)
      const shown = root !== '' && sign === '-' && !body.includes(':') ? root + path : path
      const start = path === '' ? '' : shown + sign
      const numbers = hit[1]
      if (numbers === undefined) out.push(path === '' ? line : start + body)
      else if (!numbers.includes(',')) out.push(start + line)
      else for (const number of numbers.split(',')) out.push(start + number + sign + body)
    } else if (line === '' && (isHeading(at + 1) || (isBase(lines[at + 1]) && isHeading(at + 2)))) base = ''
    else if (isBase(line) && isHeading(at + 1)) base = line.slice(0, -1)
    else if (isHeading(at)) path = base + line
    else out.push(line)
  }
  return out.text()
}
