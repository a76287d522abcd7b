import type { CommentSpan } from './comments.ts'
import { foldComments } from './comments.ts'
import { type Fold, LineMap } from './fold.ts'
import type { Language } from './languages.ts'
import { LONGEST_HEADER, LONGEST_LINE, MIN_FOLD_CHARACTERS } from './policy.ts'

/**
 * Ruby and the shell are told by lines: a block begins with a line of a known form and ends with its word at the same
 * indentation. Their grammars depend on what names mean; their indentation, as people write it, does not.
 */
interface Pairing {
  readonly opens: RegExp
  /** Opens a block that is only folded when nothing is declared in it. */
  readonly wraps: RegExp
  readonly closes: RegExp
  /** Belongs to the block at whose indentation it stands. */
  readonly continues: RegExp
  readonly note: string
  readonly heredoc: RegExp
}

const pairings: Record<'ruby' | 'shell', Pairing> = {
  ruby: {
    opens:
      /^\s*(?:(?:private|protected|public|private_class_method|memoize)\s+)?def\s+(?!.*\)\s*=\s)(?!\S+\s*=\s)(?!.*;\s*end\s*$)/,
    wraps: /\bdo\s*(?:\|[^|]*\|)?\s*(?:#.*)?$/,
    closes: /^\s*end\b/,
    continues: /^\s*(?:rescue|ensure|else|elsif|when|in)\b/,
    note: '# ',
    heredoc: /<<[-~]?(["'`]?)([A-Z_]\w*)\1/,
  },
  shell: {
    opens: /^\s*(?:function\s+[\w:.-]+\s*(?:\(\s*\))?|[\w:.-]+\s*\(\s*\))\s*\{\s*(?:#.*)?$/,
    wraps: /(?!)/,
    closes: /^\s*\}/,
    continues: /(?!)/,
    note: ':  # ',
    heredoc: /(?<!<)<<-?\s*\\?(["']?)(\w+)\1/,
  },
}

interface Block {
  readonly line: number
  readonly indent: number
  readonly wraps: boolean
  declares: boolean
}

/** The lines outside of quoted documents and of what stands behind the end of the code. */
function* codeLines(text: string, pairing: Pairing): Generator<readonly [index: number, line: string]> {
  let heredoc: string | undefined
  let documented = false
  const lines = text.split('\n')
  for (let index = 0; index < lines.length; index++) {
    const line = lines[index]!
    const trimmed = line.trim()
    if (heredoc !== undefined) {
      if (trimmed === heredoc) heredoc = undefined
      continue
    }
    if (/^=(?:begin|end)\b/.test(line)) documented = line.startsWith('=begin')
    if (documented || trimmed === '' || line.length > LONGEST_LINE) continue
    if (trimmed === '__END__') return
    yield [index, line]
    if (!trimmed.startsWith('#')) heredoc = pairing.heredoc.exec(line)?.[2]
  }
}

const pairingOf = (language: Language): Pairing => pairings[language.family === 'ruby' ? 'ruby' : 'shell']

/** Last line of a header: parameters in parentheses may go over several. */
function headerEnd(lines: readonly string[], from: number): number {
  let depth = 0
  for (let index = from; index < lines.length && index < from + LONGEST_HEADER; index++) {
    const line = lines[index]!
    for (const character of line) depth += character === '(' ? 1 : character === ')' ? -1 : 0
    if (depth <= 0 && !/[,\\]\s*$/.test(line)) return index
  }
  return from
}

export function foldPaired(text: string, language: Language): Fold[] {
  const pairing = pairingOf(language)
  const lines = text.split('\n')
  const map = new LineMap(text)
  const open: Block[] = []
  const folds: Fold[] = []
  const comments: CommentSpan[] = []
  for (const [index, line] of codeLines(text, pairing)) {
    const trimmed = line.trimStart()
    if (trimmed.startsWith('#')) {
      if (!trimmed.startsWith('#!'))
        comments.push({ start: map.start(index), end: map.end(index), block: false })
      continue
    }
    const indent = line.length - trimmed.length
    while (open.length > 0 && open.at(-1)!.indent > indent) open.pop()
    const top = open.at(-1)
    if (top && index <= top.line) continue
    if (top?.indent === indent && pairing.closes.test(line)) {
      open.pop()
      const outer = open.at(-1)
      if (outer) outer.declares = true
      const from = top.line + 1
      const to = index - 1
      const size = to > from ? text.slice(map.start(from), map.end(to)).replace(/^[ \t]+/gm, '').length : 0
      if (size >= MIN_FOLD_CHARACTERS && !(top.wraps && top.declares))
        folds.push({ from, to, before: pairing.note, after: '' })
    } else if (top?.indent === indent && !pairing.continues.test(line)) open.pop()
    const opens = pairing.opens.test(line)
    if (opens || pairing.wraps.test(line))
      open.push({ line: opens ? headerEnd(lines, index) : index, indent, wraps: !opens, declares: false })
  }
  return [...folds, ...foldComments(map, comments, '#')]
}

/** Names declared on lines without indentation, in order. */
export function pairedSymbols(text: string, language: Language): string[] {
  const names: string[] = []
  for (const [, line] of codeLines(text, pairingOf(language))) {
    const name = language.symbol.exec(line)?.slice(1).find(Boolean)
    if (name !== undefined) names.push(name)
  }
  return names
}
