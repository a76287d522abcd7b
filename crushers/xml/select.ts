import { selectionOf } from '../csv/fit.ts'
import { formatSummary, summarizeColumns, type Column } from '../select.ts'
import type { CrushContext, Crushed } from '../types.ts'
import { flatten } from './flatten.ts'
import type { Plan } from './plan.ts'
import { CHARACTERS_PER_TOKEN, FITTING_SHARE, ROW_SHARE, SELECTABLE_ROWS } from './policy.ts'
import { headerLine, Renderer, type RunWriter, writeTable } from './render.ts'
import { type Document, nameOf } from './scan.ts'
import { constantsLine, constantsOf, tableOf, writeXmlRow } from './table.ts'
import { textShortener } from './texts.ts'

/** Long runs of like elements cut down to the unusual and an even spread, comments dropped, long texts shortened. */
export function selectXml(document: Document, plan: Plan, context: CrushContext): Crushed | undefined {
  let room = context.target * CHARACTERS_PER_TOKEN
  let best: Crushed | undefined
  for (let attempt = 0; attempt < 3; attempt++) {
    const share = room / document.source.length
    const writer = runWriter(share, context)
    const renderer: Renderer = new Renderer(document, plan, writer, false, textShortener())
    const body = renderer.render(0, document.kind.length, 0)
    if (renderer.losses.length === 0 && body.length >= document.source.length) return undefined
    const losses =
      renderer.losses.length > 0
        ? renderer.losses
        : [
            {
              kind: 'shortened' as const,
              unit: 'characters',
              kept: body.length,
              total: document.source.length,
            },
          ]
    best = { text: body, body, lossless: false, losses }
    const cost = context.count(body)
    if (cost <= context.target) break
    room *= (context.target / cost) * 0.95
  }
  return best
}

/** `share`: how much of its characters a run may keep. */
function runWriter(share: number, context: CrushContext): RunWriter {
  return (run, renderer, depth) => {
    const { document } = renderer
    const from = document.start[run[0] ?? 0] ?? 0
    const to = document.end[run.at(-1) ?? 0] ?? 0
    const room = (to - from) * share
    if (run.length < SELECTABLE_ROWS) return writeTable(run, renderer, depth)
    const cells = run.map(element => flatten(document, element))
    const table = tableOf(cells)
    const isTable = table.fitting >= run.length * FITTING_SHARE
    const constants = isTable ? constantsOf(table) : []
    const leftOut = new Set(constants.map(({ column }) => column))
    const columns = columnsOf(
      document,
      run,
      table.columns.length > 0 && isTable ? table : looseTable(document, run),
    )
    const size = (index: number) => {
      const element = run[index] ?? 0
      const own = (document.end[element] ?? 0) - (document.start[element] ?? 0)
      return Math.min(
        isTable && table.rows[index] !== undefined ? own * 0.5 : own,
        Math.max(room * ROW_SHARE, 200),
      )
    }
    const selection = selectionOf({ columns, row: index => ' '.repeat(Math.ceil(size(index))) }, room / 2.5)
    const shown = new Set(selection.must)
    let left = room
    for (const index of selection.must) left -= size(index)
    if (context.level === 'select')
      for (const index of selection.spread) {
        left -= size(index)
        if (left < 0) break
        shown.add(index)
      }
    if (shown.size >= run.length) return writeTable(run, renderer, depth)
    const name = nameOf(document, run[0] ?? 0)
    const fitting = table.fitting
    let text = isTable
      ? `<csv of="${name}">\n${constantsLine(constants, fitting)}#,${headerLine(table.columns, leftOut)}\n`
      : `<rows of="${name}">\n`
    const omitted: number[] = []
    run.forEach((element, index) => {
      if (!shown.has(index)) {
        omitted.push(index)
        return
      }
      const row = isTable ? table.rows[index] : undefined
      const line =
        row === undefined
          ? renderer.render(element, document.next[element] ?? 0, depth + 1)
          : writeXmlRow(row, leftOut)
      text += `${index + 1},${line}\n`
    })
    const statistics = formatSummary(summarizeColumns(columns, omitted)).map(safe)
    text += `${[`${omitted.length} of ${run.length} not shown:`, ...bounded(statistics, room)].join('\n')}\n`
    text += isTable ? '</csv>' : '</rows>'
    renderer.losses.push({
      kind: 'omitted',
      unit: 'rows',
      kept: shown.size,
      total: run.length,
      span: [(omitted[0] ?? 0) + 1, (omitted.at(-1) ?? 0) + 1],
    })
    return text
  }
}

/** A note is text of the document: cut-off entities and markup in it are spelled out. */
const safe = (line: string): string =>
  line
    .replace(/\s+/g, ' ')
    .replace(/&(?!#?\w{1,10};)/g, '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll(']]>', ']]&gt;')

function bounded(lines: readonly string[], room: number): string[] {
  const kept: string[] = []
  let used = 0
  for (const line of lines) {
    used += line.length
    if (used > Math.max(room * NOTE_SHARE, NOTE_CHARACTERS)) break
    kept.push(line)
  }
  return kept
}

/** Share of a run's room for statistics of what is left out, and what is given them in any case. */
const NOTE_SHARE = 0.3
const NOTE_CHARACTERS = 150

interface Loose {
  readonly columns: readonly string[]
  readonly rows: readonly (readonly (string | undefined)[] | undefined)[]
}

function columnsOf(document: Document, run: readonly number[], table: Loose): Column[] {
  return table.columns.map((name, column) => ({
    name,
    cells: table.rows.map((row, index) =>
      row === undefined ? looseCells(document, run[index] ?? 0).get(name) : row[column],
    ),
  }))
}

/** Elements that are no table still have attributes and leaves to be told apart by. */
function looseTable(document: Document, run: readonly number[]): Loose {
  const columns: string[] = []
  const known = new Set<string>()
  const all = run.map(element => looseCells(document, element))
  for (const cells of all)
    for (const column of cells.keys())
      if (!known.has(column) && columns.length < 32) {
        known.add(column)
        columns.push(column)
      }
  return { columns, rows: all.map(cells => columns.map(column => cells.get(column))) }
}

function looseCells(document: Document, element: number): Map<string, string> {
  const cells = new Map<string, string>()
  const own = document.source.slice(document.nameEnd[element], document.open[element])
  for (const match of own.matchAll(/([\w.:-]+)\s*=\s*(?:"([^"]*)"|'([^']*)')/g))
    cells.set(`@${match[1]}`, match[2] ?? match[3] ?? '')
  const last = document.next[element] ?? 0
  for (
    let child = element + 1, seen = 0;
    child < last && seen < 64;
    child = document.next[child] ?? last, seen++
  ) {
    if (document.nameEnd[child] === document.start[child]) continue
    const name = nameOf(document, child)
    if (cells.has(name)) continue
    const flat = flatten(document, child)
    if (flat === undefined) cells.set(name, `<${name}>`)
    else
      for (const [column, value] of flat) cells.set(column === 'text()' ? name : `${name}/${column}`, value)
  }
  return cells
}
