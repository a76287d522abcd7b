import type { Hint } from '../types.ts'
import { DASH, type Hits } from './hits.ts'
import { isSurelyFile } from './names.ts'
import { HIT_SHARE } from './policy.ts'
import { readHits } from './read.ts'

const searching = /(?:^|[\s|;&(])(?:[efz]?grep|rg|ag|ack|ugrep|git\s+grep)\s/
const searchTool =
  /^(?:grep|search|ripgrep|rg|search_files|search_dir|codebase_search|grep_search|find_in_files)/i
/** `path:3:7: error: …` is what compilers print: that is logs. */
const diagnostic = /^(?:\d+: ?)?\s*(?:fatal )?(?:error|warning|note|hint|info)\b|\[[\w/@-]+\]$/i

/** Linters put one blank before each message; found lines have the indentation of their files. */
const isMessage = (text: string): boolean => /^(?:\d+: |[ ])[^\s]/.test(text)

/** `mill.example.org:8080:tcp`, `stone.weight:7:kg`: hosts and keys stand once each, and end as files do not. */
function isOfKeys(hits: Hits): boolean {
  if (hits.paths.length * 2 <= hits.found) return false
  return hits.paths.filter(isSurelyFile).length * 2 < hits.paths.length
}

export function sniffSearch(sample: string, hint?: Hint): number {
  if (hint?.fileView === true) return 0
  const hits = readHits(sample)
  if (hits === undefined) return 0
  let filled = 0
  let diagnostics = 0
  let numbered = 0
  let spaced = 0
  let messages = 0
  let context = false
  for (let line = 0; line < hits.count; line++) {
    if (!hits.isHit(line)) {
      if (!hits.isHeading(line) && !hits.isBlank(line) && !hits.isRule(line)) filled++
      continue
    }
    filled++
    const text = hits.text.slice(
      hits.bodies[line],
      Math.min(hits.end(line), (hits.bodies[line] as number) + 300),
    )
    if (hits.digits[line] !== 0) numbered++
    else if (/^ \S/.test(text)) spaced++
    if (hits.sign(line) === DASH) context = true
    if (diagnostic.test(text)) diagnostics++
    if (isMessage(text)) messages++
  }
  const single = hits.paths[0] === ''
  const share = hits.found / Math.max(1, filled)
  if (share < HIT_SHARE || diagnostics * 3 > hits.found || spaced * 2 > hits.found) return 0
  const told = searching.test(` ${hint?.command ?? ''}`) || searchTool.test(hint?.tool ?? '')
  if (told) return Math.min(1, share)
  if (messages * 5 > hits.found * 4) return 0.2
  if (!single && isOfKeys(hits)) return 0.3
  // Both marks of one file, `12:` and `13-`, are what only a search with context prints.
  if (single) return (context ? 0.95 : 0.6) * share
  return (numbered > 0 ? 0.95 : 0.75) * share
}
