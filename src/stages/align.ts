import type { Format } from '../formats/format.ts'
import { sameJson } from '../json.ts'
import type { Message } from '../transcript.ts'

/** Marks that clients move along with each turn: they change no text, so they must not disturb the prefix. */
export const isCacheMark = (key: string): boolean => key === 'cache_control' || key === 'cachePoint'

/** How many messages of a new history are those that were folded before. One comparison, linear in the old. */
export function knownPrefix(known: readonly Message[], history: readonly unknown[]): number {
  const most = Math.min(known.length, history.length)
  for (let at = 0; at < most; at++) if (!sameJson(known[at]?.source, history[at], isCacheMark)) return at
  return most
}

/** The messages of a history from `start` on, read by their format. Holes of a sparse array read as nothing. */
export const readFrom = (format: Format, history: readonly unknown[], start: number): Message[] =>
  Array.from(history.slice(start), message => format.read(message))
