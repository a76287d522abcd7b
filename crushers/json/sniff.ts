import type { Hint } from '../types.ts'
import { scanPython } from './python/read.ts'
import { scanJson } from './scan.ts'

/** Characters of white space before a document that are looked through. */
const LEAD = /^\uFEFF?\s*/

/** A beginning this long that follows the grammar is no accident. */
const CONVINCING = 300

/** By the grammar of the beginning and the last character: whole documents are parsed later, in `crush`. */
export function sniffJson(sample: string, hint?: Hint): number {
  const start = LEAD.exec(sample)?.[0].length ?? 0
  const head = sample.slice(start, start + 400)
  const isNamed =
    hint?.language === 'json' || /\.(?:json|jsonl|ndjson|jsonc|geojson|ipynb)$/i.test(hint?.path ?? '')
  const isOpened =
    /^\{\s*(?:"(?:[^"\\\n]|\\.)*"\s*:|\}|\/[/*])/.test(head) ||
    /^\[\s*(?:[{["\]-]|\d|true\b|false\b|null\b|\/[/*])/.test(head)
  if (!isOpened) return /^[[{]\s*$/.test(head) && isNamed ? 0.5 : sniffPython(sample.slice(start))
  // `[2024-05-01 …]` and `[12:03] …` open log lines, `{ "a": b }` a program.
  const scan = scanJson(sample, start)
  if (scan.verdict === 'broken' && scan.end - start < CONVINCING) return 0.1
  // What follows a document is another one, or text in which the document is one block. Brackets and keys that follow
  // are the document going on: in a sample the pieces between are missing.
  if (scan.verdict === 'whole' && /^\s*[^\s[{"}\],]/.test(sample.slice(scan.end, scan.end + 200)))
    return scan.end - start > sample.length / 2 ? 0.7 : 0.1
  return isNamed ? 0.98 : /[\]}]\s*$/.test(sample) ? 0.95 : 0.7
}

/** A dictionary, or a list of some, as a Python program prints it. A lone list of words is told by nobody. */
function sniffPython(sample: string): number {
  if (!/^[[(]{0,2}\{\s*(?:'[^'\n]{0,200}'|\d+)\s*:/.test(sample)) return 0
  const { end } = scanPython(sample)
  if (end < Math.min(sample.length, CONVINCING)) return 0
  return /[\]})]\s*$/.test(sample) ? 0.9 : 0.7
}
