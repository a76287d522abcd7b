export interface JsonScan {
  /** Just behind the document (`whole`), where the text ran out (`cut`), or where it stops being JSON (`broken`). */
  readonly end: number
  readonly verdict: 'whole' | 'cut' | 'broken'
}

/** What a tool leaves where it cuts an output off. */
const CUT_NOTE =
  /^\W{0,8}(?:\d+ )?(?:\w+ ){0,3}(?:truncated|omitted|clipped|cut off|more)\b[^\n]{0,60}\s*$|^\s*(?:\.\.\.|…)\s*$/i
const LONGEST_CUT_NOTE = 100

const VALUE = 0
const KEY = 1
const COLON = 2
const COMMA = 3

/**
 * Walks one JSON object or array that begins at `from`, checking its grammar, with comments and trailing commas
 * allowed. One pass, no recursion, nothing built.
 */
export function scanJson(text: string, from: number, to = text.length): JsonScan {
  const stack: boolean[] = []
  let inObject = false
  let expected = VALUE
  let i = from
  while (i < to) {
    const code = text.charCodeAt(i)
    if (code <= 32) {
      if (code !== 32 && code !== 10 && code !== 13 && code !== 9) break
      i++
    } else if (code === 34) {
      if (expected === VALUE) expected = COMMA
      else if (expected === KEY) expected = COLON
      else break
      let at = i + 1
      let inner = 0
      while (at < to && (inner = text.charCodeAt(at)) !== 34 && inner !== 10) at += inner === 92 ? 2 : 1
      if (at >= to) return { end: to, verdict: 'cut' }
      if (inner === 10) break
      i = at + 1
    } else if (code === 44) {
      if (expected !== COMMA) break
      expected = inObject ? KEY : VALUE
      i++
    } else if (code === 58) {
      if (expected !== COLON) break
      expected = VALUE
      i++
    } else if (code === 123 || code === 91) {
      if (expected !== VALUE) break
      stack.push(inObject)
      inObject = code === 123
      expected = inObject ? KEY : VALUE
      i++
    } else if (code === 125 || code === 93) {
      if (inObject !== (code === 125) || expected === COLON || (inObject && expected === VALUE)) break
      i++
      inObject = stack.pop() ?? false
      expected = COMMA
      if (stack.length === 0) return { end: i, verdict: 'whole' }
    } else if (code === 47) {
      const after = commentEnd(text, i, to)
      if (after < 0) break
      i = after
    } else {
      if (expected !== VALUE) break
      const after = scalarEnd(text, i, to)
      if (after < 0) break
      expected = COMMA
      i = after
    }
  }
  return { end: i, verdict: i >= to || isCutNote(text, i, to) ? 'cut' : 'broken' }
}

function commentEnd(text: string, slash: number, to: number): number {
  const next = text[slash + 1]
  if (next !== '/' && next !== '*') return -1
  const close = next === '/' ? text.indexOf('\n', slash) : text.indexOf('*/', slash + 2)
  return close < 0 || close >= to ? to : close + (next === '/' ? 1 : 2)
}

const SCALAR = /^(?:-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null|NaN|-?Infinity)$/
const CUT_SCALAR = /^(?:-?[\d.eE+-]*|t(?:ru?)?|f(?:a(?:ls?)?)?|n(?:ul?)?)$/
/** Longer runs of digits are judged by their beginning. */
const LONGEST_SCALAR = 400

function scalarEnd(text: string, at: number, to: number): number {
  let end = at
  let onlyDigits = true
  while (end < to) {
    const code = text.charCodeAt(end)
    if (code >= 48 && code <= 57) end++
    else if (
      (code >= 65 && code <= 90) ||
      (code >= 97 && code <= 122) ||
      code === 45 ||
      code === 43 ||
      code === 46
    ) {
      onlyDigits = false
      end++
    } else break
  }
  if (end === at) return -1
  if (onlyDigits && (text.charCodeAt(at) !== 48 || end === at + 1)) return end
  const word = text.slice(at, Math.min(end, at + LONGEST_SCALAR))
  if (SCALAR.test(word) || (end === to && CUT_SCALAR.test(word))) return end
  return -1
}

function isCutNote(text: string, at: number, to: number): boolean {
  return to - at <= LONGEST_CUT_NOTE && CUT_NOTE.test(text.slice(at, to))
}
