import { link } from './blocks.ts'
import type { Signal } from './flavours.ts'
import type { Kinds } from './kinds.ts'
import { toldLines } from './policy.ts'

/**
 * Where a line of failure, or one that names a cause, ends in a colon, what it tells stands below it:
 *
 *     thread 'main' panicked at src/rates.rs:31:13:
 *     no rate for XAF
 *
 * The line below speaks of failure whatever its words, and so do those after it that stand deeper; not a line with a
 * time of its own, or one that comes elsewhere, too. Causes named without a trace are failures.
 */
export function tellMessages(
  lines: readonly string[],
  { kinds, of }: Kinds,
  signals: (Signal | undefined)[],
  role: Uint8Array,
  inBlock: Uint8Array,
  /** Where the message of a line begins: behind the time or header of its own. */
  start: (line: string) => number,
): void {
  for (let at = 0; at < lines.length; at++) {
    const kind = of[at] as number
    if (kind < 0 || inBlock[at] === 1) continue
    const cause = role[kind] === link
    if (cause) signals[kind] ??= 'failure'
    if (signals[kind] !== 'failure' || !endsInColon(lines[at] as string)) continue
    for (let below = at + 1; below < lines.length && below <= at + toldLines; below++) {
      const told = of[below] as number
      if (told < 0 || inBlock[below] === 1) break
      const text = lines[below] as string
      if (!isDeeper(text) && (below > at + 1 || start(text) > 0)) break
      if ((kinds[told]?.count ?? 0) > (kinds[kind]?.count ?? 0)) break
      if (signals[told] !== 'summary' && signals[told] !== 'failed') signals[told] = 'failure'
    }
  }
}

function endsInColon(line: string): boolean {
  let end = line.length - 1
  while (line.charCodeAt(end) === 32 || line.charCodeAt(end) === 13) end--
  return line.charCodeAt(end) === 58
}

const isDeeper = (line: string): boolean => line.charCodeAt(0) === 32 || line.charCodeAt(0) === 9
