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
 *
 * Where the tool printed headings itself, the first line tells how: `printed as "  Line #: " under "*:"`; a blank line
 * stood before each heading but the first.
 */
import { TextLines } from '../text-lines.ts'
import { type Block, blocksOf } from '../listing/paths.ts'
import { type Hits, type Printing } from './hits.ts'

export interface Layout {
  /** Files under a line with their directory, instead of each with its whole path. */
  readonly bases: boolean
}

/** Runs of hits of one file: `from[n]` to `to[n]`, `to` exclusive. */
export interface Groups {
  readonly paths: string[]
  readonly from: number[]
  readonly to: number[]
  /** Those that share a directory. */
  blocks: readonly Block[]
}

/** Whatever is no hit, except `--` between two hits of a file, ends a run. */
export function groupsOf(hits: Hits): Groups {
  const groups: Groups = { paths: [], from: [], to: [], blocks: [] }
  let open = -1
  for (let line = 0; line < hits.count; line++) {
    const file = hits.files[line] as number
    if (file < 0) {
      if (open >= 0 && !(hits.isRule(line) && hits.files[line + 1] === open)) open = -1
      continue
    }
    if (file === open) groups.to[groups.to.length - 1] = line + 1
    else {
      open = file
      groups.paths.push(hits.paths[file] as string)
      groups.from.push(line)
      groups.to.push(line + 1)
    }
  }
  groups.blocks = blocksOf(groups.paths)
  return groups
}

/** Characters that base lines save over whole paths. */
export function savedByBases({ blocks }: Groups): number {
  let saved = 0
  for (const { base, from, to } of blocks)
    if (base !== '') saved += (to - from) * base.length - base.length - 2
  return saved
}

function isSameHit(hits: Hits, a: number, b: number): boolean {
  const from = hits.bodies[a] as number
  const length = hits.end(a) - from
  const other = hits.bodies[b] as number
  if (length === 0 || hits.end(b) - other !== length || hits.signs[a] !== hits.signs[b]) return false
  for (let at = 0; at < length; at++)
    if (hits.text.charCodeAt(from + at) !== hits.text.charCodeAt(other + at)) return false
  return true
}

/** `undefined`: headings that the tool printed itself stand so that they could not be put back. */
export function encodeHits(hits: Hits, groups: Groups, layout: Layout): string | undefined {
  const { root, grouped, printing } = hits
  if (grouped && printing === undefined) return undefined
  const bases = layout.bases ? groups.blocks : [{ base: '', from: 0, to: groups.paths.length }]
  const out = new TextLines()
  if (printing !== undefined) out.push(announced(printing))
  if (root !== '') out.push(`paths under ${root}`)
  let line = 0
  for (const { base, from, to } of bases) {
    for (let index = from; index < to; index++) {
      const start = groups.from[index] as number
      let until = start
      if (grouped) {
        // The tool's own headings, and the blank lines before them, are written anew.
        until -= index === 0 ? 1 : 2
        if (!hits.isHeading(start - 1) || until < line || (index > 0 && !hits.isBlank(until)))
          return undefined
      }
      const isAfterBlank = until > line && hits.isBlank(until - 1)
      for (; line < until; line++) out.push(hits.line(line))
      line = start
      const path = groups.paths[index] as string
      // A blank line of the input's own before the heading would be taken for ours and end the base: begin anew.
      if (base === '' || index === from || isAfterBlank) {
        if (!out.isEmpty && path !== '') out.push('')
        if (base !== '') out.push(`${base}:`)
      }
      if (path !== '') out.push(path.slice(base.length))
      line = encodeGroup(hits, start, groups.to[index] as number, out)
    }
  }
  for (; line < hits.count; line++) out.push(hits.line(line))
  return out.toString()
}

/** Writes the lines of one file; neighbouring hits with the same text once. */
function encodeGroup(hits: Hits, from: number, to: number, out: TextLines): number {
  const { text, digits, numbers, bodies } = hits
  let line = from
  while (line < to) {
    const shown = line++
    if (!hits.isHit(shown)) {
      out.push(hits.line(shown))
      continue
    }
    const length = digits[shown] as number
    const body = bodies[shown] as number
    const number = numbers[shown] as number
    let last = shown
    if (length > 0) while (line < to && hits.isHit(line) && isSameHit(hits, shown, line)) last = line++
    if (last === shown && body === number + length + 1) out.push(text.slice(number, hits.end(shown)))
    else if (length === 0) out.push(text.slice(body - 1, hits.end(shown)))
    else {
      let head = hits.number(shown)
      for (let at = shown + 1; at <= last; at++) head += `,${hits.number(at)}`
      out.push(head + String.fromCharCode(hits.signs[shown] as number) + hits.body(shown))
    }
  }
  return line
}

const announced = ({ before, after, beforePath, afterPath }: Printing): string =>
  `printed as "${before}#${after}" under "${beforePath}*${afterPath}"`
