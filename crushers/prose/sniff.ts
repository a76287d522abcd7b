import type { Hint } from '../types.ts'
import { Class, classAt, isWord } from './characters.ts'
import { markdownShape } from './markdown.ts'
import { flatPage, sniffLine, sniffSample } from './policy.ts'

/** How sure it is that a text is natural language, in any script. Markdown documents are. */
export function sniff(sample: string, hint?: Hint): number {
  const text = sample.slice(0, sniffSample)
  const words = looksLikeProse(text)
  const score = Math.max(words, markdownShape(text), words > 0.4 && isFlatPage(text) ? flatPage : 0)
  const named =
    /\.(?:md|mdx|markdown|txt|rst|adoc|org)$/i.test(hint?.path ?? '') ||
    /^(?:md|markdown|text)$/i.test(hint?.language ?? '')
  return named && score > 0.1 ? Math.max(0.85, score) : score
}

/** Lines that programs write or read: statements, assignments, keys, tags, stamps, places in files, columns, levels. */
const machine = [
  /[;{}]\s*$|^\s*(?:[{}<\])]|@\w|\/\/|\/\*|#include|#!)/,
  /^\s*[\w.$-]+\s*(?::=|\+=|=)\s*\S|=>|->|\w\(\)|^\s*["'][^"']{1,60}["']\s*:/,
  /^\s*(?:\d{4}-\d\d-\d\d[T ]\d\d:|\[?\d\d:\d\d:\d\d|[A-Z][a-z]{2} +\d+ \d\d:\d\d)|^\s*\[\s*[A-Za-z][\w.:/ -]{0,30}\](?!\()/,
  /^\S{1,200}[:(]\d+[,:)\]-]|^\s*at \S+\(|\bFile "[^"]+", line \d|\b(?:INFO|WARN|ERROR|DEBUG|TRACE)\b|\b(?:error|warning)(?: \w+)?:/,
  /^\s*(?:import|from|def|class|function|return|const|let|var|public|private|static|package|if|for|while|elif|else|async|await|export|type|fn|func|use|SELECT|INSERT|CREATE)\b.{0,200}[({;:]\s*$|^\s*(?:return|import|from|raise|self\.)\b/,
  /(?:[^,\s]{1,60},){4}|\t\S+\t|\S {3,}\S+ {3,}\S|^\s*[\w.-]{1,40}:(?:\s+[^\s.]+)?$|^[-dl][rwx-]{9}|^\s*\d+(?:→|\t|[:|] )/,
]
const diff = /^(?:@@ -\d|diff --git )/m
const structure =
  /^(?:#{1,6} \S|={3,}$|-{3,}$|\|.*\|$|\*\*\S|>|!?\[[^\]]*\]\()|^(?:[-*+]|\d{1,3}[.)]) +(?:\[|\*\*|`)/
const item = /^(?:[-*+•]|\d{1,3}[.)]) \S/
/** Thai, Lao, Burmese and Khmer hardly mark the end of a sentence. */
const ended =
  /[.!?。！？؟।…:：;,，]["'”’»)\]*_`]*$|[.!?] [A-ZÀ-ÞА-Я"“]|[。！？]|[\u0e01-\u0eff\u1000-\u109f\u1780-\u17ff]/

/** Share of the text that reads as sentences or as Markdown, fenced code left out, minus what reads as a machine's. */
export function looksLikeProse(sample: string): number {
  const text = sample.slice(0, sniffSample)
  if (diff.test(text)) return 0.1
  let good = 0
  let bad = 0
  let sentences = 0
  let markdown = 0
  let lines = 0
  let machines = 0
  let fenced = false
  const beginnings = new Map<string, number>()
  for (const raw of text.split('\n')) {
    const line = raw.trim().slice(0, sniffLine)
    if (line === '') continue
    if (line.startsWith('```') || line.startsWith('~~~')) {
      fenced = !fenced
      markdown += 2
      continue
    }
    if (fenced) continue
    lines++
    const size = line.length
    const structured = structure.test(line)
    const listed = item.test(line)
    if (structured || listed) markdown++
    const words = tally(line)
    const indented = raw.startsWith('    ') || raw.startsWith('\t')
    if (!structured && !listed) {
      const key = line.slice(0, 6)
      beginnings.set(key, (beginnings.get(key) ?? 0) + 1)
    }
    const begin = raw.slice(0, 300)
    if (!structured && !listed && machine.some(pattern => pattern.test(begin))) {
      machines++
      bad += size
    } else if (structured) good += size
    else if (
      words.symbols * 3 > words.letters ||
      words.marks * 2 > words.letters ||
      words.digits > words.letters
    )
      bad += size
    else if (words.words >= 3 || words.ideographs >= 5) {
      good += indented && !listed ? size * 0.7 : size
      if (indented && !listed) bad += size * 0.3
      if (ended.test(line)) sentences += size
    } else if (listed) good += size / 2
    else bad += size / 4
  }
  if (good + bad === 0) return markdown > 2 ? 0.3 : 0
  const share = good / (good + bad)
  if (share < 0.5) return share * 0.6
  const shape = Math.min(1, (sentences / Math.max(1, good)) * 1.6 + Math.min(0.8, markdown / 8))
  let score = share * (0.45 + 0.55 * shape)
  // A file of code with long comments is mostly words; its lines tell.
  const share2 = machines / Math.max(1, lines)
  if (share2 > 0.15) score *= Math.max(0.2, 1 - 1.6 * (share2 - 0.1))
  let common = 0
  for (const count of beginnings.values()) if (count > common) common = count
  if (lines >= 10 && common > lines * 0.4) score *= 0.5
  return Math.min(0.98, score)
}

interface Tally {
  letters: number
  digits: number
  symbols: number
  /** Punctuation that prose has too, but not so much of. */
  marks: number
  words: number
  ideographs: number
}

const punctuation = new Set(`.,;:!?'"“”‘’()–—*_#[]|-/。，、；：！？「」『』《》（）…؟،؛।`)

function tally(line: string): Tally {
  const result: Tally = { letters: 0, digits: 0, symbols: 0, marks: 0, words: 0, ideographs: 0 }
  let inside = false
  for (let index = 0; index < line.length; index++) {
    const kind = classAt(line, index)
    const word = isWord(kind)
    if (kind === Class.digit) result.digits++
    else if (word) {
      result.letters++
      if (!inside) result.words++
      if (kind === Class.ideograph || kind === Class.katakana) result.ideographs++
    } else if (kind !== Class.space) {
      if (punctuation.has(line.charAt(index))) result.marks++
      else result.symbols++
    }
    inside = word
  }
  return result
}

/** Text that was a page: mostly short lines, several of which come again. */
function isFlatPage(text: string): boolean {
  const lines = text
    .split('\n')
    .map(line => line.trim())
    .filter(line => line.length > 3)
  if (lines.length < 20) return false
  const seen = new Set<string>()
  let repeated = 0
  let short = 0
  for (const line of lines) {
    if (seen.has(line)) repeated++
    seen.add(line)
    if (line.length < 50 && /^[^=;{}<>|\\[\]]*$/.test(line)) short++
  }
  return short * 2 > lines.length && repeated * 10 > lines.length
}
