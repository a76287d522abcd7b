import { decode as decodeJson } from '../../crushers/json/index.ts'
import { decodeLog } from '../../crushers/logs/index.ts'
import { decodeSearch } from '../../crushers/search/index.ts'
import type { ContentType, Crushed } from '../../crushers/types.ts'
import { decodeXml } from '../../crushers/xml/index.ts'
import { retrievePolicy } from '../../src/ccr/policy.ts'
import { type Originals, retrieve } from '../../src/ccr/retrieve.ts'
import { estimateTokens } from '../../src/tokens.ts'
import { readable } from '../measures/readable.ts'

/**
 * What became of a needle: it can be read; it can be put together from what is shown (a factored prefix, a row under a
 * header); the retrieve tool finds it when asked for it; or none of these.
 */
export type Fate = 'inline' | 'respelled' | 'recoverable' | 'lost'

/** Inverses that take and give text. The other lossless forms have tests of their own. */
const decoders: Partial<Record<ContentType, (text: string) => string>> = {
  json: decodeJson,
  logs: decodeLog,
  search: decodeSearch,
  xml: decodeXml,
}

const handle = 'ccr-100000000000'

/** Finds out what became of each needle of one file. */
export class Fates {
  readonly #shown: string
  readonly #rebuilt: string | undefined
  readonly #originals: Originals
  readonly #lossless: boolean

  constructor(kind: ContentType, original: string, crushed: Crushed | undefined) {
    this.#shown = readable(crushed?.text ?? original)
    this.#lossless = crushed === undefined || crushed.lossless !== false
    if (crushed && this.#lossless) this.#rebuilt = rebuilt(kind, crushed)
    this.#originals = { get: async () => original, handles: async () => [handle] }
  }

  async of(needle: string): Promise<Fate> {
    if (this.#shown.includes(needle)) return 'inline'
    if (this.#lossless)
      return this.#rebuilt === undefined || this.#rebuilt.includes(needle) ? 'respelled' : 'lost'
    const limits = { pageTokens: retrievePolicy.pageTokens, count: estimateTokens }
    const { content } = await retrieve({ handle, query: needle }, this.#originals, limits)
    return readable(content).includes(needle) ? 'recoverable' : 'lost'
  }
}

/** `undefined` where there is no inverse that gives text; nothing where the inverse fails. */
function rebuilt(kind: ContentType, { text, body = text }: Crushed): string | undefined {
  const decode = decoders[kind]
  if (!decode) return undefined
  try {
    return readable(decode(body))
  } catch {
    return ''
  }
}
