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

const PYTHON_ESCAPES: Readonly<Record<string, string>> = {
  n: '\n',
  t: '\t',
  r: '\r',
  '\\': '\\',
  "'": "'",
  '"': '"',
}

function decodePython(literal: string): string | undefined {
  const quote = literal[0]
  if ((quote !== "'" && quote !== '"') || literal.length < 2 || !literal.endsWith(quote)) return undefined
  let known = true
  const inner = literal
    .slice(1, -1)
    .replace(/\\(?:x([0-9a-f]{2})|u([0-9a-f]{4})|U([0-9a-f]{8})|([\s\S]|$))/g, (_, x, u, wide, plain) => {
      const hex: string | undefined = x ?? u ?? wide
      const value = hex === undefined ? PYTHON_ESCAPES[plain as string] : codePoint(Number.parseInt(hex, 16))
      if (value === undefined) known = false
      return value ?? ''
    })
  return known ? inner : undefined
}

function codePoint(value: number): string | undefined {
  return value <= 0x10ffff ? String.fromCodePoint(value) : undefined
}

/** As `repr()`: single quotes unless the text holds some and no double ones. */
function encodePython(inner: string): string {
  const quote = inner.includes("'") && !inner.includes('"') ? '"' : "'"
  const escaped = inner.replace(/[\u0000-\u001f\\'"\u007f-\u00a0\u00ad\ud800-\udfff]/g, (c, at: number) => {
    if (c === '\\') return '\\\\'
    if (c === '\n') return '\\n'
    if (c === '\t') return '\\t'
    if (c === '\r') return '\\r'
    if (c === "'" || c === '"') return c === quote ? `\\${c}` : c
    const code = c.charCodeAt(0)
    if (code >= 0xd800) return isPaired(inner, at) ? c : `\\u${code.toString(16)}`
    return `\\x${code.toString(16).padStart(2, '0')}`
  })
  return quote + escaped + quote
}

function isPaired(text: string, at: number): boolean {
  const code = text.charCodeAt(at)
  const other = text.charCodeAt(code < 0xdc00 ? at + 1 : at - 1)
  return code < 0xdc00 ? other >= 0xdc00 && other <= 0xdfff : other >= 0xd800 && other <= 0xdbff
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
