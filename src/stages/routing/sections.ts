import { detectRange } from './detect.ts'
import { merged, other, type Piece, type SplitContext } from './pieces.ts'
import { simpleCommands } from './shell.ts'
import type { Range } from './wrappers.ts'

/** Sections shorter than this are not looked at. */
const SMALLEST_SECTION = 160
/** The longest sections are looked at; a log with a heading for each of a thousand steps is one log. */
const MOST_SECTIONS = 24
/** Where a text has a type of its own, a section must be this sure of being of another. */
const SURE = 0.75
/** … and this share of the text must be so. */
const FOREIGN_SHARE = 0.2

/** Lines longer than this are content. */
const LONGEST_HEAD = 200
/** Words of `echo` that are looked for. */
const MOST_ECHOES = 16

/**
 * An output of several sections, each with what it holds; nothing where it is better read as one. With `takesRules`
 * lines count as heads that also stand inside of other texts.
 */
export function bySections(
  text: string,
  whole: Piece,
  context: SplitContext,
  cut: (section: Piece) => readonly Piece[],
  takesRules = false,
): Piece[] | undefined {
  if (whole.type === 'json' || whole.type === 'prose' || whole.type === 'diff') return undefined
  const heads = sectionHeads(text, whole, context.hint?.command, takesRules)
  if (heads.length === 0) return undefined
  const sections = between(whole, heads)
  const looked = new Set(
    sections
      .filter(({ start, end }) => end - start >= SMALLEST_SECTION)
      .sort((left, right) => right.end - right.start - (left.end - left.start))
      .slice(0, MOST_SECTIONS),
  )
  let foreign = 0
  const pieces = sections.map((section): Piece => {
    if (!looked.has(section)) return other(section.start, section.end)
    const piece = {
      ...section,
      ...detectRange(text, section.start, section.end, context.hint, context.custom),
    }
    const isForeign = piece.type !== 'other' && piece.type !== whole.type && piece.type !== 'prose'
    if (isForeign && (whole.type === 'other' || piece.confidence >= SURE))
      foreign += section.end - section.start
    return piece
  })
  const least = whole.type === 'other' ? 0 : (whole.end - whole.start) * FOREIGN_SHARE
  if (foreign <= least) return undefined
  return merged(interleaved(whole, heads, pieces.flatMap(cut)))
}

/** The ranges between the heads, empty ones left out. */
function between(whole: Range, heads: readonly Range[]): Range[] {
  const found: Range[] = []
  let at = whole.start
  for (const head of [...heads, { start: whole.end, end: whole.end }]) {
    if (head.start > at) found.push({ start: at, end: head.start })
    at = head.end
  }
  return found
}

/** Pieces and heads in the order of the text. */
function interleaved(whole: Range, heads: readonly Range[], pieces: readonly Piece[]): Piece[] {
  const all = [...pieces, ...heads.map(({ start, end }) => other(start, end))]
  return all.sort((left, right) => left.start - right.start).filter(({ end }) => end <= whole.end)
}

/**
 * Lines that a script prints between outputs, or that `head` and `tail` print above each file: where one of them
 * stands, what follows may be of another type than what precedes. In order; line ends included.
 */
function sectionHeads(text: string, range: Range, command: string | undefined, takesRules: boolean): Range[] {
  const heads: Range[] = []
  const echoed = echoesOf(command)
  if (echoed.length === 0 && !LEADS.some(lead => beginsLine(text, lead, range))) return heads
  for (let at = range.start; at < range.end; ) {
    const newline = text.indexOf('\n', at)
    const next = newline < 0 || newline >= range.end ? range.end : newline + 1
    if (next - at <= LONGEST_HEAD && next - at > 2) {
      const code = text.charCodeAt(at)
      const isMark = MARKS.has(code)
      if (isMark || echoed.length > 0) {
        const line = text.slice(at, next).trimEnd()
        if (
          (isMark && (STRONG.test(line) || (takesRules && RULE.test(line)))) ||
          echoed.some(echo => echo.test(line))
        )
          heads.push({ start: at, end: next })
      }
    }
    at = next
  }
  return heads
}

/** `=`, `-`, `#`, `*`, `~`, `_`, `+`, `$`, `>`, `[` */
const MARKS = new Set(Array.from('=-#*~_+$>[', mark => mark.charCodeAt(0)))

/** `==> a.log <==`, `=== pods ===`, `$ make test`, `+ make test` */
const STRONG = /^(?:==>\s.*\s<==|([=\-#*~_+])\1{2,}\s*[^\s=\-#*~_+].*?\s*\1{3,}|(?:\$|\+{1,3}) [\w./~].*)$/
/** `--- pods`, `-----`, `[Pods]`: other texts have such lines, too. */
const RULE = /^(?:([=\-*~])\1{2,}\s+\S.*|([=\-*~_#])\2{2,}|\[\[?[A-Z][\w ./:-]{2,60}\]\]?)$/

/** With what every head begins that no command tells of. */
const LEADS = ['==>', '===', '---', '###', '***', '~~~', '___', '+++', '$ ', '+ ', '++ ', '[']
const MOST_TRIES = 200

/** Whether some line begins so, or so many places had to be looked at that reading line by line is cheaper. */
function beginsLine(text: string, lead: string, { start, end }: Range): boolean {
  let at = text.indexOf(lead, start)
  for (let tries = 0; at >= 0 && at < end; tries++) {
    if (at === start || text.charCodeAt(at - 1) === 10 || tries > MOST_TRIES) return true
    at = text.indexOf(lead, at + 1)
  }
  return false
}

/** What the command itself prints between the outputs of others, variables open. */
function echoesOf(command: string | undefined): RegExp[] {
  if (command === undefined || !/\b(?:echo|printf)\b/.test(command)) return []
  const found: RegExp[] = []
  for (const { words, redirected } of simpleCommands(command)) {
    if (redirected || (words[0] !== 'echo' && words[0] !== 'printf') || found.length === MOST_ECHOES) continue
    const said = words
      .slice(1)
      .filter(word => !/^-\w+$/.test(word))
      .join(' ')
    const line = said.split(/\\n|\n/).find(part => part.trim() !== '')
    const parts = (line ?? '').trim().split(/\$\{?\w+\}?|\$\([^)]*\)|`[^`]*`|%[sd]/)
    if (parts.join('').length < SHORTEST_ECHO) continue
    found.push(new RegExp(`^\\s*${parts.map(escaped).join('.{0,100}')}$`))
  }
  return found
}

const SHORTEST_ECHO = 3

const escaped = (text: string): string => text.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&')
