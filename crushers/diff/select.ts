/** The lossy levels: less context, generated files counted, long hunks cut, some hunks only, down to files and hunk heads. */
import { fitToTarget } from '../listing/fit.ts'
import type { CrushContext, Crushed, Loss } from '../types.ts'
import { Arrangement } from './arrange.ts'
import { Begun, leastLength } from './begun.ts'
import { described, isGenerated, isRename, renamed } from './describe.ts'
import { changesOf, type FileDiff, isFile, type Piece } from './parse.ts'
import { partsOf } from './parts.ts'
import { CHARACTERS_PER_TOKEN, CONTEXT_LINES, LEAD_LINES, LONGEST_LEAD, SHORTEST_HUNK } from './policy.ts'

const summary = /^… \d+ files? changed, \+\d+ −\d+/

/** Made by `selectDiff` with something cut: such a text is not crushed again. */
export const isSelection = (text: string): boolean => summary.test(text)

const plural = (count: number, unit: string): string => `${count} ${unit}${count === 1 ? '' : 's'}`

/** Files with their counts and, where all fit, the heads of their hunks. */
function outline(
  files: readonly FileDiff[],
  others: readonly string[],
  first: string,
  budget: number,
): string {
  const heads: string[] = [first, ...others]
  const bare: string[] = [first]
  for (const file of files) {
    const line = isRename(file) ? `${renamed(file)} (renamed)` : `${file.path} (${described(file)})`
    heads.push(line)
    bare.push(line)
    if (!isGenerated(file.path)) for (const hunk of file.hunks) heads.push(` ${hunk.head}`)
  }
  const size = (lines: readonly string[]) => lines.reduce((sum, line) => sum + line.length + 1, 0)
  if (size(heads) <= budget) return heads.join('\n')
  let room = budget
  const isFitting = bare.map((line, at) => at === 0 || (room -= line.length + 1) > 0)
  const rest = changesOf(files.flatMap((file, at) => (isFitting[at + 1] === true ? [] : file.hunks)))
  const fitting = bare.filter((_, at) => isFitting[at])
  if (fitting.length < bare.length)
    fitting.push(`… ${plural(bare.length - fitting.length, 'more file')} (+${rest.added} −${rest.removed})`)
  return fitting.join('\n')
}

export function selectDiff(
  pieces: readonly Piece[],
  context: CrushContext,
  before: number,
): Crushed | undefined {
  const { target } = context
  const files = pieces.filter(isFile)
  const total = changesOf(files.flatMap(file => file.hunks))
  const first = `… ${plural(files.length, 'file')} changed, +${total.added} −${total.removed}`
  const changed = total.added + total.removed
  const lossesOf = (hidden: number): Loss[] => [
    ...(hidden > 0
      ? [{ kind: 'omitted', unit: 'changed lines', kept: changed - hidden, total: changed } as const]
      : []),
    {
      kind: 'shortened',
      unit: 'lines of context',
      kept: CONTEXT_LINES,
      total: 3,
      note: 'at each side of a change',
    },
  ]
  if (context.level === 'outline') {
    const others = pieces
      .filter((piece): piece is string => typeof piece === 'string' && piece !== '')
      .slice(0, LEAD_LINES)
      .map(line => line.slice(0, LONGEST_LEAD))
    return fitToTarget(context, before, characters => ({
      text: outline(files, others, first, characters),
      losses: lossesOf(changed),
      isAll: characters >= target * CHARACTERS_PER_TOKEN,
    }))
  }
  const arrangement = new Lazy(() => new Arrangement(partsOf(pieces), first))
  const begun = new Lazy(() => new Begun(pieces, first))
  const least = leastLength(files)
  return fitToTarget(context, before, characters => {
    const length = least > characters ? 0 : begun.value.lengthIn(characters)
    if (length < SHORTEST_HUNK) {
      const { text, hidden, isAll } = arrangement.value.in(characters)
      return { text, losses: lossesOf(hidden), isAll }
    }
    const { lines, hidden } = begun.value.written(length, characters)
    const isCut = hidden > 0 || begun.value.isSummarised
    const text = (isCut ? [first, ...lines] : lines).join('\n')
    return {
      text,
      losses: lossesOf(hidden),
      isAll: length === Number.POSITIVE_INFINITY,
      ...(!isCut && { body: text }),
    }
  })
}

/** Made when it is first asked for. */
class Lazy<T> {
  readonly #make: () => T
  #value: T | undefined

  constructor(make: () => T) {
    this.#make = make
  }

  get value(): T {
    return (this.#value ??= this.#make())
  }
}
