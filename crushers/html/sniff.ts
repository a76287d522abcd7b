import type { Hint } from '../types.ts'

const sampleLength = 20_000
const known =
  'a abbr article aside b blockquote body br button code dd div dl dt em fieldset figure footer form h1 h2 h3 h4 h5 h6 head header hr html i iframe img input label li link main meta nav noscript ol option p pre script section select small span strong style summary table tbody td textarea tfoot th thead title tr u ul video'
const tags = new RegExp(`</?(?:${known.replace(/ /g, '|')})(?=[\\s/>])`, 'gi')
/** Braces as attribute values, components with capitals, imports: source code that holds markup. */
const templated =
  /=\{|<[A-Z][\w.]*[\s/>]|\bclassName=|^\s*(?:import|export|const|function)\b|=>|<\?php|\{%|\{\{/m

/** How sure it is that a text is a page: tags that HTML knows, many of them, and not inside code, XML or Markdown. */
export function sniff(sample: string, hint?: Hint): number {
  const text = sample.slice(0, sampleLength)
  const start = text.slice(0, 2_000).replace(/^\ufeff?\s*(?:<!--[^]*?-->\s*)*/, '')
  const pathSays =
    /\.(?:x?html?)$/i.test(hint?.path ?? '') || /^(?:x?html?|text\/html)$/i.test(hint?.language ?? '')
  if (/^<!doctype\s+html\b/i.test(start) || /^<html[\s>]/i.test(start)) return 1
  if (/^<\?xml\b/i.test(start)) return /<html[\s>]/i.test(start) ? 0.9 : 0
  const count = markupCount(text)
  if (count === 0) return 0
  const dense = count * 60 >= text.length
  if (start.startsWith('<') && dense && count >= 4) return templated.test(text) && !pathSays ? 0.3 : 0.9
  if (dense && count >= 20) return templated.test(text) ? 0.2 : 0.7
  return pathSays && count >= 2 ? 0.8 : Math.min(0.3, count / 100)
}

export const markupCount = (text: string): number => text.match(tags)?.length ?? 0
