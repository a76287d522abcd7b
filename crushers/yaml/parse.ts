import {
  type Document,
  isAlias,
  isCollection,
  isMap,
  isPair,
  isScalar,
  isSeq,
  type Node,
  parseAllDocuments,
} from 'yaml'
import { MOST_BRACKETS, MOST_CHARACTERS, MOST_INDENTATION } from './policy.ts'

/** The documents of a text, or nothing where a parser would stumble or take its time. */
export function parseYaml(text: string): Document.Parsed[] | undefined {
  if (text.length > MOST_CHARACTERS || text.includes('\t') || isTooDeep(text)) return undefined
  try {
    // Pretty errors look for their line with a regex that is quadratic in line breaks.
    const documents = parseAllDocuments(text, { logLevel: 'silent', merge: false, prettyErrors: false })
    if (!Array.isArray(documents) || documents.length === 0) return undefined
    if (documents.some(({ errors }) => errors.length > 0)) return undefined
    return documents
  } catch {
    return undefined
  }
}

function isTooDeep(text: string): boolean {
  let brackets = 0
  let column = 0
  let isIndentation = true
  let marks = 0
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at)
    if (code === 10) {
      column = 0
      marks = 0
      isIndentation = true
      continue
    }
    if (code === 91 || code === 123) brackets++
    else if (code === 93 || code === 125) brackets = Math.max(0, brackets - 1)
    if (brackets > MOST_BRACKETS) return true
    if (!isIndentation) continue
    if (code === 32) column++
    else if ((code === 45 || code === 63) && text.charCodeAt(at + 1) === 32) marks++
    else isIndentation = false
    if (column > MOST_INDENTATION || marks > MOST_BRACKETS) return true
  }
  return false
}

/**
 * What documents say, spelled out: keys and values in order, with tags, anchors and the spelling of plain scalars.
 * Two texts with the same outline are the same documents. Walks without calling itself.
 */
export function outlineOf(documents: readonly Document.Parsed[]): string {
  const parts: string[] = []
  for (const document of documents) {
    parts.push('---')
    const stack: unknown[] = [document.contents]
    while (stack.length > 0) {
      const node = stack.pop()
      if (typeof node === 'string') parts.push(node)
      else if (isPair(node)) stack.push(node.value ?? '~', ':', node.key ?? '~')
      else if (isAlias(node)) parts.push(`*${node.source}`)
      else if (isScalar(node))
        parts.push(marks(node), scalar(node.value, node.type === 'PLAIN' ? node.source : undefined))
      else if (isCollection(node)) {
        parts.push(marks(node), isMap(node) ? '{' : '[')
        stack.push(isMap(node) ? '}' : ']')
        for (let index = node.items.length - 1; index >= 0; index--) stack.push(node.items[index])
      } else parts.push('~')
    }
  }
  return parts.join('\n')
}

const marks = (node: Node): string => {
  const { anchor, tag } = node as { anchor?: string; tag?: string }
  return `${anchor === undefined ? '' : `&${anchor} `}${tag ?? ''}`
}

function scalar(value: unknown, source: string | undefined): string {
  if (typeof value === 'string') return JSON.stringify(value)
  // `1.0` and `0x1F` are kept as they were spelled.
  return `${typeof value} ${source ?? String(value)}`
}

export { isMap, isScalar, isSeq }
