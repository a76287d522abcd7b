import type { Tree } from '../selection/rankings.ts'
import { columnsOf } from './columns.ts'
import { itemsOf, sameSpelling } from './nodes.ts'
import { Kind, type Tape } from './tape.ts'

/** A JSON document, of whose rows those are found that tell most. */
export function treeOf(tape: Tape, lengths: Int32Array): Tree {
  return {
    columnsOf: rows => columnsOf(tape, rows),
    itemsOf: list => itemsOf(tape, list),
    follow: (row, path) => follow(tape, row, path),
    // Without white space between its tokens.
    lengthOf: node => (lengths[tape.next[node] ?? 0] ?? 0) - (lengths[node] ?? 0),
    isNested: node => (tape.kind[node] ?? Kind.scalar) < Kind.string,
  }
}

/** Steps are nodes of keys; places in lists stand as their complements. */
function follow(tape: Tape, row: number, path: readonly number[]): number[] {
  const passed: number[] = []
  let at = row
  for (const step of path) {
    const found = step < 0 ? placeOf(tape, at, ~step) : memberOf(tape, at, step)
    if (found === undefined) break
    at = found
    passed.push(at)
  }
  return passed
}

function memberOf(tape: Tape, object: number, key: number): number | undefined {
  if (tape.kind[object] !== Kind.object) return undefined
  let node = object + 1
  for (let left = tape.size[object] ?? 0; left > 0; left--) {
    if (sameSpelling(tape, key, node)) return node + 1
    node = tape.next[node + 1] ?? 0
  }
  return undefined
}

function placeOf({ kind, size, next }: Tape, list: number, place: number): number | undefined {
  if (kind[list] !== Kind.list || place >= (size[list] ?? 0)) return undefined
  let node = list + 1
  for (let left = place; left > 0; left--) node = next[node] ?? 0
  return node
}
