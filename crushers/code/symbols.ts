import type { Hint } from '../types.ts'
import { readJavaScript } from './babel.ts'
import { readGutter } from './gutter.ts'
import { javaScriptSymbols } from './javascript.ts'
import { hintedLanguage, type Language } from './languages.ts'
import { pairedSymbols } from './paired.ts'
import { piecesOf } from './pieces.ts'
import { pythonSymbols } from './python.ts'
import { scan } from './scan.ts'
import { languageOfContent } from './sniff.ts'

/** Headers of blocks that hold a file's declarations one level deeper. */
const TRANSPARENT = /(?:^|[\s"])(?:namespace\b|extern\s*"C"|export\s*$)/

/** Starts of the lines that begin at the top of a file, outside of strings, comments and blocks. */
function topLines(code: string, language: Language): number[] {
  const starts = [0]
  const transparent: boolean[] = []
  let hidden = 0
  let line = 0
  scan(code, language, {
    open(at, character) {
      const seen = character === '{' && TRANSPARENT.test(code.slice(Math.max(line, at - 200), at))
      transparent.push(seen)
      if (!seen) hidden++
    },
    close() {
      if (transparent.pop() === false) hidden--
    },
    semicolon() {},
    comment() {},
    directive() {},
    newline(at) {
      line = at + 1
      if (hidden === 0) starts.push(line)
    },
  })
  return starts
}

function declared(code: string, language: Language): string[] {
  const { family, symbol } = language
  if (family === 'python') return pythonSymbols(code)
  if (family === 'ruby' || family === 'shell') return pairedSymbols(code, language)
  const names: string[] = []
  for (const start of topLines(code, language)) {
    const end = code.indexOf('\n', start)
    const line = code.slice(start, Math.min(end < 0 ? code.length : end, start + 1000)).trim()
    const name = symbol.exec(line)?.slice(1).find(Boolean)
    if (name && !/^(?:if|for|while|switch|return|else|do|defined|sizeof)$/.test(name)) names.push(name)
  }
  return names
}

/** Names that a piece of code declares at its top, in order, each once. */
export function symbolsOf(code: string, language: Language, path?: string): string[] {
  if (language.family === 'javascript') {
    const read = readJavaScript(code, language.name, path)
    if (read) return javaScriptSymbols(read.tree)
  }
  return [...new Set(declared(code, language))]
}

/** Names that a text declares at its top; behind a gutter where it has one. None where the language is unknown. */
export function symbols(text: string, hint?: Hint): string[] {
  const language = hintedLanguage(hint) ?? languageOfContent(text)
  if (!language) return []
  return [
    ...new Set(
      piecesOf(text, readGutter(text)).flatMap(piece => symbolsOf(piece.code, language, hint?.path)),
    ),
  ]
}
