import { restoreGutter } from './code/index.ts'
import { restoreCsv } from './csv/index.ts'
import { restorePageText } from './html/index.ts'
import { decode as decodeJson } from './json/index.ts'
import { decodeListing } from './listing/index.ts'
import { decodeLog } from './logs/index.ts'
import { restorePage } from './prose/index.ts'
import { decodeSearch } from './search/index.ts'
import { restoreTables } from './table/index.ts'
import { type ContentType, contentTypes } from './types.ts'
import { MOST_CHARACTERS } from './unfolded.ts'
import { decodeXml } from './xml/index.ts'

const asItIs = (text: string): string => text

/** What undoes the lossless output of each kind. Where the output is of the same format, it stands for itself. */
const decoders: Readonly<Record<ContentType, (text: string) => string>> = {
  json: decodeJson,
  logs: text => decodeLog(text, MOST_CHARACTERS),
  code: restoreGutter,
  csv: restoreCsv,
  xml: decodeXml,
  prose: text => restorePage(text, MOST_CHARACTERS),
  // A patch without the lines of its header that `git apply` does not need.
  diff: asItIs,
  search: text => decodeSearch(text, MOST_CHARACTERS),
  listing: decodeListing,
  table: restoreTables,
  html: restorePageText,
  // The same documents with less white space.
  yaml: asItIs,
}

/**
 * What a lossless output stands for: the bytes of the input where it was lossless `'bytes'`, else the same values, order,
 * number spelling and escapes in the same format, JSON without white space. It is for what a crusher has given: another
 * text may read like it.
 * @throws SyntaxError for a text that is no lossless output: broken JSON or tables, a page that was shortened with loss,
 *   notes that stand for more than 256 MB
 */
export function decode(text: string, kind: ContentType = 'json'): string {
  if (!Object.hasOwn(decoders, kind))
    throw new TypeError(`decode: kind is ${JSON.stringify(kind)}, expected one of ${contentTypes.join(', ')}`)
  return decoders[kind](text)
}
