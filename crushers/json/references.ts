import { parseJson } from './parse.ts'
import { MOST_CHARACTERS, tooLong } from '../unfolded.ts'
import { itemsOf } from './nodes.ts'
import { Kind, type Tape } from './tape.ts'

type Path = readonly (string | number)[]

const FIRST_MARK = 0xe000
const LAST_MARK = 0xf8ff

/** References of a text that is being decoded: marks at first, what they refer to once all is read. */
export class References {
  readonly #paths: Path[] = []
  readonly #mark: string

  /** The marks are told from strings of the text by a character that the text lacks. */
  constructor(text: string) {
    let code = FIRST_MARK
    while (text.includes(String.fromCharCode(code)))
      if (code++ === LAST_MARK) throw new SyntaxError('a text with every character for private use')
    this.#mark = String.fromCharCode(code)
  }

  add(path: Path): string {
    this.#paths.push(path)
    return `"${this.#mark}${this.#paths.length - 1}"`
  }

  resolve(json: string): string {
    if (this.#paths.length === 0) return json
    const tape = parseJson(json)
    if (tape === undefined) throw new SyntaxError('references in a text that is no JSON')
    const resolver = new Resolver(tape, this.#paths, this.#mark)
    const text = resolver.expand(0, json.length, 0, tape.length)
    return text
  }
}

class Resolver {
  readonly #tape: Tape
  readonly #paths: readonly Path[]
  /** Nodes of marks, ascending, and the number of the path of each. */
  readonly #marks: number[] = []
  readonly #numbers: number[] = []
  readonly #texts = new Map<number, string>()
  readonly #members = new Map<number, Map<string, number>>()
  #characters = 0

  constructor(tape: Tape, paths: readonly Path[], mark: string) {
    this.#tape = tape
    this.#paths = paths
    for (let node = 0; node < tape.length; node++) {
      const start = tape.start[node] ?? 0
      if (tape.kind[node] !== Kind.string || tape.text[start + 1] !== mark) continue
      this.#marks.push(node)
      this.#numbers.push(Number(tape.text.slice(start + 2, (tape.end[node] ?? 0) - 1)))
    }
  }

  /** The text between two places, which are those of nodes, with what its marks stand for. */
  expand(from: number, to: number, firstNode: number, nextNode: number): string {
    const { start, end, text } = this.#tape
    const parts: string[] = []
    let at = from
    for (let place = this.#placeOf(firstNode); (this.#marks[place] ?? nextNode) < nextNode; place++) {
      const node = this.#marks[place] ?? 0
      const target = this.#target(node, this.#paths[this.#numbers[place] ?? 0] ?? [])
      // References to references can double the text with every line.
      this.#characters += target.length
      if (this.#characters > MOST_CHARACTERS) throw tooLong(MOST_CHARACTERS)
      parts.push(text.slice(at, start[node] ?? 0), target)
      at = end[node] ?? 0
    }
    parts.push(text.slice(at, to))
    return parts.join('')
  }

  #placeOf(node: number): number {
    let from = 0
    let to = this.#marks.length
    while (from < to) {
      const half = (from + to) >> 1
      if ((this.#marks[half] ?? 0) < node) from = half + 1
      else to = half
    }
    return from
  }

  #target(mark: number, path: Path): string {
    const node = this.#follow(path)
    const tape = this.#tape
    const next = node === undefined ? 0 : (tape.next[node] ?? 0)
    // Only what ends before the mark can be meant: nothing refers to itself.
    if (node === undefined || next > mark) throw new SyntaxError(`nothing before it is at ${path.join('.')}`)
    const known = this.#texts.get(node) ?? this.expand(tape.start[node] ?? 0, tape.end[node] ?? 0, node, next)
    this.#texts.set(node, known)
    return known
  }

  #follow(path: Path): number | undefined {
    const tape = this.#tape
    const steps = [...path]
    let node: number | undefined = tape.roots[tape.roots.length > 1 ? Number(steps.shift()) : 0]
    for (const step of steps) {
      if (node === undefined) return undefined
      node = typeof step === 'number' ? itemAt(tape, node, step) : this.#memberAt(node, step)
    }
    return node
  }

  #memberAt(object: number, key: string): number | undefined {
    const tape = this.#tape
    if (tape.kind[object] !== Kind.object) return undefined
    const known = this.#members.get(object) ?? new Map<string, number>()
    if (known.size === 0) {
      for (let left = tape.size[object] ?? 0, node = object + 1; left > 0; left--) {
        const name = tape.text.slice(tape.start[node] ?? 0, tape.end[node] ?? 0)
        // Of two members with one name the first is meant.
        if (!known.has(name)) known.set(name, node + 1)
        node = tape.next[node + 1] ?? 0
      }
      this.#members.set(object, known)
    }
    return known.get(key)
  }
}

function itemAt(tape: Tape, list: number, index: number): number | undefined {
  return tape.kind[list] === Kind.list ? itemsOf(tape, list)[index] : undefined
}
