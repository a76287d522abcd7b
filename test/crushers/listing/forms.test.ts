import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { decode } from '../../../crushers/index.ts'
import { listingCrusher } from '../../../crushers/listing/index.ts'
import { o200k } from '../../../src/tokens.ts'
import { readsBack } from '../search/laws.ts'

const { count } = o200k
const atLossless = { level: 'lossless', target: 1500, count } as const
const decoded = (text: string): string => decode(text, 'listing')

const word = fc.stringMatching(/^[a-zA-Z][\w'.-]{0,9}$/)
const sentence = fc.array(word, { minLength: 1, maxLength: 8 }).map(words => words.join(' '))
const hash = fc.stringMatching(/^[0-9a-f]{40}$/)
const author = fc.constantFrom(
  'Ada Miller <ada@example.org>',
  'Grace Hopper <grace@example.org>',
  'B = C, D = E <x@example.org>',
  'nobody <>',
)
const commit = fc
  .record({
    hash,
    names: fc.constantFrom('', '', '', ' (HEAD -> main, tag: v1.2)'),
    merge: fc.constantFrom('', '', '', 'Merge: 1b9f3c2 2c0a4d3\n'),
    author,
    date: fc.constantFrom('Mon Feb 2 12:02:00 2026 +0100', '2026-02-02', '3 weeks ago'),
    message: fc.array(fc.oneof(sentence, fc.constantFrom('', '| a', '- b', '  c', 'commit 12')), {
      maxLength: 4,
    }),
    after: fc.constantFrom('', '', '\n src/a.ts | 2 +-\n 1 file changed\n', '\n\n'),
  })
  .map(
    each =>
      `commit ${each.hash}${each.names}\n${each.merge}Author: ${each.author}\nDate:   ${each.date}\n\n${each.message.map(line => `    ${line}\n`).join('')}${each.after}`,
  )

describe('listingCrusher, git log', () => {
  it('gives back every byte', () => {
    let crushes = 0
    fc.assert(
      fc.property(fc.array(commit, { minLength: 2, maxLength: 9 }), fc.boolean(), (commits, newline) => {
        const original = commits.join('\n').replace(/\n$/, '') + (newline ? '\n' : '')
        if (readsBack(listingCrusher, original, atLossless, decoded) !== undefined) crushes++
      }),
      { numRuns: 300 },
    )
    expect(crushes).toBeGreaterThan(20)
  })

  it('keeps commits that others point at and tells how many are not shown', () => {
    const commits = Array.from({ length: 80 }, (_, at) => {
      const digits = (at * 2654435761).toString(16).padStart(40, '0a').slice(0, 40)
      const names = at === 41 ? ' (tag: v3.1)' : ''
      const subject = at === 60 ? 'Revert the wheel' : `Turn the wheel ${at}`
      return `commit ${digits}${names}\nAuthor: Ada Miller <ada@example.org>\nDate:   Mon Feb 2 12:02:00 2026 +0100\n\n    ${subject}\n`
    })
    const crushed = listingCrusher.crush(commits.join('\n'), { level: 'select', target: 900, count })
    expect(crushed?.text).toMatch(/^… 80 commits, \d+ shown; Ada Miller 80\n/)
    expect(crushed?.text).toContain('(tag: v3.1)')
    expect(crushed?.text).toContain('Revert the wheel')
    expect(crushed?.losses[0]).toMatchObject({ unit: 'commits', total: 80 })
  })

  it('leaves logs with patches to who reads diffs', () => {
    const patch = 'diff --git a/x b/x\n--- a/x\n+++ b/x\n@@ -1 +1 @@\n-a\n+b\n'
    const log = Array.from(
      { length: 3 },
      (_, at) => `commit ${String(at).repeat(40)}\nAuthor: a <b>\nDate:   today\n\n    c\n\n${patch}`,
    )
    expect(listingCrusher.sniff(log.join('\n'))).toBe(0)
  })
})

describe('listingCrusher, names', () => {
  const name = fc.stringMatching(/^[\w.@+~([_-][\w.@+~()[\]$=,'-]{0,14}[\w*/]$/)
  const hint = { command: 'ls -R src' }

  it('gives back names that stood one a line, and their headings', () => {
    let crushes = 0
    const section = fc.tuple(word, fc.array(name, { minLength: 1, maxLength: 30 }))
    fc.assert(
      fc.property(fc.array(section, { minLength: 1, maxLength: 4 }), fc.boolean(), (sections, newline) => {
        const original =
          sections.map(([heading, names]) => `./${heading}:\n${names.join('\n')}`).join('\n\n') +
          (newline ? '\n' : '')
        const crushed = listingCrusher.crush(original, { ...atLossless, hint })
        if (crushed === undefined) return
        crushes++
        expect(decoded(crushed.text)).toBe(original)
      }),
      { numRuns: 300 },
    )
    expect(crushes).toBeGreaterThan(0)
  })

  it('takes no words for names but where they were listed', () => {
    const words = Array.from({ length: 40 }, (_, at) => `stone-${at}.md`).join('\n')
    expect(listingCrusher.sniff(words)).toBe(0)
    expect(listingCrusher.sniff(words, { command: 'cut -f1 wares.tsv' })).toBe(0)
    expect(listingCrusher.sniff(words, { command: 'ls docs' })).toBeGreaterThan(0.9)
    expect(listingCrusher.sniff(`${words}\nand a sentence: it ends here.`, hint)).toBe(0)
  })
})

describe('listingCrusher, git status', () => {
  it('says of each path in which section it stood', () => {
    const paths = (word: string) =>
      Array.from({ length: 40 }, (_, at) => `\t${word}src/part${Math.floor(at / 14)}/stone${at}.ts`)
    const status = [
      'On branch main',
      'Changes not staged for commit:',
      '  (use "git add <file>..." to update what will be committed)',
      ...paths('modified:   '),
      '',
      'Untracked files:',
      '  (use "git add <file>..." to include in what will be committed)',
      ...paths('new/'),
      '',
    ].join('\n')
    const kept = readsBack(listingCrusher, status, atLossless, decoded)
    expect(kept?.text).toContain('\nsrc/part')
    const selected = listingCrusher.crush(status, { level: 'select', target: 500, count })?.text
    expect(selected).toMatch(/ unstaged modified: stone\d+\.ts/)
    expect(selected).toMatch(/ untracked stone\d+\.ts/)
    expect(selected).not.toContain('(use')
  })
})
