/** In which order hits are worth showing. */
import { scattered } from '../listing/scattered.ts'
import type { FileHits } from './files.ts'
import { COLON, type Hits, isDigit } from './hits.ts'
import { LONGEST_SHOWN } from './policy.ts'

const definition =
  /^\s*(?:(?:export|default|public|private|protected|static|abstract|async|final|pub(?:\([^)]{0,20}\))?|unsafe|override|virtual|inline|extern)\s+){0,5}(?:def|class|func|function|fn|interface|type|struct|enum|trait|impl|module|namespace|object|record|protocol|const\s+\w+\s*=\s*(?:async\s*)?(?:\(|function)|#define|CREATE\s+TABLE)\b/
/** What a line that defines something can begin with, by its first letter: most hits need no pattern. */
const definitionStart = new Uint8Array(128)
for (const letter of 'edpsafuovictmnrC#') definitionStart[letter.charCodeAt(0)] = 1

const isBlank = (code: number): boolean => code === 32 || (code >= 9 && code <= 13)

function isDefinition(hits: Hits, line: number): boolean {
  const end = hits.end(line)
  let at = hits.bodies[line] as number
  while (at < end && isBlank(hits.text.charCodeAt(at))) at++
  const code = hits.text.charCodeAt(at)
  return (
    at < end &&
    code < 128 &&
    definitionStart[code] === 1 &&
    definition.test(hits.text.slice(at, Math.min(end, at + LONGEST_SHOWN)))
  )
}

/** Characters of a hit that tell its kind. */
const KIND_LENGTH = 200

/** A number for texts that are alike: `exactly`, or but for the white space around them and the digits in them. */
function kindOf(hits: Hits, line: number, exactly: boolean): number {
  const { text } = hits
  let from = hits.bodies[line] as number
  const end = hits.end(line)
  while (from < end && isBlank(text.charCodeAt(from))) from++
  let to = Math.min(end, from + KIND_LENGTH)
  while (to > from && isBlank(text.charCodeAt(to - 1))) to--
  let hash = exactly ? 17 : 0
  let inDigits = false
  for (let at = from; at < to; at++) {
    let code = text.charCodeAt(at)
    if (!exactly && isDigit(code)) {
      if (inDigits) continue
      inDigits = true
      code = 48
    } else inDigits = false
    hash = (Math.imul(hash, 0x01000193) + code) | 0
  }
  return hash
}

/** Counts 32-bit numbers; zero stands for a free place, so it is counted as one. */
class Counts {
  readonly #keys: Int32Array
  readonly #counts: Int32Array
  readonly #mask: number

  constructor(most: number) {
    const size = 2 ** Math.ceil(Math.log2(Math.max(4, most * 2)))
    this.#keys = new Int32Array(size)
    this.#counts = new Int32Array(size)
    this.#mask = size - 1
  }

  #place(key: number): number {
    let at = (Math.imul(key, 0x9e3779b1) >>> 7) & this.#mask
    while (this.#keys[at] !== 0 && this.#keys[at] !== key) at = (at + 1) & this.#mask
    return at
  }

  /** How often the number was added before. */
  add(value: number): number {
    const key = value === 0 ? 1 : value
    const at = this.#place(key)
    this.#keys[at] = key
    const before = this.#counts[at] as number
    this.#counts[at] = before + 1
    return before
  }

  of(value: number): number {
    return this.#counts[this.#place(value === 0 ? 1 : value)] as number
  }
}

const RANKS = 41
/** Rank from which on a hit says what another one says already. */
const REPEATED = 22

/** Stands in an order before what says the same as another one, and before context: names of files may be worth more. */
export const BREAK = -1

export interface Ranked {
  readonly order: Generator<number>
  /** Texts that differ. */
  readonly different: number
}

/**
 * Matches in the order in which they should be shown: definitions, the first of each file, rare ones, the rest; deep ones
 * of a file later, what says the same as another one last. Equals are spread evenly.
 */
export function ranked(hits: Hits, files: readonly FileHits[]): Ranked {
  const total = files.reduce((sum, file) => sum + file.hits.length, 0)
  const kinds = new Counts(total)
  const kindAt = new Int32Array(total)
  let next = 0
  for (const file of files)
    for (let index = 0; index < file.hits.length; index++) {
      const kind = kindOf(hits, file.hits[index] as number, false)
      kindAt[next++] = kind
      kinds.add(kind)
    }
  const texts = new Counts(total)
  const ranks = new Uint8Array(total)
  const lines = new Int32Array(total)
  const sizes = new Int32Array(RANKS)
  let different = total
  next = 0
  for (const file of files)
    for (let index = 0; index < file.hits.length; index++) {
      const line = file.hits[index] as number
      const isRare = kinds.of(kindAt[next] as number) === 1
      const isRepeated = !isRare && texts.add(kindOf(hits, line, true)) > 0
      if (isRepeated) different--
      const group = isDefinition(hits, line) ? (isRare ? 0 : 1) : index === 0 ? 1 : isRare ? 2 : 4
      const rank = 2 * group + Math.min(10, 31 - Math.clz32(index + 1)) + (isRepeated ? REPEATED : 0)
      sizes[rank] = (sizes[rank] as number) + 1
      ranks[next] = rank
      lines[next++] = line
    }
  const from = new Int32Array(RANKS)
  for (let rank = 1; rank < RANKS; rank++)
    from[rank] = (from[rank - 1] as number) + (sizes[rank - 1] as number)
  const sorted = new Int32Array(total)
  const filled = from.slice()
  for (let at = 0; at < total; at++) {
    const rank = ranks[at] as number
    const place = filled[rank] as number
    sorted[place] = lines[at] as number
    filled[rank] = place + 1
  }
  function* order(): Generator<number> {
    for (let rank = 0; rank < RANKS; rank++) {
      if (rank === REPEATED) yield BREAK
      yield* scattered(sorted.subarray(from[rank], (from[rank] as number) + (sizes[rank] as number)))
    }
  }
  return { order: order(), different }
}

/** Files in the order in which they should be named: those with twice the hits before others, equals spread evenly. */
export function* byCount(files: readonly FileHits[]): Generator<number> {
  const classes: number[][] = []
  for (const [file, { hits }] of files.entries()) (classes[31 - Math.clz32(hits.length)] ??= []).push(file)
  for (const each of classes.reverse()) yield* scattered(each ?? [])
}

/** Context is shown up to so many lines from its match one by one; what lies farther counts as this far. */
const FARTHEST = 64

/** Lines of context, the nearest to a match first. */
export function* besideMatches(hits: Hits): Generator<number> {
  const distances = new Uint8Array(hits.count).fill(FARTHEST + 1)
  const pass = (from: number, to: number, step: 1 | -1): void => {
    let distance = FARTHEST + 1
    for (let line = from; line !== to; line += step) {
      if (hits.signs[line] === COLON && hits.isHit(line)) distance = 0
      else if (!hits.isHit(line) || hits.files[line] !== hits.files[line - step]) distance = FARTHEST + 1
      else if (distance < FARTHEST) distance++
      distances[line] = Math.min(distances[line] as number, distance)
    }
  }
  pass(0, hits.count, 1)
  pass(hits.count - 1, -1, -1)
  const byDistance: number[][] = Array.from({ length: FARTHEST + 1 }, () => [])
  for (let line = 0; line < hits.count; line++) byDistance[distances[line] as number]?.push(line)
  for (const lines of byDistance.slice(1)) yield* scattered(lines)
}
