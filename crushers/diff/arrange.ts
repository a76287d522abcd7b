/**
 * A diff of which not all can be shown: files without shown hunks, by directory where they are many, as many as fit by name, then the hunks that
 * there is room for, below the headers of their files.
 *
 *     … 120 files changed, +750 −387, 9 of 230 hunks shown
 *     src/mill/: sluice.ts (+8 −2), hopper.ts (new, +40 −0), … 12 more files (+80 −20)
 *     --- a/src/mill/wheel.ts
 *     +++ b/src/mill/wheel.ts
 *     @@ -3,4 +3,4 @@
 *     …
 *     … 3 more hunks of this file (+12 −4)
 */
import { Drawn } from '../drawn.ts'
import { foldDirectories, sharedDirectory } from '../listing/folding.ts'
import { directoryOf } from '../listing/paths.ts'
import { scattered } from '../listing/scattered.ts'
import { described, isRename } from './describe.ts'
import { Filling } from './filling.ts'
import { neededHeader } from './headers.ts'
import { changesOf } from './parse.ts'
import type { Part } from './parts.ts'
import { COUNTS_LENGTH, DIRECTORIES_PART, NAMES_PART } from './policy.ts'
import { type Ranked, ranked } from './rank.ts'

export interface Arranged {
  readonly text: string
  /** Changed lines that are not shown. */
  readonly hidden: number
  readonly isAll: boolean
}

const plural = (count: number, unit: string): string => `${count} ${unit}${count === 1 ? '' : 's'}`

/** Files in the order in which they should be named: without hunks (renamed, binary), then those with twice the changes before others. */
function* byChange(parts: readonly Part[]): Generator<number> {
  const classes: number[][] = []
  for (const [index, { file, added, removed, generated }] of parts.entries()) {
    const isEvent = file.hunks.length === 0
    const rank = isEvent ? 33 : generated ? 0 : 32 - Math.clz32(added + removed)
    ;(classes[rank] ??= []).push(index)
  }
  for (const each of classes.reverse()) yield* scattered(each ?? [])
}

export class Arrangement {
  readonly #parts: readonly Part[]
  readonly #first: string
  readonly #ranked: Ranked
  readonly #names: Drawn
  readonly #described: string[]
  readonly #directories: string[] = []
  readonly #inside: Int32Array
  readonly #sizes: Int32Array
  readonly #under: string
  readonly #hunks: number
  /** Characters of all paths with what is told of them. */
  readonly #namesLength: number

  constructor(parts: readonly Part[], first: string) {
    this.#parts = parts
    this.#first = first
    this.#ranked = ranked(parts)
    this.#names = new Drawn(byChange(parts))
    this.#described = parts.map(part => described(part.file, part.generated, part))
    this.#namesLength = parts.reduce(
      (sum, { file }, at) => sum + file.path.length + (this.#described[at] as string).length + 4,
      0,
    )
    this.#hunks = parts.reduce((sum, part) => sum + part.hunks.length, 0)
    const indices = new Map<string, number>()
    this.#inside = Int32Array.from(parts, ({ file }) => {
      const directory = directoryOf(file.path)
      const known = indices.get(directory)
      if (known !== undefined) return known
      indices.set(directory, this.#directories.length)
      return this.#directories.push(directory) - 1
    })
    this.#sizes = new Int32Array(this.#directories.length)
    for (const directory of this.#inside) this.#sizes[directory] = (this.#sizes[directory] as number) + 1
    this.#under = sharedDirectory(this.#directories)
  }

  /** `; 3 different changes`, where most change the same as another. */
  get #different(): string {
    const written = this.#parts.reduce((sum, part) => sum + (part.generated ? 0 : part.hunks.length), 0)
    const { different } = this.#ranked
    return different * 2 > written || different === 0 ? '' : `; ${plural(different, 'different change')}`
  }

  /** What fits in so many characters. */
  in(characters: number): Arranged {
    const parts = this.#parts
    // A path that stands whole is found again word by word when the file is opened.
    const isWhole = this.#namesLength <= characters * NAMES_PART
    const { paths, into } = isWhole
      ? { paths: [''], into: new Int32Array(this.#directories.length) }
      : foldDirectories(
          this.#directories,
          this.#sizes,
          this.#under,
          characters * DIRECTORIES_PART,
          COUNTS_LENGTH,
        )
    const directoryAt = (part: number): number => into[this.#inside[part] as number] as number
    const room = characters - this.#first.length - 50
    const nameLength = (part: number): number => {
      const { path } = (parts[part] as Part).file
      return (
        path.length -
        (paths[directoryAt(part)] as string).length +
        (this.#described[part] as string).length +
        5
      )
    }
    const filling = new Filling(parts, this.#ranked, nameLength, room)
    const counts = paths.reduce((sum, path) => sum + path.length + COUNTS_LENGTH, 0)
    const names = Math.max(0, room * NAMES_PART - counts)
    // Hunks that change the same as another come behind names.
    const left = filling.showHunks(
      room * (1 - NAMES_PART) + filling.name(this.#names, names),
      this.#ranked.different,
    )
    filling.showHunks(filling.name(this.#names, left))
    return this.#written(filling, paths, directoryAt)
  }

  #written(
    { shown, named }: Filling,
    paths: readonly string[],
    directoryAt: (part: number) => number,
  ): Arranged {
    const silent = paths.map((): string[] => [])
    const rest = paths.map(() => ({ files: 0, added: 0, removed: 0 }))
    const out: string[] = []
    let hidden = 0
    let visible = 0
    for (const [at, part] of this.#parts.entries()) {
      const open = shown.get(at)
      if (open === undefined) {
        hidden += part.added + part.removed
        const place = directoryAt(at)
        const name = part.file.path.slice((paths[place] as string).length)
        const counts = rest[place] as { files: number; added: number; removed: number }
        if (named[at] === 1) silent[place]?.push(`${name} (${this.#described[at]})`)
        else {
          counts.files++
          counts.added += part.added
          counts.removed += part.removed
        }
        continue
      }
      out.push(...part.lead, ...neededHeader(part.file))
      for (const hunk of part.hunks.keys()) {
        const piece = open.get(hunk)
        if (piece === undefined) continue
        visible++
        hidden += piece.hidden
        out.push(...piece.lines)
      }
      const others = part.hunks.filter((_, hunk) => !open.has(hunk))
      if (others.length === 0) continue
      const { added, removed } = changesOf(others)
      hidden += added + removed
      out.push(`… ${plural(others.length, 'more hunk')} of this file (+${added} −${removed})`)
    }
    const lines = [`${this.#first}, ${visible} of ${plural(this.#hunks, 'hunk')} shown${this.#different}`]
    for (const [place, path] of paths.entries()) {
      const { files, added, removed } = rest[place] as { files: number; added: number; removed: number }
      const names = silent[place] as string[]
      if (files > 0)
        names.push(
          `${names.length > 0 ? '… ' : ''}${plural(files, names.length > 0 ? 'more file' : 'file')} (+${added} −${removed})`,
        )
      if (names.length > 0) lines.push(path === '' ? names.join('\n') : `${path}: ${names.join(', ')}`)
    }
    const isAll =
      hidden === 0 && this.#parts.every((part, at) => shown.has(at) || named[at] === 1 || isRename(part.file))
    return { text: [...lines, ...out].join('\n'), hidden, isAll }
  }
}
