import { readGutter } from '../../../crushers/code/gutter.ts'

const NUMBER_MARK = /^[ \t]*\d{1,7}(?: ?[→│|:]|\t) ?/gm

const TWO_NUMBERED = /^[ \t]*\d{1,7}(?: ?[→│|:]|\t).*\r?\n[ \t]*\d{1,7}(?: ?[→│|:]|\t|\r?$)/m

/** Whether the lines of a text carry line numbers: then it shows a file, whatever printed it. */
export function isGutterView(text: string): boolean {
  return TWO_NUMBERED.test(text) && readGutter(text) !== undefined
}

/** The content behind a gutter. Exact only as to what the content is, not as to its indentation. */
export function withoutGutter(text: string): string {
  return text.replace(NUMBER_MARK, '')
}
