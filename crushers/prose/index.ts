import type { Crusher } from '../types.ts'
import { extract } from './extract.ts'
import { sniff } from './sniff.ts'

/**
 * Natural language and Markdown. Prose has no lossless form that is shorter, so `lossless` declines; `select` and
 * `outline` are extracts: exact sentences, in order, with marks where something is left out. Summaries by a model are
 * `createSummarizer`'s.
 */
export const proseCrusher: Crusher = {
  name: 'prose',
  version: 1,
  sniff,
  crush: (text, context) => (context.level === 'lossless' ? undefined : extract(text, context)),
}
