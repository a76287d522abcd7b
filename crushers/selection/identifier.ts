import type { CodedColumn } from './coded.ts'

/**
 * The column by which rows are told apart: the first short one whose cells differ, else the one whose cells
 * differ most.
 */
export function identifierOf(columns: readonly CodedColumn[]): CodedColumn | undefined {
  let best: CodedColumn | undefined
  const share = ({ values, total }: CodedColumn) => values.size / total
  for (const column of columns) {
    const { values } = column
    let longest = 0
    for (let code = 0; code < values.size; code++)
      longest = Math.max(longest, values.end(code) - values.start(code))
    if (longest > IDENTIFIER_CHARACTERS) continue
    if (share(column) >= IDENTIFIER_SHARE) return column
    if (best === undefined || share(column) > share(best)) best = column
  }
  return best
}

const IDENTIFIER_CHARACTERS = 48
const IDENTIFIER_SHARE = 0.95
