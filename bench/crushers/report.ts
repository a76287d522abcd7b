import { detectContentType } from '../../src/stages/route.ts'
import { o200k } from '../../src/tokens.ts'
import { BenchError } from '../errors.ts'
import { markdownTable, type ReportContext } from '../report/markdown.ts'
import { textTable } from '../terminal.ts'
import { answersHead, answersKept, answersRows } from './answers.ts'
import { groupOf, type TypedFile, typedFiles } from './files.ts'
import { growth, growthHead, growthRows } from './growth.ts'
import { scoreCrushers, speedOf } from './score.ts'
import { speedText } from './speed.ts'
import { crusherHead, crusherRows } from './table.ts'

interface Section {
  readonly title: string
  readonly about: string
  readonly head: readonly string[]
  readonly rows: readonly (readonly string[])[]
}

export interface CrushersReport {
  readonly text: string
  readonly markdown: string
}

const levels = ['lossless', 'select', 'outline'] as const

const about =
  'Needles are facts of the originals: anomalies, identifiers drawn by chance, names that give structure. Speeds are CPU time, warm, with tokens estimated, beside ordinary work on the same files in the same run.'

/**
 * Crushers on every file of their type in a corpus, at each level; counting and routing; growth, where asked for.
 * @throws BenchError `empty_corpus`
 */
export async function crushersReport(
  corpus: string,
  options: { readonly stride: number; readonly growth: boolean },
  context: ReportContext,
): Promise<CrushersReport> {
  const files = typedFiles(corpus, options.stride)
  if (files.length === 0)
    throw new BenchError(
      'empty_corpus',
      `--corpus ${corpus} has no files in folders that are called like a content type (json, logs, code, …)`,
    )
  const sections: Section[] = []
  for (const level of levels) {
    const scores = await scoreCrushers(files, { level })
    sections.push({ title: level, about: failuresOf(scores), head: crusherHead, rows: crusherRows(scores) })
  }
  sections.push({
    title: 'Counting and routing',
    about:
      'MB/s of counting tokens exactly (o200k), and of telling the type of the first 100 kB of files that are as large, and of all.',
    head: ['', 'counting', 'routing 100 kB', 'routing all'],
    rows: [...new Set(files.map(groupOf))].map(group => partsOf(group, files)),
  })
  const answers = answersKept(corpus)
  if (answers.length > 0)
    sections.push({
      title: 'Answers',
      about:
        'Per cent of the answers to questions about a text (folder prose/qa) that can be read where half, 30 % and 15 % of its tokens are shown: by an extract, and by sentences chosen without looking at them.',
      head: answersHead,
      rows: answersRows(answers),
    })
  if (options.growth)
    sections.push({
      title: 'Growth',
      about:
        'MB/s on one made-up document of each size, target 1,500 tokens; time grows as size to the exponent (1 is linear, from 1 MB to 50 MB).',
      head: growthHead,
      rows: growthRows(growth()),
    })
  return {
    text: sections.map(({ title, head, rows }) => `${title}\n${textTable(head, rows)}\n`).join('\n'),
    markdown: [
      `# Crushers on ${context.corpus}`,
      `${context.date}, ${context.machine}. ${about}`,
      ...sections.flatMap(section => [
        `## ${section.title}`,
        ...(section.about === '' ? [] : [section.about]),
        markdownTable(section.head, section.rows),
      ]),
      '',
    ].join('\n\n'),
  }
}

const failuresOf = (scores: readonly { readonly failed: readonly string[] }[]): string => {
  const failed = scores.flatMap(score => score.failed)
  return failed.length === 0 ? '' : `Failed: ${failed.join(', ')}.`
}

/** Exact counting takes long: it is measured on the first megabyte. */
const counted = 1_000_000
const routed = 100_000

function partsOf(group: string, all: readonly TypedFile[]): string[] {
  const files = all.filter(file => groupOf(file) === group)
  let left = counted
  const some = files.filter(({ text }) => {
    const taken = left > 0
    left -= text.length
    return taken
  })
  const heads = files.map(file => ({ ...file, text: file.text.slice(0, routed) }))
  const large = heads.filter(({ text }) => text.length === routed)
  const route = ({ text }: TypedFile): void => void detectContentType(text)
  return [
    group,
    speedText(speedOf(some, ({ text }) => void o200k.count(text))),
    speedText(speedOf(large, route)),
    speedText(speedOf(heads, route)),
  ]
}
