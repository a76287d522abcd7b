import { LIKE_SHARE, MANY_ENTRIES, SAME_KIND_SHARE, SELECTABLE_ITEMS, SOME_ENTRIES } from './policy.ts'
import { childrenOf, isScalarNode, keyOf, NodeKind, type YamlTape } from './scan.ts'

/** Entries whose names are compared. */
const LOOKED_AT = 64

/** Whether what a node holds is many of one kind, of which some may stand for all. */
export function areLike(tape: YamlTape, children: readonly number[]): boolean {
  if (children.length < SELECTABLE_ITEMS) return false
  if (tape.kind[children[0] ?? 0] !== NodeKind.pair || children.length >= MANY_ENTRIES) return true
  const holdPairs = (child: number) => !isScalarNode(tape, child) && tape.kind[child + 1] === NodeKind.pair
  const isFew = (count: number) => count < children.length * SAME_KIND_SHARE
  if (!isFew(children.filter(holdPairs).length)) return haveLikeNames(tape, children)
  if (children.length < SOME_ENTRIES) return false
  return !isFew(children.filter(child => isScalarNode(tape, child)).length)
}

function haveLikeNames(tape: YamlTape, entries: readonly number[]): boolean {
  const times = new Map<string, number>()
  let names = 0
  const step = Math.max(1, Math.floor(entries.length / LOOKED_AT))
  let looked = 0
  for (let index = 0; index < entries.length; index += step) {
    looked++
    for (const pair of childrenOf(tape, entries[index] ?? 0)) {
      const key = keyOf(tape, pair)
      times.set(key, (times.get(key) ?? 0) + 1)
      names++
    }
  }
  return names / looked >= LIKE_SHARE * times.size || mostCommon(times) >= looked * SAME_KIND_SHARE
}

const mostCommon = (times: ReadonlyMap<string, number>): number => Math.max(0, ...times.values())
