import { proseCrusher } from '../../../crushers/prose/index.ts'
import type { Summarizer } from '../../../crushers/prose/summarize.ts'
import type { AsyncCrusher, CrushContext, Crushed } from '../../../crushers/types.ts'

/** Says to the reader that these are not the words of the text. */
const head = '[Summary]'

/** An extract that was taken because there was no summary, and why. */
export interface Instead extends Crushed {
  readonly reason: string
}

/** Prose by a model: a summary that was checked, else the extract. What came out is a decision, so neither is made twice. */
export const summarizingProse = (summarizer: Summarizer, background: boolean): AsyncCrusher => ({
  name: proseCrusher.name,
  version: proseCrusher.version,
  promptHash: summarizer.promptHash,
  sniff: proseCrusher.sniff,
  async crush(text, context) {
    if (context.level === 'lossless') return undefined
    if (background) return extract(text, context, 'background')
    const { signal, target, count } = context
    const outcome = await summarizer.summarize({ text, max: target, count, ...(signal ? { signal } : {}) })
    if (outcome.kind === 'none') return extract(text, context, outcome.reason)
    return {
      text: `${head}\n${outcome.text}`,
      lossless: false,
      losses: [{ kind: 'shortened', unit: 'characters', kept: outcome.text.length, total: text.length }],
    }
  },
})

function extract(text: string, context: CrushContext, reason: string): Instead | undefined {
  const crushed = proseCrusher.crush(text, context)
  return crushed && { ...crushed, reason }
}
