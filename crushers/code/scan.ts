import type { Language } from './languages.ts'

/** What a scanner meets in code, in order of position. Positions are offsets; `end` is exclusive. */
export interface Visitor {
  open(at: number, character: string): void
  close(at: number, character: string): void
  semicolon(at: number): void
  /** A line break outside of comments and strings, with the offset of the last character of code before it. */
  newline(at: number, last: number): void
  comment(start: number, end: number, block: boolean): void
  /** A line for the preprocessor, with the lines that continue it. */
  directive(start: number, end: number): void
}

const CHARACTER = /'(?:\\[^\n]{1,10}?|[^'\\\n]{1,4})'/y
const RUST_RAW = /b?r(#{0,8})"/y
const CPP_RAW = /R"([^\s()\\]{0,16})\(/y
const HEREDOC = /<<<[ \t]*(["']?)(\w+)\1\r?\n/y
/** Characters after which a slash begins a pattern rather than a division. */
const BEFORE_PATTERN = '(,=:[!&|?{};+-*%<>~^\n'
const WORD_BEFORE_PATTERN =
  /(?:^|[^\w$.])(?:return|typeof|case|in|of|delete|void|throw|new|else|do|await|yield)$/

const at = (pattern: RegExp, text: string, index: number): RegExpExecArray | null => {
  pattern.lastIndex = index
  return pattern.exec(text)
}

const until = (text: string, what: string, from: number): number => {
  const found = text.indexOf(what, from)
  return found < 0 ? text.length : found + what.length
}

const isWord = (code: number): boolean =>
  (code >= 97 && code <= 122) || (code >= 65 && code <= 90) || (code >= 48 && code <= 57) || code === 95

/** End of a quoted text with backslash escapes. One that does not end on its line ends with the line, unless `multiline`. */
function quoted(text: string, from: number, quote: number, multiline: boolean): number {
  for (let index = from + 1; index < text.length; index++) {
    const code = text.charCodeAt(index)
    if (code === 92) index++
    else if (code === quote) return index + 1
    else if (code === 10 && !multiline) return index
  }
  return text.length
}

/** End of a template literal, skipping its `${}` and the templates and strings in them. */
function template(text: string, from: number): number {
  // -1 stands for a template, a number from 0 for a hole with that many braces open.
  const open = [-1]
  for (let index = from + 1; index < text.length; index++) {
    const code = text.charCodeAt(index)
    const top = open.length - 1
    if (open[top] === -1) {
      if (code === 92) index++
      else if (code === 96) {
        open.pop()
        if (top === 0) return index + 1
      } else if (code === 36 && text.charCodeAt(index + 1) === 123) {
        open.push(0)
        index++
      }
    } else if (code === 96) open.push(-1)
    else if (code === 34 || code === 39) index = quoted(text, index, code, false) - 1
    else if (code === 123) open[top]!++
    else if (code === 125) {
      if (open[top] === 0) open.pop()
      else open[top]!--
    }
  }
  return text.length
}

function pattern(text: string, from: number): number {
  let set = false
  for (let index = from + 1; index < text.length; index++) {
    const code = text.charCodeAt(index)
    if (code === 92) index++
    else if (code === 10) return from + 1
    else if (code === 91) set = true
    else if (code === 93) set = false
    else if (code === 47 && !set) return index + 1
  }
  return from + 1
}

function nestedComment(text: string, from: number): number {
  let depth = 0
  for (let index = from; index < text.length - 1; index++) {
    const pair = text.charCodeAt(index) * 256 + text.charCodeAt(index + 1)
    if (pair === 0x2f2a) depth++
    else if (pair === 0x2a2f) depth--
    else continue
    index++
    if (depth === 0) return index + 1
  }
  return text.length
}

/** End of a directive, with the lines that backslashes add. */
function directiveEnd(text: string, from: number): number {
  for (let index = from; ; ) {
    const end = text.indexOf('\n', index)
    if (end < 0) return text.length
    const last = text[end - 1] === '\r' ? end - 2 : end - 1
    if (text[last] !== '\\') return end
    index = end + 1
  }
}

/**
 * Reads code of a language with braces once, from left to right. Of `#if … #else … #endif` only the first branch
 * counts where its brackets do not balance, so that the same function opened twice opens once.
 */
export function scan(text: string, language: Language, visitor: Visitor): void {
  const conditions: { depth: number; muted: boolean }[] = []
  let depth = 0
  let muted = false
  let last = -1
  let lineStart = true
  const javascript = language.family === 'javascript'

  const directive = (start: number, end: number) => {
    const word = /#\s*(\w+)/.exec(text.slice(start, Math.min(end, start + 40)))?.[1] ?? ''
    if (word.startsWith('if')) conditions.push({ depth, muted })
    const top = conditions.at(-1)
    if (!top) return
    if (word.startsWith('el')) muted = top.muted || depth !== top.depth || muted
    else if (word === 'endif') {
      muted = top.muted
      conditions.pop()
    }
  }

  for (let index = 0; index < text.length; ) {
    const code = text.charCodeAt(index)
    let end = index + 1
    switch (code) {
      case 10:
        if (!muted) visitor.newline(index, last)
        lineStart = true
        index++
        continue
      case 32:
      case 9:
      case 13:
        index++
        continue
      case 40:
      case 91:
      case 123:
        if (!muted) {
          depth++
          visitor.open(index, text[index]!)
        }
        break
      case 41:
      case 93:
      case 125:
        if (!muted) {
          depth--
          visitor.close(index, text[index]!)
        }
        break
      case 59:
        if (!muted) visitor.semicolon(index)
        break
      case 35:
        if (language.directives && lineStart) {
          end = directiveEnd(text, index)
          directive(index, end)
          visitor.directive(index, end)
          index = end
          continue
        }
        if (language.hashComments && text[index + 1] !== '[') {
          end = text.indexOf('\n', index)
          if (end < 0) end = text.length
          visitor.comment(index, end, false)
          index = end
          continue
        }
        break
      case 47: {
        const next = text.charCodeAt(index + 1)
        if (next === 47) {
          end = text.indexOf('\n', index)
          if (end < 0) end = text.length
          visitor.comment(index, end, false)
          index = end
          continue
        }
        if (next === 42) {
          end = language.nestedComments ? nestedComment(text, index) : until(text, '*/', index + 2)
          visitor.comment(index, end, true)
          index = end
          continue
        }
        if (javascript) {
          const before = last < 0 ? '\n' : text[last]!
          if (
            BEFORE_PATTERN.includes(before) ||
            WORD_BEFORE_PATTERN.test(text.slice(Math.max(0, last - 12), last + 1))
          )
            end = pattern(text, index)
        }
        break
      }
      case 34:
        if (language.tripleQuotes && text.startsWith('"""', index)) end = until(text, '"""', index + 3)
        else if (language.name === 'csharp') end = csharpString(text, index)
        else if (language.hole) end = holed(text, index, language.hole, language.name === 'php')
        else end = quoted(text, index, 34, language.name === 'rust')
        break
      case 39:
        if (language.tripleQuotes && language.singleQuotes && text.startsWith("'''", index))
          end = until(text, "'''", index + 3)
        else if (language.singleQuotes) end = quoted(text, index, 39, language.name === 'php')
        else end = index + (at(CHARACTER, text, index)?.[0].length ?? 1)
        break
      case 96:
        if (javascript) end = template(text, index)
        else if (language.rawBackticks) end = until(text, '`', index + 1)
        else end = quoted(text, index, 96, false)
        break
      case 60: {
        const heredoc = language.name === 'php' ? at(HEREDOC, text, index) : null
        if (heredoc) end = heredocEnd(text, index + heredoc[0].length, heredoc[2]!)
        break
      }
      case 98:
      case 114:
        if (language.name === 'rust' && !isWord(text.charCodeAt(index - 1))) {
          const raw = at(RUST_RAW, text, index)
          if (raw) end = until(text, `"${raw[1]}`, index + raw[0].length)
        }
        break
      case 82:
        if (language.directives && text[index + 1] === '"') {
          const raw = at(CPP_RAW, text, index)
          if (raw) end = until(text, `)${raw[1]}"`, index + raw[0].length)
        }
        break
    }
    if (end === index + 1 && isWord(code)) {
      while (isWord(text.charCodeAt(end))) {
        // A quote between digits belongs to a number (1'000'000), so words are read whole.
        end++
        if (text.charCodeAt(end) === 39 && code >= 48 && code <= 57 && isWord(text.charCodeAt(end + 1))) end++
      }
    }
    lineStart = false
    last = end - 1
    index = end
  }
}

function verbatim(text: string, from: number): number {
  for (let index = from + 1; ; index += 2) {
    index = text.indexOf('"', index)
    if (index < 0) return text.length
    if (text[index + 1] !== '"') return index + 1
  }
}

/** End of a string of C#: `@` makes backslashes plain and quotes double, `$` opens holes at single braces. */
function csharpString(text: string, from: number): number {
  const prefix = /[$@]{0,2}$/.exec(text.slice(Math.max(0, from - 2), from))![0]
  if (prefix.includes('$')) return holed(text, from, '{', prefix.includes('@'))
  return prefix === '@' ? verbatim(text, from) : quoted(text, from, 34, false)
}

/**
 * End of a string with holes for expressions. A hole ends with the bracket that closes its mark; strings in it are
 * skipped, those with holes of their own as far as their quotes go.
 */
function holed(text: string, from: number, mark: string, multiline: boolean): number {
  const opening = mark.endsWith('(') ? 40 : 123
  let depth = 0
  for (let index = from + 1; index < text.length; index++) {
    const code = text.charCodeAt(index)
    if (code === 10 && !multiline) return index
    if (depth === 0) {
      if (text.startsWith(mark, index)) {
        if (mark === '{' && text[index + 1] === '{') index++
        else {
          depth = 1
          index += mark.length - 1
        }
      } else if (code === 92) index++
      else if (code === 34) return index + 1
    } else if (code === opening) depth++
    else if (code === opening + (opening === 40 ? 1 : 2)) depth--
    else if (code === 34)
      index = (text[index - 1] === '@' ? verbatim(text, index) : quoted(text, index, 34, false)) - 1
  }
  return text.length
}

function heredocEnd(text: string, from: number, word: string): number {
  for (let index = from; index < text.length; ) {
    const end = text.indexOf('\n', index)
    const stop = end < 0 ? text.length : end
    let start = index
    while (text[start] === ' ' || text[start] === '\t') start++
    if (text.startsWith(word, start) && !isWord(text.charCodeAt(start + word.length)))
      return start + word.length
    index = stop + 1
  }
  return text.length
}
