import type { Fold, LineMap } from './fold.ts'
import { MIN_COMMENT_CHARACTERS } from './policy.ts'

export interface CommentSpan {
  readonly start: number
  readonly end: number
  readonly block: boolean
}

const onlySpace = (text: string, from: number, to: number): boolean => text.slice(from, to).trim() === ''

/** Folds all but the first line of text of each comment that has lines of its own. Comments come in order. */
export function foldComments(map: LineMap, comments: readonly CommentSpan[], lineMark: string): Fold[] {
  const folds: Fold[] = []
  const { text } = map
  const lines = (from: number, to: number) => text.slice(map.start(from), map.end(to))
  const add = (from: number, to: number, before: string, after = '') => {
    if (to > from && lines(from, to).length >= MIN_COMMENT_CHARACTERS) folds.push({ from, to, before, after })
  }
  for (let index = 0; index < comments.length; index++) {
    const comment = comments[index]!
    const first = map.lineOf(comment.start)
    if (!onlySpace(text, map.start(first), comment.start)) continue
    if (comment.block) {
      const last = map.lineOf(comment.end - 1)
      if (text.slice(comment.end - 2, comment.end) !== '*/' || !onlySpace(text, comment.end, map.end(last)))
        continue
      const from = first + (/^\s*\/\*+!?\s*$/.test(lines(first, first)) ? 2 : 1)
      // A closing line with words in it folds too, and the note ends the comment in its place.
      if (/^\s*\**\/\s*$/.test(lines(last, last))) add(from, last - 1, '* ')
      else add(from, last, '', ' */')
      continue
    }
    let last = first
    while (index + 1 < comments.length) {
      const following = comments[index + 1]!
      const line = map.lineOf(following.start)
      if (following.block || line !== last + 1 || !onlySpace(text, map.start(line), following.start)) break
      last = line
      index++
    }
    const bare = /^[\s/#!*=-]*$/.test(lines(first, first))
    add(first + (bare ? 2 : 1), last, `${lineMark} `)
  }
  return folds
}
