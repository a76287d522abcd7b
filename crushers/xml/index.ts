import { XMLValidator } from 'fast-xml-parser'
import { MARKER_TOKENS, MOST_CHARACTERS_PER_TOKEN } from '../csv/policy.ts'
import type { Crushed, Crusher } from '../types.ts'
import { planOf } from './plan.ts'
import { COMPARED_CHARACTERS, LEAST_SAVING, VALIDATED_CHARACTERS } from './policy.ts'
import { Renderer, writeTable } from './render.ts'
import { type Document, scanXml } from './scan.ts'
import { selectXml } from './select.ts'
import { sniffXml } from './sniff.ts'
import { LEFT_OUT } from './texts.ts'

export { decodeXml } from './decode.ts'

/** XML documents: reports, feeds, manifests, pictures. HTML pages are somebody else's. */
export const xmlCrusher: Crusher = {
  name: 'xml',
  version: 6,
  sniff: sniffXml,
  crush(text, context) {
    if (context.hint?.fileView || isOwn(text)) return undefined
    const document = readXml(text)
    if (document === undefined) return undefined
    const plan = planOf(document)
    // A document far above its target need not be written out in full to learn that elements must go.
    const isFar = context.level !== 'lossless' && text.length > context.target * MOST_CHARACTERS_PER_TOKEN * 4
    const selectedFirst = isFar ? selectXml(document, plan, context) : undefined
    if (selectedFirst !== undefined && selectedFirst.text.length < text.length / 4) return selectedFirst
    const write = (runs: boolean) =>
      new Renderer(document, plan, runs ? writeTable : undefined, true).render(0, document.kind.length, 0)
    const before = context.count(text)
    let packed: Crushed | undefined
    let least = before
    const tabled = write(true)
    for (const candidate of tabled.includes('<csv of="') && text.length <= COMPARED_CHARACTERS
      ? [tabled, write(false)]
      : [tabled]) {
      if (candidate.length > text.length) continue
      const cost = context.count(candidate)
      if (cost >= least) continue
      packed = { text: candidate, body: candidate, lossless: 'values', losses: [] }
      least = cost
    }
    if (context.level === 'lossless' || least <= context.target) return packed
    const selected = selectedFirst ?? selectXml(document, plan, context)
    if (selected === undefined) return packed
    const cost = context.count(selected.text) + MARKER_TOKENS
    return cost <= context.target || cost < least * (1 - LEAST_SAVING) ? selected : packed
  },
}

// An element of these names in a foreign document only means that it stays as it is.
const isOwn = (text: string): boolean =>
  text.includes('<csv of="') || text.includes('<rows of="') || LEFT_OUT.test(text)

/** Documents that our scanner and fast-xml-parser both call well-formed. */
function readXml(text: string): Document | undefined {
  const document = scanXml(text)
  if (document === undefined) return undefined
  if (text.length > VALIDATED_CHARACTERS) return document
  try {
    return XMLValidator.validate(text, { allowBooleanAttributes: false }) === true ? document : undefined
  } catch {
    return undefined
  }
}
