import type { Hint } from '../types.ts'
import { isMinified, parseJavaScript, readJavaScript } from './babel.ts'
import { foldBraces } from './braces.ts'
import { applyFolds, disjoint, firstIndent, type Fold, FOLD_NOTE } from './fold.ts'
import { type Gutter, lineNumbers, readGutter, restoreGutter, thinGutter } from './gutter.ts'
import { foldJavaScript, javaScriptSymbols, keepsNames } from './javascript.ts'
import type { Language } from './languages.ts'
import { foldPaired } from './paired.ts'
import { piecesOf } from './pieces.ts'
import { foldPython } from './python.ts'
import { symbolsOf } from './symbols.ts'

export interface Outline {
  readonly text: string
  readonly folds: readonly Fold[]
  /** Lines of the text that was outlined. */
  readonly lines: number
}

const ownNumbers = (line: number) => line + 1

const holdsAll = (names: readonly string[], inside: readonly string[]): boolean => {
  const known = new Set(inside)
  return names.every(name => known.has(name))
}

/**
 * Folds of code that Babel reads. They hold whole statements, elements or lines of a comment, so that what is left of code
 * without errors parses; of code with errors, only where it still parses as well as before.
 */
function foldParsed(code: string, language: Language, path: string | undefined): Fold[] | undefined {
  const read = readJavaScript(code, language.name, path)
  if (!read) return undefined
  const folds = disjoint(foldJavaScript(read.tree, code))
  if (folds.length === 0) return folds
  if (!read.tree.errors?.length) return keepsNames(read.tree, code, folds) ? folds : []
  const outlined = applyFolds(code.split('\n'), folds, { join: false, numberOf: ownNumbers }).join('\n')
  const again = parseJavaScript(outlined, read.dialect)
  const sound =
    again !== undefined &&
    (again.errors?.length ?? 0) <= (read.tree.errors?.length ?? 0) &&
    holdsAll(javaScriptSymbols(read.tree), javaScriptSymbols(again))
  return sound ? folds : []
}

/** Folds of one piece of code; none where a name would be lost or the outline would read otherwise than the code. */
function foldsOf(code: string, language: Language, path: string | undefined): Fold[] {
  if (language.family === 'javascript') {
    const folds = foldParsed(code, language, path)
    if (folds) return folds
  }
  const fold = {
    python: foldPython,
    ruby: foldPaired,
    shell: foldPaired,
    braces: foldBraces,
    javascript: foldBraces,
  }
  const folds = disjoint(fold[language.family](code, language))
  if (folds.length === 0) return folds
  const outlined = applyFolds(code.split('\n'), folds, { join: false, numberOf: ownNumbers }).join('\n')
  return holdsAll(symbolsOf(code, language, path), symbolsOf(outlined, language, path)) ? folds : []
}

/** Two views of one place, as an edit that failed shows: a number would not say in which of them a line is folded. */
function repeatsNumbers({ runs }: Gutter): boolean {
  const ranges = runs.map(({ first, start, end }) => [first, first + end - start] as const)
  ranges.sort(([left], [right]) => left - right)
  return ranges.some(([first], index) => index > 0 && first <= ranges[index - 1]![1])
}

/**
 * The text with the bodies of its functions, long data and the rest of long comments folded. Numbers in the notes are
 * those of the view's gutter, else lines of the text from 1. `undefined` where nothing folds.
 */
export function outline(text: string, language: Language, hint?: Hint): Outline | undefined {
  if (text.includes(' lines folded (') && FOLD_NOTE.test(text)) return undefined
  const view = readGutter(text)
  const whole = view ? restoreGutter(text) : text
  const gutter = whole === text ? view : readGutter(whole)
  const lines = gutter?.lines ?? whole.split('\n')
  if (isMinified(whole) || (gutter && repeatsNumbers(gutter))) return undefined
  const folds: Fold[] = []
  for (const { start, code } of piecesOf(whole, gutter)) {
    const inner = code.split('\n')
    for (const fold of foldsOf(code, language, hint?.path))
      folds.push({ ...fold, indent: firstIndent(inner, fold), from: fold.from + start, to: fold.to + start })
  }
  if (folds.length === 0) return undefined
  const numbers = gutter ? lineNumbers(whole) : undefined
  const outlined = applyFolds(lines, folds, {
    join: !gutter && hint?.fileView !== true,
    numberOf: line => numbers?.[line] ?? line + 1,
  }).join('\n')
  return { text: (gutter && thinGutter(outlined)) ?? outlined, folds, lines: lines.length }
}
