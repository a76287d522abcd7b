import type { Document } from './scan.ts'

export interface Attribute {
  readonly name: string
  /** As spelled between its quotes. */
  readonly value: string
  readonly quote: string
}

const ATTRIBUTE = /([^\s=/>"']+)\s*=\s*(?:"([^"<]*)"|'([^'<]*)')/y

/** Attributes in the order of the source; `undefined` if the tag holds anything else. */
export function attributesOf({ source, nameEnd, open }: Document, element: number): Attribute[] | undefined {
  const stop = (open[element] ?? 0) - 1
  let at = nameEnd[element] ?? 0
  const found: Attribute[] = []
  for (;;) {
    const from = at
    while (at < stop && source.charCodeAt(at) <= 32) at++
    if (at >= stop || (source.charCodeAt(at) === 47 && at === stop - 1)) return found
    if (at === from) return undefined
    ATTRIBUTE.lastIndex = at
    const match = ATTRIBUTE.exec(source)
    if (match === null || ATTRIBUTE.lastIndex > stop) return undefined
    const [, name = '', double, single] = match
    found.push({ name, value: double ?? single ?? '', quote: double === undefined ? "'" : '"' })
    at = ATTRIBUTE.lastIndex
  }
}
