/** One simple command of a shell line: its words, quotes removed, and whether its output goes to a file. */
export interface SimpleCommand {
  readonly words: readonly string[]
  readonly redirected: boolean
  /** It reads what the command before it prints. */
  readonly piped: boolean
}

/** Words that stand before the command proper. */
const PREFIXES = new Set([
  'sudo',
  'time',
  'command',
  'exec',
  'nohup',
  'do',
  'then',
  'else',
  '{',
  '(',
  '!',
  'env',
  'stdbuf',
])
const LONGEST_COMMAND = 20_000

/** Splits a shell line into its simple commands. Knows quotes, pipes, lists and redirections; the rest is plain words. */
export function simpleCommands(line: string): SimpleCommand[] {
  const commands: SimpleCommand[] = []
  let words: string[] = []
  let redirected = false
  let piped = false
  const finish = (nextPiped: boolean): void => {
    const proper = withoutPrefixes(words)
    if (proper.length > 0) commands.push({ words: proper, redirected, piped })
    words = []
    redirected = false
    piped = nextPiped
  }
  const token =
    /\s*(?:(\|\||&&|;;?|\n|\|&?|&(?!>))|(\d?>>?&?\d?|&>>?|<<-?|<)|((?:"(?:[^"\\]|\\[\s\S])*"|'[^']*'|\\[\s\S]|[^\s|&;<>"'\\])+)|(["'][\s\S]*))/y
  const text = line.slice(0, LONGEST_COMMAND).replace(/[ \t]*\n/g, '\n')
  let at = 0
  while (at < text.length) {
    // Line breaks end a command; other white space only separates words.
    while (text[at] === ' ' || text[at] === '\t') at++
    if (text[at] === '\n') {
      finish(false)
      at++
      continue
    }
    token.lastIndex = at
    const match = token.exec(text)
    if (match === null || token.lastIndex === at) break
    at = token.lastIndex
    const [, operator, redirect, word] = match
    if (operator !== undefined) finish(operator === '|' || operator === '|&')
    else if (redirect !== undefined) {
      const target = /^\s*([^\s|&;<>]*)/.exec(text.slice(at, at + 200))
      const where = target?.[1] ?? ''
      at += target?.[0].length ?? 0
      if (redirect.startsWith('<<')) return [...commands, { words: ['<<'], redirected: true, piped }]
      if (/^[1&]?>/.test(redirect) && !redirect.includes('>&') && where !== '/dev/stdout') redirected = true
    } else if (word !== undefined) words.push(unquote(word))
    else break
  }
  finish(false)
  return commands
}

function withoutPrefixes(words: readonly string[]): string[] {
  let first = 0
  while (first < words.length) {
    const word = words[first] ?? ''
    if (PREFIXES.has(word) || /^\w+=/.test(word)) first++
    else if (word === 'timeout') first += 2
    else break
  }
  return words.slice(first)
}

function unquote(word: string): string {
  return word.replace(/"((?:[^"\\]|\\[\s\S])*)"|'([^']*)'|\\([\s\S])/g, (_, double, single, escaped) =>
    double !== undefined ? double.replace(/\\(["\\$`])/g, '$1') : (single ?? escaped),
  )
}
