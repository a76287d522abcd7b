import { type Document, isCollection, isMap, isPair, isScalar, isSeq, type Node, type YAMLSeq } from 'yaml'
import { selectionOf } from '../csv/fit.ts'
import { type Column, formatSummary, summarizeColumns } from '../select.ts'
import type { CrushContext, Crushed, Loss } from '../types.ts'
import { applyEdits, type Edit } from './collapse.ts'
import { LONG_SCALAR, LONG_SCALAR_KEPT, SELECTABLE_ITEMS } from './policy.ts'

/**
 * Long lists of like items cut down to what is unusual and an even spread, long scalars shortened. What is left out
 * is told in comments, so that the output is YAML still.
 */
export function selectYaml(
  documents: readonly Document.Parsed[],
  source: string,
  context: CrushContext,
): Crushed | undefined {
  const { lists, scalars } = survey(documents)
  let room = context.target * 3
  let best: Crushed | undefined
  for (let attempt = 0; attempt < 3; attempt++) {
    const losses: Loss[] = []
    const share = room / source.length
    const edits: Edit[] = []
    for (const list of lists) cutList(list, source, share, context, edits, losses)
    for (const scalar of scalars) shorten(scalar, source, edits, losses)
    if (losses.length === 0) return undefined
    const text = applyEdits(
      source,
      edits.sort((left, right) => left.from - right.from || right.to - left.to),
    )
    best = { text, body: text, lossless: false, losses }
    const cost = context.count(text)
    if (cost <= context.target) break
    room *= (context.target / cost) * 0.95
  }
  return best
}

/** Outermost long block lists of mappings, and long scalars. */
function survey(documents: readonly Document.Parsed[]): { lists: YAMLSeq[]; scalars: Node[] } {
  const lists: YAMLSeq[] = []
  const scalars: Node[] = []
  const stack: unknown[] = documents.map(({ contents }) => contents).reverse()
  while (stack.length > 0) {
    const node = stack.pop()
    if (isPair(node)) stack.push(node.value)
    else if (isScalar(node)) {
      const [from = 0, to = 0] = node.range ?? []
      if (to - from > LONG_SCALAR) scalars.push(node)
    } else if (isCollection(node)) {
      if (
        isSeq(node) &&
        node.flow !== true &&
        node.items.length >= SELECTABLE_ITEMS &&
        node.items.every(isMap)
      )
        lists.push(node as YAMLSeq)
      for (let index = node.items.length - 1; index >= 0; index--) stack.push(node.items[index])
    }
  }
  return { lists, scalars }
}

function cutList(
  list: YAMLSeq,
  source: string,
  share: number,
  context: CrushContext,
  edits: Edit[],
  losses: Loss[],
): void {
  const starts = list.items.map(item => lineStart(source, (item as Node).range?.[0] ?? 0))
  const end = lineEnd(source, list.range?.[1] ?? 0)
  const size = (index: number) => (starts[index + 1] ?? end) - (starts[index] ?? 0)
  const first = starts[0] ?? 0
  if (edits.some(({ from, to }) => from <= first && to > first)) return
  const room = (end - first) * share
  const columns = columnsOf(list)
  const selection = selectionOf(
    { columns, row: index => ' '.repeat(Math.min(size(index), 2_000)) },
    room / 2.5,
  )
  const shown = new Set(selection.must)
  let left = room
  for (const index of selection.must) left -= size(index)
  if (context.level === 'select')
    for (const index of selection.spread) {
      left -= size(index)
      if (left < 0) break
      shown.add(index)
    }
  const total = list.items.length
  if (shown.size >= total) return
  const indentation = /^ */.exec(source.slice(first, first + 400))?.[0] ?? ''
  const omitted: number[] = []
  let last: Edit | undefined
  for (let index = 0; index < total; ) {
    if (shown.has(index)) {
      index++
      continue
    }
    const from = index
    while (index < total && !shown.has(index)) omitted.push(index++)
    const range = index - from === 1 ? `item ${from + 1}` : `items ${from + 1}-${index}`
    last = { from: starts[from] ?? 0, to: starts[index] ?? end, text: `${indentation}# ${range} not shown\n` }
    edits.push(last)
  }
  const notes = formatSummary(summarizeColumns(columns, omitted)).map(
    line => `${indentation}#   ${line.replace(/\s+/g, ' ')}`,
  )
  const kept: string[] = []
  let used = 0
  for (const note of notes) {
    used += note.length
    if (used > Math.max(room * 0.3, 200)) break
    kept.push(note)
  }
  const text = [`${indentation}# of the ${omitted.length} items not shown:`, ...kept].join('\n')
  edits.push({ from: end, to: end, text: `${text}\n` })
  losses.push({
    kind: 'omitted',
    unit: 'items',
    kept: shown.size,
    total,
    span: [(omitted[0] ?? 0) + 1, (omitted.at(-1) ?? 0) + 1],
  })
}

