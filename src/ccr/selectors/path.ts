import { exec } from 'jsonpath-rfc9535'
import { itemsOf } from '../../../crushers/json/nodes.ts'
import { Kind, type Tape } from '../../../crushers/json/tape.ts'
import { documentOf, nothing, type Selected, sourceOf } from './document.ts'
import { memberOf } from './table.ts'

/** Longer expressions are a mistake. */
const MAX_CHARACTERS = 1_000

/** Every path in a document is as long as it is deep, and the library is recursive. */
const MAX_DEPTH = 200

/** Members named when a path leads nowhere. */
const LISTED_MEMBERS = 40

/**
 * What a JSONPath (RFC 9535) finds in a JSON document, or in lines of JSON taken as a list: each value as it is spelled
 * there, with its path. Patterns (`match`, `search`) are refused: they come from a model and could run for hours.
 */
export function selectByPath(text: string, expression: string): Selected {
  const tape = documentOf(text)
  if (tape === undefined) return nothing('This text is not JSON. Ask for lines, rows or a query instead.')
  if (tape.depth > MAX_DEPTH)
    return nothing('This document is nested too deeply for paths. Ask for lines or a query instead.')
  if (expression.length > MAX_CHARACTERS)
    return nothing('The path is too long. Write one such as $.items[0].name.')
  if (/\b(?:match|search)\s*\(/.test(expression)) {
    return nothing('match() and search() are not available. Compare with == or ask for a query instead.')
  }
  let paths: readonly (readonly (string | number)[])[]
  try {
    paths = pathsOf(tape, rooted(expression))
  } catch {
    return nothing(
      `Not a path: ${expression.slice(0, 120)}. Write one such as $.items[0].name or $.items[?@.size > 10].name.`,
    )
  }
  const lines: string[] = []
  for (const path of paths) {
    const node = nodeAt(tape, path)
    if (node !== undefined) lines.push(`${written(path)}: ${sourceOf(tape, node)}`)
  }
  if (lines.length > 0) return { found: true, text: lines.join('\n') }
  return nothing(`Nothing is at ${expression.slice(0, 120)}. At the top are: ${membersOf(tape)}.`)
}

/** Models often leave out the root. */
function rooted(expression: string): string {
  const trimmed = expression.trim()
  if (trimmed.startsWith('$')) return trimmed
  return trimmed.startsWith('[') || trimmed.startsWith('.') ? `$${trimmed}` : `$.${trimmed}`
}

function pathsOf(tape: Tape, expression: string): (readonly (string | number)[])[] {
  const sources = tape.roots.map(root => sourceOf(tape, root))
  const document = JSON.parse(tape.roots.length > 1 ? `[${sources.join(',')}]` : (sources[0] ?? 'null'))
  const paths: (readonly (string | number)[])[] = []
  exec(document, expression, (_, path) => {
    paths.push([...path])
  })
  return paths
}

function nodeAt(tape: Tape, path: readonly (string | number)[]): number | undefined {
  const isList = tape.roots.length > 1
  let node = isList ? tape.roots[Number(path[0] ?? -1)] : tape.roots[0]
  for (const step of isList ? path.slice(1) : path) {
    if (node === undefined) return undefined
    if (typeof step === 'string') node = memberOf(tape, node, step)
    else node = tape.kind[node] === Kind.list ? itemsOf(tape, node)[step] : undefined
  }
  return node
}

function written(path: readonly (string | number)[]): string {
  let out = '$'
  for (const step of path) {
    if (typeof step === 'number') out += `[${step}]`
    else out += /^[A-Za-z_]\w*$/.test(step) ? `.${step}` : `[${JSON.stringify(step)}]`
  }
  return out
}

function membersOf(tape: Tape): string {
  const root = tape.roots[0] ?? 0
  if (tape.roots.length > 1) return `a list of ${tape.roots.length}`
  if (tape.kind[root] === Kind.list) return `a list of ${tape.size[root] ?? 0}`
  if (tape.kind[root] !== Kind.object) return 'a single value'
  const names: string[] = []
  let node = root + 1
  for (let index = Math.min(tape.size[root] ?? 0, LISTED_MEMBERS); index > 0; index--) {
    names.push(sourceOf(tape, node).slice(1, -1))
    node = tape.next[node + 1] ?? 0
  }
  return names.join(', ')
}
