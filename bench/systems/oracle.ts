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
    const needed = new Map<Text, Set<Reference>>()
    for (const uses of usesIn(future, ledger).values())
      for (const { reference } of uses) {
        if (reference.callId === undefined) continue
        const set = needed.get(reference.text) ?? new Set()
        needed.set(reference.text, set.add(reference))
      }
    const known = new Map<string, string>()
    const shorten = (raw: string): string => {
      const text = ledger.text(raw)
      const short = withGist(linesFor(text, [...(needed.get(text) ?? [])]), text)
      return short.length < raw.length ? short : raw
    }
    return {
      compress: messages =>
        messages.map(message =>
          wire.withResults(message, piece => {
            let short = known.get(piece.text)
            if (short === undefined) known.set(piece.text, (short = shorten(piece.text)))
            return short
          }),
        ),
    }
  },
}

const whole = 2_000

/** The lines where the identifiers stand; of very long lines, what stands around them. */
function linesFor(text: Text, references: readonly Reference[]): string {
  const source = text.readable
  const spans: [number, number][] = []
  const wrong = (shown: string, { identifier, labels, company, line }: Reference): boolean =>
    line === undefined &&
    (!holds(shown, identifier) ||
      (labels.length > 0 && bindingIn(shown, identifier, labels) === undefined) ||
      !inCompany(shown, identifier, company))
  for (const reference of references) {
    if (reference.line !== undefined) {
      const at = source.indexOf(reference.line)
      spans.push([at, at + reference.line.length])
      continue
    }
    const [at = 0] = placesOf(source, reference.identifier, 1)
    const line = lineAround(source, at)
    const end = at + reference.identifier.length
    spans.push(
      line.end - line.start <= whole
        ? [line.start, Math.max(end, line.end)]
        : [Math.max(line.start, at - 200), Math.min(Math.max(line.end, end), end + 200)],
    )
  }
  const shown = joined(source, spans)
  const unbound = references.filter(reference => wrong(shown, reference))
  if (unbound.length === 0) return shown
  // Their label stands lines above: all that lies between is kept.
  for (const { identifier, labels } of unbound) {
    const [at = 0] = placesOf(source, identifier, 1)
    const heads = labels.flatMap(label => placesOf(source, label, 400)).filter(head => head < at)
    const from = heads.length === 0 ? at - 200 : (heads.at(-1) ?? at)
    spans.push([lineAround(source, Math.max(0, from)).start, lineAround(source, at).end])
  }
  const wider = joined(source, spans)
  return references.some(reference => wrong(wider, reference)) ? text.raw : wider
}

function joined(source: string, spans: [number, number][]): string {
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
