import { TWIN_CHARACTERS } from './policy.ts'
import { itemsOf, sameSpelling } from './nodes.ts'
import { name } from './spell.ts'
import { compactLengths, Kind, type Tape } from './tape.ts'

/** Objects and lists that were there before, and what is written in their place. */
export class Twins {
  readonly #tape: Tape
  /** Nodes by the equal ones that come first. */
  readonly #firsts: ReadonlyMap<number, number>
  readonly #notes = new Map<number, string | undefined>()

  constructor(tape: Tape) {
    this.#tape = tape
    this.#firsts = findTwins(tape)
  }

  has(node: number): boolean {
    return this.#firsts.has(node)
  }

  /** `(same as items[3].owner)`, or nothing where a path would not lead there. */
  note(node: number): string | undefined {
    const first = this.#firsts.get(node)
    if (first === undefined) return undefined
    if (!this.#notes.has(first)) {
      const path = pathTo(this.#tape, first)
      this.#notes.set(first, path === undefined ? undefined : `(same as ${path})`)
    }
    return this.#notes.get(first)
  }
}

const known = new WeakMap<Tape, Twins>()

/** Schemas and writers ask for the same ones. */
export function twinsOf(tape: Tape): Twins {
  const twins = known.get(tape) ?? new Twins(tape)
  known.set(tape, twins)
  return twins
}

function findTwins(tape: Tape): Map<number, number> {
  const firsts = new Map<number, number>()
  // A list of plain rows holds nothing worth the search.
  if (tape.depth < 3) return firsts
  const lengths = compactLengths(tape)
  const hashes = hashesOf(tape)
  const byHash = new Map<number, number>()
  const roots = new Set(tape.roots)
  for (let node = 0; node < tape.length; node++) {
    const next = tape.next[node] ?? 0
    if (
      (tape.kind[node] ?? 0) >= Kind.string ||
      (lengths[next] ?? 0) - (lengths[node] ?? 0) < TWIN_CHARACTERS
    )
      continue
    const first = byHash.get(hashes[node] ?? 0)
    if (first === undefined) byHash.set(hashes[node] ?? 0, node)
    // A document in lines of JSON stays one to be seen; what is in it may be named.
    else if (!roots.has(node) && areEqual(tape, first, node)) {
      firsts.set(node, first)
      node = next - 1
    }
  }
  return firsts
}

/** Equal values have equal hashes, whatever white space is in them. */
function hashesOf(tape: Tape): Int32Array {
  const { kind, size, next, start, end, text } = tape
  const hashes = new Int32Array(tape.length)
  for (let node = tape.length - 1; node >= 0; node--) {
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
    hashes[node] = hash ^ (hash >>> 15)
  }
  return hashes
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
