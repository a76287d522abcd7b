import { Unfolded } from '../../unfolded.ts'
import { leastRepeat } from './policy.ts'

/**
 * Pages turned into text by an agent repeat their menus, banners and cards. A block of lines that stood above word for
 * word becomes a note that names both places; the input can be rebuilt from the result alone (`unfoldRepeats`).
 */
const note = /^\[lines (\d{1,9})–(\d{1,9}) repeat lines (\d{1,9})–(\d{1,9})\]$/

/** Whether a line of the text looks like a note of ours. */
export const holdsNote = (text: string): boolean =>
  text.includes('[lines ') && text.split('\n').some(line => note.test(line))

/** `undefined` when nothing repeats, or when a line of the text looks like a note of ours. Linear. */
export function foldRepeats(text: string): { text: string; folded: number; total: number } | undefined {
  const lines = text.split('\n')
  const seen = new Map<string, number>()
  const out: string[] = []
  let folded = 0
  let row = 0
  while (row < lines.length) {
    const line = lines[row] as string
    if (line.startsWith('[lines ') && note.test(line)) return undefined
    // Two lines name a place better than one; a long one does by itself.
    const pair = `${line}\n${lines[row + 1] ?? ''}`
    const earlier = seen.get(pair) ?? (line.length >= leastRepeat ? seen.get(line) : undefined)
    let length = 0
    let size = 0
    // A copy never reaches into itself, so each line of the input is compared once or twice.
    if (earlier !== undefined)
      while (
        row + length < lines.length &&
        earlier + length < row &&
        lines[earlier + length] === lines[row + length]
      )
        size += (lines[row + length++] as string).length + 1
    if (earlier !== undefined && size >= leastRepeat) {
      out.push(`[lines ${row + 1}–${row + length} repeat lines ${earlier + 1}–${earlier + length}]`)
      folded += length
      row += length
      continue
    }
    if (!seen.has(pair)) seen.set(pair, row)
    if (line.length >= leastRepeat && !seen.has(line)) seen.set(line, row)
    out.push(line)
    row++
  }
  return folded === 0 ? undefined : { text: out.join('\n'), folded, total: lines.length }
}

/** The text that `foldRepeats` was given. A note that names lines which do not stand above it is text. */
export function unfoldRepeats(text: string, most = Number.POSITIVE_INFINITY): string {
  const lines = new Unfolded(most)
  for (const line of text.split('\n')) {
    const match = note.exec(line)
    if (!match || Number(match[4]) > lines.count) lines.push(line)
    else for (let row = Number(match[3]) - 1; row < Number(match[4]); row++) lines.push(lines.at(row))
  }
  return lines.text()
}
