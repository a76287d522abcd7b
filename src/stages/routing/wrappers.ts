/** A range of a text. */
export interface Range {
  readonly start: number
  readonly end: number
}

const MOST_LAYERS = 8
const MOST_HEADER_LINES = 14
const LONGEST_HEADER_LINE = 240

const OPEN_TAG = /\s*<([A-Za-z][\w:.-]{0,60})(?:\s[^<>\n]{0,200})?>/y
/** Keys that announce what a tool printed. */
const PAYLOAD_KEY =
  /^\s*\**(?:std_?out|std_?err|output|result|response|content|contents|body|text|data|observation|logs?|return value)\**\s*:[ \t]*/i
/** Lines that tell how a call went. */
const STATUS_LINE =
  /^\s*[[(<]?\s*(?:(?:process|command|program|script|shell\w*|task)\b[^\n]{0,60}\b(?:exit|code|complet|finish|status|terminat)|(?:exit|return|status)[ _-]?(?:code|status|value)?\s*[:=]?\s*-?\d+\b|(?:wall|elapsed|execution|real|user|sys)?[ _-]?(?:time|duration)\s*[:=]\s*[\d.]|(?:\w+ ){0,3}(?:exit|return)[ _-]?code\s*[:=]?\s*-?\d+|(?:pid|pgid|cwd|process group \w+|(?:current |working )?directory|open file|chunk id|(?:\w+ )?(?:token|line|byte)s?(?: count)?)\s*:)/i
/** Lines in brackets that speak about the output: `[12 more lines]`, `(Current directory: /srv)`, `<shell 3 ended>`. */
const BRACKET_NOTE =
  /^\s*(?:\[[A-Za-z\d][^[\]{}"']*\s[^[\]{}"']*\]|\([A-Z][^(){}"';]*\s[^(){}"';]*\)|<[A-Za-z][\w-]*[: ][^<>="]*>)\s*$/
const PROMPT = /^(?:[\w.@:~/()-]{0,60}[$#%>]|>>>)\s*$/
const CUT_NOTE =
  /^\s*(?:\.{3}|…)?\s*[[(<]?\s*(?:\.{3}|…)?\s*(?:output |content |\d+ (?:more )?\w+ )?(?:truncated|omitted)\b[^\n]{0,80}$/i
const ONE_LINE_ELEMENT = /^\s*<([A-Za-z][\w:.-]{0,60})>[^<>\n]{0,200}<\/\1>\s*$/

/** What remains of a text when everything that a tool runner put around it is taken off. May be all of it. */
export function unwrapped(text: string): Range {
  let range: Range = { start: 0, end: text.length }
  for (let layer = 0; layer < MOST_LAYERS; layer++) {
    const next = withoutTags(text, withoutTail(text, withoutHead(text, range)))
    if (next.start === range.start && next.end === range.end) break
    if (text.slice(next.start, Math.min(next.end, next.start + 400)).trim() === '') break
    range = next
  }
  return range
}

/** `<output>…</output>` around text. An element that holds elements is a document and stays one. */
function withoutTags(text: string, range: Range): Range {
  OPEN_TAG.lastIndex = range.start
  const open = OPEN_TAG.exec(text)
  if (open === null || OPEN_TAG.lastIndex > range.end) return range
  const close = lastNonSpace(text, range)
  const closing = `</${open[1]}>`
  if (close - closing.length < OPEN_TAG.lastIndex || !text.startsWith(closing, close - closing.length))
    return range
  const inner = trimmedLines(text, { start: OPEN_TAG.lastIndex, end: close - closing.length })
  return inner.end > inner.start && holdsPayload(text, inner) ? inner : range
}

function holdsPayload(text: string, inner: Range): boolean {
  const head = text.slice(inner.start, Math.min(inner.end, inner.start + 200)).trimStart()
  if (head === '') return false
  // Inside an element no prolog is legal, so what has one is a document that was put there.
  if (head.startsWith('<')) return /^<(?:\?xml|!doctype|html\b)/i.test(head)
  if (/^[[{]/.test(head)) return true
  return inner.end - inner.start >= 80 && text.slice(inner.start, inner.end).indexOf('\n') >= 0
}

function withoutHead(text: string, range: Range): Range {
  let at = range.start
  for (let line = 0; line < MOST_HEADER_LINES && at < range.end; line++) {
    const newline = text.indexOf('\n', at)
    const end = newline < 0 || newline >= range.end ? range.end : newline
    if (end - at > LONGEST_HEADER_LINE && !PAYLOAD_KEY.test(text.slice(at, at + 60))) break
    const content = text.slice(at, Math.min(end, at + LONGEST_HEADER_LINE))
    const payload = PAYLOAD_KEY.exec(content)
    if (payload !== null) {
      const rest = at + payload[0].length
      if (rest < end)
        return /^[[{<"'\w]/.test(text.slice(rest, rest + 1)) && line + 1 < range.end
          ? { start: rest, end: range.end }
          : range
      // A key whose value is indented below it is YAML.
      if (/^[ \t]+\S|^- /.test(text.slice(end + 1, end + 40))) return { start: at, end: range.end }
      at = end + 1
    } else if (isHeader(content)) at = end + 1
    else break
  }
  return at > range.start && at < range.end ? { start: at, end: range.end } : range
}

function isHeader(line: string): boolean {
  return (
    STATUS_LINE.test(line) ||
    BRACKET_NOTE.test(line) ||
    (ONE_LINE_ELEMENT.test(line) && STATUS_ELEMENT.test(line))
  )
}

const STATUS_ELEMENT =
  /^\s*<(?:return_?code|exit_?code|status|duration|command|cwd|path|name|tool|system|error|success|code)>/i

function withoutTail(text: string, range: Range): Range {
  let end = range.end
  for (let line = 0; line < MOST_HEADER_LINES && end > range.start; line++) {
    const last = lastNonSpace(text, { start: range.start, end })
    const begin = Math.max(range.start, text.lastIndexOf('\n', last - 1) + 1)
    if (last - begin > LONGEST_HEADER_LINE || begin <= range.start) break
    const content = text.slice(begin, last)
    const isNote =
      BRACKET_NOTE.test(content) ||
      PROMPT.test(content) ||
      CUT_NOTE.test(content) ||
      STATUS_LINE.test(content) ||
      (ONE_LINE_ELEMENT.test(content) && STATUS_ELEMENT.test(content))
    if (!isNote) break
    end = begin
  }
  return end < range.end && end > range.start ? { start: range.start, end } : range
}

/** Behind the last character of the range that is not white space. */
function lastNonSpace(text: string, range: Range): number {
  let end = range.end
  while (end > range.start && text.charCodeAt(end - 1) <= 32) end--
  return end
}

/** Without the line break right behind the opening tag. */
function trimmedLines(text: string, range: Range): Range {
  let start = range.start
  while (start < range.end && (text[start] === ' ' || text[start] === '\t' || text[start] === '\r')) start++
  return { start: text[start] === '\n' ? start + 1 : range.start, end: range.end }
}
