export const enum Kind {
  Element,
  Text,
  Data,
  Comment,
  Instruction,
  Doctype,
}

/** A document as flat lists over its source: no nesting of calls, whatever the nesting of tags. */
export interface Document {
  readonly source: string
  readonly kind: number[]
  /** First character, and one past the last: of the whole element, its end tag included. */
  readonly start: number[]
  readonly end: number[]
  /** One past the start tag of an element. */
  readonly open: number[]
  /** One past the name of an element. */
  readonly nameEnd: number[]
  /** Index one past the last descendant. */
  readonly next: number[]
}

const NAME_END = /[\s/>]/g

/** Reads a whole document with exactly one root. `undefined` for everything that is not well nested. */
export function scanXml(source: string): Document | undefined {
  const document: Document = { source, kind: [], start: [], end: [], open: [], nameEnd: [], next: [] }
  const stack: number[] = []
  let roots = 0
  let at = source.charCodeAt(0) === 0xfeff ? 1 : 0
  const add = (kind: Kind, start: number, end: number): number => {
    const index = document.kind.length
    document.kind.push(kind)
    document.start.push(start)
    document.end.push(end)
    document.open.push(end)
    document.nameEnd.push(start)
    document.next.push(index + 1)
    return index
  }
  while (at < source.length) {
    const mark = source.indexOf('<', at)
    const stop = mark < 0 ? source.length : mark
    if (stop > at) {
      if (stack.length === 0 && !isBlank(source, at, stop)) return undefined
      if (stack.length > 0) add(Kind.Text, at, stop)
    }
    if (mark < 0) break
    const code = source.charCodeAt(mark + 1)
    if (code === 47) {
      const end = source.indexOf('>', mark)
      const index = stack.pop()
      if (end < 0 || index === undefined) return undefined
      const name = document.nameEnd[index] ?? 0
      const length = name - (document.start[index] ?? 0) - 1
      if (!source.startsWith(source.slice(name - length, name), mark + 2)) return undefined
      if (!isBlank(source, mark + 2 + length, end)) return undefined
      document.end[index] = end + 1
      document.next[index] = document.kind.length
      at = end + 1
    } else if (code === 33 || code === 63) {
      const end = markupEnd(source, mark)
      if (end === undefined) return undefined
      const kind = markupKind(source, mark)
      if (kind === Kind.Data && stack.length === 0) return undefined
      if (kind === Kind.Doctype && (stack.length > 0 || roots > 0)) return undefined
      add(kind, mark, end)
      at = end
    } else {
      const end = tagEnd(source, mark + 1)
      if (end === undefined || !isNameStart(code)) return undefined
      if (stack.length === 0 && ++roots > 1) return undefined
      const index = add(Kind.Element, mark, end)
      NAME_END.lastIndex = mark + 1
      document.nameEnd[index] = NAME_END.exec(source)?.index ?? end - 1
      if (source.charCodeAt(end - 2) !== 47) stack.push(index)
      at = end
    }
  }
  return stack.length === 0 && roots === 1 ? document : undefined
}

const isNameStart = (code: number): boolean =>
  (code >= 97 && code <= 122) || (code >= 65 && code <= 90) || code === 95 || code === 58 || code > 127

export function isBlank(source: string, from: number, to: number): boolean {
  for (let at = from; at < to; at++) {
    const code = source.charCodeAt(at)
    if (code !== 32 && code !== 10 && code !== 13 && code !== 9) return false
  }
  return true
}

function markupKind(source: string, at: number): Kind {
  if (source.charCodeAt(at + 1) === 63) return Kind.Instruction
  if (source.startsWith('<!--', at)) return Kind.Comment
  return source.startsWith('<![CDATA[', at) ? Kind.Data : Kind.Doctype
}

function markupEnd(source: string, at: number): number | undefined {
  const after = (mark: string, from: number) => {
    const found = source.indexOf(mark, from)
    return found < 0 ? undefined : found + mark.length
  }
  if (source.charCodeAt(at + 1) === 63) return after('?>', at + 2)
  if (source.startsWith('<!--', at)) return after('-->', at + 4)
  if (source.startsWith('<![CDATA[', at)) return after(']]>', at + 9)
  return source.startsWith('<!DOCTYPE', at) ? doctypeEnd(source, at + 9) : undefined
}

/** The end of a document type, past its internal subset, in which entities may be declared; none is ever expanded. */
function doctypeEnd(source: string, from: number): number | undefined {
  let isInside = false
  for (let at = from; at < source.length; at++) {
    const char = source[at]
    if (char === '"' || char === "'") {
      at = source.indexOf(char, at + 1)
      if (at < 0) return undefined
    } else if (char === '<' && source.startsWith('<!--', at)) {
      at = source.indexOf('-->', at)
      if (at < 0) return undefined
      at += 2
    } else if (char === '[') isInside = true
    else if (char === ']') isInside = false
    else if (char === '>' && !isInside) return at + 1
  }
  return undefined
}

/** One past the `>` that ends a start tag; quoted values may hold one. */
function tagEnd(source: string, from: number): number | undefined {
  for (let at = from; at < source.length; at++) {
    const code = source.charCodeAt(at)
    if (code === 62) return at + 1
    if (code === 60) return undefined
    if (code === 34 || code === 39) {
      at = source.indexOf(code === 34 ? '"' : "'", at + 1)
      if (at < 0) return undefined
    }
  }
  return undefined
}

/** One past the end of the element that begins at `from`, which may be followed by anything; tags need not match. */
export function elementEnd(source: string, from: number): number | undefined {
  let depth = 0
  for (let at = from; at >= 0; at = source.indexOf('<', at)) {
    const code = source.charCodeAt(at + 1)
    const end =
      code === 47
        ? source.indexOf('>', at) + 1 || undefined
        : code === 33 || code === 63
          ? markupEnd(source, at)
          : tagEnd(source, at + 1)
    if (end === undefined) return undefined
    at = end
    if (code === 33 || code === 63) continue
    if (code === 47) depth--
    else if (source.charCodeAt(end - 2) !== 47) depth++
    if (depth <= 0) return end
  }
  return undefined
}

export const nameOf = ({ source, start, nameEnd }: Document, element: number): string =>
  source.slice((start[element] ?? 0) + 1, nameEnd[element])
