import type { Crushed, CrushContext, Crusher } from '../types.ts'
import { readGutter } from '../code/gutter.ts'
import { extract } from './extract.ts'
import { leastFrameSaved } from './page/policy.ts'
import { restsOnNames, shortenPage, withNames } from './page/lossless.ts'
import { selectPage } from './page/select.ts'
import { headFrom } from './policy.ts'
import { owns } from './render.ts'
import { sniff } from './sniff.ts'

export { restorePage } from './page/lossless.ts'

/**
 * Natural language and Markdown, pages that a tool has turned into text among them. `lossless` names once what a page
 * repeats: blocks of lines and the beginnings of its addresses. `select` takes the frame off a page (menus, banners,
 * links without words) and leaves the rest as it is; where that is still above the target, and at `outline` always, it is
 * an extract: exact sentences, in order, with marks where something is left out. Summaries by a model are
 * `createSummarizer`'s.
 */
export const proseCrusher: Crusher = { name: 'prose', version: 3, sniff, crush }

function crush(text: string, context: CrushContext): Crushed | undefined {
  // What is said in names that stand in its first line cannot be taken apart.
  if (owns(text) || restsOnNames(text)) return undefined
  // Agents edit files by exact match: a view of one is no page, whatever it holds.
  const view = context.hint?.fileView === true || readGutter(text) !== undefined
  if (context.level === 'lossless') return view ? undefined : shortenPage(text, context)
  const before = context.count(text)
  // A short extract bears no head line: what is as short stays, whatever is found in it.
  const page = view || before < headFrom ? undefined : selectPage(text)
  if (!page) return extract(text, context)
  const { origins, losses } = page
  const shorter = extract(page.text, context, line => origins[line - 1] ?? line)
  if (shorter) return { ...shorter, losses: [...losses, ...shorter.losses] }
  // Beside what is left out stands a handle, so that names cost nothing more.
  const named = withNames(page.text, context.count) ?? page.text
  const saved = before - context.count(named)
  if (saved < leastFrameSaved.tokens || saved < before * leastFrameSaved.share) return undefined
  return { text: named, lossless: false, losses }
}
