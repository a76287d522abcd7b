import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { diffCrusher } from '../../../crushers/diff/index.ts'
import { listingCrusher } from '../../../crushers/listing/index.ts'
import { searchCrusher } from '../../../crushers/search/index.ts'
import { estimateTokens } from '../../../src/tokens.ts'

const crushers = [searchCrusher, listingCrusher, diffCrusher]
const levels = ['lossless', 'select', 'outline'] as const
const hints = [undefined, { command: 'ls -R' }] as const

/** Sniffs and crushes at every level. What grows faster than its input does not come back in time. */
function endure(text: string): void {
  for (const crusher of crushers)
    for (const hint of hints) {
      expect(crusher.sniff(text, hint)).toBeLessThanOrEqual(1)
      for (const level of levels) {
        const context = { level, target: 400, count: estimateTokens, ...(hint === undefined ? {} : { hint }) }
        const crushed = crusher.crush(text, context)
        expect(estimateTokens(crushed?.text ?? text)).toBeLessThanOrEqual(estimateTokens(text))
      }
    }
}

/** What hits, listings and diffs are made of, and what their patterns could stumble over. */
const pieces = [
  ':',
  '::',
  ':1:',
  '-1-',
  '/',
  '//',
  'a/',
  'a/b.c:1:',
  'a/b.c-1-x',
  '\n',
  '--\n',
  ' ',
  '\t',
  '    ',
  '1,2,',
  '.',
  './',
  '├── ',
  '│   ',
  '`-- ',
  '-rw-r--r-- 1 a b 12 Jan 29 12:31 c',
  '@@ -1 +1 @@',
  '@@@ -1 -1 +1 @@@',
  '+',
  'diff --git a/x b/x\n',
  '--- a/x\n+++ b/x\n',
  'diff --cc x\n',
  `commit ${'a1'.repeat(20)}\n`,
  'Author: A <a>\n',
  'Date:   x\n',
  'On branch x\n',
  'Untracked files:\n',
  '\tmodified:   ',
  'Line 12: ',
  'File: ',
  'paths under /',
  'printed as "#" under "*"\n',
  'src/:\n',
  '\\ No newline',
  '\r\n',
  '\ud800',
  '\0',
  '4.0K\t',
  '100644 blob ',
  'C:\\',
  '2026-01-05',
  '10:11:12',
  'export ',
  'one name a line:\n',
  'commits by A = a',
]

describe('search, listings and diffs on hostile text', () => {
  it('takes lines without end', () => {
    expect.hasAssertions()
    for (const unit of [':', 'a:1:', '/', 'a/b.c:1:x ', ' ', '\t', '-1-', '@@ -1 +1 @@', 'src/a.ts ', '│   '])
      endure(unit.repeat(Math.ceil(1_000_000 / unit.length)))
    endure(`src/a.ts:1:${'x'.repeat(10_000_000)}`)
  }, 120_000)

  it('takes lines without number', () => {
    expect.hasAssertions()
    for (const unit of ['\n', ':\n', '1:\n', 'a/b\n', '--\n', '+\n', '    \n', 'a/b.c:1:\n', 'x.ts\n'])
      endure(unit.repeat(Math.ceil(200_000 / unit.length)))
  }, 120_000)

  it('takes anything repeated', () => {
    expect.hasAssertions()
    const some = fc.array(fc.constantFrom(...pieces), { minLength: 1, maxLength: 4 })
    fc.assert(
      fc.property(fc.constantFrom('', ...pieces), some, (head, unit) => {
        const repeated = unit.join('')
        endure(head + repeated.repeat(Math.ceil(60_000 / repeated.length)))
      }),
      { numRuns: 60 },
    )
  }, 120_000)
})
