import type { Tape } from './tape.ts'

const knownItems = new WeakMap<Tape, Map<number, readonly number[]>>()
const LONG_LIST = 64

/** Nodes of the items of a list. Those of long ones are asked for at each attempt. */
export function itemsOf(tape: Tape, list: number): readonly number[] {
  const size = tape.size[list] ?? 0
  if (size < LONG_LIST) return findItems(tape, list, size)
  const memo = knownItems.get(tape) ?? new Map<number, readonly number[]>()
  knownItems.set(tape, memo)
  const items = memo.get(list) ?? findItems(tape, list, size)
  memo.set(list, items)
  return items
}

function findItems(tape: Tape, list: number, size: number): number[] {
  const items: number[] = []
  const { next } = tape
  for (let index = 0, node = list + 1; index < size; index++) {
    items.push(node)
    node = next[node] ?? 0
  }
  return items
}

/** Nodes of the values; each key stands right before its value. */
export function membersOf(tape: Tape, object: number): number[] {
  const values: number[] = []
  let node = object + 1
  for (let index = tape.size[object] ?? 0; index > 0; index--) {
    values.push(node + 1)
    node = tape.next[node + 1] ?? 0
  }
  return values
}

/** Whether two strings or scalars are spelled alike. */
export function sameSpelling(tape: Tape, left: number, right: number): boolean {
  if (left === right) return true
  const start = tape.start[left] ?? 0
  const length = (tape.end[left] ?? 0) - start
  const other = tape.start[right] ?? 0
  if ((tape.end[right] ?? 0) - other !== length) return false
  const { text } = tape
  // From the back: spellings that begin alike are more common than such that end alike.
  for (let index = length - 1; index >= 0; index--) {
    if (text.charCodeAt(start + index) !== text.charCodeAt(other + index)) return false
  }
  return true
}
