import { isAlias, isMap, isScalar, isSeq } from 'yaml'
import { parseYaml } from './parse.ts'
import { PROVED_CHARACTERS, PROVED_ITEMS } from './policy.ts'
import { childrenOf, isScalarNode, keyOf, NodeKind, type YamlTape } from './scan.ts'

/** Whether the parser finds in some of these items what the scan has found: the same keys, and scalars in the same places. */
export function isProved(tape: YamlTape, items: readonly number[]): boolean {
  const step = Math.max(1, Math.floor(items.length / PROVED_ITEMS))
  for (let index = 0; index < items.length; index += step) {
    const item = items[index] ?? 0
    const { text, from, end, column } = tape
    const start = (from[item] ?? 0) - Math.max(0, column[item] ?? 0)
    const source = text.slice(start, end[item])
    // An alias means something only in its document.
    if (source.length > PROVED_CHARACTERS || /(?:^|[\s[,])\*\S/.test(source)) continue
    const documents = parseYaml(source)
    if (documents === undefined || documents.length !== 1) return false
    const outline: string[] = []
    outlineScan(tape, item, outline)
    const parsed: string[] = []
    outlineParsed(documents[0]?.contents, parsed)
    const [scanned, read] = [outline.join('\n'), parsed.join('\n')]
    if (scanned !== read) return false
  }
  return true
}

function outlineScan(tape: YamlTape, node: number, out: string[]): void {
  const kind = tape.kind[node]
  if (kind === NodeKind.document) {
    if (isScalarNode(tape, node)) return
    const isList = tape.kind[node + 1] === NodeKind.item
    out.push(isList ? '[' : '{')
    for (const child of childrenOf(tape, node)) entry(child)
    return
  }
  // The item or pair stands alone, in a list or mapping of its own.
  out.push(kind === NodeKind.item ? '[' : '{')
  entry(node)

  function entry(child: number): void {
    out.push(tape.kind[child] === NodeKind.pair ? `${bare(keyOf(tape, child))}:` : '-')
    if (isScalarNode(tape, child)) out.push('=')
    else {
      out.push(tape.kind[child + 1] === NodeKind.item ? '[' : '{')
      for (const inner of childrenOf(tape, child)) entry(inner)
    }
  }
}

/** What stands between brackets on one line is as good as a scalar here. */
function outlineParsed(node: unknown, out: string[]): void {
  if ((isMap(node) || isSeq(node)) && node.flow !== true) {
    out.push(isSeq(node) ? '[' : '{')
    for (const item of node.items) {
      if (isMap(node)) {
        const { key, value } = item as { key: unknown; value: unknown }
        out.push(`${isScalar(key) ? bare(key.source ?? String(key.value)) : isAlias(key) ? '*' : '?'}:`)
        outlineParsed(value, out)
      } else {
        out.push('-')
        outlineParsed(item, out)
      }
    }
  } else out.push('=')
}

const bare = (key: string): string => key.replace(/^(["'])(.*)\1$/s, '$2')
