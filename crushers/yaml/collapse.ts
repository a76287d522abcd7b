import { type Document, isAlias, isMap, isScalar, isSeq, type Node, type Pair } from 'yaml'
import { LINE_CHARACTERS } from './policy.ts'

/** Replaces the text from one offset up to another. */
export interface Edit {
  readonly from: number
  readonly to: number
  readonly text: string
}

// Plain scalars that mean the same between brackets.
const FLOW_SAFE =
  /^[^\s[\]{},#&*!|>'"%@`?:-](?:[^[\]{},#:\n]|:(?=[^\s,[\]{}]))*$|^-(?:[^\s[\]{},#:]|:(?=\S))[^[\]{},#\n]*$|^-?[\d.]+$/

/**
 * Block mappings and lists that fit on the line of their key, written between brackets with scalars as spelled.
 * Whatever holds a comment, a block of text, an anchor or a tag stays.
 */
export function collapses(document: Document.Parsed, source: string): Edit[] {
  const edits: Edit[] = []
  const flows = new Map<unknown, string | undefined>()
  /** Of what has a comment above it, which may stay there where it is an item. */
  const below = new Map<unknown, string>()
  const stack: { node: unknown; isDone: boolean }[] = [{ node: document.contents, isDone: false }]
  while (stack.length > 0) {
    const top = stack.pop()
    const node = top?.node
    if (!isMap(node) && !isSeq(node)) continue
    const children = node.items.map(item => (isMap(node) ? (item as Pair).value : item))
    if (top?.isDone === false) {
      stack.push({ node, isDone: true })
      for (const child of children)
        if (isMap(child) || isSeq(child)) stack.push({ node: child, isDone: false })
      continue
    }
    const alone = flowOf(node, source, flows)
    const flow = node.commentBefore ? undefined : alone
    flows.set(node, flow)
    if (flow !== undefined) continue
    if (alone !== undefined) below.set(node, alone)
    // The node itself stays a block; what collapsed inside of it is written now.
    for (const child of children) {
      const text = flows.get(child) ?? (isSeq(node) ? below.get(child) : undefined)
      if (text === undefined || !(isMap(child) || isSeq(child)) || child.flow === true) continue
      const edit = editOf(child, text, source)
      if (!below.has(child) || source[edit.from - 1] === '-') edits.push(edit)
    }
  }
  return edits.sort((left, right) => left.from - right.from)
}

function editOf(child: Node, text: string, source: string): Edit {
  const [start, valueEnd] = child.range ?? [0, 0]
  let from = start
  while (from > 0 && /\s/.test(source[from - 1] ?? '')) from--
  let to = valueEnd
  while (to > from && /\s/.test(source[to - 1] ?? '')) to--
  return { from, to, text: ` ${text}` }
}

function flowOf(
  node: unknown,
  source: string,
  flows: ReadonlyMap<unknown, string | undefined>,
): string | undefined {
  if (isScalar(node)) {
    if (
      node.anchor !== undefined ||
      hasMarks(node) ||
      node.comment ||
      node.commentBefore ||
      node.range == null
    )
      return undefined
    const raw = source.slice(node.range[0], node.range[1])
    if (raw === '' || raw.includes('\n') || raw.length > LINE_CHARACTERS) return undefined
    if (node.type === 'QUOTE_DOUBLE' || node.type === 'QUOTE_SINGLE') return raw
    return node.type === 'PLAIN' && FLOW_SAFE.test(raw) ? raw : undefined
  }
  if (isAlias(node)) return `*${node.source}`
  if (!(isMap(node) || isSeq(node))) return undefined
  if (flows.has(node)) return flows.get(node)
  if (node.anchor !== undefined || hasMarks(node) || node.comment) return undefined
  if (node.items.length === 0 || node.range == null) return undefined
  if (node.flow === true) {
    const raw = source.slice(node.range[0], node.range[1])
    return raw.includes('\n') || raw.length > LINE_CHARACTERS ? undefined : raw
  }
  const parts: string[] = []
  let length = 0
  for (const item of node.items) {
    let text: string | undefined
    if (isMap(node)) {
      const { key, value } = item as Pair
      const left = flowOf(key, source, flows)
      const right = flowOf(value, source, flows)
      if (left === undefined || right === undefined || (key as Node).spaceBefore) return undefined
      text = `${left}: ${right}`
    } else text = flowOf(item, source, flows)
    if (text === undefined || (item as Node).spaceBefore) return undefined
    parts.push(text)
    length += text.length + 2
    if (length > LINE_CHARACTERS) return undefined
  }
  if (/(?:^|\s)#/.test(source.slice(node.range[0], node.range[1]))) return undefined
  return isMap(node) ? `{${parts.join(', ')}}` : `[${parts.join(', ')}]`
}

const hasMarks = (node: { tag?: string | undefined; srcToken?: unknown }): boolean => node.tag !== undefined

/** The source with edits made, none overlapping, in ascending order. */
export function applyEdits(source: string, edits: readonly Edit[]): string {
  const parts: string[] = []
  let at = 0
  for (const { from, to, text } of edits) {
    if (from < at) continue
    parts.push(source.slice(at, from), text)
    at = to
  }
  parts.push(source.slice(at))
  return parts.join('')
}
