import { gistOf } from '../measures/gist.ts'
import { bindingIn, inCompany } from '../measures/label.ts'
import { Ledger, type Text } from '../measures/ledger.ts'
import { holds, lineAround, placesOf } from '../measures/readable.ts'
import { type Reference, usesIn } from '../measures/references.ts'
import type { System } from './system.ts'

/** Whole lines that later messages use, and as many words as make a gist; drops nothing later. */
export const oracle: System = {
  name: 'oracle',
  about: 'knows the future: keeps the lines that later turns use, and a gist; rewrites nothing',
  kind: 'oracle',
  open({ future, wire }) {
    const ledger = new Ledger(wire)
    const needed = new Map<string, Set<Reference>>()
    for (const uses of usesIn(future, ledger).values())
      for (const { reference } of uses) {
        if (reference.callId === undefined) continue
        const key = keyOf(reference.text.raw, reference.callId)
        needed.set(key, (needed.get(key) ?? new Set()).add(reference))
      }
    const known = new Map<string, string>()
    const shorten = (key: string, raw: string): string => {
      const text = ledger.text(raw)
      const short = withGist(linesFor(text, [...(needed.get(key) ?? [])]), text)
      return short.length < raw.length ? short : raw
    }
    return {
      compress: messages =>
        messages.map(message =>
          wire.withResults(message, piece => {
            const key = keyOf(piece.text, piece.callId)
            let short = known.get(key)
            if (short === undefined) known.set(key, (short = shorten(key, piece.text)))
            return short
          }),
        ),
    }
  },
}

/** A repeated output is needed where it came first. */
const keyOf = (raw: string, callId: string | undefined): string => `${callId}\n${raw}`

/** Lines longer than this are cut to what stands around the identifier. */
const whole = 2_000
/** Places of an identifier among which the one that needs the least beside it is looked for. */
const places = 24

/** The lines where the identifiers stand with what names them; of very long lines, what stands around them. */
function linesFor(text: Text, references: readonly Reference[]): string {
  const source = text.readable
  const spans: Span[] = []
  const missing = (shown: string): Reference[] => references.filter(one => !tells(shown, one))
  for (const reference of references) spans.push(bestLine(source, reference))
  const unbound = missing(joined(source, spans))
  // Their label stands lines above: all that lies between is kept.
  for (const { identifier, labels } of unbound) {
    const [at = 0] = placesOf(source, identifier, 1)
    const heads = labels.flatMap(label => placesOf(source, label, 400)).filter(head => head < at)
    const from = heads.length === 0 ? at - 200 : (heads.at(-1) ?? at)
    spans.push([lineAround(source, Math.max(0, from)).start, lineAround(source, at).end])
  }
  const wider = joined(source, spans)
  return missing(wider).length > 0 ? text.raw : wider
}

type Span = readonly [start: number, end: number]

function tells(shown: string, { identifier, labels, company, line }: Reference): boolean {
  if (line !== undefined) return shown.includes(line)
  return (
    holds(shown, identifier) &&
    (labels.length === 0 || bindingIn(shown, identifier, labels) !== undefined) &&
    inCompany(shown, identifier, company)
  )
}

/** The first line that says all that the reference has to say; else the first where it stands. */
function bestLine(source: string, reference: Reference): Span {
  const { identifier, line } = reference
  if (line !== undefined) {
    const at = source.indexOf(line)
    return [at, at + line.length]
  }
  const spans = placesOf(source, identifier, places).map(at => spanAt(source, at, identifier.length))
  return spans.find(([start, end]) => tells(source.slice(start, end), reference)) ?? spans[0] ?? [0, 0]
}

function spanAt(source: string, at: number, length: number): Span {
  const { start, end } = lineAround(source, at)
  return end - start <= whole
    ? [start, Math.max(at + length, end)]
    : [Math.max(start, at - 200), Math.min(Math.max(end, at + length), at + length + 200)]
}

function joined(source: string, spans: readonly Span[]): string {
  const merged: [number, number][] = []
  for (const [start, end] of spans.toSorted((left, right) => left[0] - right[0])) {
    const last = merged.at(-1)
    if (last && start <= last[1] + 1) last[1] = Math.max(last[1], end)
    else merged.push([start, end])
  }
  return merged.map(([start, end]) => source.slice(start, end)).join('\n')
}

function withGist(shown: string, text: Text): string {
  const gist = gistOf(text)
  if (!gist) return shown === '' && text.raw !== '' ? text.raw.slice(0, 1) : shown
  const have = new Set(shown.toLowerCase().match(/\p{L}{3,}/gu))
  const missing = gist.least - gist.words.filter(word => have.has(word)).length
  if (missing <= 0) return shown
  const added = gist.words.filter(word => !have.has(word)).slice(0, missing)
  return `${shown}${shown === '' ? '' : '\n'}${added.join(' ')}`
}
