import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { diffCrusher } from '../../../crushers/diff/index.ts'
import type { Crushed } from '../../../crushers/types.ts'

const count = (text: string): number => Math.ceil(text.length / 3.5)
const select = (text: string, target: number): Crushed | undefined =>
  diffCrusher.crush(text, { level: 'select', target, count })

const words = 'stone wheel grain flour sluice hopper shaft gear sack miller'.split(' ')
const wordAt = (at: number): string => words[at % words.length] as string

function hunkOf(at: number, changes: number): string {
  const lines = Array.from(
    { length: changes },
    (_, line) => `${(at + line) % 3 === 0 ? '-' : '+'}turn(${wordAt(at + line)}, ${at}.${line})`,
  )
  const removed = lines.filter(line => line.startsWith('-')).length
  const context = [1, 2, 3].map(line => ` keep(${wordAt(at * line)})`)
  return [
    `@@ -${at * 40 + 1},${6 + removed} +${at * 40 + 1},${6 + changes - removed} @@ part ${wordAt(at)}`,
    ...context,
    ...lines,
    ...context,
  ].join('\n')
}

const fileOf = (path: string, hunks: readonly string[]): string =>
  [
    `diff --git a/${path} b/${path}`,
    'index 1111111..2222222 100644',
    `--- a/${path}`,
    `+++ b/${path}`,
    ...hunks,
  ].join('\n')

const diffs: Readonly<Record<string, (size: number) => string>> = {
  'many files': size =>
    Array.from({ length: size / 500 }, (_, at) =>
      fileOf(`src/${wordAt(at * 7)}/${wordAt(at)}${at}.ts`, [hunkOf(at, 1 + (at % 7)), hunkOf(at + 3, 2)]),
    ).join('\n'),
  'one giant file': size =>
    fileOf(
      'src/giant.ts',
      Array.from({ length: size / 350 }, (_, at) => hunkOf(at, 3 + (at % 9))),
    ),
  'one giant hunk': size => fileOf('src/giant.ts', [hunkOf(1, Math.floor(size / 22))]),
  'the same change everywhere': size =>
    Array.from({ length: size / 300 }, (_, at) =>
      fileOf(`src/${wordAt(at * 7)}/${wordAt(at)}${at}.ts`, [hunkOf(3, 2)]),
    ).join('\n'),
  'files without hunks': size =>
    Array.from({ length: size / 130 }, (_, at) => {
      const path = `img/${wordAt(at * 7)}/${wordAt(at)}${at}.png`
      return `diff --git a/${path} b/${path}\nBinary files a/${path} and b/${path} differ`
    }).join('\n'),
  commits: size =>
    Array.from({ length: size / 400 }, (_, at) =>
      [
        `commit ${String(at).padStart(40, '0')}`,
        'Author: Ada Miller <ada@example.org>',
        '',
        `    turn the ${wordAt(at)}`,
        '',
        fileOf(`src/${wordAt(at * 7)}/${wordAt(at)}.ts`, [hunkOf(at, 1 + (at % 7))]),
        '',
      ].join('\n'),
    ).join('\n'),
}

const kept = (crushed: Crushed | undefined): number =>
  crushed?.losses.find(loss => loss.unit === 'changed lines')?.kept ?? 0

