import { mapResults, type System } from './system.ts'

const each = 1_000

/** The first and the last thousand characters of every tool result, cut once when it arrives. */
export const headAndTail: System = {
  name: 'head-and-tail',
  about: `${each} characters of either end of each tool result`,
  open: ({ wire }) => ({
    compress: messages =>
      mapResults(wire, messages, text =>
        text.length <= 2 * each
          ? text
          : `${text.slice(0, each)}\n[… ${text.length - 2 * each} characters omitted …]\n${text.slice(-each)}`,
      ),
  }),
}
