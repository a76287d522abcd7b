/** `tree`, `npm ls`, `cargo tree`: branches drawn with lines become indentation, one space a level. */
import { type Lines, TextLines } from '../text-lines.ts'
import { DEEPEST } from './policy.ts'

export interface Node {
  /** 0: a line without a branch, `text` is all of it. */
  readonly depth: number
  readonly text: string
}

const branch = /^([│| \u00a0]*)(?:[├└](?:─[─┬]?|──)|[|`+\\](?:--|──))[ \u00a0]?(?=\S)/
const LONGEST_BRANCH = 1_200

/** Branches begin with a line, a corner, or the white space before one. */
const mayBranch = (code: number): boolean =>
  code > 0x2000 || code === 0xa0 || code === 32 || code === 124 || code === 96 || code === 43 || code === 92

/** The lines of a tree: how deep each lies, and where its text begins. */
export class Tree {
  readonly lines: Lines
  readonly depths: Uint16Array
  readonly starts: Int32Array
  drawn = 0

  constructor(lines: Lines) {
    this.lines = lines
    const { text, count } = lines
    this.depths = new Uint16Array(count)
    this.starts = lines.starts.slice(0, count)
    const indents = new Int32Array(count).fill(-1)
    let unit = 0
    for (let line = 0; line < count; line++) {
      const start = lines.start(line)
      if (lines.end(line) === start || !mayBranch(text.charCodeAt(start))) continue
      const match = branch.exec(text.slice(start, Math.min(lines.end(line), start + LONGEST_BRANCH)))
      if (match === null) continue
      const width = (match[1] as string).length
      indents[line] = width
      this.starts[line] = start + match[0].length
      this.drawn++
      if (width > 0 && (unit === 0 || width < unit)) unit = width
    }
    if (this.drawn === 0) return
    for (let line = 0; line < count; line++) {
      const width = indents[line] as number
      if (width >= 0) this.depths[line] = unit === 0 ? 1 : Math.min(Math.round(width / unit) + 1, DEEPEST)
    }
  }

  depth(line: number): number {
    return this.depths[line] as number
  }

  node(line: number): string {
    return this.lines.text.slice(this.starts[line], this.lines.end(line))
  }
}

export function encodeTree(tree: Tree): string {
  const out = new TextLines()
  for (let line = 0; line < tree.lines.count; line++) {
    const depth = tree.depth(line)
    out.push(depth === 0 ? tree.node(line) : ' '.repeat(depth) + tree.node(line))
  }
  return out.toString()
}

const indentOf = (text: string, from: number): number => {
  let at = from
  while (text.charCodeAt(at) === 32) at++
  return at - from
}

export const decodeTree = (text: string): Node[] =>
  text.split('\n').map(line => {
    const depth = indentOf(line, 0)
    return { depth, text: line.slice(depth) }
  })

/** Whether the layout gives back the names and depths of all nodes. */
export function decodesToTree(text: string, tree: Tree): boolean {
  let at = 0
  for (let line = 0; line < tree.lines.count; line++) {
    if (at > text.length) return false
    const newline = text.indexOf('\n', at)
    const end = newline < 0 ? text.length : newline
    const depth = indentOf(text, at)
    if (depth !== tree.depth(line) || text.slice(at + depth, end) !== tree.node(line)) return false
    at = end + 1
  }
  return at === text.length + 1
}
