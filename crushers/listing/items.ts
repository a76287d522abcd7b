/** What a listing lists, whatever its layout, for selections. */
import type { Lines } from '../text-lines.ts'

/** A longer directory would be copied for each of its entries. */
export const LONGEST_DIRECTORY = 1_024
/** Lines that are no entries and are kept; the rest are counted. */
const MOST_OTHERS = 8

/** The trait of entries that are shown before others whatever their number. */
export const FAILING = 'failing'

/** What the line of an entry tells beside its path. */
interface Facts {
  /** The line as a selection shows it, the path given. */
  readonly shown?: (line: number, path: string) => string
  /** Characters that it has beside the path, about. */
  readonly extra?: (line: number) => number
  readonly size?: (line: number) => number
  readonly time?: (line: number) => number
  readonly trait?: (line: number) => string
  readonly hasStates?: boolean
  readonly isDirectory?: (line: number) => boolean
  /** What most entries have and a selection tells once. */
  readonly usual?: string
}

/** The entries in their order, in columns. */
export class Items {
  readonly lines: Lines
  count = 0
  /** Directories with their separator, in order of their first entry; `''` where the listing names none. */
  readonly directories: string[] = []
  readonly #indices = new Map<string, number>()
  /** Of each entry: its directory, the line it stands on, and where its name begins. */
  readonly inside: Int32Array
  readonly on: Int32Array
  readonly names: Int32Array
  /** Lines that are no entries, and how many there are. */
  readonly others: string[] = []
  otherCount = 0
  readonly #facts: Facts

  constructor(lines: Lines, facts: Facts = {}) {
    this.lines = lines
    this.inside = new Int32Array(lines.count)
    this.on = new Int32Array(lines.count)
    this.names = new Int32Array(lines.count)
    this.#facts = facts
  }

  /** How a selection shows an entry below a directory that it lies in, deeper or not. */
  shown(item: number, directory: string): string {
    const line = this.on[item] as number
    const path = this.#inside(item).slice(directory.length) + this.name(item)
    return this.#facts.shown === undefined ? path : this.#facts.shown(line, path)
  }

  /** Characters of that, about. */
  shownLength(item: number, directory: string): number {
    const extra = this.#facts.extra === undefined ? 0 : this.#facts.extra(this.on[item] as number)
    return (
      extra + this.#inside(item).length - directory.length + this.nameEnd(item) - (this.names[item] as number)
    )
  }

  /** -1 where none is told. */
  size(item: number): number {
    return this.#facts.size === undefined ? -1 : this.#facts.size(this.on[item] as number)
  }

  /** When it was changed, in numbers that grow with time; zero where none is told. */
  time(item: number): number {
    return this.#facts.time === undefined ? 0 : this.#facts.time(this.on[item] as number)
  }

  /** Its mode and owner, or its state; `''` where none is told. */
  trait(item: number): string {
    return this.#facts.trait === undefined ? '' : this.#facts.trait(this.on[item] as number)
  }

  isDirectory(item: number): boolean {
    return this.#facts.isDirectory?.(this.on[item] as number) === true
  }

  get usual(): string {
    return this.#facts.usual ?? ''
  }

  /** Traits are states worth counting. */
  get hasStates(): boolean {
    return this.#facts.hasStates === true
  }

  #inside(item: number): string {
    return this.directories[this.inside[item] as number] as string
  }

  add(line: number, directory: string, name: number): void {
    let index = this.#indices.get(directory)
    if (index === undefined) this.#indices.set(directory, (index = this.directories.push(directory) - 1))
    this.addTo(line, index, name)
  }

  /** Adds to a directory that is known. */
  addTo(line: number, directory: number, name: number): void {
    this.inside[this.count] = directory
    this.on[this.count] = line
    this.names[this.count] = name
    this.count++
  }

  get lastDirectory(): number {
    return this.inside[this.count - 1] as number
  }

  nameEnd(item: number): number {
    return this.lines.end(this.on[item] as number)
  }

  name(item: number): string {
    return this.lines.text.slice(this.names[item], this.nameEnd(item))
  }

  addOther(line: number): void {
    if (this.otherCount++ < MOST_OTHERS) this.others.push(this.lines.line(line))
  }
}