function columnsOf(list: YAMLSeq): Column[] {
  const rows = list.items.map(item => leaves(item))
  const names: string[] = []
  const known = new Set<string>()
  for (const row of rows)
    for (const name of row.keys())
      if (!known.has(name) && known.size < 32) {
        known.add(name)
        names.push(name)
      }
  return names.map(name => ({ name, cells: rows.map(row => row.get(name)) }))
}

/** Scalars of an item by path, two levels deep; deeper collections only by their size. */
function leaves(item: unknown): Map<string, string> {
  const found = new Map<string, string>()
  const stack: { node: unknown; path: string; depth: number }[] = [{ node: item, path: '', depth: 0 }]
  while (stack.length > 0 && found.size < 64) {
    const { node, path, depth } = stack.pop() ?? { node: undefined, path: '', depth: 0 }
    if (isMap(node) && depth < 3) {
      for (let index = node.items.length - 1; index >= 0; index--) {
        const pair = node.items[index]
        const key = isScalar(pair?.key) ? String(pair.key.value) : '?'
        stack.push({ node: pair?.value, path: path === '' ? key : `${path}.${key}`, depth: depth + 1 })
      }
    } else if (isScalar(node)) found.set(path, String(node.value ?? '').slice(0, 200))
    else if (isCollection(node)) found.set(path, `${node.items.length} entries`)
  }
  return found
}

function shorten(scalar: Node, source: string, edits: Edit[], losses: Loss[]): void {
  const [from = 0, to = 0] = scalar.range ?? []
  if (edits.some(edit => edit.from <= from && edit.to > from)) return
  const raw = source.slice(from, to)
  const { type } = scalar as { type?: string }
  const length = raw.length
  const loss: Loss = { kind: 'shortened', unit: 'characters', kept: LONG_SCALAR_KEPT, total: length }
  if (type === 'BLOCK_LITERAL' || type === 'BLOCK_FOLDED') {
    const head = raw.indexOf('\n') + 1
    const indentation = /^ */.exec(raw.slice(head))?.[0] ?? ''
    const cut = raw.slice(head, head + LONG_SCALAR_KEPT).replace(/\s+\S*$/, '')
    edits.push({
      from,
      to: from + raw.trimEnd().length,
      text: `${raw.slice(0, head)}${cut}\n${indentation}… ${length - cut.length} characters left out`,
    })
    losses.push(loss)
  } else if (type === 'QUOTE_DOUBLE' && !raw.includes('\\')) {
    edits.push({
      from,
      to,
      text: `${raw.slice(0, LONG_SCALAR_KEPT)}… ${length - LONG_SCALAR_KEPT} characters left out"`,
    })
    losses.push(loss)
  } else if (type === 'QUOTE_SINGLE' && !raw.slice(1, -1).includes("'")) {
    edits.push({
      from,
      to,
      text: `${raw.slice(0, LONG_SCALAR_KEPT)}… ${length - LONG_SCALAR_KEPT} characters left out'`,
    })
    losses.push(loss)
  }
}

function lineStart(source: string, at: number): number {
  return source.lastIndexOf('\n', at - 1) + 1
}

function lineEnd(source: string, at: number): number {
  if (at > 0 && source[at - 1] === '\n') return at
  const found = source.indexOf('\n', at)
  return found < 0 ? source.length : found + 1
}
