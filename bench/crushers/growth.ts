import { crush } from '../../crushers/index.ts'
import type { ContentType } from '../../crushers/types.ts'
import { estimateTokens } from '../../src/tokens.ts'
import { sampleNames, sampleOf } from './samples.ts'
import { cpuOf, speedText, warming } from './speed.ts'

/** Characters of the documents that grow. */
export const sizes = [10_000, 100_000, 1_000_000, 10_000_000, 50_000_000] as const
/** Milliseconds after which a larger document of the kind is not tried. */
const longest = 20_000

export interface Growth {
  readonly kind: string
  readonly level: 'select' | 'outline'
  /** CPU milliseconds of crushing a document of each size; `undefined` where it was left as it is, failed, or not tried. */
  readonly milliseconds: readonly (number | undefined)[]
  /** Time grows as size to this power from 1 MB on: 1 is linear. */
  readonly exponent: number | undefined
}

/** How the time of each crusher grows with one document, from 10 kB to 50 MB. */
export const growthOf = (name: string, upTo: readonly number[] = sizes, warm: number = warming): Growth => {
  const kind = name.split(':')[0] as ContentType
  const level = kind === 'code' ? 'outline' : 'select'
  const hint = kind === 'code' ? { path: name === 'code: JS, TS' ? 'a.ts' : 'a.py' } : {}
  let last = 0
  const milliseconds = upTo.map(size => {
    if (last > longest) return undefined
    const text = sampleOf(name, size)
    const options = { level, count: estimateTokens, hint } as const
    // What is left as it is says nothing about speed.
    if (crush(kind, text, options) === undefined) return undefined
    const taken = cpuOf(() => void crush(kind, text, options), warm)
    last = taken ?? Infinity
    return taken
  })
  return { kind: name, level, milliseconds, exponent: exponentOf(upTo, milliseconds) }
}

export const growth = (): Growth[] => sampleNames.map(name => growthOf(name))

function exponentOf(
  upTo: readonly number[],
  milliseconds: readonly (number | undefined)[],
): number | undefined {
  const from = Math.max(0, upTo.indexOf(1_000_000))
  const to = milliseconds.findLastIndex(taken => taken !== undefined)
  const small = milliseconds[from]
  const large = milliseconds[to]
  if (to <= from || small === undefined || large === undefined) return undefined
  return Math.log(large / small) / Math.log((upTo[to] as number) / (upTo[from] as number))
}

export const growthHead = ['', 'level', '10 kB', '100 kB', '1 MB', '10 MB', '50 MB', 'exponent'] as const

export const growthRows = (all: readonly Growth[]): string[][] =>
  all.map(({ kind, level, milliseconds, exponent }) => [
    kind,
    level,
    ...milliseconds.map((taken, at) =>
      taken === undefined ? '–' : speedText({ characters: sizes[at] ?? 0, milliseconds: taken }),
    ),
    exponent === undefined ? '–' : exponent.toFixed(2),
  ])
