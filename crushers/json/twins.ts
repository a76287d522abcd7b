import { TWIN_CHARACTERS } from './policy.ts'
import { itemsOf, sameSpelling } from './nodes.ts'
import { name } from './spell.ts'
import { compactLengths, Kind, type Tape } from './tape.ts'

/**
 * Objects and lists that were there before, and what is written in their place. They are looked for as far as they are
 * asked for: of a long document only the beginning may be written.
 */
export class Twins {
  readonly #tape: Tape
  readonly #lengths: Int32Array
  readonly #hashes: Int32Array
  readonly #roots: ReadonlySet<number>
  readonly #byHash = new Map<number, number>()
  /** Nodes by the equal ones that come first. */
  readonly #firsts = new Map<number, number>()
  readonly #notes = new Map<number, string | undefined>()
  /** Nodes that were looked at, but for those that are open: they begin before and end behind. */
  #upTo = 0
  #open: number[] = []

  constructor(tape: Tape) {
    this.#tape = tape
    this.#roots = new Set(tape.roots)
    // A list of plain rows holds nothing worth the search.
    const isFlat = tape.depth < 3
    this.#lengths = isFlat ? new Int32Array() : compactLengths(tape)
    this.#hashes = new Int32Array(isFlat ? 0 : tape.length)
    if (isFlat) this.#upTo = tape.length
  }

  has(node: number): boolean {
    return this.#firstOf(node) !== undefined
  }

  /** `(same as items[3].owner)`, or nothing where a path would not lead there. */
  note(node: number): string | undefined {
    const first = this.#firstOf(node)
    if (first === undefined) return undefined
    if (!this.#notes.has(first)) {
      const path = pathTo(this.#tape, first)
      this.#notes.set(first, path === undefined ? undefined : `(same as ${path})`)
    }
    return this.#notes.get(first)
  }

  #firstOf(node: number): number | undefined {
    const next = this.#tape.next[node] ?? 0
    // What holds more nodes than stand before it was not there before.
    if (next > this.#upTo && next <= 2 * node)
      this.#lookUpTo(Math.min(this.#tape.length, Math.max(next, 2 * this.#upTo, FEWEST_NODES)))
    return this.#firsts.get(node)
  }

  #lookUpTo(to: number): void {
    const { kind, next } = this.#tape
    const from = this.#upTo
    const open: number[] = []
    for (let node = to - 1; node >= from; node--) {
      if ((kind[node] ?? 0) < Kind.string && (next[node] ?? 0) > to) open.push(node)
      else this.#hashes[node] = hashOf(this.#tape, this.#hashes, node)
    }
    const closed: number[] = []
    for (const node of this.#open) {
      if ((next[node] ?? 0) > to) open.push(node)
      else {
        this.#hashes[node] = hashOf(this.#tape, this.#hashes, node)
        closed.push(node)
      }
    }
    this.#upTo = to
    this.#open = open
    // What began before is registered before, outermost first.
    for (const node of closed.reverse()) this.#look(node)
    for (let node = from; node < to; node++)
      if ((kind[node] ?? 0) < Kind.string && (next[node] ?? 0) <= to && this.#look(node))
        node = (next[node] ?? 0) - 1
  }

  /** Whether the node is a twin; if not, it is the first of its kind. */
  #look(node: number): boolean {
    const next = this.#tape.next[node] ?? 0
    if ((this.#lengths[next] ?? 0) - (this.#lengths[node] ?? 0) < TWIN_CHARACTERS) return false
    const hash = this.#hashes[node] ?? 0
    const first = this.#byHash.get(hash)
    if (first === undefined) this.#byHash.set(hash, node)
    // A document in lines of JSON stays one to be seen; what is in it may be named.
    if (first === undefined || this.#roots.has(node) || !areEqual(this.#tape, first, node)) return false
    this.#firsts.set(node, first)
    return true
  }
}

/** Nodes that are looked at at once. */
const FEWEST_NODES = 4_096

const known = new WeakMap<Tape, Twins>()

/** Schemas and writers ask for the same ones. */
export function twinsOf(tape: Tape): Twins {
  const twins = known.get(tape) ?? new Twins(tape)
  known.set(tape, twins)
  return twins
}

/** Equal values have equal hashes, whatever white space is in them. Those of what it holds are known. */
function hashOf(tape: Tape, hashes: Int32Array, node: number): number {
  const { kind, size, next, start, end, text } = tape
  let hash = 0x811c9dc5 ^ (kind[node] ?? 0)
  if ((kind[node] ?? 0) >= Kind.string) {
    const from = start[node] ?? 0
    const to = end[node] ?? 0
    hash ^= to - from
    const head = Math.min(to, from + HASHED)
    for (let at = from; at < head; at++) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193)
    for (let at = Math.max(head, to - HASHED); at < to; at++)
      hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193)
  } else {
    const parts = kind[node] === Kind.object ? 2 * (size[node] ?? 0) : (size[node] ?? 0)
    for (let left = parts, at = node + 1; left > 0; left--, at = next[at] ?? 0)
      hash = Math.imul(hash ^ (hashes[at] ?? 0), 0x01000193)
  }
  return hash ^ (hash >>> 15)
}

/** Characters of either end of a string that its hash looks at: equality is proved afterwards. */
const HASHED = 16

function areEqual(tape: Tape, left: number, right: number): boolean {
  const { kind, size, next } = tape
  const nodes = (next[left] ?? 0) - left
  if ((next[right] ?? 0) - right !== nodes) return false
  for (let offset = 0; offset < nodes; offset++) {
    const one = left + offset
    const other = right + offset
    if (kind[one] !== kind[other]) return false
    if ((kind[one] ?? 0) >= Kind.string ? !sameSpelling(tape, one, other) : size[one] !== size[other])
      return false
  }
  return true
}

/** From the top to a node; nothing where a name on the way stands twice in its object. */
function pathTo(tape: Tape, target: number): string | undefined {
  let path = ''
  let items: readonly number[] = tape.roots
  let at = lastUpTo(items, target)
  let node = items[at] ?? 0
  if (tape.roots.length > 1) path = `[${at}]`
  while (node !== target) {
    if (tape.kind[node] === Kind.object) {
      const value = memberHolding(tape, node, target)
      if (value === undefined) return undefined
      path += `${path === '' ? '' : '.'}${name(tape, value - 1, true)}`
      node = value
    } else {
      items = itemsOf(tape, node)
      at = lastUpTo(items, target)
      path += `[${at}]`
      node = items[at] ?? 0
    }
  }
  return path
}

function memberHolding(tape: Tape, object: number, target: number): number | undefined {
  let found: number | undefined
  for (let left = tape.size[object] ?? 0, key = object + 1; left > 0; left--) {
    const next = tape.next[key + 1] ?? 0
    if (key < target && target < next) found = key + 1
    key = next
  }
  if (found === undefined) return undefined
  let same = 0
  for (let left = tape.size[object] ?? 0, key = object + 1; left > 0; left--) {
    if (sameSpelling(tape, key, found - 1)) same++
    key = tape.next[key + 1] ?? 0
  }
  return same === 1 ? found : undefined
}

/** Place of the last of ascending nodes that is not behind the target. */
function lastUpTo(nodes: readonly number[], target: number): number {
  let from = 0
  let to = nodes.length - 1
  while (from < to) {
    const half = (from + to + 1) >> 1
    if ((nodes[half] ?? 0) <= target) from = half
    else to = half - 1
  }
  return from
}
