import { Values } from '../selection/coded.ts'
import { enlarged } from './tape.ts'

const FEWEST_SLOTS = 16
/** A hash table that is half empty has chains of two or three; longer ones are made on purpose. */
const LONGEST_CHAIN = 64

/** Most columns have a few spellings or as many as rows. */
const GROWTH = 4

/** Spans of one text by what they spell: equal spellings have equal codes, in order of first appearance. */
export class Spellings {
  readonly #text: string
  #slots = new Int32Array(FEWEST_SLOTS)
  #hashes = new Int32Array(FEWEST_SLOTS / 2)
  #starts = new Int32Array(FEWEST_SLOTS / 2)
  #ends = new Int32Array(FEWEST_SLOTS / 2)
  #size = 0
  #previous = -1
  /** What did not find a place in a chain of fair length: the table of the engine has secret hashes. */
  #others: Map<string, number> | undefined

  constructor(text: string) {
    this.#text = text
  }

  values(): Values {
    return new Values(this.#text, this.#starts.subarray(0, this.#size), this.#ends.subarray(0, this.#size))
  }

  codeOf(start: number, end: number): number {
    // Cells that follow one another are often equal.
    if (this.#previous >= 0 && this.#spells(this.#previous, start, end)) return this.#previous
    this.#previous = this.#find(start, end)
    return this.#previous
  }

  #find(start: number, end: number): number {
    const hash = this.#hash(start, end)
    const mask = this.#slots.length - 1
    let slot = hash & mask
    for (let chain = 0; chain < LONGEST_CHAIN; chain++) {
      const code = (this.#slots[slot] ?? 0) - 1
      if (code < 0) return this.#add(hash, start, end)
      if (this.#hashes[code] === hash && this.#spells(code, start, end)) return code
      slot = (slot + 1) & mask
    }
    return this.#others?.get(this.#text.slice(start, end)) ?? this.#add(hash, start, end)
  }

  #hash(start: number, end: number): number {
    const text = this.#text
    let hash = 0x811c9dc5
    for (let at = start; at < end; at++) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193)
    return hash ^ (hash >>> 15)
  }

  #spells(code: number, start: number, end: number): boolean {
    const other = this.#starts[code] ?? 0
    if ((this.#ends[code] ?? 0) - other !== end - start) return false
    const text = this.#text
    // From the back: spellings that begin alike are more common than such that end alike.
    for (let at = end - 1, from = other + end - 1 - start; at >= start; at--, from--)
      if (text.charCodeAt(at) !== text.charCodeAt(from)) return false
    return true
  }

  #add(hash: number, start: number, end: number): number {
    const code = this.#size++
    if (code === this.#starts.length) this.#grow(code)
    this.#hashes[code] = hash
    this.#starts[code] = start
    this.#ends[code] = end
    this.#place(code)
    return code
  }

  #place(code: number): void {
    const mask = this.#slots.length - 1
    let slot = (this.#hashes[code] ?? 0) & mask
    for (let chain = 0; chain < LONGEST_CHAIN; chain++) {
      if (this.#slots[slot] === 0) {
        this.#slots[slot] = code + 1
        return
      }
      slot = (slot + 1) & mask
    }
    this.#others ??= new Map()
    this.#others.set(this.#text.slice(this.#starts[code], this.#ends[code]), code)
  }

  #grow(size: number): void {
    this.#hashes = enlarged(this.#hashes, GROWTH)
    this.#starts = enlarged(this.#starts, GROWTH)
    this.#ends = enlarged(this.#ends, GROWTH)
    this.#slots = new Int32Array(this.#slots.length * GROWTH)
    for (let code = 0; code < size; code++) this.#place(code)
  }
}
