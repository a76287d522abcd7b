/** What a search tool printed, as places in its text: no line is a string before it is shown. */
import { Lines } from '../text-lines.ts'

export const COLON = 58
export const DASH = 45

/** `:` for a match, `-` for a line of context, 0 for what is not a hit. */
export type Sign = typeof COLON | typeof DASH | 0

/** The lines of a text, and what readers found in them. Columns instead of objects: making one a line took most of the time. */
export class Hits extends Lines {
  /** Index in `paths` of the file that the line is a hit of; -1: the line is no hit; below that: it names the file with index -2 - n. */
  readonly files: Int32Array
  /** Line number as printed: where it begins, and its digits (none where the tool printed none). */
  readonly numbers: Int32Array
  readonly digits: Uint8Array
  /** Where the text of the found line begins. */
  readonly bodies: Int32Array
  readonly signs: Uint8Array
  /** In order of their finding. `''`: the one file that was searched. */
  readonly paths: string[] = []
  readonly #indices = new Map<string, number>()
  /** How many lines are matches or context. */
  found = 0
  /** Printed before the path of every context line that has no `:` in its text. Tools that make paths relative by their first colon do so. */
  root = ''
  /** The hits stand below lines that name their files. */
  grouped = false
  /** The text that stands around each of them, where it is the same around all. */
  printing: Printing | undefined

  constructor(text: string) {
    super(text)
    const { count } = this
    this.files = new Int32Array(count).fill(-1)
    this.numbers = new Int32Array(count)
    this.digits = new Uint8Array(count)
    this.bodies = new Int32Array(count)
    this.signs = new Uint8Array(count)
  }

  isHit(line: number): boolean {
    return (this.files[line] as number) >= 0
  }

  sign(line: number): Sign {
    return this.signs[line] as Sign
  }

  path(line: number): string {
    return this.paths[this.files[line] as number] as string
  }

  number(line: number): string {
    const from = this.numbers[line] as number
    return this.text.slice(from, from + (this.digits[line] as number))
  }

  body(line: number): string {
    return this.text.slice(this.bodies[line], this.end(line))
  }

  /** The line names the file of the hits below it. */
  isHeading(line: number): boolean {
    return (this.files[line] as number) < -1
  }

  /** `--`, as printed between groups of lines. */
  isRule(line: number): boolean {
    const from = this.start(line)
    return (
      this.end(line) - from === 2 &&
      this.text.charCodeAt(from) === DASH &&
      this.text.charCodeAt(from + 1) === DASH
    )
  }

  /** Index of a path, new or known. */
  pathIndex(path: string): number {
    let index = this.#indices.get(path)
    if (index === undefined) this.#indices.set(path, (index = this.paths.push(path) - 1))
    return index
  }

  /** Index of a path that is known already. */
  knownPath(path: string): number | undefined {
    return this.#indices.get(path)
  }

  /** Notes a hit. `number`: where its digits begin, `body`: where its text does. */
  add(line: number, file: number, number: number, digits: number, sign: Sign, body: number): void {
    this.files[line] = file
    this.numbers[line] = number
    this.digits[line] = digits
    this.signs[line] = sign
    this.bodies[line] = body
    this.found++
  }

  /** Forgets all hits, for another reader. */
  clear(): void {
    this.files.fill(-1)
    this.found = 0
    this.root = ''
    this.paths.length = 0
    this.#indices.clear()
    this.grouped = false
    this.printing = undefined
  }
}

/** What stands around line numbers and names of files where hits stand below their files. */
export interface Printing {
  /** `  Line ` and `: `. Ripgrep prints nothing before, and the sign behind: then both are empty. */
  readonly before: string
  readonly after: string
  /** `File: ` and `:`. */
  readonly beforePath: string
  readonly afterPath: string
}

export const isDigit = (code: number): boolean => code >= 48 && code <= 57

/** End of the digits that start at `from`; `from` if there are none, or more than a line number has. */
export function digitsEnd(text: string, from: number): number {
  let at = from
  while (isDigit(text.charCodeAt(at))) if (++at - from > 9) return from
  return at
}

/** Whether the character stands in the range. */
export function holds(text: string, code: number, from: number, to: number): boolean {
  for (let at = from; at < to; at++) if (text.charCodeAt(at) === code) return true
  return false
}
