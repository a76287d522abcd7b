/** The directories of a listing as a selection shows them: generated ones whole, small ones under what they lie in. */
import { foldDirectories, sharedDirectory } from './folding.ts'
import type { Items } from './items.ts'
import { COUNTS_LENGTH, generatedDirectories } from './policy.ts'

/** The directory itself, or the highest one above it that is generated; what all lie in does not count. */
function shownAs(path: string, under: number): { path: string; generated: boolean } {
  let from = 0
  for (let at = 0; at < path.length; at++) {
    const code = path.charCodeAt(at)
    if (code !== 47 && code !== 92) continue
    if (at >= under && generatedDirectories.has(path.slice(from, at)))
      return { path: path.slice(0, at + 1), generated: true }
    from = at + 1
  }
  return { path, generated: false }
}

/** What directories are shown as, in a room. */
export interface Shown {
  readonly paths: readonly string[]
  /** Of each entry, its place in them. */
  readonly of: Int32Array
  /** Entries, and directories that hold them, of each. */
  readonly entries: Int32Array
  readonly directories: Int32Array
}

export class Directories {
  readonly #items: Items
  /** What all lie in. */
  readonly under: string
  readonly #paths: string[] = []
  readonly #generated: boolean[] = []
  /** Of each directory of the entries, its place in the paths. */
  readonly #places: Int32Array
  readonly #sizes: Int32Array

  constructor(items: Items) {
    this.#items = items
    this.under = sharedDirectory(items.directories)
    const indices = new Map<string, number>()
    this.#places = Int32Array.from(items.directories, directory => {
      const { path, generated } = shownAs(directory, this.under.length)
      let place = indices.get(path)
      if (place === undefined) {
        indices.set(path, (place = this.#paths.push(path) - 1))
        this.#generated.push(generated)
      }
      return place
    })
    this.#sizes = new Int32Array(this.#paths.length)
    for (let item = 0; item < items.count; item++) {
      const place = this.placeOf(item)
      this.#sizes[place] = (this.#sizes[place] as number) + 1
    }
  }

  get count(): number {
    return this.#items.directories.length
  }

  /** Those that stand by themselves where there is room for all. */
  get shownAlone(): number {
    return this.#paths.length
  }

  placeOf(item: number): number {
    return this.#places[this.#items.inside[item] as number] as number
  }

  /** Contents are generated or vendored, so what is in them comes last. */
  isGenerated(item: number): boolean {
    return this.#generated[this.placeOf(item)] as boolean
  }

  /** First and last entry of its directory. */
  edges(): Uint8Array {
    const { count } = this.#items
    const edges = new Uint8Array(count)
    const last = new Int32Array(this.#paths.length).fill(-1)
    for (let item = 0; item < count; item++) {
      const place = this.placeOf(item)
      if ((last[place] as number) < 0) edges[item] = 1
      last[place] = item
    }
    for (const item of last) if (item >= 0) edges[item] = 1
    return edges
  }

  shownIn(room: number): Shown {
    const { paths, into } = foldDirectories(this.#paths, this.#sizes, this.under, room, COUNTS_LENGTH)
    const entries = new Int32Array(paths.length)
    const directories = new Int32Array(paths.length)
    const of = new Int32Array(this.#items.count)
    for (let item = 0; item < of.length; item++) {
      const place = into[this.placeOf(item)] as number
      of[item] = place
      entries[place] = (entries[place] as number) + 1
    }
    for (const place of this.#places) {
      const shown = into[place] as number
      directories[shown] = (directories[shown] as number) + 1
    }
    return { paths, of, entries, directories }
  }
}
