import { MOST_DEPTH } from './policy.ts'

export const NodeKind = { document: 0, pair: 1, item: 2 } as const

/**
 * Plain block YAML as a flat list of nodes, in the order of the source: documents, pairs of mappings, items of lists.
 * Read line by line, without the parser: whatever a line alone does not tell (explicit keys, mappings between brackets at
 * the top, tabs) is not plain, and is not read at all.
 */
export interface YamlTape {
  readonly text: string
  readonly kind: Uint8Array
  /** Where the node's key or dash stands. */
  readonly from: Int32Array
  /** Behind the last line with content before the node: comments belong to what follows them. */
  readonly begin: Int32Array
  /** Behind the last line of the node and of all that it holds. */
  readonly end: Int32Array
  /** The column of the key or dash. */
  readonly column: Int32Array
  /** Span of the key of a pair. */
  readonly keyEnd: Int32Array
  /** Span of a scalar or of what stands between brackets, as far as the line goes; -1 where there is none. */
  readonly valueFrom: Int32Array
  readonly valueTo: Int32Array
  /** Index of the node after this one and all that it holds. */
  readonly next: Int32Array
  readonly length: number
}

const [SPACE, RETURN, TAB] = [32, 13, 9]
const [HASH, DASH, COLON, QUOTE, APOSTROPHE] = [35, 45, 58, 34, 39]

/** Nothing where the text is not plain. Linear: each line is looked at once. */
export function scanYaml(text: string): YamlTape | undefined {
  return new Scanner(text).read()
}

class Scanner {
  readonly #text: string
  #size = 1024
  #kind = new Uint8Array(this.#size)
  #from = new Int32Array(this.#size)
  #begin = new Int32Array(this.#size)
  #end = new Int32Array(this.#size)
  #column = new Int32Array(this.#size)
  #keyEnd = new Int32Array(this.#size)
  #valueFrom = new Int32Array(this.#size)
  #valueTo = new Int32Array(this.#size)
  #next = new Int32Array(this.#size)
  #length = 0
  /** Open nodes, the document first. */
  readonly #open: number[] = []
  /** Behind the last line with content. */
  #last = 0

  constructor(text: string) {
    this.#text = text
  }

