import { type CodedColumn, codedColumn } from '../selection/coded.ts'
import { RowRanking } from '../select.ts'
import { MIN_ITEMS } from './policy.ts'
import { itemsOf, membersOf, sameSpelling } from './nodes.ts'
import { Spellings } from './spellings.ts'
import { Kind, type Tape } from './tape.ts'

/**
 * Members of an object that are columns of one table: lists of one length, or objects with the same keys, of scalars. What
 * stands in one place of all of them is a row.
 */
export interface Parallel {
  /** Nodes of the members. */
  readonly members: readonly number[]
  /** For each member the nodes of its cells. */
  readonly cells: readonly (readonly number[])[]
  readonly columns: readonly CodedColumn[]
  readonly ranking: RowRanking
  readonly rows: number
  /** Characters of all rows. */
  readonly characters: number
}

const known = new WeakMap<Tape, Map<number, Parallel | undefined>>()

/** The most members that are columns of one table, if two are. Worked out once for all attempts. */
export function parallelOf(tape: Tape, object: number): Parallel | undefined {
  const memo = known.get(tape) ?? new Map<number, Parallel | undefined>()
  known.set(tape, memo)
  if (!memo.has(object)) memo.set(object, findParallel(tape, object))
  return memo.get(object)
}

function findParallel(tape: Tape, object: number): Parallel | undefined {
  const groups = new Map<string, number[]>()
  for (const value of membersOf(tape, object)) {
    const kind = tape.kind[value] ?? Kind.scalar
    const size = tape.size[value] ?? 0
    if (kind >= Kind.string || size < MIN_ITEMS) continue
    // Of scalars each takes one node, a member two.
    const nodes = (tape.next[value] ?? 0) - value - 1
    if (nodes !== (kind === Kind.object ? 2 * size : size)) continue
    const like = `${kind} ${size}`
    const group = groups.get(like)
    if (group === undefined) groups.set(like, [value])
    else if (kind !== Kind.object || haveSameKeys(tape, group[0] ?? 0, value)) group.push(value)
  }
  let members: number[] = []
  for (const group of groups.values()) if (group.length > members.length) members = group
  const height = tape.size[members[0] ?? 0] ?? 0
  const isObject = tape.kind[members[0] ?? 0] === Kind.object
  // Objects with the same keys are rows themselves, unless they have far more keys than there are objects.
  const least = isObject ? Math.max(4 * MIN_ITEMS, 4 * members.length) : members.length
  if (members.length < 2 || height < least) return undefined
  const cells = members.map(member =>
    tape.kind[member] === Kind.object ? membersOf(tape, member) : itemsOf(tape, member),
  )
  const columns = cells.map((nodes, index) => columnOf(tape, (members[index] ?? 0) - 1, nodes))
  let characters = 0
  for (const nodes of cells) for (const node of nodes) characters += width(tape, node) + 1
  const ranking = new RowRanking(columns)
  return { members, cells, columns, ranking, rows: cells[0]?.length ?? 0, characters }
}

const width = ({ start, end }: Tape, node: number): number => (end[node] ?? 0) - (start[node] ?? 0)

function haveSameKeys(tape: Tape, left: number, right: number): boolean {
  const size = tape.size[left] ?? 0
  // Without objects inside, keys and values alternate.
  for (let index = 0; index < size; index++)
    if (!sameSpelling(tape, left + 1 + 2 * index, right + 1 + 2 * index)) return false
  return true
}

function columnOf(tape: Tape, key: number, nodes: readonly number[]): CodedColumn {
  const spellings = new Spellings(tape.text)
  const codes = Int32Array.from(nodes, node => spellings.codeOf(tape.start[node] ?? 0, tape.end[node] ?? 0))
  const name = tape.text.slice((tape.start[key] ?? 0) + 1, (tape.end[key] ?? 0) - 1)
  return codedColumn(
    name,
    nodes.length,
    codes.map((_, row) => row),
    codes,
    spellings.values(),
  )
}
