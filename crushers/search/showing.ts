/** Which hits and names stand in a room of so many characters. */
import type { Drawn } from '../drawn.ts'
import type { FileHits } from './files.ts'
import type { Folders } from './folders.ts'
import type { Hits } from './hits.ts'
import { MOST_MISSES } from './policy.ts'
import { BREAK } from './rank.ts'
import { COUNTED, type Choice, NAMED, OPEN } from './selection.ts'

/** What a file that has a shown hit takes beside it: its own line, and how many hits are not shown. */
const OPEN_LENGTH = 20
/** `, ` and `:120` or ` (12)` around a name. */
const NAME_LENGTH = 7

export class Showing implements Choice {
  readonly folders: Folders
  readonly states: Uint8Array
  readonly shown = new Map<number, number[]>()
  readonly #longest: number
  readonly #hits: Hits
  readonly #files: readonly FileHits[]
  readonly #fileOf: Int32Array
  /** Texts that stand below a file already: a second one only adds its number. */
  readonly #texts = new Set<string>()
  #next = 0
  #missed = 0
  #isEnd = false

  constructor(
    hits: Hits,
    files: readonly FileHits[],
    fileOf: Int32Array,
    folders: Folders,
    longest: number,
    state: typeof COUNTED | typeof NAMED,
  ) {
    this.#hits = hits
    this.#files = files
    this.#fileOf = fileOf
    this.folders = folders
    this.#longest = longest
    this.states = new Uint8Array(files.length).fill(state)
  }

  /** Nothing is left to be shown. */
  get isAll(): boolean {
    return this.#isEnd && this.#missed === 0 && !this.states.includes(COUNTED)
  }

  #nameLength(file: number): number {
    const folder = this.folders.folders[this.folders.of[file] as number]
    return (this.#files[file] as FileHits).path.length - (folder?.path.length ?? 0)
  }

  /** Shows more hits, best first, up to a `BREAK` in their order; returns the room that is left. */
  showHits(candidates: Drawn, room: number): number {
    const { text, files, bodies, digits, signs } = this.#hits
    let left = room
    for (; left > 0 && this.#missed < MOST_MISSES; this.#next++) {
      const line = candidates.at(this.#next)
      if (line === undefined) {
        this.#isEnd = true
        break
      }
      if (line === BREAK) {
        this.#next++
        break
      }
      const file = this.#fileOf[files[line] as number] as number
      const body = bodies[line] as number
      const end = Math.min(this.#hits.end(line), body + this.#longest)
      const key = `${file}${String.fromCharCode(signs[line] as number)}${text.slice(body, end)}`
      const state = this.states[file] as number
      const length =
        (digits[line] as number) +
        (this.#texts.has(key) ? 1 : end - body + 2) +
        (state === OPEN ? 0 : OPEN_LENGTH + (state === NAMED ? 0 : this.#nameLength(file)))
      if (length > left) {
        this.#missed++
        continue
      }
      left -= length
      this.states[file] = OPEN
      this.#texts.add(key)
      const shown = this.shown.get(file)
      if (shown === undefined) this.shown.set(file, [line])
      else shown.push(line)
    }
    return left
  }

  /** Names more files; returns the room that is left. */
  nameFiles(order: Drawn, room: number): number {
    let left = room
    for (let index = 0, misses = 0; left > 0 && misses < MOST_MISSES; index++) {
      const file = order.at(index)
      if (file === undefined) break
      if ((this.states[file] as number) !== COUNTED) continue
      const length = this.#nameLength(file) + NAME_LENGTH
      if (length > left) {
        misses++
        continue
      }
      left -= length
      this.states[file] = NAMED
    }
    return left
  }
}
