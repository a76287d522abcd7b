/** `tree`, `npm ls`, `cargo tree`: branches drawn with lines become indentation, one space a level. */
import { DEEPEST } from './policy.ts'

export interface Node {
  /** 0: a line without a branch, `text` is all of it. */
  readonly depth: number
  readonly text: string
}

const branch = /^([│| \u00a0]*)(?:[├└](?:─[─┬]?|──)|[|`+\\](?:--|──))[ \u00a0]?(?=\S)/

/** Branches begin with a line, a corner, or the white space before one. */
const mayBranch = (line: string): boolean => {
  const code = line.charCodeAt(0)
  return (
    code > 0x2000 || code === 0xa0 || code === 32 || code === 124 || code === 96 || code === 43 || code === 92
  )
}

export function readTree(lines: readonly string[]): { nodes: Node[]; drawn: number } {
  // Most listings are no trees: nothing is made for them.
  if (!lines.some(mayBranch)) return { nodes: [], drawn: 0 }
  const positions: number[] = []
  const found = lines.map(line =>
    mayBranch(line) ? branch.exec(line.length > 1200 ? line.slice(0, 1200) : line) : null,
  )
  let unit = 0
  for (const match of found) {
    const width = match === null ? -1 : (match[1] as string).length
    positions.push(width)
    if (width > 0 && (unit === 0 || width < unit)) unit = width
  }
  let drawn = 0
  const nodes = lines.map((line, at): Node => {
    const match = found[at]
    if (match === null || match === undefined) return { depth: 0, text: line }
    drawn++
    const depth = unit === 0 ? 1 : Math.round((positions[at] as number) / unit) + 1
    return { depth: Math.min(depth, DEEPEST), text: line.slice(match[0].length) }
  })
  return { nodes, drawn }
}

export const encodeTree = (nodes: readonly Node[]): string =>
  nodes.map(node => (node.depth === 0 ? node.text : ' '.repeat(node.depth) + node.text)).join('\n')

export const decodeTree = (text: string): Node[] =>
  text.split('\n').map(line => {
    let depth = 0
    while (line.charCodeAt(depth) === 32) depth++
    return { depth, text: line.slice(depth) }
  })

export const sameNodes = (a: readonly Node[], b: readonly Node[]): boolean =>
  a.length === b.length && a.every((node, at) => node.depth === b[at]?.depth && node.text === b[at]?.text)
