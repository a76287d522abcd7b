import type { CrushContext, Crushed } from '../types.ts'
import { headline } from './describe.ts'
import { speaksOfFailure } from '../selection/failures.ts'
import { Unfolded } from '../unfolded.ts'
import { type Folded, foldRuns } from './runs.ts'
import { between, place, rowIndent, rowsOf, stretchAt } from './stretches.ts'
import { Words } from './words.ts'

/**
 * Folds that a reader understands at sight and that `decodeLog` undoes to the byte:
 *
 *     line (×214)                             the line, 214 times in a row
 *     [next 3 lines ×20]                      the next three lines, twenty times in a row
 *     [next 40 rows fill the … of this line]  the next line, forty times, with what differs in rows below it
 */
const repeated = / \(×(\d{1,9})\)$/
const block = /^\[next (\d{1,9}) lines ×(\d{1,9})\]$/
const filled = /^\[next (\d{1,9}) rows fill the … of (?:this line|these (\d) lines)\]$/

/** Whether lines are folded that are alike but not equal. */
export type Fold = 'runs' | 'stretches'

export function losslessLog(text: string, context: CrushContext, fold: Fold): Crushed | undefined {
  if (text.length < 200 || headline.test(text)) return undefined
  const lines = text.split('\n')
  for (const line of lines) {
    if (line.endsWith(')') && repeated.test(line.slice(-20))) return undefined
    if (line.startsWith('[next ') && (block.test(line) || filled.test(line))) return undefined
  }
  const runs = foldRuns(lines)
  const candidates = [runs.map(each => each.text).join('\n')]
  if (fold === 'stretches') candidates.unshift(foldStretches(runs))
  const shorter = candidates.filter(
    (each, index) => each.length < text.length && (index === 0 || each !== candidates[0]),
  )
  let best: string | undefined
  let bestTokens = shorter.length === 0 ? 0 : context.count(text)
  for (const each of shorter) {
    const tokens = context.count(each)
    if (tokens < bestTokens) {
      best = each
      bestTokens = tokens
    }
  }
  if (best === undefined || decodeLog(best) !== text) return undefined
  return { text: best, lossless: 'bytes', losses: [] }
}

function foldStretches(lines: readonly Folded[]): string {
  const texts = lines.map(each => each.text)
  const words = new Words(texts)
  // What failed is read, and looked for, as it was printed. Most lines are like no others: they are never asked about.
  const known = new Uint8Array(lines.length)
  const mayFold = (at: number): boolean => {
    const before = known[at]
    if (before !== 0) return before === 1
    const may = lines[at]?.fixed !== true && !speaksOfFailure(texts[at] ?? '')
    known[at] = may ? 1 : 2
    return may
  }
  const out: string[] = []
  for (let at = 0; at < lines.length; ) {
    const stretch = stretchAt(texts, at, mayFold, words)
    if (stretch === undefined) {
      out.push(texts[at++] as string)
      continue
    }
    out.push(rowsOf(stretch.period, stretch.rows), ...stretch.template)
    const indent = rowIndent(stretch.template[0] as string)
    for (const row of stretch.values) out.push(indent + row)
    at += stretch.period * stretch.rows
  }
  return out.join('\n')
}

/** The text that `losslessLog` folded. */
export function decodeLog(text: string, most = Number.POSITIVE_INFINITY): string {
  const lines = text.split('\n')
  const out = new Unfolded(most)
  let turn = new Unfolded(most)
  let turnLines = 0
  let turnTimes = 0
  const emit = (line: string): void => {
    const times = line.endsWith(')') ? repeated.exec(line) : null
    const one = times ? line.slice(0, times.index) : line
    const into = turnLines > 0 ? turn : out
    into.push(one, times ? Number(times[1]) : 1)
    if (turnLines > 0 && --turnLines === 0 && turn.count > 0) out.push(turn.text(), turnTimes)
  }
  for (let at = 0; at < lines.length; at++) {
    const line = lines[at] as string
    const directive = line.startsWith('[next ')
    const rows = directive ? filled.exec(line) : null
    const found = directive && rows === null ? block.exec(line) : null
    if (rows !== null) {
      const template = lines.slice(at + 1, at + 1 + Number(rows[2] ?? 1))
      const indent = rowIndent(template[0] ?? '').length
      const parted = template.map(each => each.split(place))
      at += template.length
      for (let count = Number(rows[1]); count > 0 && at + 1 < lines.length; count--) {
        const values = (lines[++at] as string).slice(indent).split(between)
        let next = 0
        for (const parts of parted) {
          let whole = parts[0] as string
          for (let part = 1; part < parts.length; part++)
            whole += (values[next++] ?? '') + (parts[part] as string)
          emit(whole)
        }
      }
    } else if (found !== null) {
      turn = new Unfolded(most)
      turnLines = Number(found[1])
      turnTimes = Number(found[2])
    } else emit(line)
  }
  if (turnLines > 0 && turn.count > 0) out.push(turn.text())
  return out.text()
}
