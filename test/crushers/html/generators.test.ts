import { readFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { crush } from '../../../crushers/index.ts'
import { o200k } from '../../../src/tokens.ts'

const folder = path.join(import.meta.dirname, '../../../fixtures/crushers/html')

/** What is left of a page when its tags go and nothing else: the measure of what a crushed page costs and keeps. */
function stripped(html: string): string {
  return html
    .replace(/<(script|style|head)\b[^]*?<\/\1>|<!--[^]*?-->/gi, '')
    .replace(/<(?:p|div|li|tr|h\d|br|pre|dt|dd|table)\b[^>]*>/gi, '\n')
    .replace(/<[^>]+>/g, '')
    .replace(/&lt;/g, '<')
    .replace(/&gt;/g, '>')
    .replace(/&quot;/g, '"')
    .replace(/&lsquo;/g, '‘')
    .replace(/&rsquo;/g, '’')
    .replace(/&#160;|&nbsp;/g, ' ')
    .replace(/[ \t]+/g, ' ')
    .replace(/\s*\n\s*/g, '\n')
    .trim()
}

/** What stands above and below the text of a page. */
const frame = /^(?:Next|Previous): |Copyright|^Created using /

/** Words alone: Markdown puts marks between them, and addresses behind them. */
const wordsOf = (text: string): string =>
  text
    .replace(/\]\([^()\s]*(?:\([^()]*\))?\)/g, '')
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()

describe.each(['sphinx', 'docbook', 'doxygen', 'texinfo', 'asciidoc'])('a page made by %s', name => {
  const html = readFileSync(path.join(folder, name, 'input.html'), 'utf8')
  const plain = stripped(html)
  const shown = crush('html', html, { level: 'select', target: 100_000 })?.text ?? ''

  it('keeps every sentence that its text has', () => {
    const words = wordsOf(shown)
    const sentences = plain.split(/\n|(?<=[.!?:]) /).filter(line => wordsOf(line).split(' ').length >= 6)
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
