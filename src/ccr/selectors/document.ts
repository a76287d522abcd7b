import { decode } from '../../../crushers/json/decode.ts'
import { parseJson } from '../../../crushers/json/parse.ts'
import { readPython } from '../../../crushers/json/python/read.ts'
import type { Tape } from '../../../crushers/json/tape.ts'

/** What a selector gives back: original text with its place, or a sentence on what to do next. */
export interface Selected {
  readonly found: boolean
  readonly text: string
}

export const nothing = (text: string): Selected => ({ found: false, text })

/** The JSON of a text: itself, what Python printed of it, or what a lossless encoding of it stands for. */
export function documentOf(text: string): Tape | undefined {
  const tape = parseJson(text) ?? pythonTape(text)
  if (tape !== undefined || !/^[^\n]{1,2000}:/.test(text)) return tape
  try {
    return parseJson(decode(text))
  } catch {
    return undefined
  }
}

function pythonTape(text: string): Tape | undefined {
  const document = /^\s*[[({]/.test(text) ? readPython(text) : undefined
  return document && parseJson(document.json)
}

export function sourceOf(tape: Tape, node: number): string {
  return tape.text.slice(tape.start[node] ?? 0, tape.end[node] ?? 0)
}

/** A JSON string as the text that it means; half an escape or worse as it is spelled. */
export function meaningOf(source: string): string {
  if (!source.startsWith('"')) return source
  try {
    return String(JSON.parse(source))
  } catch {
    return source.slice(1, -1)
  }
}
