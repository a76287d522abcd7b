import type { Hint } from '../types.ts'
import { readHits } from './hits.ts'
import { HIT_SHARE } from './policy.ts'

const searching = /(?:^|[\s|;&(])(?:[efz]?grep|rg|ag|ack|ugrep|git\s+grep)\s/
const searchTool =
  /^(?:grep|search|ripgrep|rg|search_files|search_dir|codebase_search|grep_search|find_in_files)/i
const diagnostic = /^(?:\d+: ?)?\s*(?:fatal )?(?:error|warning|note|hint|info)\b|\[[\w/@-]+\]$/i

/** `path:3:7: error: …` is what compilers print: that is logs. */
const isDiagnostic = (text: string): boolean => diagnostic.test(text.length > 300 ? text.slice(0, 300) : text)

/** Linters put one blank before each message; found lines have the indentation of their files. */
const isMessage = (text: string): boolean => /^(?:\d+: |[ ])[^\s]/.test(text)

export function sniffSearch(sample: string, hint?: Hint): number {
  if (hint?.fileView === true) return 0
  const lines = sample.split('\n')
  if (lines[lines.length - 1] === '') lines.pop()
  const read = readHits(lines)
  if (read === undefined) return 0
  let filled = 0
  let diagnostics = 0
  let numbered = 0
  let spaced = 0
  let messages = 0
  let single = false
  for (const hit of read.hits) {
    if (hit.path !== undefined || (hit.text !== '' && hit.text !== '--')) filled++
    if (hit.path === undefined) continue
    if (hit.path === '') single = true
    if (hit.line !== '') numbered++
    else if (/^ \S/.test(hit.text)) spaced++
    if (isDiagnostic(hit.text)) diagnostics++
    if (isMessage(hit.text)) messages++
  }
  const share = read.found / Math.max(1, filled)
  if (share < HIT_SHARE || diagnostics * 3 > read.found || spaced * 2 > read.found) return 0
  const told = searching.test(` ${hint?.command ?? ''}`) || searchTool.test(hint?.tool ?? '')
  if (told) return Math.min(1, share)
  if (messages * 5 > read.found * 4) return 0.2
  // Both marks of one file, `12:` and `13-`, are what only a search with context prints.
  if (single) return (read.hits.some(hit => hit.path === '' && hit.sign === '-') ? 0.95 : 0.6) * share
  return (numbered > 0 ? 0.95 : 0.75) * share
}
