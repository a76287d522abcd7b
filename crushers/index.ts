import { o200k } from '../src/tokens.ts'
import { csvCrusher } from './csv/index.ts'
import { diffCrusher } from './diff/index.ts'
import { htmlCrusher } from './html/index.ts'
import { jsonCrusher } from './json/index.ts'
import { listingCrusher } from './listing/index.ts'
import { codeCrusher } from './code/index.ts'
import { xmlCrusher } from './xml/index.ts'
import { yamlCrusher } from './yaml/index.ts'
import { logsCrusher } from './logs/index.ts'
import { proseCrusher } from './prose/index.ts'
import { searchCrusher } from './search/index.ts'
import { tableCrusher } from './table/index.ts'
import type { ContentType, Crushed, Crusher, Hint, Level } from './types.ts'

export { templates } from './logs/index.ts'
export { decode } from './decode.ts'
export { minify, minifyCrusher, type MinifyOptions } from './code/index.ts'
export * from './types.ts'

/** The built-in crusher of each content type. */
export const crushers: Readonly<Record<ContentType, Crusher>> = {
  json: jsonCrusher,
  code: codeCrusher,
  xml: xmlCrusher,
  yaml: yamlCrusher,
  logs: logsCrusher,
  csv: csvCrusher,
  prose: proseCrusher,
  diff: diffCrusher,
  search: searchCrusher,
  listing: listingCrusher,
  table: tableCrusher,
  html: htmlCrusher,
}

export interface CrushOptions {
  /** @default 'select' */
  readonly level?: Level
  /**
   * Tokens that the output should not exceed.
   * @default 1500
   */
  readonly target?: number
  readonly hint?: Hint
  /** @default o200k_base, exact */
  readonly count?: (text: string) => number
}

/**
 * Crushes one text of a known content type.
 * @returns what the model would see and what was taken out, or `undefined` where the text is best left as it is
 */
export function crush(kind: ContentType, text: string, options: CrushOptions = {}): Crushed | undefined {
  const { level = 'select', target = 1_500, hint, count = o200k.count } = options
  return crushers[kind].crush(text, { level, target, count, ...(hint === undefined ? {} : { hint }) })
}
