import { execFileSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { diffCrusher } from '../../../crushers/diff/index.ts'
import { obeys } from '../search/laws.ts'

const count = (text: string): number => Math.ceil(text.length / 3.5)
const levels = ['lossless', 'select', 'outline'] as const

/** A number sequence from a seed: repositories must be the same in each run. */
function sequence(seed: number): () => number {
  let state = seed
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0
    return state / 4294967296
  }
}

describe('diffCrusher with git', () => {
  let folder = ''
  const git = (...args: string[]): string =>
    execFileSync('git', ['-c', 'user.name=a', '-c', 'user.email=a@b', '-c', 'core.autocrlf=false', ...args], {
      cwd: folder,
      encoding: 'utf8',
      stdio: ['pipe', 'pipe', 'pipe'],
    })
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'quern-diff-'))
    git('init', '-q')
  })
  afterAll(() => rmSync(folder, { recursive: true, force: true }))

  const write = (path: string, text: string) => {
    mkdirSync(dirname(join(folder, path)), { recursive: true })
    writeFileSync(join(folder, path), text)
  }

  /** Commits a random tree and a random change of it; returns the diff and both commits. */
  function change(seed: number): { diff: string; before: string; after: string } {
    const random = sequence(seed)
    const pick = (limit: number) => Math.floor(random() * limit)
    git('rm', '-rfq', '--ignore-unmatch', '.')
    const files = new Map<string, string[]>()
    for (let at = 0; at < 4; at++)
      files.set(
        `src/part ${at}/file${at}.txt`.replace(at % 2 ? '' : ' ', ''),
        Array.from({ length: 20 + pick(60) }, (_, line) => `line ${line} ${pick(9)}`),
      )
    files.set(
      'package-lock.json',
      Array.from({ length: 80 }, (_, line) => `"dependency-${line}": "${pick(9)}"`),
    )
    const ending = () => (random() < 0.3 ? '' : '\n')
    for (const [path, lines] of files) write(path, lines.join('\n') + ending())
    git('add', '-A')
    git('commit', '-qm', 'before', '--allow-empty')
    const before = git('rev-parse', 'HEAD').trim()
    for (const [path, lines] of files) {
      const edited = lines.flatMap(line =>
        random() < 0.06 ? [] : random() < 0.08 ? [line, '', `added ${pick(99)}`] : [line],
      )
      write(path, edited.join('\n') + ending())
    }
    write('new/file.txt', 'fresh\n\nlines\n')
    const [moved, gone] = [...files.keys()]
    if (random() < 0.5) git('mv', moved as string, 'moved.txt')
    if (random() < 0.5) rmSync(join(folder, gone as string))
    git('add', '-A')
    git('commit', '-qm', 'after', '--allow-empty')
    return { diff: git('diff', 'HEAD~1', 'HEAD'), before, after: git('rev-parse', 'HEAD^{tree}').trim() }
  }

  const apply = (patch: string) =>
    execFileSync('git', ['apply', '--index', '-'], {
      cwd: folder,
      input: patch,
      stdio: ['pipe', 'pipe', 'pipe'],
    })

  function treeAfter(before: string, patch: string): string {
    git('reset', '-q', '--hard', before)
    apply(patch)
    return git('write-tree').trim()
  }

  /** Whether each form of a change still makes the same tree; `undefined` where there is no such form. */
  function applies(seed: number): { lossless: boolean | undefined; shortened: boolean | undefined } {
    const { diff, before, after } = change(seed)
    const kept = diffCrusher.crush(diff, { level: 'lossless', target: 1500, count })
    const lossless = kept && kept.lossless === 'values' && treeAfter(before, kept.text) === after
    // The lock file would be summarised, so it is left out where the body must apply.
    const sources = git('diff', before, after, '--', '.', ':!package-lock.json')
    const target = Math.floor(count(sources) * 0.85)
    const part = diffCrusher.crush(sources, { level: 'select', target, count })
    if (part?.body === undefined) return { lossless, shortened: undefined }
    treeAfter(before, part.body)
    const difference = git('diff', '--cached', after, '--', '.', ':!package-lock.json')
    return { lossless, shortened: part.lossless === false && difference === '' }
  }

  it('still applies to the same tree, lossless and with context shortened', () => {
    const results = Array.from({ length: 12 }, (_, at) => applies(at + 1))
    const lossless = results.map(result => result.lossless).filter(same => same !== undefined)
    const shortened = results.map(result => result.shortened).filter(same => same !== undefined)
    expect(lossless.length).toBeGreaterThan(8)
    expect(shortened.length).toBeGreaterThan(3)
    expect([...lossless, ...shortened]).not.toContain(false)
  })

  it('keeps hunks to the byte and summarises what programs wrote', () => {
    const { diff } = change(99)
    const lossless = diffCrusher.crush(diff, { level: 'lossless', target: 1500, count })
    const body = (text: string) =>
      text.split('\n').filter(line => !/^(?:diff --git|index |--- |\+\+\+ )/.test(line))
    expect(body(lossless?.text ?? '')).toEqual(body(diff))
    const selected = diffCrusher.crush(diff, { level: 'select', target: Math.floor(count(diff) / 2), count })
    expect(selected?.text).toMatch(
      /package-lock\.json \(generated, \+\d+ −\d+ in \d+ hunks, (?:not|\d+) shown\)/,
    )
    expect(count(selected?.text ?? '')).toBeLessThanOrEqual(Math.floor(count(diff) / 2))
    const outline = diffCrusher.crush(diff, { level: 'outline', target: 2000, count })
    for (const path of git('diff', '--name-only', 'HEAD~1', 'HEAD').trim().split('\n'))
      expect(outline?.text).toContain(path)
    expect(readFileSync(join(folder, 'new/file.txt'), 'utf8')).toBe('fresh\n\nlines\n')
  })
})

describe('diffCrusher, laws', () => {
  const line = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 30 }),
    fc.constantFrom(
      'diff --git a/x/y.c b/x/y.c',
      'index 1234567..89abcde 100644',
      '--- a/x/y.c',
      '+++ b/x/y.c',
      '@@ -1,3 +1,4 @@ int main()',
      '@@ -0,0 +1 @@',
      '+a',
      '-b',
      ' c',
      '',
      '\\ No newline at end of file',
      'rename from a',
      'rename to b',
      'similarity index 100%',
      '@@@ -1,2 -1,2 +1,3 @@@',
      'diff --cc x',
      '++a',
      '\ud800',
    ),
  )
  it('never throws, never grows, is deterministic and leaves its own output alone', () => {
    expect.hasAssertions()
    fc.assert(
      fc.property(fc.array(line, { maxLength: 60 }), fc.constantFrom(...levels), (lines, level) => {
        const input = lines.join('\n')
        const context = { level, target: 40, count }
        obeys(diffCrusher, input, context)
      }),
      { numRuns: 600 },
    )
  })
})
