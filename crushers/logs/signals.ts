import { absent, rows, type Signal } from './flavours.ts'
import { bare } from './lines.ts'
import { scanned } from './policy.ts'

/** Patterns for how a line begins or is built see this much of it; those for single words see `scanned`. */
const built = 400

/** What a line says, by the first row of the table that matches. */
export function signalOf(line: string): Signal | undefined {
  const text = bare(line).slice(0, scanned)
  const start = text.length > built ? text.slice(0, built) : text
  let words: string | undefined
  for (const row of rows) {
    if (row.from !== 'any') {
      if (row.pattern.test(start)) {
        if (row.signal === 'summary' || !absent.test(start)) {
          absent.lastIndex = 0
          return row.signal
        }
        absent.lastIndex = 0
        if (row.pattern.test(start.replace(absent, ' '))) return row.signal
      }
      continue
    }
    words ??= text.replace(absent, ' ')
    if (row.pattern.test(words)) return row.signal
  }
  return undefined
}

/** Names of errors and words for them, also where a line only mentions one. */
const severeWords = /(?:error|exception|fatal|panic|critical)\b/i

export const mentions = (line: string): boolean =>
  severeWords.test(line.length > scanned ? line.slice(0, scanned) : line)
