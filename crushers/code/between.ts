import type { Fold, LineMap } from './fold.ts'
import { DATA_LINES, MIN_FOLD_CHARACTERS } from './policy.ts'

const indentOf = (line: string): string => /^[ \t]*/.exec(line)![0]

const worthIt = (map: LineMap, from: number, to: number): boolean =>
  to >= from &&
  map.text.slice(map.start(from), map.end(to)).replace(/^[ \t]+/gm, '').length >= MIN_FOLD_CHARACTERS

/** Lines that stand whole between two brackets. A bracket that never closes has all lines to the end. */
function between(
  map: LineMap,
  open: number,
  close: number,
): { from: number; to: number; bare: boolean } | undefined {
  const { text } = map
  const cut = close >= text.length
  const first = map.lineOf(open)
  const last = cut ? map.lineOf(text.length) + 1 : map.lineOf(close)
  const behind = text.slice(open + 1, map.end(first)).trim()
  const comment = /^(?:\/\/|#)/.test(behind) || /^\/\*(?:(?!\*\/).)*\*\/$/.test(behind)
  if ((behind !== '' && !comment) || (!cut && text.slice(map.start(last), close).trim() !== ''))
    return undefined
  let to = last - 1
  if (cut) while (to > first && text.slice(map.start(to), map.end(to)).trim() === '') to--
  return { from: first + 1, to, bare: behind === '' && !cut }
}

/** The fold of statements between braces. An empty body parses in all languages with braces. */
export function foldBody(map: LineMap, open: number, close: number): Fold | undefined {
  const lines = between(map, open, close)
  if (!lines || lines.to <= lines.from || !worthIt(map, lines.from, lines.to)) return undefined
  const { from, to, bare } = lines
  return { from, to, before: '/* ', after: ' */', ...(bare ? { joins: 'both' as const } : {}) }
}

/**
 * The fold of a long list or map behind its first elements: from an element on its own line to the last. `begins` tells
 * on which lines elements begin, where that is known: what looks like one may stand in a quoted text.
 */
export function foldData(
  map: LineMap,
  open: number,
  close: number,
  { mark = '/*', begins }: { readonly mark?: '/*' | '#'; readonly begins?: ReadonlySet<number> } = {},
): Fold | undefined {
  const lines = between(map, open, close)
  if (!lines || close >= map.text.length || lines.to - lines.from + 1 < 2 * DATA_LINES) return undefined
  const line = (index: number) => map.text.slice(map.start(index), map.end(index))
  const indent = indentOf(line(lines.from))
  for (let from = lines.from + DATA_LINES; lines.to - from + 1 >= DATA_LINES; from++) {
    const before = line(from - 1)
    if (begins?.has(from) === false) continue
    if (indentOf(line(from)) !== indent || indentOf(before) !== indent || !/,\s*$/.test(before)) continue
    if (!worthIt(map, from, lines.to)) return undefined
    const { to } = lines
    return mark === '#' ? { from, to, before: '# ', after: '' } : { from, to, before: '/* ', after: ' */' }
  }
  return undefined
}

/** The fold of the inner lines of a long quoted text. `holes` are its embedded expressions: none may be cut in two. */
export function foldString(
  map: LineMap,
  start: number,
  end: number,
  holes: readonly { readonly start: number; readonly end: number }[] = [],
): Fold | undefined {
  const from = map.lineOf(start) + 1
  const to = map.lineOf(end) - 1
  if (to - from + 1 < 2 * DATA_LINES || !worthIt(map, from, to)) return undefined
  const cuts = (hole: { start: number; end: number }) => {
    const first = map.lineOf(hole.start)
    const last = map.lineOf(hole.end)
    return (first < from && last >= from) || (first <= to && last > to)
  }
  return holes.some(cuts) ? undefined : { from, to, before: '', after: '' }
}
