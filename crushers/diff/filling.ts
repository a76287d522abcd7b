/** Which names and hunks stand in a room of so many characters. */
import type { Drawn } from '../drawn.ts'
import { cutAll } from './cut.ts'
import { neededHeader } from './headers.ts'
import type { Hunk } from './parse.ts'
import { type Part, shortened } from './parts.ts'
import { HUNK_PART, LONGEST_HUNK, MOST_MISSES, SHORTEST_HUNK } from './policy.ts'
import type { Place, Ranked } from './rank.ts'

/** `… 3 more hunks of this file (+12 −4)` below the shown ones. */
const REST_LENGTH = 40

interface Piece {
  readonly lines: readonly string[]
  readonly hidden: number
}

export class Filling {
  /** 1: the file is named with its counts, unless hunks of it are shown. */
  readonly named: Uint8Array
  /** What is shown of hunks, by file. */
  readonly shown = new Map<number, Map<number, Piece>>()
  readonly #parts: readonly Part[]
  readonly #places: readonly Place[]
  readonly #nameLength: (part: number) => number
  /** Characters that a hunk may take. */
  readonly #share: number
  #next = 0

  constructor(
    parts: readonly Part[],
    { places }: Ranked,
    nameLength: (part: number) => number,
    room: number,
  ) {
    this.#parts = parts
    this.#places = places
    this.#nameLength = nameLength
    this.named = new Uint8Array(parts.length)
    const longest = Math.min(LONGEST_HUNK, Math.max(SHORTEST_HUNK * 2, room * HUNK_PART))
    // Few hunks share all of the room.
    this.#share = Math.max(longest, (room / Math.max(1, places.length)) * 0.8)
  }

  /** Names more files; returns the room that is left. */
  name(order: Drawn, room: number): number {
    let left = room
    for (let index = 0, misses = 0; left > 0 && misses < MOST_MISSES; index++) {
      const part = order.at(index)
      if (part === undefined) break
      if (this.named[part] === 1 || this.shown.has(part)) continue
      const length = this.#nameLength(part)
      if (length > left) {
        misses++
        continue
      }
      left -= length
      this.named[part] = 1
    }
    return left
  }

  /** Shows more hunks, best first, each cut to a part of the room; returns what is left of it. */
  showHunks(room: number, most = this.#places.length): number {
    let left = room
    for (let misses = 0; this.#next < most && left > SHORTEST_HUNK && misses < MOST_MISSES; this.#next++) {
      const { part: at, hunk } = this.#places[this.#next] as Place
      const part = this.#parts[at] as Part
      const open = this.shown.get(at)
      const head = open === undefined ? this.#headLength(at) : 0
      const piece = cutAll(shortened(part.file, part.hunks[hunk] as Hunk), Math.min(this.#share, left - head))
      const length = piece.lines.reduce((sum, line) => sum + line.length + 1, head)
      // A head alone tells nothing.
      if (piece.lines.length < 3 || length > left) {
        misses++
        continue
      }
      left -= length
      if (open === undefined) this.shown.set(at, new Map([[hunk, piece]]))
      else open.set(hunk, piece)
    }
    return left
  }

  /** What stands above the first shown hunk of a file, in place of its name. */
  #headLength(at: number): number {
    const { lead, file } = this.#parts[at] as Part
    let length = REST_LENGTH - (this.named[at] === 1 ? this.#nameLength(at) : 0)
    for (const line of [...lead, ...neededHeader(file)]) length += line.length + 1
    return length
  }
}
