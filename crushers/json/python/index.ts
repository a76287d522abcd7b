import type { CrushContext, Crushed } from '../../types.ts'
import { readPython } from './read.ts'
import { writePython } from './write.ts'

/** The line above what stands for a document in the spelling of Python. */
const MARK = 'python\n'

/**
 * Crushes a document that a Python program printed as it crushes JSON: `{'id': 7, 'tags': None}`. What is not spelled as
 * `repr()` spells it can only be shown in part, with the original behind it.
 */
export function crushPython(
  text: string,
  context: CrushContext,
  crushJson: (json: string) => Crushed | undefined,
): Crushed | undefined {
  if (!/^\s*[[({]/.test(text)) return undefined
  const document = readPython(text)
  if (document === undefined) return undefined
  const { json, canonical } = document
  const crushed = crushJson(json)
  const isWhole = crushed === undefined || crushed.lossless !== false
  if (isWhole && writePython(json) !== canonical) return undefined
  const shown = MARK + (crushed?.text ?? json)
  if (shown.length >= text.length || context.count(shown) >= context.count(text)) return undefined
  return { text: shown, lossless: isWhole ? 'values' : false, losses: crushed?.losses ?? [] }
}

/** A lossless output of `crushPython` as Python spells it; `undefined` for any other text. */
export const decodePythonDocument = (text: string, decode: (text: string) => string): string | undefined =>
  text.startsWith(MARK) ? writePython(decode(text.slice(MARK.length))) : undefined
