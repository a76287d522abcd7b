import { foldData, foldString } from './between.ts'
import { type CommentSpan, foldComments } from './comments.ts'
import { type Fold, LineMap } from './fold.ts'
import { DATA_LINES, MIN_FOLD_CHARACTERS } from './policy.ts'

/** A statement's own lines, without the block below it. Offsets and line indices of the text. */
interface Statement {
  readonly from: number
  readonly to: number
  readonly indent: number
  readonly start: number
  /** The outermost brackets that the statement opened last, and the last text in three quotes. */
  readonly brackets: readonly [open: number, close: number] | undefined
  readonly quoted: readonly [start: number, end: number] | undefined
  /** Ends with a colon: a block follows. */
  readonly opens: boolean
}

const QUOTES = /["']/
const DEFINES = /^(?:async\s+)?def\b/
const IMPORTS = /^(?:import|from)\b/
const COMPOUND = /^(?:if|elif|else|try|except|finally|with|for|while|match|case|async)\b/
const DECLARES = /^(?:(?:async\s+)?def\b|class\b|import\b|from\b|@|[A-Za-z_]\w*\s*(?::[^=\n]+)?=[^=])/

/** Splits a text into statements; brackets, backslashes and three quotes continue one over line ends. */
function statementsOf(map: LineMap): { statements: Statement[]; comments: CommentSpan[] } {
  const { text } = map
  const statements: Statement[] = []
  const comments: CommentSpan[] = []
  let start = -1
  let depth = 0
  let last = -1
  let open = -1
  let brackets: [number, number] | undefined
  let quoted: [number, number] | undefined
  const finish = () => {
    if (start >= 0) {
      const from = map.lineOf(start)
      let indent = 0
      for (let at = map.start(from); at < start; at++)
        indent = text[at] === '\t' ? (indent | 7) + 1 : indent + 1
      statements.push({
        from,
        to: map.lineOf(last),
        indent,
        start,
        brackets,
        quoted,
        opens: text[last] === ':',
      })
    }
    start = -1
    depth = 0
    brackets = undefined
    quoted = undefined
  }
  for (let at = 0; at < text.length; at++) {
    const character = text[at]!
    if (character === '\n') {
      if (depth === 0 && text[last] !== '\\') finish()
      continue
    }
    if (character === ' ' || character === '\t' || character === '\r' || character === '\f') continue
    if (character === '#') {
      const found = text.indexOf('\n', at)
      const end = found < 0 ? text.length : found
      comments.push({ start: at, end, block: false })
      at = end - 1
      continue
    }
    if (start < 0) start = at
    if (QUOTES.test(character)) {
      if (text.startsWith(character.repeat(3), at)) {
        const end = tripleEnd(text, at + 3, character)
        // Notes are no ASCII, as bytes must be, and could cut a hole in two.
        const prefix = /[A-Za-z]{0,2}$/.exec(text.slice(Math.max(0, at - 2), at))![0]
        quoted = /[bft]/i.test(prefix) ? undefined : [at, end - 1]
        at = end - 1
      } else {
        for (at++; at < text.length && text[at] !== character && text[at] !== '\n'; at++)
          if (text[at] === '\\') at++
        if (text[at] === '\n') at--
      }
    } else if ('([{'.includes(character)) {
      if (depth++ === 0) open = at
    } else if (')]}'.includes(character) && depth > 0 && --depth === 0) brackets = [open, at]
    last = Math.min(at, text.length - 1)
  }
  finish()
  return { statements, comments }
}

function tripleEnd(text: string, from: number, quote: string): number {
  const close = quote.repeat(3)
  for (let at = from; ; at++) {
    at = text.indexOf(quote, at)
    if (at < 0) return text.length
    let slashes = 0
    while (text[at - 1 - slashes] === '\\' && at - 1 - slashes >= from) slashes++
    if (slashes % 2 === 0 && text.startsWith(close, at)) return at + 3
  }
}

const DOC = /^[rRuU]?("""|''')/

/** Line behind the first line of words of a documentation string, and its quotes; `undefined` for one of one line. */
function docRest(map: LineMap, statement: Statement): { from: number; quote: string } | undefined {
  const line = map.text.slice(statement.start, map.end(statement.from))
  const quote = DOC.exec(line)?.[1]
  if (quote === undefined || statement.from === statement.to) return undefined
  const bare = line.replace(DOC, '').trim() === '' || line.trimEnd().endsWith('\\')
  const from = statement.from + (bare ? 2 : 1)
  return from > statement.to ? undefined : { from, quote }
}

const isDoc = (map: LineMap, statement: Statement): boolean =>
  /^[rRuU]?["']/.test(map.text.slice(statement.start, statement.start + 2))

/** Folds for Python by its statements and their indentation. Cut-off code works: a block ends where the text ends. */
export function foldPython(text: string): Fold[] {
  const map = new LineMap(text)
  const { statements, comments } = statementsOf(map)
  const folds: Fold[] = []
  const characters = (from: number, to: number) =>
    to < from ? 0 : text.slice(map.start(from), map.end(to)).replace(/^[ \t]+/gm, '').length

  /** Index behind the last statement of the block below a header. */
  const blockEnd = (header: number): number => {
    let end = header + 1
    while (end < statements.length && statements[end]!.indent > statements[header]!.indent) end++
    return end
  }
  /** A body may stand behind the colon of its header, but not behind the comment that stands there already. */
  const joining = ({ to }: Statement) =>
    text.slice(map.start(to), map.end(to)).trimEnd().endsWith(':') ? { joins: 'above' as const } : {}
  const foldDoc = (doc: Statement) => {
    const rest = docRest(map, doc)
    if (!rest || doc.to - rest.from < 1) return
    const bare = /^\s*(?:"""|''')\s*$/.test(text.slice(map.start(doc.to), map.end(doc.to)))
    const to = bare ? doc.to - 1 : doc.to
    if (to > rest.from && characters(rest.from, to) >= MIN_FOLD_CHARACTERS)
      folds.push({ from: rest.from, to, before: '', after: bare ? '' : rest.quote })
  }

  for (let index = 0; index < statements.length; index++) {
    const statement = statements[index]!
    const head = text.slice(statement.start, Math.min(map.end(statement.from), statement.start + 200))
    const first = statements[index + 1]
    if (statement.opens && DEFINES.test(head)) {
      const end = blockEnd(index)
      if (end === index + 1) continue
      const doc = first && isDoc(map, first) ? first : undefined
      const rest = doc && docRest(map, doc)
      const from = rest?.from ?? (doc ?? statement).to + 1
      const to = statements[end - 1]!.to
      if (to > from && characters(from, to) >= MIN_FOLD_CHARACTERS) {
        const before = rest ? `${rest.quote}  # ` : '...  # '
        folds.push({ from, to, before, after: '', ...(doc ? {} : joining(statement)) })
      }
      index = end - 1
    } else if (statement.opens && COMPOUND.test(head)) {
      const end = blockEnd(index)
      const inner = statements.slice(index + 1, end)
      const script = /^if\s+__name__\s*==/.test(head)
      if (inner.length === 0) continue
      if (!script && inner.some(each => DECLARES.test(text.slice(each.start, each.start + 80)))) continue
      const from = statement.to + 1
      const to = statements[end - 1]!.to
      if (to - from + 1 >= DATA_LINES && characters(from, to) >= MIN_FOLD_CHARACTERS) {
        folds.push({ from, to, before: '...  # ', after: '', ...joining(statement) })
        index = end - 1
      }
    } else if (isDoc(map, statement)) foldDoc(statement)
    else if (statement.to - statement.from >= 2 * DATA_LINES && !IMPORTS.test(head)) {
      const data = statement.brackets && foldData(map, ...statement.brackets, { mark: '#' })
      const string = statement.quoted && foldString(map, ...statement.quoted)
      if (data ?? string) folds.push((data ?? string)!)
    }
  }
  return [...folds, ...foldComments(map, comments, '#')]
}

const NAMED = /^(?:(?:async\s+)?def|class)\s+(\w+)|^(?!(?:else|try|finally)\b)(\w+)\s*(?::[^=\n]+)?=(?!=)/

/** Names that statements without indentation define, in order. */
export function pythonSymbols(text: string): string[] {
  const names: string[] = []
  for (const { start, indent } of statementsOf(new LineMap(text)).statements) {
    const found = indent === 0 ? NAMED.exec(text.slice(start, start + 300)) : null
    const name = found?.[1] ?? found?.[2]
    if (name !== undefined) names.push(name)
  }
  return names
}
