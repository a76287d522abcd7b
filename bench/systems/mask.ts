import { countResults, mapResults, type System } from './system.ts'

const cleared = '[Old tool result content cleared]'

/** Old tool results are replaced by a sentence, as many agents do. */
export const keepLast = (kept: number): System => ({
  name: `keep-last-${kept}`,
  about: `all but the last ${kept} tool results cleared, at each turn`,
  open: ({ wire }) => ({
    compress(messages) {
      const first = countResults(wire, messages) - kept
      return mapResults(wire, messages, (text, result) => (result < first ? cleared : text))
    },
  }),
})
