/** Lines that are no hits: limits, totals, errors. */
import { clip } from './cut.ts'
import type { Hits } from './hits.ts'
import { LONGEST_SHOWN, OTHERS_SHOWN } from './policy.ts'

export interface Others {
  /** The first of them, and how many more there are. */
  readonly lines: readonly string[]
  readonly shown: number
  readonly count: number
}

export function othersOf(hits: Hits, room: number): Others {
  const lines: string[] = []
  let count = 0
  let left = room
  for (let line = 0; line < hits.count; line++) {
    if (hits.isHit(line) || hits.isHeading(line) || hits.isBlank(line) || hits.isRule(line)) continue
    if (count++ >= OTHERS_SHOWN || left <= 0) continue
    const text = clip(hits.text, hits.start(line), hits.end(line), LONGEST_SHOWN, '')
    left -= text.length + 1
    lines.push(text)
  }
  const shown = lines.length
  if (count > shown) lines.push(`… ${count - shown} more lines that are no hits`)
  return { lines, shown, count }
}
