/**
 * Bare names, as `ls` prints them one a line, under headings with `-R`. Only who knows that they were listed may take them
 * for files. Layout without loss: names stand on one line.
 *
 *     one name a line:
 *     LICENSE README.md src
 *
 *     ./src:
 *     index.ts main.ts
 *
 * What stood in columns stands so without their padding, under `names in columns:`.
 */
import { Lines, TextLines } from '../text-lines.ts'
import { Unfolded } from '../unfolded.ts'
import { LEAST_ENTRIES } from './policy.ts'

const announcement = 'one name a line:'
const announcedColumns = 'names in columns:'
/** No terminal is wider. */
const LONGEST_LINE = 1_000
const LONGEST_NAME = 255

export interface Names {
  readonly lines: Lines
  /** 1: the line is a name. */
  readonly are: Uint8Array
  readonly found: number
  /** They stood side by side. */
  readonly inColumns: boolean
}

/** Control characters, the space, and signs that code, tables and prose are full of. */
const foreign = new Uint8Array(128)
for (let code = 0; code <= 32; code++) foreign[code] = 1
for (const sign of '":;<>|{}?`') foreign[sign.charCodeAt(0)] = 1

function isName(text: string, from: number, to: number): boolean {
  if (to === from || to - from > LONGEST_NAME) return false
  for (let at = from; at < to; at++) {
    const code = text.charCodeAt(at)
    if (code < 128 && foreign[code] === 1) return false
    // A separator or the mark of a program, but at the end.
    if ((code === 47 || code === 92 || code === 42) && at < to - 1) return false
  }
  return true
}

/** Names, where all filled lines are names or headings. */
export function readNames(lines: Lines): Names | undefined {
  const are = new Uint8Array(lines.count)
  let found = 0
  for (let line = 0; line < lines.count; line++) {
    const start = lines.start(line)
    const end = lines.end(line)
    if (start === end) continue
    if (isName(lines.text, start, end)) {
      are[line] = 1
      found++
    } else if (lines.text.charCodeAt(end - 1) !== 58 || (line > 0 && !lines.isBlank(line - 1)))
      return undefined
  }
  return found < LEAST_ENTRIES ? undefined : { lines, are, found, inColumns: false }
}

const gap = / {2,}| ?\t+ */

/** Names side by side, as `ls` prints them for a terminal: at least two spaces or a tab apart. */
export function readColumns(lines: Lines): Names | undefined {
  const names: string[] = []
  for (let line = 0; line < lines.count; line++) {
    if (lines.end(line) - lines.start(line) > LONGEST_LINE) return undefined
    for (const name of lines.line(line).trimEnd().split(gap)) if (name !== '') names.push(name)
  }
  const read = names.length < lines.count * 2 ? undefined : readNames(new Lines(names.join('\n')))
  return read === undefined || read.found !== names.length ? undefined : { ...read, inColumns: true }
}

/** Made by `encodeNames`. */
export const announcesNames = (text: string): boolean =>
  text.startsWith(`${announcement}\n`) || text.startsWith(`${announcedColumns}\n`)

export function encodeNames({ lines, are, inColumns }: Names): string {
  const out = new TextLines()
  out.push(inColumns ? announcedColumns : announcement)
  for (let line = 0; line < lines.count; ) {
    if (are[line] !== 1) {
      out.push(lines.line(line++))
      continue
    }
    const from = line
    while (line < lines.count && are[line] === 1) line++
    out.push(lines.text.slice(lines.start(from), lines.end(line - 1)).replaceAll('\n', ' '))
  }
  return out.toString()
}

/** The text that `encodeNames` was given; what stood in columns, one name a line, row by row. */
export function decodeNames(text: string, most = Number.POSITIVE_INFINITY): string {
  const out = new Unfolded(most)
  for (const line of text.slice(text.indexOf('\n') + 1).split('\n'))
    out.push(line.endsWith(':') ? line : line.replaceAll(' ', '\n'))
  return out.text()
}
