import type { Kinds } from './kinds.ts'
import { bare } from './lines.ts'
import { foldedFrames, heldLines, lastFrames, shownFrames, traceGap } from './policy.ts'
import { frames, library, links, opener } from './traces.ts'

/** A stack trace: lines `first` to `last`, both inclusive. */
export interface Block {
  readonly first: number
  readonly last: number
  /** Equal for traces that differ in masked values only. */
  readonly key: string
}

const none = 0
const own = 1
const foreign = 2
export const link = 3
const open = 4

/** Patterns see this much of a line: frames are short. */
const seen = 400

export interface Framing {
  /** What each kind of line is in a trace. */
  readonly role: Uint8Array
  readonly python: Uint8Array
}

export function framing(lines: readonly string[], kinds: Kinds): Framing {
  const role = new Uint8Array(kinds.kinds.length)
  const python = new Uint8Array(kinds.kinds.length)
  for (const kind of kinds.kinds) {
    const text = bare(lines[kind.first] as string).slice(0, seen)
    if (!framed.test(text)) continue
    if (opener.test(text)) role[kind.id] = open
    else if (links.test(text)) role[kind.id] = link
    else {
      const found = frames.find(each => each.pattern.test(text))
      if (found) role[kind.id] = library.test(text) ? foreign : own
      if (found?.language === 'python') python[kind.id] = 1
    }
  }
  return { role, python }
}

/** Any of the frames, links and openers: most lines are none of them, and one look says so. */
const framed = new RegExp([...frames.map(each => each.pattern.source), links.source, opener.source].join('|'))

function indentOf(line: string): number {
  let at = 0
  while (line.charCodeAt(at) === 32 || line.charCodeAt(at) === 9) at++
  return at
}

const indented = (line: string): boolean => line.charCodeAt(0) === 32 || line.charCodeAt(0) === 9

export function blocksOf(lines: readonly string[], kinds: Kinds, { role, python }: Framing): Block[] {
  const blocks: Block[] = []
  const roleOf = (index: number): number => {
    const kind = kinds.of[index] as number
    return kind < 0 ? none : (role[kind] as number)
  }
  let free = 0 // first line that belongs to no block yet
  for (let at = 0; at < lines.length; at++) {
    const first = roleOf(at)
    if (first === none || first === link) continue
    let last = at
    let framed = 0
    let pythonic = false
    for (let next = at; next < lines.length && next - last <= traceGap; next++) {
      const each = roleOf(next)
      if (each !== none) {
        if (each !== link && each !== open) framed++
        if (python[kinds.of[next] as number] === 1) pythonic = true
        last = next
      } else if ((kinds.of[next] as number) >= 0 && !indented(bare(lines[next] as string))) {
        // The message that ends a Python trace may be followed by "During handling of …".
        if (!(pythonic && next - last <= traceGap && chained(next + 1))) break
      }
    }
    if (framed < 2 && first !== open) continue
    if (framed === 0) continue
    if (pythonic) {
      let tail = last + 1
      while (tail < lines.length && tail - last <= traceGap && indented(lines[tail] as string)) tail++
      if (tail < lines.length && (kinds.of[tail] as number) >= 0 && tail - last <= traceGap + 1) last = tail
      else last = Math.max(last, tail - 1)
    }
    last = heldEnd(last)
    let start = at
    if (first !== open && at > free && (kinds.of[at - 1] as number) >= 0) {
      start = at - 1
      while (
        start > free &&
        at - start < traceGap &&
        (roleOf(start) === link || indented(lines[start] as string))
      )
        start--
    }
    let key = ''
    for (let index = start; index <= last && key.length < 4000; index++) key += `${kinds.of[index]},`
    blocks.push({ first: start, last, key: `${last - start}:${key}` })
    free = last + 1
    at = last
  }
  return blocks

  /** Where what the error holds ends that begins with a brace behind the last frame. */
  function heldEnd(last: number): number {
    if (!(lines[last] as string).endsWith(' {')) return last
    let depth = 1
    for (let next = last + 1; next < lines.length && next - last <= heldLines; next++) {
      const text = (lines[next] as string).trim()
      if (text.endsWith('{') || text.endsWith('[')) depth++
      else if (/^[}\]],?$/.test(text) && --depth === 0) return next
    }
    return last
  }

  function chained(from: number): boolean {
    for (let next = from; next < lines.length && next - from < 3; next++)
      if (roleOf(next) === link || roleOf(next) === open) return true
    return false
  }
}

/** The trace as it is shown: head, own frames, causes; runs of library frames folded. */
export function showBlock(
  lines: readonly string[],
  kinds: Kinds,
  { role }: Framing,
  block: Block,
  show: (line: string) => string,
): string[] {
  const out: string[] = []
  let run = -1
  let frame = none
  let depth = 0
  let firstFrame = true
  const flush = (end: number): void => {
    if (run < 0) return
    if (end - run < foldedFrames)
      for (let index = run; index < end; index++) out.push(show(lines[index] as string))
    else out.push(`    … ${end - run} lines of library frames (${run + 1}–${end})`)
    run = -1
  }
  for (let index = block.first; index <= block.last; index++) {
    const kind = kinds.of[index] as number
    const each = kind < 0 ? none : (role[kind] as number)
    const text = bare(lines[index] as string)
    if (each !== none) {
      frame = each
      depth = indentOf(text)
    }
    // Code and carets stand deeper than their frame; a cause, or what is told of the error, does not.
    const belongs =
      each === foreign || (each === none && frame === foreign && kind >= 0 && indentOf(text) > depth)
    if (belongs && !(firstFrame && each === foreign)) {
      if (run < 0) run = index
      continue
    }
    flush(index)
    if (each === own || each === foreign) firstFrame = false
    out.push(show(lines[index] as string))
  }
  flush(block.last + 1)
  if (out.length <= shownFrames + lastFrames + 1) return out
  const middle = out.length - shownFrames - lastFrames
  return [
    ...out.slice(0, shownFrames),
    `    … ${middle} more lines of this trace (within ${block.first + 1}–${block.last + 1})`,
    ...out.slice(-lastFrames),
  ]
}
