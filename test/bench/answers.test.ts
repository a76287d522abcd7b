import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { expect, test } from 'vitest'
import { answersKept, answersRows } from '../../bench/crushers/answers.ts'
import { answeredTexts } from '../../bench/crushers/questions.ts'

test('passages with answers are found in whatever layout', () => {
  const nested = [
    {
      title: 'Kite',
      paragraphs: [
        { context: 'The kite is red.', qas: [{ question: 'Colour?', answers: [{ text: 'red' }] }] },
      ],
    },
  ]
  const flat = [{ id: 'a', passage: ['The kite ', 'is red.'], question: 'Is it red?', answer: 'red' }]
  const elsewhere = [{ passage: 'The kite is red.', answer: 'blue' }]
  expect(answeredTexts(nested)).toEqual([{ text: 'The kite is red.', answers: ['red'] }])
  expect(answeredTexts(flat)).toEqual([{ text: 'The kite is red.', answers: ['red'] }])
  expect(answeredTexts(elsewhere)).toEqual([])
})

test('every way shows no more than it may, and the first sentences keep what stands first', () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'quern-answers-'))
  try {
    mkdirSync(path.join(folder, 'prose', 'qa'), { recursive: true })
    const filler = (word: string): string =>
      `Nobody on the ${word} side said anything that was worth a note. `
    const passage = `The ferry Alma left at 06:41. ${filler('left').repeat(30)}${filler('right').repeat(30)}The mate, who has been on board for eleven years and knows every rock on the way, is Odile Brandt.`
    const set = [{ passage, answers: ['06:41', 'Odile Brandt'] }]
    writeFileSync(path.join(folder, 'prose', 'qa', 'ferry.json'), JSON.stringify(set))
    const kept = answersKept(folder)
    expect(kept.map(({ way }) => way)).toEqual([
      'extract',
      'first sentences',
      'head and tail',
      'random sentences',
    ])
    for (const { shown } of kept)
      for (const [at, most] of [50, 30, 15].entries()) expect(shown[at]).toBeLessThanOrEqual(most)
    expect(kept[0]?.kept).toEqual([100, 100, 100])
    expect(kept[1]?.kept).toEqual([50, 50, 50])
    expect(kept[2]?.kept).toEqual([100, 100, 100])
    expect(answersRows(kept)[1]).toEqual(['ferry', 'first sentences', '2', '50.0', '50.0', '50.0'])
  } finally {
    rmSync(folder, { recursive: true })
  }
})

test('a corpus without question sets has none', () => {
  expect(answersKept(path.join(tmpdir(), 'quern-no-such-corpus'))).toEqual([])
})
