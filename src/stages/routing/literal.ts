import { decodePython, encodePython } from '../../../crushers/json/python/string.ts'

export type Encoding = 'json-string' | 'python-string' | 'python-bytes'

/** Where the quote of a literal that begins at `at` stands, -1 if none does. Python marks strings of bytes. */
export function literalStart(text: string, at: number): number {
  const code = text.charCodeAt(at)
  if (code === 34 || code === 39) return at
  const next = text.charCodeAt(at + 1)
  return code === 98 && (next === 34 || next === 39) && !/\w/.test(text.charAt(at - 1)) ? at + 1 : -1
}

/** Just behind the string literal that opens at `at`, or -1 where it is not closed on its line. */
export function literalEnd(text: string, at: number, to = text.length): number {
  const quote = text.charCodeAt(at)
  if (quote !== 34 && quote !== 39) return -1
  for (let i = at + 1; i < to; i++) {
    const code = text.charCodeAt(i)
    if (code === quote) return i + 1
    if (code === 92) i++
    else if (code === 10) return -1
  }
  return -1
}

/** What an encoder escapes although it need not. */
export interface Spelling {
  /** Everything beyond ASCII, in lower- or upper-case digits. */
  readonly ascii?: 'lower' | 'upper'
  /** `/` as `\\/`. */
  readonly slash?: boolean
}

export interface Literal {
  readonly inner: string
  readonly encoding: Encoding
  readonly spelling: Spelling
}

/** The document in a literal, if encoding it again gives back exactly the literal. */
export function readLiteral(literal: string): Literal | undefined {
  const spelling = spellingOf(literal)
  for (const encoding of ['json-string', 'python-string', 'python-bytes'] as const) {
    const inner = decodeLiteral(literal, encoding)
    if (inner !== undefined && encodeLiteral(inner, encoding, spelling) === literal)
      return { inner, encoding, spelling }
  }
  return undefined
}

function spellingOf(literal: string): Spelling {
  const ascii = /\\u[\da-f]{4}/i.test(literal) && !/[^\u0000-\u007f]/.test(literal)
  return {
    ...(ascii ? { ascii: /\\u[\da-f]{0,3}[A-F]/.test(literal) ? 'upper' : 'lower' } : {}),
    ...(literal.includes('\\/') ? { slash: true } : {}),
  }
}

export function decodeLiteral(literal: string, encoding: Encoding): string | undefined {
  if (encoding === 'json-string') return decodeJson(literal)
  return encoding === 'python-string' ? decodePython(literal) : decodeBytes(literal)
}

export function encodeLiteral(inner: string, encoding: Encoding, spelling: Spelling = {}): string {
  if (encoding === 'json-string') return encodeJson(inner, spelling)
  return encoding === 'python-string' ? encodePython(inner) : encodeBytes(inner)
}

function decodeJson(literal: string): string | undefined {
  if (!literal.startsWith('"')) return undefined
  try {
    const value: unknown = JSON.parse(literal)
    return typeof value === 'string' ? value : undefined
  } catch {
    return undefined
  }
}

function encodeJson(inner: string, { ascii, slash }: Spelling): string {
  let encoded = JSON.stringify(inner)
  if (ascii !== undefined) {
    encoded = encoded.replace(/[\u007f-\uffff]/g, c => {
      const hex = c.charCodeAt(0).toString(16).padStart(4, '0')
      return `\\u${ascii === 'upper' ? hex.toUpperCase() : hex}`
    })
  }
  return slash === true ? encoded.replace(/\//g, '\\/') : encoded
}

/** The bytes of `b'…'`, read as UTF-8. */
function decodeBytes(literal: string): string | undefined {
  // Beyond ASCII everything is escaped, and no escape names more than a byte.
  if (!literal.startsWith('b') || /[^\u0000-\u007f]|\\[uUN]/.test(literal)) return undefined
  const inner = decodePython(literal.slice(1))
  if (inner === undefined) return undefined
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(Buffer.from(inner, 'latin1'))
  } catch {
    return undefined
  }
}

function encodeBytes(inner: string): string {
  const bytes = Buffer.from(inner, 'utf8').toString('latin1')
  const literal = encodePython(bytes)
  return `b${literal.replace(/[\u0080-\u00ff]/g, c => `\\x${c.charCodeAt(0).toString(16)}`)}`
}
