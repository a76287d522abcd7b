import { attributesOf } from './attributes.ts'
import { MAX_COLUMN_DEPTH, MAX_COLUMNS } from './policy.ts'
import { type Document, isBlank, Kind, nameOf } from './scan.ts'

/** One element as cells: `@id`, `name`, `address/@city`, and `text()` for its own text, in document order. */
export type Cells = readonly (readonly [column: string, value: string])[]

/**
 * The cells of an element that is all attributes and singly named children, or nothing. What cannot be rebuilt from
 * cells (mixed content, comments, children of one name) does not fit.
 */
export function flatten(document: Document, element: number): Cells | undefined {
  const cells: [string, string][] = []
  return collect(document, element, '', 0, cells) ? cells : undefined
}

function collect(
  document: Document,
  element: number,
  path: string,
  depth: number,
  cells: [string, string][],
): boolean {
  const attributes = attributesOf(document, element)
  if (attributes === undefined) return false
  for (const { name, value, quote } of attributes) {
    if (value.includes(']]>') || (quote === "'" && value.includes('"'))) return false
    if (path !== '' && name.startsWith('xmlns')) return false
    cells.push([`${path}@${name}`, value])
  }
  if (cells.length > MAX_COLUMNS) return false
  const { kind, start, end, next, source } = document
  const last = next[element] ?? 0
  const child = element + 1
  if (child >= last) return leaf(path, '', attributes.length > 0, cells)
  const only = (next[child] ?? 0) === last
  if (only && kind[child] === Kind.Text) {
    const value = source.slice(start[child], end[child])
    return !value.includes(']]>') && leaf(path, value, false, cells)
  }
  if (only && kind[child] === Kind.Data)
    return leaf(path, source.slice(start[child], end[child]), false, cells)
  if (depth >= MAX_COLUMN_DEPTH) return false
  const names = new Set<string>()
  for (let index = child; index < last; index = next[index] ?? last) {
    if (kind[index] === Kind.Text) {
      if (!isIgnorable(document, index)) return false
      continue
    }
    if (kind[index] !== Kind.Element) return false
    const name = nameOf(document, index)
    if (names.has(name) || !/^[\w.:-]+$/.test(name)) return false
    names.add(name)
    if (!collect(document, index, path === '' ? `${name}/` : `${path}${name}/`, depth + 1, cells))
      return false
  }
  return true
}

/** A leaf is named by its path; the row's own text by `text()`. An empty leaf whose attributes show needs no cell. */
function leaf(path: string, value: string, isShown: boolean, cells: [string, string][]): boolean {
  if (path === '') {
    if (value !== '') cells.push(['text()', value])
    return cells.length > 0
  }
  if (value !== '' || !isShown) cells.push([path.slice(0, -1), value])
  return true
}

/** White space with a line end, between tags: indentation. A single space between tags may part two words. */
export function isIgnorable({ source, start, end }: Document, text: number): boolean {
  const from = start[text] ?? 0
  const to = end[text] ?? 0
  if (!isBlank(source, from, to)) return false
  for (let at = from; at < to; at++) {
    const code = source.charCodeAt(at)
    if (code === 10 || code === 13) return true
  }
  return false
}
