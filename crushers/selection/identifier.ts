import { CellKind } from './cells.ts'
import type { CodedColumn } from './coded.ts'

/**
 * The columns by which rows are told apart: the first short one whose cells differ, else the one whose cells differ
 * most; and where that holds numbers, the one that names them: the short text that differs most.
 */
export function identifiersOf(columns: readonly CodedColumn[]): CodedColumn[] {
  let best: CodedColumn | undefined
  let first: CodedColumn | undefined
  let name: CodedColumn | undefined
  for (const column of columns) {
    const { longest, average } = lengthsOf(column)
    if (longest > LONGEST_NAME) continue
    const isName = average <= NAME_CHARACTERS && share(column) >= NAME_SHARE && isText(column)
    if (isName && (name === undefined || share(column) > share(name) + NAME_LEAD)) name = column
    if (longest > IDENTIFIER_CHARACTERS) continue
    if (share(column) >= IDENTIFIER_SHARE) first ??= column
    if (best === undefined || share(column) > share(best)) best = column
  }
  const chosen = first ?? best
  if (chosen === undefined) return name === undefined ? [] : [name]
  return name === undefined || name === chosen || isText(chosen) ? [chosen] : [chosen, name]
}

const share = ({ values, total }: CodedColumn): number => values.size / total

function lengthsOf({ values }: CodedColumn): { longest: number; average: number } {
  let longest = 0
  let sum = 0
  for (let code = 0; code < values.size; code++) {
    const length = values.end(code) - values.start(code)
    longest = Math.max(longest, length)
    sum += length
  }
  return { longest, average: sum / Math.max(1, values.size) }
}

function isText({ kinds }: CodedColumn): boolean {
  let texts = 0
  for (const kind of kinds) if (kind === CellKind.text) texts++
  return texts >= kinds.length * IDENTIFIER_SHARE
}

const IDENTIFIER_CHARACTERS = 48
const IDENTIFIER_SHARE = 0.95

/** Most names are short; a few may be long. */
const NAME_CHARACTERS = 40
const LONGEST_NAME = 160

/** Names may stand twice, as those of cars of several years; a later column must differ clearly more. */
const NAME_SHARE = 0.4
const NAME_LEAD = 0.1
