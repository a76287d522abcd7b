import type { CrushContext, Crushed, Crusher, Loss } from '../types.ts'
import { thinGutter } from './gutter.ts'
import { hintedLanguage } from './languages.ts'
import { outline } from './outline.ts'
import { languageOfContent, sniff } from './sniff.ts'

export { lineNumbers, readGutter, restoreGutter, thinGutter } from './gutter.ts'
export { minifyCrusher } from './minifier.ts'
export { type MinifyOptions, minify } from './minify.ts'
export { symbols } from './symbols.ts'

function lossless(text: string, context: CrushContext, tokens: number): Crushed | undefined {
  const thinned = thinGutter(text)
  return thinned !== undefined && context.count(thinned) < tokens
    ? { text: thinned, lossless: 'bytes', losses: [] }
    : undefined
}

function outlined(text: string, context: CrushContext, tokens: number): Crushed | undefined {
  const language = hintedLanguage(context.hint) ?? languageOfContent(text)
  const found = language && outline(text, language, context.hint)
  if (!found || context.count(found.text) >= tokens) return undefined
  const losses: Loss[] = []
  let folded = 0
  for (const { from, to } of found.folds) folded += to - from + 1
  const span = [found.folds[0]!.from + 1, found.folds.at(-1)!.to + 1] as const
  losses.push({ kind: 'omitted', unit: 'lines', kept: found.lines - folded, total: found.lines, span })
  return { text: found.text, lossless: false, losses }
}

/**
 * Source code. `lossless` and `select` thin the gutter of a view and nothing else, because agents edit by exact match;
 * `outline` folds bodies and keeps every declaration.
 */
export const codeCrusher: Crusher = {
  name: 'code',
  version: 3,
  sniff,
  crush(text, context) {
    const tokens = context.count(text)
    const shorter = context.level === 'outline' ? outlined(text, context, tokens) : undefined
    return shorter ?? lossless(text, context, tokens)
  },
}
