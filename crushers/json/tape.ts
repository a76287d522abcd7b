/**
 * A JSON text as a flat list of nodes, in the order of the source, each with its span. Values are never turned into
 * JavaScript values: numbers, escapes, duplicate keys and `__proto__` stay what they are, spelled as they are.
 */
export interface Tape {
  readonly text: string
  readonly kind: Uint8Array
  /** What was seen inside: see `Flag`. */
  readonly flags: Uint8Array
  /** Span in the source; of strings with their quotes. */
  readonly start: Int32Array
  readonly end: Int32Array
  /** Index of the node after this one and all that it holds. */
  readonly next: Int32Array
  /** Members of an object (each a key node and a value node), items of a list. */
  readonly size: Int32Array
  readonly length: number
  /** Nodes of the documents: one, or several for lines of JSON. */
  readonly roots: readonly number[]
  readonly depth: number
  /** There are comments or commas before a closing bracket. */
  readonly extended: boolean
  /** The text ends in the middle: this many brackets are open, and this is what follows the last whole item. */
  readonly cut?: { readonly open: number; readonly tail: string }
}

/** Containers come before `string`. */
export const Kind = { object: 0, list: 1, tuple: 2, string: 3, scalar: 4 } as const

export const Flag = {
  /** String: holds a character that separates cells or opens brackets. */
  delimiter: 1,
  /** String: holds a double quote or a backslash. */
  escape: 2,
  /** String: begins or ends with a space, is empty, or has a control character. */
  edge: 4,
  /** String: holds a colon, an equals sign, a dot or parentheses: fine in values, not in names. */
  sign: 8,
  /** String: holds `\n` escapes. */
  lines: 16,
  /** Container: holds a list of at least two containers, or a text of several lines, at any depth. */
  block: 32,
  /** List: holds a string or an object, at any depth. */
  worded: 64,
} as const

/** What a character of a string means for its flags. */
export const charFlags: Uint8Array = (() => {
  const table = new Uint8Array(128)
  for (const char of ',;|{}[]') table[char.charCodeAt(0)] = Flag.delimiter
  for (const char of '"\\') table[char.charCodeAt(0)] = Flag.escape
  for (const char of ':=.()') table[char.charCodeAt(0)] = Flag.sign
  for (let code = 0; code < 32; code++) table[code] = Flag.edge
  return table
})()

/**
 * Characters of a document without white space between its tokens: up to each node, and at the end of all. What a node
 * has is the difference to the node that follows it.
 */
export function compactLengths(tape: Tape): Int32Array {
  const { kind, start, end, size, length } = tape
  const lengths = new Int32Array(length + 1)
  let sum = 0
  for (let node = 0; node < length; node++) {
    lengths[node] = sum
    const isLeaf = (kind[node] ?? 0) >= Kind.string
    // With the comma or colon behind it; the last value in brackets has none.
    sum += isLeaf ? (end[node] ?? 0) - (start[node] ?? 0) + 1 : size[node] === 0 ? 3 : 2
  }
  lengths[length] = sum
  return lengths
}

/** Grows the arrays of a tape while it is written. */
export class TapeWriter {
  kind: Uint8Array
  flags: Uint8Array
  start: Int32Array
  end: Int32Array
  next: Int32Array
  size: Int32Array
  length = 0

  constructor(capacity: number) {
    this.kind = new Uint8Array(capacity)
    this.flags = new Uint8Array(capacity)
    this.start = new Int32Array(capacity)
    this.end = new Int32Array(capacity)
    this.next = new Int32Array(capacity)
    this.size = new Int32Array(capacity)
  }

  add(kind: number, flags: number, start: number, end: number): number {
    const node = this.length
    if (node === this.kind.length) this.#grow()
    this.kind[node] = kind
    this.flags[node] = flags
    this.start[node] = start
    this.end[node] = end
    this.next[node] = node + 1
    this.length = node + 1
    return node
  }

  #grow(): void {
    const bytes = (old: Uint8Array) => {
      const larger = new Uint8Array(old.length * 2)
      larger.set(old)
      return larger
    }
    this.kind = bytes(this.kind)
    this.flags = bytes(this.flags)
    this.start = enlarged(this.start)
    this.end = enlarged(this.end)
    this.next = enlarged(this.next)
    this.size = enlarged(this.size)
  }
}

/** A copy with room for so many times more. */
export function enlarged(words: Int32Array, factor = 2): Int32Array<ArrayBuffer> {
  const larger = new Int32Array(words.length * factor)
  larger.set(words)
  return larger
}
