import { readFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { crush } from '../../../crushers/index.ts'
import { o200k } from '../../../src/tokens.ts'

const fixtures = path.join(import.meta.dirname, '../../../fixtures')
/** Written in the manner of a generator, and recorded. */
const pages = [
  ...['sphinx', 'docbook', 'doxygen', 'texinfo', 'asciidoc'].map(name => [
    `a page made by ${name}`,
    `crushers/html/${name}/input.html`,
  ]),
  ...['apache-negotiation', 'nodejs-punycode', 'postgresql-textsearch', 'python-bisect', 'sqlite-backup'].map(
    name => [name, `pages/${name}.html`],
  ),
] as const

/** What is left of a page when its tags go and nothing else: the measure of what a crushed page costs and keeps. */
function stripped(html: string): string {
  return html
    .replace(/<(script|style|head)\b[^]*?<\/\1>|<!--[^]*?-->/gi, '')
    .replace(/<(?:p|div|li|tr|h\d|br|pre|dt|dd|table)\b[^>]*>/gi, '\n')
    .replace(/<[^>]+>/g, '')
    .replace(/&lt;/g, '<')
    .replace(/&gt;/g, '>')
    .replace(/&quot;/g, '"')
    .replace(/&#39;/g, "'")
    .replace(/&amp;/g, '&')
    .replace(/&lsquo;/g, '‘')
    .replace(/&rsquo;/g, '’')
    .replace(/&#160;|&nbsp;/g, ' ')
    .replace(/[ \t]+/g, ' ')
    .replace(/\s*\n\s*/g, '\n')
    .trim()
}

/** What stands above and below the text of a page. */
const frame =
  /^(?:Next|Previous): |Copyright|^Created using |licensed under|non-profit|Please donate|History and License|Last updated/i

/** Words alone: Markdown puts marks between them, and addresses behind them. */
const wordsOf = (text: string): string =>
  text
    .replace(/\]\([^()\s]*(?:\([^()]*\))?\)/g, '')
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()

/** What menus say does not end. */
const isSentence = (line: string): boolean => wordsOf(line).split(' ').length >= 6 && /[.!?:]$/.test(line)

describe.each(pages)('%s', (_, file) => {
  const html = readFileSync(path.join(fixtures, file), 'utf8')
  const plain = stripped(html)
  const shown = crush('html', html, { level: 'select', target: 100_000 })?.text ?? ''

  it('keeps every sentence that its text has', () => {
    const words = wordsOf(shown)
    const sentences = plain.split(/\n|(?<=[.!?:]) /).filter(isSentence)
    expect(sentences.length).toBeGreaterThan(5)
    for (const sentence of sentences.filter(line => !frame.test(line)))
      expect(words).toContain(wordsOf(sentence))
  })

  it('costs a fraction of the page, and little beside its bare text', () => {
    const tokens = o200k.count(shown)
    expect(tokens).toBeLessThan(o200k.count(html) * 0.6)
    expect(tokens).toBeLessThan(o200k.count(plain) * 1.6)
  })
})
