import { type CommentSpan, foldComments } from './comments.ts'
import { type Fold, LineMap } from './fold.ts'
import { foldBody, foldData } from './between.ts'
import type { Language } from './languages.ts'
import { MAX_CONTAINER_DEPTH, NESTED_CHARACTERS } from './policy.ts'
import { scan } from './scan.ts'

/**
 * `container`: its members are declarations and stay. `body`: statements, folds. `data`: a list or map, folds when
 * long. `group`: parentheses and brackets, transparent.
 */
type Kind = 'container' | 'body' | 'data' | 'group'

interface Frame {
  readonly character: string
  readonly open: number
  readonly kind: Kind
  /** Every bracket around it is a container or a group, so that what stands in it is a declaration or part of one. */
  readonly visible: boolean
  readonly depth: number
  /** Where the declaration began that the bracket belongs to. */
  readonly declared: number
  /** Where the current declaration in this frame began. */
  begin: number
}

const CLOSES: Record<string, string> = { ')': '(', ']': '[', '}': '{' }
/** What a line begins with that belongs to the declaration above. */
const CONTINUES = /^\s*(?:[{.:?|&]|where\b|(?:\w+\s+)?constructor\b)/
const STATEMENT =
  /^(?:if|for|foreach|while|switch|try|do|else|catch|finally|using|lock|unsafe|match|loop|synchronized)\b/
const NESTED =
  /^[ \t]*(?:(?:export|public|private|protected|static|final|async|pub)\s+)*(?:function|class|interface|trait|def|func|fun|fn)\s+\w/m
const FUNCTION =
  /\)\s*(?:(?:const|volatile|noexcept|override|final|mutable|async|throws|rethrows|try|&&?)\s*)*(?:(?:->|:|throws|where|requires)[^=;]*)?$|(?:=>|->)\s*$|\b(?:func|fun|fn|function|init|deinit|get|set|add|remove|willSet|didSet|static)\s*(?:\(.*)?$|\bmacro_rules!/s
const DATA = /(?:[=(,[:?]|\breturn)\s*$|=[^=>][^(]*$/

/** A header without comments, strings and line breaks; only as much of it as decides. */
function clean(text: string): string {
  const part = text.length > 1200 ? `${text.slice(0, 600)} ${text.slice(-600)}` : text
  return part
    .replace(/\/\*[\s\S]*?(?:\*\/|$(?![\s\S]))|\/\/[^\n]*|^[ \t]*#(?!\[)[^\n]*/gm, ' ')
    .replace(/"(?:[^"\\\n]|\\.)*"/g, '""')
    .trim()
}

function classify(header: string, language: Language, parent: Kind): Kind {
  if (language.container.test(header)) return 'container'
  if (STATEMENT.test(header)) return 'body'
  if (language.name === 'rust' && /=(?!>)/.test(header) && !/\bfn\b/.test(header)) return 'data'
  if (language.name === 'go' && !/\bfunc\b/.test(header)) return 'data'
  if (FUNCTION.test(header)) return 'body'
  if (DATA.test(header)) return 'data'
  // Old C puts parameter declarations between the parentheses and the body.
  if (header === '' && language.directives) return parent === 'container' ? 'body' : 'data'
  return 'container'
}

/**
 * A block ends at the indentation at which it or its declaration began. Where it does not, a bracket in a string or
 * behind a condition may have been misread, and folding would take what follows with it.
 */
function aligned(map: LineMap, open: number, close: number, declared: number): boolean {
  const { text } = map
  if (close >= text.length) return true
  const ending = indentAt(map, map.lineOf(close))
  if (ending === indentAt(map, map.lineOf(open))) return true
  let start = declared
  while (start < open && /\s/.test(text[start]!)) start++
  return ending === indentAt(map, map.lineOf(start))
}

const indentAt = (map: LineMap, line: number): string =>
  /^[ \t]*/.exec(map.text.slice(map.start(line), Math.min(map.end(line), map.start(line) + 200)))![0]

/** An initialiser in a C++ constructor's header, `: a{1}`, is not its body. */
const initialises = (header: string, language: Language, before: string): boolean =>
  language.directives === true && /\w|>/.test(before) && /\)[^;{}()]*:[^:]/.test(header)

/** Folds for code with braces. Cut-off code works: what is not closed folds to the end, stray closers are passed over. */
export function foldBraces(text: string, language: Language): Fold[] {
  const map = new LineMap(text)
  const folds: Fold[] = []
  const comments: CommentSpan[] = []
  const root: Frame = {
    character: '',
    open: -1,
    kind: 'container',
    visible: true,
    depth: 0,
    declared: 0,
    begin: 0,
  }
  const stack: Frame[] = [root]
  const bodies: { open: number; close: number; kind: Kind; declared: number }[] = []

  const close = (frame: Frame, at: number) => {
    if (!frame.visible || frame.kind === 'container') return
    if (frame.kind !== 'group')
      bodies.push({ open: frame.open, close: at, kind: frame.kind, declared: frame.declared })
    else if (frame.character === '[')
      bodies.push({ open: frame.open, close: at, kind: 'data', declared: frame.declared })
  }

  scan(text, language, {
    open(at, character) {
      const parent = stack.at(-1)!
      // What stands in a list is data, so that lists in lists are looked at once.
      const inside = parent.kind === 'container' || (parent.kind === 'group' && parent.character !== '[')
      const visible = parent.visible && inside && parent.depth < MAX_CONTAINER_DEPTH
      let kind: Kind = 'group'
      if (character === '{') {
        kind = 'data'
        if (visible) {
          const header = clean(text.slice(parent.begin, at))
          kind = initialises(header, language, text[at - 1] ?? '')
            ? 'group'
            : classify(header, language, parent.kind)
          // A statement at the top of a script may hold the declarations of the script.
          if (kind === 'body' && language.singleQuotes && STATEMENT.test(header))
            if (NESTED.test(text.slice(at, at + NESTED_CHARACTERS))) kind = 'container'
        }
      }
      const begin = kind === 'group' ? parent.begin : at + 1
      stack.push({
        character,
        open: at,
        kind,
        visible,
        depth: parent.depth + (kind === 'container' ? 1 : 0),
        declared: parent.begin,
        begin,
      })
    },
    close(at, character) {
      const wanted = CLOSES[character]!
      let top = stack.length - 1
      if (character === '}') while (top > 0 && stack[top]!.character !== '{') top--
      if (top === 0 || stack[top]!.character !== wanted) {
        if (character === '}') root.begin = at + 1
        return
      }
      while (stack.length - 1 > top) stack.pop()
      const frame = stack.pop()!
      close(frame, at)
      const parent = stack.at(-1)!
      const empty = character === '}' && text.slice(frame.open + 1, at).trim() === ''
      if (
        character === '}' &&
        frame.kind !== 'group' &&
        parent.kind === 'container' &&
        !(empty && language.lineEnds)
      )
        parent.begin = at + 1
    },
    semicolon(at) {
      const top = stack.at(-1)!
      if (top.kind === 'container') top.begin = at + 1
    },
    newline(at, last) {
      const top = stack.at(-1)!
      if (!language.lineEnds) return
      const declares =
        top.kind === 'container' ||
        (top.character === '(' && stack.at(-2)?.kind === 'container' && language.name === 'go')
      if (
        declares &&
        last >= 0 &&
        !',(=+|&.:<'.includes(text[last]!) &&
        !CONTINUES.test(text.slice(at, at + 120))
      )
        top.begin = at + 1
    },
    comment(start, end, block) {
      const top = stack.at(-1)!
      if (top.visible && (top.kind === 'container' || top.kind === 'group'))
        comments.push({ start, end, block })
    },
    directive(start, end) {
      const top = stack.at(-1)!
      // One in the middle of a header is part of it.
      if (top.kind === 'container' && clean(text.slice(top.begin, start)) === '') top.begin = end
    },
  })
  for (const frame of stack.slice(1)) close(frame, text.length)

  for (const { open, close: end, kind, declared } of bodies) {
    if (!aligned(map, open, end, declared)) continue
    const fold = kind === 'data' ? foldData(map, open, end) : foldBody(map, open, end)
    if (fold) folds.push(fold)
  }
  return [...folds, ...foldComments(map, comments, language.hashComments ? '#' : '//')]
}
