import type { AsyncCrusher } from '../types.ts'
import { hintedLanguage } from './languages.ts'
import { minify } from './minify.ts'
import { languageOfContent, sniff } from './sniff.ts'

/**
 * JavaScript without comments and layout, for the `crushers` of a pipeline that wants it. Never a view of a file, which
 * an agent may edit; what does not parse as plain JavaScript stays as it is.
 */
export const minifyCrusher: AsyncCrusher = {
  name: 'minify',
  version: 1,
  sniff(sample, hint) {
    const language = hintedLanguage(hint) ?? languageOfContent(sample)
    return hint?.fileView !== true && language?.family === 'javascript' ? sniff(sample, hint) : 0
  },
  async crush(text, { level, hint, signal }) {
    if (level === 'lossless' || hint?.fileView === true) return undefined
    const short = await minify(text, signal ? { signal } : {})
    if (short === undefined) return undefined
    const loss = {
      kind: 'shortened',
      unit: 'characters of JavaScript',
      kept: short.length,
      total: text.length,
    } as const
    return { text: short, lossless: false, losses: [loss] }
  },
}
