import type { Loss } from '../types.ts'
import { flatten, isIgnorable } from './flatten.ts'
import type { Plan } from './plan.ts'
import { FITTING_SHARE, MAX_RUN_DEPTH, TABLE_GAIN } from './policy.ts'
import { type Document, Kind, nameOf } from './scan.ts'
import { constantsLine, constantsOf, tableOf, writeXmlRow } from './table.ts'
import { Namespaces, writeTag } from './tag.ts'

/** What a writer of runs may do besides copying them. */
export interface RunWriter {
  (run: readonly number[], renderer: Renderer, depth: number): string | undefined
}

/** Writes a document without indentation; runs of like elements go to `writeRun` first. */
export class Renderer {
  readonly losses: Loss[] = []
  readonly #namespaces = new Namespaces()

  constructor(
    readonly document: Document,
    readonly plan: Plan,
    readonly writeRun: RunWriter | undefined,
    readonly keepsComments: boolean,
    /** Rewrites a long text at select level. */
    readonly writeText: ((text: string, element: number) => string) | undefined = undefined,
  ) {}

  /** Text of the nodes from one index up to another. End tags come off a stack, not off the call stack. */
  render(from: number, to: number, depth: number): string {
    const { document, plan } = this
    const { kind, start, end, next, source, open } = document
    const parts: string[] = []
    const ends: { tag: string; at: number }[] = []
    let isLineStart = true
    let node = from
    const close = () => {
      while (ends.length > 0 && (ends.at(-1)?.at ?? 0) <= node) parts.push(ends.pop()?.tag ?? '')
    }
    while (node < to) {
      close()
      switch (kind[node]) {
        case Kind.Element: {
          // Inside a run its first element comes alone, else the run would be written within itself.
          const isAlone = node === from && depth > 0
          const run = depth < MAX_RUN_DEPTH && !isAlone ? plan.runs.get(node) : undefined
          const written = run === undefined ? undefined : this.writeRun?.(run, this, depth)
          if (run !== undefined && written !== undefined) {
            parts.push(isLineStart ? '' : '\n', written)
            node = next[run.at(-1) ?? node] ?? to
            break
          }
          const last = next[node] ?? to
          if (plan.isVerbatim[node] === 1) {
            parts.push(source.slice(start[node], end[node]))
            node = last
            break
          }
          const isEmpty = last === node + 1
          // Elements that hold elements begin a line: one token each, and a reader sees where records begin.
          if (plan.hasChildren[node] === 1 && !isLineStart) parts.push('\n')
          parts.push(writeTag(document, node, isEmpty, this.#namespaces))
          if (!isEmpty) ends.push({ tag: `</${nameOf(document, node)}>`, at: last })
          isLineStart = false
          node++
          break
        }
        case Kind.Text:
          if (!isIgnorable(document, node) || isLeafText(document, node)) {
            const text = source.slice(start[node], end[node])
            parts.push(this.writeText === undefined ? text : this.writeText(text, node - 1))
          }
          node++
          break
        case Kind.Data: {
          const text = source.slice(start[node], end[node])
          parts.push(this.writeText === undefined ? text : this.writeText(text, node - 1))
          node++
          break
        }
        case Kind.Comment:
          if (this.keepsComments) parts.push(source.slice(start[node], open[node]))
          node++
          break
        default:
          parts.push(source.slice(start[node], open[node]), '\n')
          node++
      }
    }
    node = Number.MAX_SAFE_INTEGER
    close()
    return parts.join('')
  }
}

/** White space that is all an element holds may be its value. */
function isLeafText({ kind, next }: Document, text: number): boolean {
  return kind[text - 1] === Kind.Element && next[text - 1] === text + 1
}

/** A run as a table inside an element of its own, or nothing if that is not clearly shorter. */
export const writeTable: RunWriter = (run, renderer, depth) => {
  const { document } = renderer
  const table = tableOf(run.map(element => flatten(document, element)))
  if (table.fitting < run.length * FITTING_SHARE || table.fitting < 2) return undefined
  const constants = constantsOf(table)
  const leftOut = new Set(constants.map(({ column }) => column))
  const first = run[0] ?? 0
  const lines = table.rows.map(row => (row === undefined ? undefined : writeXmlRow(row, leftOut)))
  const head = `<csv of="${nameOf(document, first)}">\n${constantsLine(constants, table.fitting)}${headerLine(table.columns, leftOut)}\n`
  let tabled = head.length
  let plain = 0
  lines.forEach((line, index) => {
    const element = run[index] ?? 0
    if (line === undefined) return
    tabled += line.length + 1
    plain += (document.end[element] ?? 0) - (document.start[element] ?? 0)
  })
  if (tabled > plain * TABLE_GAIN) return undefined
  const rows = lines.map((line, index) => {
    const element = run[index] ?? 0
    return line ?? renderer.render(element, document.next[element] ?? 0, depth + 1)
  })
  return `${head}${rows.join('\n')}\n</csv>`
}

export const headerLine = (columns: readonly string[], leftOut: ReadonlySet<number>): string =>
  columns.filter((_, column) => !leftOut.has(column)).join(',')
