import { attributesOf } from './attributes.ts'
import { type Document, nameOf } from './scan.ts'

/** Namespace declarations that hold where the writer stands. */
export class Namespaces {
  readonly #declared: { prefix: string; uri: string; until: number }[] = []

  /** Whether an enclosing element says the same; if not, it is declared until `until`. */
  isRepeated(prefix: string, uri: string, at: number, until: number): boolean {
    while ((this.#declared.at(-1)?.until ?? Number.MAX_SAFE_INTEGER) <= at) this.#declared.pop()
    for (let index = this.#declared.length - 1; index >= 0; index--) {
      const known = this.#declared[index]
      if (known?.prefix === prefix) {
        if (known.uri === uri) return true
        break
      }
    }
    if (this.#declared.length < MOST_DECLARATIONS) this.#declared.push({ prefix, uri, until })
    return false
  }
}

// Searching them costs time for every declaration; documents have a dozen.
const MOST_DECLARATIONS = 64

/**
 * A start tag with single spaces, without namespace declarations that an enclosing element already makes. `isEmpty`
 * closes it.
 */
export function writeTag(
  document: Document,
  element: number,
  isEmpty: boolean,
  namespaces: Namespaces,
): string {
  const { source, start, open, nameEnd } = document
  const raw = source.slice(nameEnd[element], (open[element] ?? 0) - 1)
  const name = nameOf(document, element)
  if (raw === '' || raw === '/') return isEmpty ? `<${name}/>` : `<${name}>`
  const attributes =
    raw.includes('xmlns') || /\s{2}|[\n\r\t]|\s\/?$|\s=|=\s/.test(raw)
      ? attributesOf(document, element)
      : undefined
  if (attributes === undefined) {
    const bare =
      raw.endsWith('/') && source[(open[element] ?? 0) - 2] === '/' ? raw.slice(0, -1).trimEnd() : raw
    return `${source.slice(start[element], nameEnd[element])}${bare}${isEmpty ? '/>' : '>'}`
  }
  let tag = `<${name}`
  const until = document.next[element] ?? 0
  for (const { name: attribute, value, quote } of attributes) {
    if (
      (attribute === 'xmlns' || attribute.startsWith('xmlns:')) &&
      namespaces.isRepeated(attribute, value, element, until)
    )
      continue
    tag += ` ${attribute}=${quote}${value}${quote}`
  }
  return tag + (isEmpty ? '/>' : '>')
}
