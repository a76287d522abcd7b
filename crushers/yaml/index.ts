import { MARKER_TOKENS } from '../csv/policy.ts'
import { findTables, linesOf } from '../table/find.ts'
import type { CrushContext, Crushed, Crusher } from '../types.ts'
import { applyEdits, collapses } from './collapse.ts'
import { descriptionShare, squeezeDescription } from './describe.ts'
import { reindent } from './indent.ts'
import { outlineOf, parseYaml } from './parse.ts'
import { FAR_CHARACTERS_PER_TOKEN, MOST_CHARACTERS, SHORT_CHARACTERS } from './policy.ts'
import { selectYaml } from './select.ts'
import { sniffYaml } from './sniff.ts'

/** YAML documents, and descriptions in their manner. */
export const yamlCrusher: Crusher = {
  name: 'yaml',
  version: 9,
  sniff: sniffYaml,
  crush(text, context) {
    if (context.hint?.fileView || isOwn(text)) return undefined
    if (text.length > MOST_CHARACTERS) return selectLong(text, context)
    // A text far above its target need not be parsed to learn that some of it must go.
    const isFar =
      context.level !== 'lossless' &&
      text.length > Math.max(SHORT_CHARACTERS, context.target * FAR_CHARACTERS_PER_TOKEN)
    const far = isFar ? selectLong(text, context) : undefined
    if (far !== undefined) return far
    const documents = parseYaml(text)
    if (documents === undefined || hasTables(text)) return describe(text, context)
    const packed = packYaml(text, documents, context)
    if (context.level === 'lossless') return packed
    const least = context.count(packed?.text ?? text)
    if (least <= context.target) return packed
    // From the packed text too: handed back, it would be selected from.
    for (const source of packed === undefined ? [text] : [text, packed.text]) {
      const selected = selectYaml(source, context, part => tighten(part, context))
      if (selected && context.count(selected.text) + MARKER_TOKENS < least) return selected
    }
    return packed
  },
}

/** What is too long for the parser is shown in part or stays. */
function selectLong(text: string, context: CrushContext): Crushed | undefined {
  if (context.level === 'lossless' || hasTables(text.slice(0, MOST_CHARACTERS))) return undefined
  return selectYaml(text, context, part => tighten(part, context))
}

/** A selection in its tightest form; nothing if it is no YAML. */
function tighten(text: string, context: CrushContext): string | undefined {
  const documents = parseYaml(text)
  return documents && (packYaml(text, documents, context)?.text ?? text)
}

const isOwn = (text: string): boolean =>
  /^ *# (?:(?:items?|entr(?:y|ies)|documents?) \d+(?:-\d+)? not shown$|of the \d+ \w+ not shown|not shown: |\d+ lines of the next )/m.test(
    text,
  ) || /… \d+ characters left out/.test(text)

/** `Model name:          Some CPU`: values in a column of their own. */
const ALIGNED_VALUE = /^([ ]*(?:- )*[^\s"'#:][^"'#:\n]{0,80}:) {2,}(?=\S)/gm

/** The tightest rewriting that the parser reads as the same documents. */
function packYaml(
  text: string,
  documents: NonNullable<ReturnType<typeof parseYaml>>,
  context: CrushContext,
): Crushed | undefined {
  if (documents.every(({ contents }) => contents === null || !('items' in contents))) return undefined
  const meaning = outlineOf(documents)
  const collapsed = applyEdits(
    text,
    documents.flatMap(document => collapses(document, text)),
  )
  const before = context.count(text)
  const narrow = collapsed.replace(ALIGNED_VALUE, '$1 ')
  for (const candidate of [reindent(narrow), reindent(collapsed), narrow, collapsed, reindent(text)]) {
    if (candidate === undefined || candidate === text || candidate.length >= text.length) continue
    const again = parseYaml(candidate)
    if (again === undefined || outlineOf(again) !== meaning) continue
    if (context.count(candidate) < before)
      return { text: candidate, body: candidate, lossless: 'values', losses: [] }
  }
  return undefined
}

/** A table as printed is no YAML, even where a parser takes it for text that goes on over several lines. */
const hasTables = (text: string): boolean =>
  findTables(linesOf(text)).some(({ style }) => style === 'aligned')

/** Share of lines from which a text counts as a description. */
const DESCRIPTION = 0.6

function describe(text: string, context: CrushContext): Crushed | undefined {
  if (descriptionShare(text.split('\n', 2_000)) < DESCRIPTION) return undefined
  const squeezed = squeezeDescription(text)
  return squeezed.length < text.length && context.count(squeezed) < context.count(text)
    ? { text: squeezed, lossless: 'values', losses: [] }
    : undefined
}
