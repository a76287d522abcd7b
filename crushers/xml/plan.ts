import { isIgnorable } from './flatten.ts'
import { MIN_RUN } from './policy.ts'
import { type Document, Kind } from './scan.ts'

/** What is known about the elements of a document before it is written. */
export interface Plan {
  /** Elements whose white space must stay: mixed content and `xml:space="preserve"`, with all below. */
  readonly isVerbatim: Uint8Array
  /** Elements that have element children. */
  readonly hasChildren: Uint8Array
  /** First element of a run of like siblings → the elements of the run. */
  readonly runs: ReadonlyMap<number, readonly number[]>
}

export function planOf(document: Document): Plan {
  const { kind, next, source, start, open, nameEnd } = document
  const count = kind.length
  const isVerbatim = new Uint8Array(count)
  const hasChildren = new Uint8Array(count)
  const runs = new Map<number, readonly number[]>()
  const mayPreserve = source.includes('xml:space')
  let verbatimUntil = 0
  for (let element = 0; element < count; element++) {
    if (kind[element] !== Kind.Element) continue
    if (element < verbatimUntil) {
      isVerbatim[element] = 1
      continue
    }
    const last = next[element] ?? 0
    let hasText = false
    let run: number[] = []
    for (let child = element + 1; child < last; child = next[child] ?? last) {
      if (kind[child] === Kind.Element) {
        hasChildren[element] = 1
        const first = run[0]
        if (first !== undefined && !isSameName(document, first, child)) {
          if (run.length >= MIN_RUN) runs.set(first, run)
          run = []
        }
        run.push(child)
        continue
      }
      if (kind[child] === Kind.Text && isIgnorable(document, child)) continue
      // A comment or a text between siblings keeps its place: it ends the run.
      if (run.length >= MIN_RUN) runs.set(run[0] ?? 0, run)
      run = []
      if (kind[child] === Kind.Text || kind[child] === Kind.Data) hasText = true
    }
    if (run.length >= MIN_RUN) runs.set(run[0] ?? 0, run)
    const preserves =
      mayPreserve &&
      /xml:space\s*=\s*["']preserve/.test(source.slice(nameEnd[element] ?? start[element], open[element]))
    if ((hasText && hasChildren[element] === 1) || preserves) {
      isVerbatim[element] = 1
      verbatimUntil = last
      // Deleting as the children are walked: a run is known by its first element.
      for (let child = element + 1; child < last; child = next[child] ?? last) runs.delete(child)
    }
  }
  return { isVerbatim, hasChildren, runs }
}

function isSameName({ source, start, nameEnd }: Document, left: number, right: number): boolean {
  const from = (start[left] ?? 0) + 1
  const length = (nameEnd[left] ?? 0) - from
  const other = (start[right] ?? 0) + 1
  if ((nameEnd[right] ?? 0) - other !== length) return false
  for (let at = 0; at < length; at++)
    if (source.charCodeAt(from + at) !== source.charCodeAt(other + at)) return false
  return true
}
