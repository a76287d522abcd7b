import { existsSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { describe, expect, it } from 'vitest'
import { estimateTokens } from '../../../crushers/prose/characters.ts'
import { proseCrusher } from '../../../crushers/prose/index.ts'
import { sentenceEnds } from '../../../crushers/prose/sentences.ts'

/**
 * Answers to questions that nobody has asked yet: how many are still inline in the extract, beside three baselines of the
 * same size. The extract pays for its own marks.
 */
const folder = join(resolve(process.env.QUERN_CORPUS ?? '../shared/corpus'), 'prose/qa')
const read = <T>(file: string): T => JSON.parse(readFileSync(join(folder, file), 'utf8')) as T

/** One measure for all contenders; exact counts give the same order and take minutes. */
const count = (text: string): number => Math.ceil(estimateTokens(text))

interface Document {
  readonly text: string
  /** Accepted spellings of each answer. */
  readonly answers: readonly (readonly string[])[]
}

/** So many passages each, as an agent would read them in one tool output. */
const chinese = (together: number) => (): Document[] => {
  const passages = read<{ context_text: string; qas: { answers: string[] }[] }[]>('cmrc2018_trial.zh.json')
  const documents: Document[] = []
  for (let from = 0; from < passages.length; from += together) {
    const group = passages.slice(from, from + together)
    documents.push({
      text: group.map(passage => passage.context_text).join('\n\n'),
      answers: group.flatMap(passage => passage.qas.map(({ answers }) => answers)),
    })
  }
  return documents
}

interface Hop {
  title_a: string
  title_b: string
  para_a: string[]
  para_b: string[]
  answer: string
  distractors: [string, string[]][]
}

/** So many encyclopedia paragraphs below their titles, in an order that owes nothing to where the answer is. */
const english = (together: number) => (): Document[] =>
  read<Hop[]>('hotpotqa_dev_sample100.json').flatMap(hop => {
    const sections: [string, string[]][] = [
      [hop.title_a, hop.para_a],
      [hop.title_b, hop.para_b],
      ...hop.distractors.map(([title, sentences]): [string, string[]] => [title, sentences]),
    ].slice(0, together) as [string, string[]][]
    sections.sort(([a], [b]) => (a < b ? -1 : 1))
    const text = sections
      .map(([title, sentences]) => `## ${title}\n\n${sentences.join('').trim()}`)
      .join('\n\n')
    return text.includes(hop.answer) ? [{ text, answers: [[hop.answer]] }] : []
  })

type Shorten = (text: string, room: number) => string

/** The longest of the first `count` steps that fits. */
function fit(steps: number, make: (taken: number) => string, room: number): string {
  let low = 0
  let high = steps
  while (low < high) {
    const middle = (low + high + 1) >> 1
    if (count(make(middle)) <= room) low = middle
    else high = middle - 1
  }
  return make(low)
}

function sentencesOf(text: string): string[] {
  let start = 0
  return text.split(/(?<=\n)/).flatMap(line => {
    const from = start
    start += line.length
    let begin = from
    return sentenceEnds(text, from, start).map(end => {
      const sentence = text.slice(begin, end)
      begin = end
      return sentence
    })
  })
}

const lead: Shorten = (text, room) => {
  const sentences = sentencesOf(text)
  return fit(sentences.length, taken => sentences.slice(0, taken).join(''), room)
}
const headAndTail: Shorten = (text, room) => {
  const all = sentencesOf(text)
  return fit(
    all.length,
    taken =>
      `${all.slice(0, Math.ceil(taken / 2)).join('')}\n[…]\n${all.slice(all.length - Math.floor(taken / 2)).join('')}`,
    room,
  )
}
const random: Shorten = (text, room) => {
  const sentences = sentencesOf(text)
  let state = text.length
  const order = sentences.map((_, index) => {
    state = (Math.imul(state, 1_103_515_245) + 12_345) >>> 0
    return [state, index] as const
  })
  order.sort(([a], [b]) => a - b)
  const shown = (taken: number): string => {
    const kept = order.slice(0, taken).map(([, index]) => index)
    return kept
      .sort((a, b) => a - b)
      .map(index => sentences[index])
      .join('')
  }
  return fit(sentences.length, shown, room)
}
const extract: Shorten = (text, target) =>
  proseCrusher.crush(text, { level: 'select', target, count })?.text ?? text

function inline(documents: readonly Document[], share: number, shorten: Shorten): number {
  let found = 0
  let all = 0
  for (const { text, answers } of documents) {
    const room = Math.floor(count(text) * share)
    const out = shorten(text, room)
    if (count(out) > room) throw new Error('larger than asked for')
    for (const spellings of answers) {
      all++
      if (spellings.some(answer => out.includes(answer))) found++
    }
  }
  return found / all
}

describe.skipIf(!existsSync(folder))('answers inline (needs QUERN_CORPUS)', () => {
  it.each([
    ['Chinese passages alone', chinese(1)],
    ['Chinese passages, three together', chinese(3)],
    ['Chinese passages, twelve together', chinese(12)],
    ['English paragraphs, two together', english(2)],
    ['English paragraphs, ten together', english(10)],
  ])('%s: more than lead, head and tail, and random at every size', (_, load) => {
    // Every second document keeps the test short; the others gave the same picture when the weights were chosen.
    const documents = load().filter((__, index) => index % 2 === 1)
    for (const share of [0.5, 0.3, 0.15]) {
      const ours = inline(documents, share, extract)
      for (const baseline of [lead, headAndTail, random])
        expect(ours).toBeGreaterThan(inline(documents, share, baseline))
    }
  })
})
