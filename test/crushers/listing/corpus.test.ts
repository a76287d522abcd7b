import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { diffCrusher } from '../../../crushers/diff/index.ts'
import { decodeList, decodeLong, decodeTree, listingCrusher } from '../../../crushers/listing/index.ts'
import { decodeSearch, searchCrusher } from '../../../crushers/search/index.ts'
import { readsBack } from '../search/laws.ts'
import type { Level } from '../../../crushers/types.ts'

const corpus = process.env.QUERN_CORPUS ?? '../shared/corpus'
const missing = !existsSync(corpus)
const count = (text: string): number => Math.ceil(text.length / 3.5)

function toolOutputs(): string[] {
  const out: string[] = []
  const folder = join(corpus, 'transcripts')
  for (const family of readdirSync(folder).sort())
    for (const file of readdirSync(join(folder, family)).sort()) {
      const { messages } = JSON.parse(readFileSync(join(folder, family, file), 'utf8')) as {
        messages: { role: string; content: unknown }[]
      }
      for (const message of messages)
        if (message.role === 'tool' && typeof message.content === 'string' && message.content.length < 50_000)
          out.push(message.content)
    }
  return out
}

/** Columns of `ls -l` rows, white space between them reduced: what `'values'` promises. */
const cells = (line: string): string => {
  const found = /^([-dlcbps]\S{9,10} +\d+ +\S+ +\S+ +\S+ +\S+ +\S+ +\S+ )(.*)$/.exec(line)
  return found === null ? line : (found[1] as string).replace(/ +/g, ' ') + (found[2] as string)
}

function isOriginal(kind: string, original: string, text: string): boolean {
  if (kind === 'diff') return true
  if (kind === 'search') return decodeSearch(text) === original
  if (decodeList(text) === original) return true
  const rows = decodeLong(text)?.map(line =>
    typeof line === 'string' ? line : Object.values(line).join(' '),
  )
  if (rows !== undefined && rows.join('\n') === original.split('\n').map(cells).join('\n')) return true
  const names = original.split('\n').map(line => line.replace(/^[│├└─┬ |`+\\\u00a0-]*[─┬-] ?/, ''))
  const nodes = decodeTree(text)
  return nodes.length === names.length && nodes.every((node, at) => node.text === names[at])
}

describe.skipIf(missing)(`what tools printed (skipped without ${corpus})`, () => {
  it('reads back from the lossless forms, and stays within the laws at every level', () => {
    const files = ['search', 'diff'].flatMap(folder =>
      readdirSync(join(corpus, folder))
        .sort()
        .map(file => readFileSync(join(corpus, folder, file), 'utf8')),
    )
    const crushed = { search: 0, listing: 0, diff: 0 }
    for (const text of [...files, ...toolOutputs()]) {
      for (const crusher of [searchCrusher, listingCrusher, diffCrusher]) {
        if (crusher.sniff(text) < 0.5) continue
        for (const level of ['lossless', 'select', 'outline'] as Level[]) {
          const context = { level, target: 800, count }
          const result = readsBack(
            crusher,
            text,
            context,
            shown => isOriginal(crusher.name, text, shown),
            true,
          )
          if (level === 'lossless' && result !== undefined) crushed[crusher.name as keyof typeof crushed]++
        }
      }
    }
    expect(crushed.search).toBeGreaterThan(80)
    expect(crushed.listing).toBeGreaterThan(60)
    expect(crushed.diff).toBeGreaterThan(10)
  })
})