  read(): YamlTape | undefined {
    const text = this.#text
    for (let at = 0; at < text.length; ) {
      const found = text.indexOf('\n', at)
      const line = found < 0 ? text.length : found
      if (!this.#readLine(at, line)) return undefined
      at = line + 1
    }
    this.#close(0)
    const length = this.#length
    return {
      text,
      kind: this.#kind.subarray(0, length),
      from: this.#from,
      begin: this.#begin,
      end: this.#end,
      column: this.#column,
      keyEnd: this.#keyEnd,
      valueFrom: this.#valueFrom,
      valueTo: this.#valueTo,
      next: this.#next,
      length,
    }
  }

  /** False where the line is not plain. */
  #readLine(from: number, lineEnd: number): boolean {
    const text = this.#text
    const to = text.charCodeAt(lineEnd - 1) === RETURN && lineEnd > from ? lineEnd - 1 : lineEnd
    let at = from
    while (at < to && text.charCodeAt(at) === SPACE) at++
    if (at === to) return true
    const column = at - from
    const top = this.#open.at(-1) ?? -1
    const goesOn = top >= 0 && (this.#valueFrom[top] ?? -1) >= 0 && column > (this.#column[top] ?? 0)
    const code = text.charCodeAt(at)
    if (!goesOn) {
      if (code === HASH) return true
      if (code === TAB) return false
      if (column === 0 && this.#isMarker(from, to)) return this.#mark(from, to, lineEnd)
      if (column === 0 && code === 37) return this.#open.length === 0
      if (!this.#readNodes(from, at, to)) return false
    }
    this.#last = Math.min(text.length, lineEnd + 1)
    return true
  }

  #isMarker(from: number, to: number): boolean {
    const text = this.#text
    if (!text.startsWith('---', from) && !text.startsWith('...', from)) return false
    return from + 3 === to || text.charCodeAt(from + 3) === SPACE
  }

  /** A document begins or ends; what stands on its line must be a comment. */
  #mark(from: number, to: number, lineEnd: number): boolean {
    let at = from + 3
    while (at < to && this.#text.charCodeAt(at) === SPACE) at++
    if (at < to && this.#text.charCodeAt(at) !== HASH) return false
    this.#close(0)
    if (this.#text.charCodeAt(from) === DASH) this.#openDocument(from)
    this.#last = Math.min(this.#text.length, lineEnd + 1)
    return true
  }

  #openDocument(from: number): void {
    this.#open.push(this.#add(NodeKind.document, from, -1, true))
  }

  /** Dashes, a key, a value: whatever stands on a line. */
  #readNodes(line: number, from: number, to: number): boolean {
    const text = this.#text
    let at = from
    for (;;) {
      const isOwn = at === from
      const behind = text.charCodeAt(at + 1)
      if (text.charCodeAt(at) === DASH && (at + 1 >= to || behind === SPACE)) {
        if (!this.#attach(NodeKind.item, line, at, isOwn)) return false
        at = this.#skip(at + 1, to)
        if (at >= to || text.charCodeAt(at) === HASH) return true
        continue
      }
      const colon = this.#colonOf(at, to)
      if (colon < 0) {
        if (isOwn || colon === NOT_PLAIN) return false
        this.#setValue(this.#open.at(-1) ?? 0, at, to)
        return true
      }
      if (!this.#attach(NodeKind.pair, line, at, isOwn)) return false
      const pair = this.#open.at(-1) ?? 0
      this.#keyEnd[pair] = colon
      at = this.#skip(colon + 1, to)
      if (at < to && text.charCodeAt(at) !== HASH) this.#setValue(pair, at, to)
      return true
    }
  }

  #skip(from: number, to: number): number {
    let at = from
    while (at < to && this.#text.charCodeAt(at) === SPACE) at++
    return at
  }

  /** Where the key ends that begins here; -1 where there is none. */
  #colonOf(from: number, to: number): number {
    const text = this.#text
    const first = text.charCodeAt(from)
    let at = from
    if (first === QUOTE || first === APOSTROPHE) {
      at = from + 1
      for (; at < to; at++) {
        const code = text.charCodeAt(at)
        if (code === 92 && first === QUOTE) at++
        else if (code === first) {
          if (first === QUOTE || text.charCodeAt(at + 1) !== APOSTROPHE) break
          at++
        }
      }
      at = this.#skip(at + 1, to)
      const behind = text.charCodeAt(at + 1)
      return at < to && text.charCodeAt(at) === COLON && (at + 1 === to || behind === SPACE) ? at : -1
    }
    // Lists and mappings between brackets, blocks of text.
    if (first === 123 || first === 91 || first === 124 || first === 62) return -1
    const isQuestion = first === 63 && (from + 1 === to || text.charCodeAt(from + 1) === SPACE)
    if (isQuestion || first === 64 || first === 96 || first === TAB) return NOT_PLAIN
    const isMarked = first === 38 || first === 33 || first === 42
    for (; at < to; at++) {
      const code = text.charCodeAt(at)
      if (code === COLON && (at + 1 === to || text.charCodeAt(at + 1) === SPACE))
        return isMarked ? NOT_PLAIN : at
      if (code === HASH && text.charCodeAt(at - 1) === SPACE) return -1
    }
    return -1
  }

  /** An anchor or a tag alone is no value: the value stands below it. */
  #setValue(node: number, from: number, to: number): void {
    const text = this.#text
    let at = from
    while (text.charCodeAt(at) === 38 || text.charCodeAt(at) === 33) {
      while (at < to && text.charCodeAt(at) !== SPACE) at++
      at = this.#skip(at, to)
      if (at >= to || text.charCodeAt(at) === HASH) return
    }
    const first = text.charCodeAt(at)
    let end = to
    if (first !== QUOTE && first !== APOSTROPHE)
      for (let index = at + 1; index < to; index++)
        if (text.charCodeAt(index) === HASH && text.charCodeAt(index - 1) === SPACE) {
          end = index
          break
        }
    while (end > at && text.charCodeAt(end - 1) === SPACE) end--
    this.#valueFrom[node] = at
    this.#valueTo[node] = end
  }

  /** Puts a node below the one that holds it; false where it stands in no order with its neighbours. */
  #attach(kind: number, line: number, at: number, isOwn: boolean): boolean {
    const column = at - line
    if (this.#open.length > MOST_DEPTH) return false
    if (this.#open.length === 0) this.#openDocument(line)
    const isItem = kind === NodeKind.item
    let top = this.#open.at(-1) ?? 0
    let sibling = -1
    while ((this.#column[top] ?? 0) >= column) {
      const isSame = this.#column[top] === column
      // A list may stand in the column of its key.
      if (isSame && isItem && this.#kind[top] === NodeKind.pair) break
      if (isSame) sibling = this.#kind[top] ?? 0
      this.#end[top] = this.#last
      this.#next[top] = this.#length
      this.#open.pop()
      top = this.#open.at(-1) ?? 0
    }
    if ((this.#valueFrom[top] ?? -1) >= 0) return false
    const isFirst = (this.#next[top] ?? 0) === 0 && this.#length === top + 1
    if (isFirst ? sibling >= 0 : sibling !== kind) return false
    this.#open.push(this.#add(kind, at, column, isOwn))
    return true
  }

  #close(keep: number): void {
    while (this.#open.length > keep) {
      const top = this.#open.pop() ?? 0
      this.#end[top] = this.#last
      this.#next[top] = this.#length
    }
  }

  #add(kind: number, from: number, column: number, isOwn: boolean): number {
    if (this.#length === this.#size) this.#grow()
    const node = this.#length++
    this.#kind[node] = kind
    this.#from[node] = from
    this.#begin[node] = isOwn ? this.#last : from
    this.#column[node] = column
    this.#valueFrom[node] = -1
    return node
  }

  #grow(): void {
    this.#size *= 2
    const enlarged = (list: Int32Array<ArrayBuffer>) => {
      const more = new Int32Array(this.#size)
      more.set(list)
      return more
    }
    const kind = new Uint8Array(this.#size)
    kind.set(this.#kind)
    this.#kind = kind
    this.#from = enlarged(this.#from)
    this.#begin = enlarged(this.#begin)
    this.#end = enlarged(this.#end)
    this.#column = enlarged(this.#column)
    this.#keyEnd = enlarged(this.#keyEnd)
    this.#valueFrom = enlarged(this.#valueFrom)
    this.#valueTo = enlarged(this.#valueTo)
    this.#next = enlarged(this.#next)
  }
}

const NOT_PLAIN = -2

/** Nodes of what a node holds. */
export function childrenOf(tape: YamlTape, node: number): number[] {
  const children: number[] = []
  const end = tape.next[node] ?? 0
  for (let child = node + 1; child < end; child = tape.next[child] ?? end) children.push(child)
  return children
}

/** The documents of a text. */
export function documentsOf({ length, next }: YamlTape): number[] {
  const documents: number[] = []
  for (let node = 0; node < length; node = next[node] ?? length) documents.push(node)
  return documents
}

export const isScalarNode = ({ next }: YamlTape, node: number): boolean => next[node] === node + 1

/** Characters of a node with the comments before it. */
export const lengthOf = ({ begin, end }: YamlTape, node: number): number =>
  (end[node] ?? 0) - (begin[node] ?? 0)

export const keyOf = ({ text, from, keyEnd }: YamlTape, pair: number): string =>
  text.slice(from[pair], keyEnd[pair]).trimEnd()
