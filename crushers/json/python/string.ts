const PYTHON_ESCAPES: Readonly<Record<string, string>> = {
  n: '\n',
  t: '\t',
  r: '\r',
  '\\': '\\',
  "'": "'",
  '"': '"',
}

/** What a Python string literal means; nothing where it has an escape that `repr()` never writes. */
export function decodePython(literal: string): string | undefined {
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
export function encodePython(inner: string): string {
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