describe('diffCrusher, room', () => {
  for (const [what, make] of Object.entries(diffs))
    it(`is used at all sizes for ${what}`, () => {
      for (const target of [400, 2_000]) {
        let last = 0
        for (const size of [30_000, 60_000, 120_000, 240_000, 600_000, 2_000_000]) {
          const crushed = select(make(size), target)
          const tokens = count(crushed?.text ?? '')
          expect(tokens).toBeGreaterThan(target * 0.6)
          expect(tokens).toBeLessThanOrEqual(target)
          if (what === 'files without hunks' || what === 'the same change everywhere') continue
          expect(kept(crushed)).toBeGreaterThan(Math.max(1, last * 0.4))
          last = kept(crushed)
        }
      }
    })

  it('tells of every file and every changed line, shown or counted', () => {
    let arranged = 0
    fc.assert(
      fc.property(
        fc.array(
          fc.tuple(fc.nat(40), fc.array(fc.integer({ min: 1, max: 12 }), { minLength: 1, maxLength: 5 })),
          {
            minLength: 20,
            maxLength: 120,
          },
        ),
        fc.integer({ min: 200, max: 1_200 }),
        (files, target) => {
          const text = files
            .map(([place, hunks], at) =>
              fileOf(
                `mill/${wordAt(place)}${place}/${wordAt(at)}${at}.ts`,
                hunks.map((changes, hunk) => hunkOf(at + hunk, changes)),
              ),
            )
            .join('\n')
          const crushed = select(text, target)
          if (crushed === undefined || !/^.* of \d+ hunks shown(?:; .*)?\n/.test(crushed.text)) return
          arranged++
          expect(count(crushed.text)).toBeLessThanOrEqual(target)
          const changed = files.flatMap(([, hunks]) => hunks).reduce((sum, changes) => sum + changes, 0)
          expect(told(crushed.text)).toEqual({ files: files.length, changed })
          expect(crushed.losses[0]).toMatchObject({ total: changed, kept: shownLines(crushed.text) })
        },
      ),
      { numRuns: 60 },
    )
    expect(arranged).toBeGreaterThan(20)
  })

  it('shows the largest hunk, and what differs from other changes', () => {
    const files = Array.from({ length: 300 }, (_, at) => fileOf(`src/${wordAt(at)}/${at}.ts`, [hunkOf(3, 2)]))
    files[123] = fileOf('src/mill/odd.ts', [hunkOf(4, 3)])
    files[222] = fileOf('src/mill/large.ts', [hunkOf(5, 60)])
    const shown = select(files.join('\n'), 900)?.text
    expect(shown).toContain('\n+++ b/src/mill/odd.ts\n')
    expect(shown).toContain('\n+++ b/src/mill/large.ts\n')
  })

  it('shows a change that all files have once, and names more of them', () => {
    const files = Array.from({ length: 300 }, (_, at) => fileOf(`src/${wordAt(at)}/${at}.ts`, [hunkOf(3, 2)]))
    const shown = select(files.join('\n'), 600)?.text.split('\n') ?? []
    expect(shown[0]).toMatch(/, 1 of 300 hunks shown; 1 different change$/)
    expect(shown.filter(line => line.startsWith('+++ '))).toHaveLength(1)
    expect(shown.join('\n').match(/\d\.ts \(\+/g)?.length).toBeGreaterThan(60)
  })

  it('shows a part of what changed in generated files, and more where nothing else did', () => {
    const lock = fileOf(
      'package-lock.json',
      Array.from({ length: 300 }, (_, at) => hunkOf(at, 4)),
    )
    const beside = select([lock, fileOf('src/mill.ts', [hunkOf(2, 4)])].join('\n'), 800)
    expect(beside?.text).toMatch(/^package-lock\.json \(generated, \+\d+ −\d+ in 300 hunks, \d+ shown\)$/m)
    expect(count(beside?.text ?? '')).toBeLessThan(350)
    const alone = select(lock, 800)
    expect(count(alone?.text ?? '')).toBeGreaterThan(600)
    expect(count(alone?.text ?? '')).toBeLessThanOrEqual(800)
  })

  it('names renamed and binary files', () => {
    const files = Array.from({ length: 300 }, (_, at) =>
      fileOf(`src/${wordAt(at)}/${at}.ts`, [hunkOf(at, 6)]),
    )
    files.push(
      'diff --git a/old/wheel.ts b/src/wheel.ts\nsimilarity index 100%\nrename from old/wheel.ts\nrename to src/wheel.ts',
      'diff --git a/src/mill.png b/src/mill.png\nindex 1111111..2222222 100644\nBinary files a/src/mill.png and b/src/mill.png differ',
    )
    const shown = select(files.join('\n'), 600)?.text
    expect(shown).toContain('wheel.ts (renamed from old/wheel.ts)')
    expect(shown).toContain('mill.png (binary)')
  })

  it('cuts long lines with a mark, and shows the hunks around them', () => {
    const long = `@@ -1 +1 @@\n-${'a'.repeat(90_000)}\n+${'b'.repeat(90_000)}`
    const crushed = select(
      [fileOf('src/long.txt', [long]), fileOf('src/mill.ts', [hunkOf(2, 4)])].join('\n'),
      600,
    )
    expect(crushed?.text).toMatch(/\n-a+ … \(\+\d+ characters\)\n\+b+ … \(\+\d+ characters\)\n/)
    expect(crushed?.text).toContain('turn(grain, 2.0)')
    expect(crushed?.losses[0]).toMatchObject({ unit: 'changed lines', kept: 4, total: 6 })
  })
})

const changesIn = (text: string): number =>
  [...text.matchAll(/\(.*?\+(\d+) −(\d+)\)/g)].reduce(
    (sum, found) => sum + Number(found[1]) + Number(found[2]),
    0,
  )

/** Changed lines that stand in hunks. */
const shownLines = (text: string): number =>
  text.split('\n').filter(line => /^[+-](?!\+\+ |-- )/.test(line)).length

/** Files and changed lines that an arranged diff tells of. */
function told(text: string): { files: number; changed: number } {
  let files = 0
  let changed = shownLines(text)
  for (const line of text.split('\n').slice(1)) {
    if (line.startsWith('+++ ')) files++
    else if (line.startsWith('… ')) {
      files += Number(/^… (\d+) more files? \(/.exec(line)?.[1] ?? 0)
      changed += changesIn(line)
    } else if (!/^[ +@-]/.test(line))
      for (const part of line.split(', ')) {
        const counts = /(?:^|: |… )(\d+) (?:more )?files? \(/.exec(part)
        files += counts === null ? 1 : Number(counts[1])
        changed += changesIn(part)
      }
  }
  return { files, changed }
}
