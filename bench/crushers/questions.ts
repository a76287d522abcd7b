import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { o200k } from '../../src/tokens.ts'

/** A text, and answers to questions about it that stand in it word for word. */
export interface AnsweredText {
  readonly text: string
  readonly answers: readonly string[]
}

/** Passages of question sets are short: so many tokens of them are one document. */
const documentTokens = 1_500

/** The question sets (JSON files) in `prose/qa` of a corpus. */
export function questionSets(corpus: string): { set: string; documents: AnsweredText[] }[] {
  const folder = join(corpus, 'prose', 'qa')
  let names: string[]
  try {
    names = readdirSync(folder).filter(name => name.endsWith('.json'))
  } catch {
    return []
  }
  return names.sort().flatMap(name => {
    const documents = documentsOf(answeredTexts(JSON.parse(readFileSync(join(folder, name), 'utf8'))))
    return documents.length === 0 ? [] : [{ set: name.replace(/\.json$/, ''), documents }]
  })
}

/** Passages one after the other until they are a document. */
function documentsOf(passages: readonly AnsweredText[]): AnsweredText[] {
  const documents: AnsweredText[] = []
  let texts: string[] = []
  let answers: string[] = []
  let tokens = 0
  const close = (): void => {
    const text = texts.join('\n\n')
    // An answer that stands in other places, too, says nothing about what was kept.
    const lone = [...new Set(answers)].filter(answer => text.indexOf(answer) === text.lastIndexOf(answer))
    if (lone.length > 0) documents.push({ text, answers: lone })
    texts = []
    answers = []
    tokens = 0
  }
  for (const passage of passages) {
    texts.push(passage.text)
    answers.push(...passage.answers)
    tokens += o200k.count(passage.text)
    if (tokens >= documentTokens) close()
  }
  close()
  return documents
}

/**
 * Passages with answers in JSON of whatever layout: the strings of a record are its text where the strings below its
 * keys `answer` or `answers` stand in them.
 */
export function answeredTexts(value: unknown): AnsweredText[] {
  if (Array.isArray(value)) return value.flatMap(answeredTexts)
  if (typeof value !== 'object' || value === null) return []
  const texts: string[] = []
  const asked: string[] = []
  const found: AnsweredText[] = []
  for (const [key, child] of Object.entries(value)) {
    if (/^answers?$/.test(key)) asked.push(...stringsOf(child))
    else if (/quest|quer|^id$|_id$|title/i.test(key)) continue
    else if (typeof child === 'string') texts.push(child)
    else if (Array.isArray(child) && child.every(item => typeof item === 'string')) texts.push(child.join(''))
    else if (/^qas?$/.test(key)) asked.push(...answersBelow(child))
    else found.push(...answeredTexts(child))
  }
  const text = texts.join('\n')
  const answers = asked.filter(answer => answer.length > 1 && text.includes(answer))
  return answers.length > 0 ? [{ text, answers }, ...found] : found
}

const stringsOf = (value: unknown): string[] =>
  typeof value === 'string'
    ? [value]
    : Array.isArray(value)
      ? value.flatMap(stringsOf)
      : typeof value === 'object' && value !== null
        ? stringsOf((value as { text?: unknown }).text)
        : []

const answersBelow = (value: unknown): string[] =>
  Array.isArray(value)
    ? value.flatMap(answersBelow)
    : typeof value === 'object' && value !== null
      ? Object.entries(value).flatMap(([key, child]) => (/^answers?$/.test(key) ? stringsOf(child) : []))
      : []
