import { extract } from '../prose/extract.ts'
import { proseCrusher, restorePage } from '../prose/index.ts'
import type { Crushed, CrushContext, Crusher, Loss } from '../types.ts'
import { MOST_CHARACTERS } from '../unfolded.ts'
import { type MainPart, mainPart } from './boilerplate.ts'
import { type Page, parsePage } from './parse.ts'
import { fewLinks, linkShare, minimumSaving, shortestLink } from './policy.ts'
import { type Rendered, renderPage } from './render.ts'
import { markupCount, sniff } from './sniff.ts'

export { linkTarget } from './parse.ts'

/**
 * Web pages. `select` gives the main text as Markdown with headings, lists, tables, code, links and form controls, and
 * extracts from that where it is still too long; `outline` always extracts. A page has no lossless form; one that a tool
 * has turned into text already is prose.
 */
export const htmlCrusher: Crusher = { name: 'html', version: 2, sniff, crush }

const own = /^\[page as text(?:; left out: .*)?\]$/m

/** A page has no lossless form; one that a tool has turned into text has that of prose. */
export function restorePageText(text: string): string {
  if (own.test(text)) throw new SyntaxError('a page of which parts were left out: only its original has them')
  return restorePage(text, MOST_CHARACTERS)
}

function crush(text: string, context: CrushContext): Crushed | undefined {
  if (context.hint?.fileView === true || own.test(text)) return undefined
  if (markupCount(text.slice(0, 200_000)) < 3) return proseCrusher.crush(text, context)
  return context.level === 'lossless' ? undefined : crushPage(text, context)
}

function crushPage(text: string, context: CrushContext): Crushed | undefined {
  const page = parsePage(text)
  if (!page) return undefined
  const main = mainPart(page)
  const { lines, origins } = renderMain(page, main)
  const markdown = lines.join('\n').trimEnd()
  if (markdown.trim() === '') return undefined
  const note = describe(page, main)
  const whole = `${note}\n${markdown}`
  const before = context.count(text)
  const shown = context.count(whole)
  const losses: Loss[] = [{ kind: 'omitted', unit: 'tokens', kept: shown, total: before, note }]
  if (context.level === 'select' && shown <= context.target)
    return shown > before - minimumSaving ? undefined : { text: whole, lossless: false, losses }
  const starts = lineStarts(text)
  const room = Math.max(0, context.target - context.count(note) - 1)
  const part = extract(markdown, { ...context, target: room }, line => lineAt(starts, origins[line - 1] ?? 0))
  const result = part ? `${note}\n${part.text}` : whole
  if ((part ? context.count(result) : shown) > before - minimumSaving) return undefined
  return { text: result, lossless: false, losses: part ? [...losses, ...part.losses] : losses }
}

function renderMain(page: Page, main: MainPart): Rendered {
  const rendered = renderPage(page, main.root, main.dropped)
  let characters = 0
  for (const line of rendered.lines) characters += line.length
  if (rendered.links.characters <= Math.max(fewLinks, characters * linkShare)) return rendered
  return renderPage(page, main.root, main.dropped, shortestLink)
}

/** One line that says what of the page is not there. */
function describe(page: Page, main: MainPart): string {
  const parts = main.report.map(({ what, blocks, words, links }) => {
    const size = links > 0 ? `${words} words, ${links} links` : `${words} words`
    return `${blocks > 1 ? `${blocks} × ` : ''}${what} (${size})`
  })
  for (const tag of ['script', 'style', 'iframe', 'noscript', 'template']) {
    const count = page.skipped.get(tag)
    if (count !== undefined) parts.push(`${count} ${tag}`)
  }
  return parts.length === 0 ? '[page as text]' : `[page as text; left out: ${parts.join(', ')}]`
}

function lineStarts(text: string): number[] {
  const starts = [0]
  for (let index = text.indexOf('\n'); index >= 0; index = text.indexOf('\n', index + 1))
    starts.push(index + 1)
  return starts
}

function lineAt(starts: readonly number[], offset: number): number {
  let low = 0
  let high = starts.length - 1
  while (low < high) {
    const middle = (low + high + 1) >> 1
    if ((starts[middle] as number) <= offset) low = middle
    else high = middle - 1
  }
  return low + 1
}
