import { applyEdits, modify, type Node, parseTree } from 'jsonc-parser'
import { isDeeperThan, isObject, type Json, jsonText } from '../json.ts'
import type { Path } from '../transcript.ts'
import { patch } from './patch.ts'
import type { OutputItem } from './request.ts'

/** Nesting that jsonc-parser's tree takes without overflowing the stack (measured: 5,000). */
const treeDepth = 2_000

/**
 * Writes changed messages back into a JSON text. Everything outside the changed strings keeps its bytes: spelling of
 * numbers, escapes and white space survive.
 * @param path where the array of messages stands in the document
 */
export function patchRaw(text: string, path: Path, items: readonly OutputItem[]): string {
  const document: unknown = JSON.parse(text)
  const tree = isDeeperThan(document, treeDepth) ? undefined : parseTree(text)
  const list = tree && nodeAt(tree, path)
  // Too deep for a tree: the document is written anew, equal in value.
  if (!list?.children) return rewritten(document, path, items)
  const sources = list.children
  const pieces = items.map(item => {
    const source = item.index === undefined ? undefined : sources[item.index]
    return source ? patchNode(text, source, item) : jsonText(item.inserted)
  })
  const start = list.offset + 1
  const end = list.offset + list.length - 1
  return text.slice(0, start) + joined(text, sources, start, end, pieces) + text.slice(end)
}

/** Elements joined as the first two of the input were, between the input's own opening and closing white space. */
function joined(
  text: string,
  sources: readonly Node[],
  start: number,
  end: number,
  pieces: readonly string[],
): string {
  const [first, second] = sources
  const last = sources.at(-1)
  if (!first || !last) return pieces.join(',')
  const separator = second ? text.slice(first.offset + first.length, second.offset) : ','
  return text.slice(start, first.offset) + pieces.join(separator) + text.slice(last.offset + last.length, end)
}

function patchNode(text: string, node: Node, item: OutputItem): string {
  const raw = text.slice(node.offset, node.offset + node.length)
  if (item.edits.length === 0) return raw
  const splices: { start: number; end: number; text: string }[] = []
  for (const edit of item.edits) {
    const target = edit.op === 'append' ? undefined : nodeAt(node, edit.path)
    // Adding and removing elements is rare (the note, a user's words beside dropped results): that message is written anew.
    if (edit.op !== 'set' || !target) return jsonText(item.message)
    splices.push({
      start: target.offset - node.offset,
      end: target.offset - node.offset + target.length,
      text: jsonText(edit.value),
    })
  }
  splices.sort((a, b) => b.start - a.start)
  // Two edits of one place, such as a shortened task that also takes the note: applied in order, not side by side.
  if (splices.some((splice, at) => at > 0 && splice.end > (splices[at - 1]?.start ?? 0)))
    return jsonText(item.message)
  let result = raw
  for (const splice of splices)
    result = result.slice(0, splice.start) + splice.text + result.slice(splice.end)
  return result
}

function rewritten(document: unknown, path: Path, items: readonly OutputItem[]): string {
  const messages = items.map(item => item.message ?? null)
  return jsonText(
    path.length === 0 ? messages : patch(document as never, [{ op: 'set', path, value: messages }]),
  )
}

/** The node that `JSON.parse` reads at a path: of two members with one key the last. */
function nodeAt(root: Node, path: Path): Node | undefined {
  let at: Node | undefined = root
  for (const key of path)
    at =
      at?.type === 'array'
        ? at.children?.[Number(key)]
        : at?.children?.findLast(member => member.children?.[0]?.value === key)?.children?.[1]
  return at
}

/** A request body as text with one more tool; nothing else of it changes. An array of messages has no place for tools. */
export function addToolRaw(text: string, tool: Json): string {
  const document: unknown = JSON.parse(text)
  if (!isObject(document) || isDeeperThan(document, treeDepth)) return text
  const tree = parseTree(text)
  const held = tree && nodeAt(tree, ['tools'])
  if (!held) return applyEdits(text, modify(text, ['tools'], [tool], {}))
  const end = held.offset + held.length
  if (held.type !== 'array') return `${text.slice(0, held.offset)}${jsonText([tool])}${text.slice(end)}`
  const last = held.children?.at(-1)
  const at = last ? last.offset + last.length : held.offset + 1
  return `${text.slice(0, at)}${last ? ',' : ''}${jsonText(tool)}${text.slice(at)}`
}
