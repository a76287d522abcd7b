import { existsSync, readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, test } from 'vitest'
import { type ContentType, crushers, type Crusher, decode, type Level } from '../../crushers/index.ts'
import { crusherContract, type Sample } from '../../src/testing/index.ts'
import { hostileTexts } from '../hostile.ts'

/** The contract crushes each text dozens of times, so large ones are cut; that they cost what they weigh is tested once. */
const hostileLength = 1_000
const corpusLength = 3_000

const hostile: Sample[] = hostileTexts.map(({ make }) => ({ text: make().slice(0, hostileLength) }))

const corpus = path.resolve(process.env['QUERN_CORPUS'] ?? '../shared/corpus')
const folders: Readonly<Record<ContentType, string>> = {
  json: 'json',
  logs: 'logs',
  code: 'code',
  csv: 'csv',
  xml: 'xml',
  prose: 'prose',
  diff: 'diff',
  search: 'search',
  listing: 'search',
  table: 'logs',
  html: 'xml/html',
  yaml: 'prose',
}

/** A few files of a folder, spread evenly over their names, cut at a line. */
function samplesOf(folder: string, most: number): Sample[] {
  const root = path.join(corpus, folder)
  if (!existsSync(root)) return []
  const files = readdirSync(root, { recursive: true, withFileTypes: true })
    .filter(entry => entry.isFile())
    .map(entry => path.join(entry.parentPath, entry.name))
    .sort()
  const step = Math.max(1, files.length / most)
  return Array.from({ length: Math.min(most, files.length) }, (_, index) => {
    const file = files[Math.floor(index * step)] as string
    const text = readFileSync(file, 'utf8')
    return { text: text.slice(0, text.lastIndexOf('\n', corpusLength) + 1 || corpusLength) }
  })
}

const kinds = Object.entries(crushers) as [ContentType, Crusher][]

/** What is claimed to the byte is decoded to the byte; `decode.test.ts` looks at values. */
const decoded = (kind: ContentType) => ({ decode: (text: string) => decode(text, kind) })

describe.each(kinds)('%s on hostile text', (kind, crusher) => {
  crusherContract(test, crusher, hostile, decoded(kind))
})

describe.skipIf(!existsSync(corpus)).each(kinds)(
  '%s on files of the corpus, where it is there',
  (kind, crusher) => {
    crusherContract(test, crusher, samplesOf(folders[kind], 4), decoded(kind))
  },
)

test.each(kinds)('%s takes what is large', (_, crusher) => {
  const count = (text: string): number => Math.ceil(text.length / 4)
  for (const { make } of hostileTexts) {
    const text = make()
    const cut = text.slice(0, 20_000)
    for (const level of ['lossless', 'select', 'outline'] as const satisfies readonly Level[])
      expect(() => crusher.crush(cut, { level, target: 1_500, count })).not.toThrow()
  }
})

test.each(kinds)('%s leaves its own selection as it is', (_, crusher) => {
  const count = (text: string): number => Math.ceil(text.length / 4)
  for (const { make } of hostileTexts)
    for (const level of ['select', 'outline'] as const satisfies readonly Level[]) {
      const context = { level, target: 300, count }
      const once = crusher.crush(make().slice(0, 4_000), context)
      const again = once && crusher.crush(once.text, context)
      expect(again?.text ?? once?.text).toBe(once?.text)
    }
})
