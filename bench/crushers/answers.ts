import { crush } from '../../crushers/index.ts'
import { sha256 } from '../../src/hash.ts'
import { o200k } from '../../src/tokens.ts'
import { questionSets } from './questions.ts'

/** Shares of a text's tokens that may be shown. */
export const shownShares = [0.5, 0.3, 0.15] as const

type Shorten = (text: string, target: number) => string

const sentencesOf = (text: string): string[] =>
  text.split(/(?<=[.!?]["'”)]*\s)|(?<=[。！？])|\n+/u).filter(Boolean)

/** Sentences while they fit, in the order of the text. */
function fitting(
  text: string,
  target: number,
  order: (sentences: readonly string[]) => readonly number[],
): string {
  const sentences = sentencesOf(text)
  const kept = new Set<number>()
  let left = target
  for (const at of order(sentences)) {
    const tokens = o200k.count(sentences[at] ?? '')
    if (tokens > left) continue
    left -= tokens
    kept.add(at)
  }
  return sentences.filter((_, at) => kept.has(at)).join('')
}

/** The extract, and what people do instead; each fills the same number of tokens. */
const ways: Readonly<Record<string, Shorten>> = {
  extract: (text, target) => crush('prose', text, { level: 'select', target })?.text ?? text,
  'first sentences': (text, target) => fitting(text, target, sentences => [...sentences.keys()]),
  'head and tail': (text, target) =>
    fitting(text, target, ({ length }) =>
      Array.from({ length }, (_, at) => (at % 2 === 0 ? at / 2 : length - (at + 1) / 2)),
    ),
  'random sentences': (text, target) =>
    fitting(text, target, sentences => {
      const draw = sentences.map((_, at) => sha256(`${at} ${text.slice(0, 200)}`).readUInt32LE(0))
      return [...sentences.keys()].sort((left, right) => (draw[left] ?? 0) - (draw[right] ?? 0))
    }),
}

export interface AnswersKept {
  readonly set: string
  readonly way: string
  readonly answers: number
  /** By share of tokens: per cent of the answers that can still be read. */
  readonly kept: readonly number[]
  /** By share of tokens: per cent of the text's tokens that are shown. */
  readonly shown: readonly number[]
}

/** How many answers each way of shortening leaves, for each question set (a JSON file) in `prose/qa` of a corpus. */
export function answersKept(corpus: string): AnswersKept[] {
  return questionSets(corpus).flatMap(({ set, documents }) =>
    Object.entries(ways).map(([way, shorten]) => {
      const answers = documents.reduce((sum, document) => sum + document.answers.length, 0)
      const kept: number[] = []
      const shown: number[] = []
      for (const share of shownShares) {
        let found = 0
        let before = 0
        let after = 0
        for (const { text, answers: wanted } of documents) {
          const tokens = o200k.count(text)
          const short = shorten(text, Math.floor(tokens * share))
          before += tokens
          after += o200k.count(short)
          found += wanted.filter(answer => short.includes(answer)).length
        }
        kept.push((100 * found) / answers)
        shown.push((100 * after) / before)
      }
      return { set, way, answers, kept, shown }
    }),
  )
}

export const answersHead = ['set', 'way', 'answers', ...shownShares.map(share => `${share * 100} %`)]

export const answersRows = (all: readonly AnswersKept[]): string[][] =>
  all.map(({ set, way, answers, kept }) => [
    set,
    way,
    String(answers),
    ...kept.map(share => share.toFixed(1)),
  ])
