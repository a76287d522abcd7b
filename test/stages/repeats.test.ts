import { describe, expect, test } from 'vitest'
import type { Emission } from '../../src/emission.ts'
import { reference } from '../../src/stages/reference.ts'
import { bareLines, type RepeatedRun, Sightings } from '../../src/stages/repeats.ts'

const emission = (): Emission => ({ edits: [], tokens: 1, outcomes: [], dropped: false })
const lines = (from: number, to: number): string[] =>
  Array.from(
    { length: to - from + 1 },
    (_, index) => `const value_${from + index} = compute(${(from + index) * 37})`,
  )
const numbered = (texts: readonly string[], from: number): string =>
  texts.map((text, index) => `${String(from + index).padStart(6)}\t${text}`).join('\n')
const always = (): boolean => true
const places = (runs: readonly RepeatedRun[]): unknown[] =>
  runs.map(({ first, last, there }) => [first, last, there])

function seen(text: string): Sightings {
  const sightings = new Sightings()
  sightings.addLines(text, 3, 'a.ts', emission())
  sightings.addWhole(text, 3, 'a.ts', emission())
  return sightings
}

describe('runs of lines that were shown before', () => {
  test.each<[what: string, before: string, now: string, runs: unknown[]]>([
    ['the same text', lines(1, 20).join('\n'), lines(1, 20).join('\n'), [[0, 19, undefined]]],
    [
      'a part of it',
      lines(1, 40).join('\n'),
      ['new', ...lines(11, 30), 'end'].join('\n'),
      [[1, 20, undefined]],
    ],
    [
      'an edited line between two runs',
      lines(1, 41).join('\n'),
      [...lines(1, 20), 'edited', ...lines(22, 41)].join('\n'),
      [
        [0, 19, undefined],
        [21, 40, undefined],
      ],
    ],
    ['numbers that an edit moved', numbered(lines(1, 20), 1), numbered(lines(1, 20), 5), [[0, 19, 1]]],
    ['numbers and none', numbered(lines(1, 20), 7), lines(1, 20).join('\n'), [[0, 19, 7]]],
    ['too little', lines(1, 5).join('\n'), lines(1, 5).join('\n'), []],
    ['closing brackets', '}\n'.repeat(200), '}\n'.repeat(200), []],
    ['one long line', 'x'.repeat(300), `a\n${'x'.repeat(300)}\nb`, [[1, 1, undefined]]],
    ['nothing alike', lines(1, 20).join('\n'), lines(100, 120).join('\n'), []],
  ])('%s', (_, before, now, runs) => {
    expect(places(seen(before).runs(now, always))).toEqual(runs)
  })

  test('are found only where they are still shown', () => {
    const text = lines(1, 20).join('\n')
    expect(seen(text).runs(text, () => false)).toEqual([])
    expect(seen(text).runs(text, entry => entry === 3)).toHaveLength(1)
    expect(seen(text).wholeCopy(text, () => false)).toBeUndefined()
    expect(seen(text).wholeCopy(text, always)).toMatchObject({ entry: 3, label: 'a.ts' })
    expect(seen('short').wholeCopy('short', always)).toBeUndefined()
  })

  test('never overlap, and hold exactly what stood there', () => {
    const old = [...lines(1, 30), ...lines(10, 40)]
    const now = [...lines(20, 40), ...lines(1, 30), ...lines(1, 30)]
    const runs = seen(old.join('\n')).runs(now.join('\n'), always)
    let last = -1
    for (const run of runs) {
      expect(run.first).toBeGreaterThan(last)
      last = run.last
      expect(old.join('\n')).toContain(now.slice(run.first, run.last + 1).join('\n'))
    }
    expect(runs.length).toBeGreaterThan(1)
  })

  test('cost what the text weighs', () => {
    const text = `${lines(1, 4).join('\n')}\n`.repeat(10_000)
    expect(seen(text).runs(text, always).length).toBeGreaterThan(0)
  })
})

test('lines are compared without their gutter, which may be thinned', () => {
  const source = lines(1, 24)
  expect(bareLines(numbered(source, 95))).toEqual(source)
  expect(bareLines(source.join('\n'))).toEqual(source)
})

describe('a reference', () => {
  const run = (first: number, last: number, label: string, there?: number): RepeatedRun => ({
    first,
    last,
    entry: 0,
    label,
    there,
  })
  const text = lines(1, 10).join('\n')
  const shown = (runs: readonly RepeatedRun[], of = text): string[] =>
    reference(of, runs).pieces.map(piece =>
      piece.shown ? `${piece.text.split('\n').length} lines` : piece.text,
    )

  test.each<[what: string, runs: RepeatedRun[], pieces: string[]]>([
    ['to nothing', [], ['10 lines']],
    ['in the middle', [run(2, 5, 'a.ts')], ['2 lines', '[lines 3-6 same as in the earlier a.ts]', '4 lines']],
    ['to all of it', [run(0, 9, 'a.ts')], ['[lines 1-10 same as in the earlier a.ts]']],
    [
      'to lines that stood elsewhere',
      [run(0, 9, 'a.ts', 31)],
      ['[lines 1-10 same as in the earlier a.ts (31-40 there)]'],
    ],
    ['to lines that stood there too', [run(0, 9, 'a.ts', 1)], ['[lines 1-10 same as in the earlier a.ts]']],
    [
      'to one place twice, then to another',
      [run(0, 1, 'a.ts'), run(2, 4, 'a.ts'), run(6, 9, 'b.ts')],
      [
        '[lines 1-2 same as in the earlier a.ts]',
        '[lines 3-5 same there]',
        '1 lines',
        '[lines 7-10 same as in the earlier b.ts]',
      ],
    ],
  ])('%s', (_, runs, pieces) => {
    expect(shown(runs)).toEqual(pieces)
  })

  test('counts by the gutter', () => {
    const view = numbered(lines(1, 10), 101)
    expect(shown([run(1, 3, 'a.ts', 102)], view)[1]).toBe('[lines 102-104 same as in the earlier a.ts]')
    expect(reference(view, [run(1, 3, 'a.ts')])).toMatchObject({ hidden: 3, total: 10 })
  })
})
