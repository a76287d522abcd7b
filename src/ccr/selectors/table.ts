import Papa from 'papaparse'
import { Kind, type Tape } from '../../../crushers/json/tape.ts'
import { documentOf, meaningOf, sourceOf } from './document.ts'

/** Rows of a text, as they stand in it, with a way to ask for a cell by name. */
export interface Table {
  readonly rows: readonly Row[]
  /** Line to show above the rows, where they do not name their cells. */
  readonly header?: string
  readonly columns: readonly string[]
}

export interface Row {
  readonly source: string
  /** What the cell means, without quotes and escapes; `undefined` where the row has no such cell. */
  cell(column: string): string | undefined
}

/** Rows whose cells are named in a message. */
const SAMPLED_ROWS = 50

/** `undefined` where the text has no rows. */
export function tableOf(text: string): Table | undefined {
  const tape = documentOf(text)
  return tape === undefined ? delimited(text) : jsonRows(tape)
}

function jsonRows(tape: Tape): Table | undefined {
  const nodes = tape.roots.length > 1 ? tape.roots : rowsIn(tape, tape.roots[0] ?? 0)
  if (nodes === undefined) return undefined
  const rows = nodes.map(node => ({
    source: sourceOf(tape, node),
    cell: (column: string) => {
      const value = memberAt(tape, node, column)
      return value === undefined ? undefined : meaningOf(sourceOf(tape, value))
    },
  }))
  const columns = new Set<string>()
  for (const node of nodes.slice(0, SAMPLED_ROWS)) addColumns(tape, node, '', columns)
  return { rows, columns: [...columns] }
}

/** The items of the list, or of the longest list inside the object. */
function rowsIn(tape: Tape, root: number): readonly number[] | undefined {
  let list = tape.kind[root] === Kind.list ? root : -1
  if (list < 0) {
    for (let node = root; node < tape.length; node++) {
      if (tape.kind[node] !== Kind.list) continue
      if (list < 0 || (tape.size[node] ?? 0) > (tape.size[list] ?? 0)) list = node
    }
  }
  if (list < 0) return undefined
  const items: number[] = []
  for (let node = list + 1; items.length < (tape.size[list] ?? 0); node = tape.next[node] ?? 0)
    items.push(node)
  return items
}

/** By its whole name, else step by step along the dots. */
function memberAt(tape: Tape, node: number, path: string): number | undefined {
  if (path === 'value' && tape.kind[node] !== Kind.object) return node
  const whole = memberOf(tape, node, path)
  if (whole !== undefined) return whole
  for (let dot = path.indexOf('.'); dot > 0; dot = path.indexOf('.', dot + 1)) {
    const inner = memberOf(tape, node, path.slice(0, dot))
    const found = inner === undefined ? undefined : memberAt(tape, inner, path.slice(dot + 1))
    if (found !== undefined) return found
  }
  return undefined
}

export function memberOf(tape: Tape, object: number, name: string): number | undefined {
  if (tape.kind[object] !== Kind.object) return undefined
  let found: number | undefined
  let node = object + 1
  for (let index = tape.size[object] ?? 0; index > 0; index--) {
    // Of keys that are there twice the last counts, as it does for JSON.parse.
    if (meaningOf(sourceOf(tape, node)) === name) found = node + 1
    node = tape.next[node + 1] ?? 0
  }
  return found
}

function addColumns(tape: Tape, object: number, prefix: string, columns: Set<string>): void {
  if (tape.kind[object] !== Kind.object || prefix.length > 200) return
  let node = object + 1
  for (let index = tape.size[object] ?? 0; index > 0; index--) {
    const name = prefix + meaningOf(sourceOf(tape, node))
    if (tape.kind[node + 1] === Kind.object) addColumns(tape, node + 1, `${name}.`, columns)
    else columns.add(name)
    node = tape.next[node + 1] ?? 0
  }
}

function delimited(text: string): Table | undefined {
  const rows: { cells: string[]; source: string }[] = []
  let from = 0
  const body = text.charCodeAt(0) === 0xfeff ? text.slice(1) : text
  Papa.parse<string[]>(body, {
    step: ({ data, meta }) => {
      rows.push({ cells: data, source: body.slice(from, meta.cursor).replace(/\r?\n$/, '') })
      from = meta.cursor
    },
  })
  const [head, ...rest] = rows
  if (head === undefined || head.cells.length < 2 || rest.length === 0) return undefined
  const columns = head.cells.map(cell => cell.trim())
  const places = new Map(columns.map((column, place) => [column, place]))
  return {
    header: head.source,
    columns,
    rows: rest
      .filter(row => row.source.trim() !== '')
      .map(({ cells, source }) => ({
        source,
        cell: (column: string) => {
          const place = places.get(column)
          return place === undefined ? undefined : cells[place]
        },
      })),
  }
}
