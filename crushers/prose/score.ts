import { centrality } from './centrality.ts'
import { cues } from './cues.ts'
import { weights } from './policy.ts'
import { scanTerms, Term, termKinds } from './terms.ts'
import type { Unit } from './units.ts'

export interface Scores {
  /** Worth of each unit per token. */
  readonly worth: Float64Array
  readonly index: TermIndex
  /** What a term adds to the worth of a unit. */
  readonly weights: Float64Array
}

/**
 * Worth of each unit per token of cost. A function of the words alone: where a unit stands does not count, because what
 * is needed later lies anywhere (use is flat from the first tenth of an output to the last).
 */
export function scoreUnits(text: string, units: readonly Unit[]): Scores {
  const index = indexTerms(text, units)
  const central = centrality(index, units.length)
  const worthOf = termWeights(index)
  const worth = new Float64Array(units.length)
  for (let unit = 0; unit < units.length; unit++) {
    const { kind, from, to, cost, opens } = units[unit] as Unit
    const cue = Math.min(3, index.cues[unit] as number)
    let value = weights.cue * cue + weights.central * (central[unit] as number) * cost
    let facts = 0
    for (let at = index.offsets[unit] as number; at < (index.offsets[unit + 1] as number); at++) {
      const term = index.postings[at] as number
      if (index.kinds[term] !== Term.plain) facts++
      value += worthOf[term] as number
    }
    const listed = signs(text, from, to)
    value += listed
    if (facts > 0 || listed > 0) value += weights.base[kind]
    if (opens) value *= weights.opens
    // A lone tag or the end of a comment says as little.
    const terms = (index.offsets[unit + 1] as number) - (index.offsets[unit] as number)
    if (terms < 2 || leads(text, from, to)) value *= weights.leads
    worth[unit] = value / (cost + weights.overhead)
  }
  return { worth, index, weights: worthOf }
}

const enumerationMark = 0x3001
const asides = new Set([...'（(「『《“"'].map(sign => sign.charCodeAt(0)))

/** Enumerations hold a fact in each item, and asides explain; both tell of density where words have no capitals. */
function signs(text: string, from: number, to: number): number {
  let items = 0
  let opened = 0
  for (let at = from; at < to; at++) {
    const code = text.charCodeAt(at)
    if (code === enumerationMark) items++
    else if (asides.has(code)) opened++
  }
  return (
    weights.item * Math.min(weights.mostItems, items) + weights.aside * Math.min(weights.mostAsides, opened)
  )
}

/** A unit that ends in a colon says little without what follows, which asks for it where it needs it. */
function leads(text: string, from: number, to: number): boolean {
  let end = to
  while (end > from && text.charCodeAt(end - 1) <= 32) end--
  const last = text.charCodeAt(end - 1)
  return last === 0x3a || last === 0xff1a
}

function termWeights(index: TermIndex): Float64Array {
  const result = new Float64Array(index.frequencies.length)
  for (let term = 0; term < result.length; term++) {
    const weight = weights.kinds[index.kinds[term] as number] as number
    // Square root, not logarithm: the standard fixes its last bit, so the order is the same on every machine.
    result[term] = weight / Math.sqrt(index.frequencies[term] as number)
  }
  return result
}

/** Which terms stand in which unit, each once: the postings of unit `u` are `postings[offsets[u] … offsets[u + 1]]`. */
export interface TermIndex {
  readonly offsets: Int32Array
  readonly postings: Int32Array
  /** Number of units that hold a term. */
  readonly frequencies: Int32Array
  /** Number of words in a unit that decide, forbid or report. */
  readonly cues: Uint8Array
  /** Position in `termKinds`. */
  readonly kinds: Uint8Array
}

export function indexTerms(text: string, units: readonly Unit[]): TermIndex {
  const ids = termKinds.map(() => new Map<string, number>())
  const kinds: number[] = []
  const cue: number[] = []
  const frequencies: number[] = []
  const seenIn: number[] = []
  const postings: number[] = []
  const offsets = new Int32Array(units.length + 1)
  const found = new Uint8Array(units.length)
  for (let unit = 0; unit < units.length; unit++) {
    const { from, to } = units[unit] as Unit
    scanTerms(text, from, to, (kind, key) => {
      const own = ids[kind] as Map<string, number>
      let id = own.get(key)
      if (id === undefined) {
        id = kinds.length
        own.set(key, id)
        kinds.push(kind)
        cue.push(cues.has(key) ? 1 : 0)
        frequencies.push(0)
        seenIn.push(-1)
      }
      if (seenIn[id] === unit) return
      if (cue[id] === 1 && (found[unit] as number) < 255) found[unit] = (found[unit] as number) + 1
      seenIn[id] = unit
      frequencies[id] = (frequencies[id] as number) + 1
      postings.push(id)
    })
    offsets[unit + 1] = postings.length
  }
  return {
    offsets,
    cues: found,
    postings: Int32Array.from(postings),
    frequencies: Int32Array.from(frequencies),
    kinds: Uint8Array.from(kinds),
  }
}
