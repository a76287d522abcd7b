import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { parseAllDocuments, stringify } from 'yaml'
import { yamlCrusher } from '../../../crushers/yaml/index.ts'
import { corpusFiles, crushWith, estimate, hasCorpus, testFixtures, testLaws } from '../csv/support.ts'

testFixtures('yaml', yamlCrusher)

/** Read by the parser alone: values as they are, and the spelling of numbers. */
const meaning = (text: string): unknown =>
  parseAllDocuments(text).map(document => [
    document.toJS({ maxAliasCount: -1 }),
    JSON.stringify(document.contents?.toJSON()),
  ])

const scalars = fc.oneof(
  fc.constantFrom(
    '',
    'a',
    'two words',
    '007',
    '1.0',
    'true',
    'null',
    '~',
    '- x',
    'a: b',
    '# no',
    '[x]',
    '{}',
    "it's",
    '"q"',
    'line\nbreak',
    'line\n  more\n',
    'é',
    '*a',
    '&b',
    '!c',
    '@d',
    'x, y',
    '__proto__',
    '2026-01-01',
    'http://a/b?c=d#e',
  ),
  fc.integer(),
  fc.constantFrom(true, false, null, 1.5),
)
const trees = fc.letrec<{ tree: unknown }>(tie => ({
  tree: fc.oneof(
    { maxDepth: 4, withCrossShrink: true },
    scalars,
    fc.dictionary(fc.constantFrom('name', 'spec', 'key-1', 'a.b/c', 'kind', 'on', '1'), tie('tree'), {
      maxKeys: 5,
    }),
    fc.array(tie('tree'), { maxLength: 5 }),
  ),
})).tree

const documents = fc
  .tuple(
    fc.array(
      fc.dictionary(fc.constantFrom('apiVersion', 'metadata', 'items', 'env', 'status'), trees, {
        minKeys: 1,
      }),
      { minLength: 1, maxLength: 2 },
    ),
    fc.constantFrom(2, 4),
    fc.boolean(),
  )
  .map(([all, indent, indentSeq]) => all.map(one => stringify(one, { indent, indentSeq })).join('---\n'))

testLaws(yamlCrusher, documents, 150)

describe('yaml, lossless', () => {
  it('parses to equal documents', () => {
    const property = fc.property(documents, text => {
      const crushed = crushWith(yamlCrusher, text, { count: estimate })
      expect(meaning(crushed?.text ?? text)).toEqual(meaning(text))
    })
    expect(() => fc.assert(property, { numRuns: 500 })).not.toThrow()
  })

  it('keeps the words of a description, in order', () => {
    const text = readFileSync(
      new URL('../../../fixtures/crushers/yaml/description/input.txt', import.meta.url),
      'utf8',
    )
    const crushed = crushWith(yamlCrusher, text)
    expect(crushed?.text.replace(/[\s|]+/g, ' ').trim()).toBe(
      text
        .replace(/^ *-+(?: +-+)+$/gm, '')
        .replace(/\s+/g, ' ')
        .trim(),
    )
  })

  it('stands aliases without end, nesting and broken text', () => {
    const bomb = `a: &a [x, x, x]\n${Array.from({ length: 20 }, (_, i) => `b${i}: &b${i} [*${i === 0 ? 'a' : `b${i - 1}`}, *a]`).join('\n')}\n`
    for (const text of [
      bomb,
      '['.repeat(50_000),
      `${'a: {'.repeat(20_000)}`,
      Array.from({ length: 3_000 }, (_, i) => `${' '.repeat(i)}a:`).join('\n'),
      '- '.repeat(20_000),
      'a: &x\n  b: *x\n',
      'a: 1\na: 2\n',
      '__proto__:\n  polluted: true\nb:\n  c: 1\n',
    ])
      expect(() =>
        crushWith(yamlCrusher, text, { level: 'select', target: 10, count: estimate }),
      ).not.toThrow()
    expect(({} as { polluted?: boolean }).polluted).toBeUndefined()
  })
})

describe('yaml, select', () => {
  const items = (odd: number) =>
    `apiVersion: v1\nitems:\n${Array.from({ length: 120 }, (_, i) => `- kind: Pod\n  metadata:\n    name: pod-${(i * 7919) % 1_009}\n    node: ${['n1', 'n2'][i % 2]}\n  status:\n    phase: ${i === odd ? 'Failed' : 'Running'}\n    restarts: ${i % 3}\n`).join('')}kind: List\n`
  it('keeps the odd item wherever it stands, and stays YAML', () => {
    for (const odd of [0, 1, 50, 77, 118, 119]) {
      const crushed = crushWith(yamlCrusher, items(odd), { level: 'select', target: 600 })
      const [document] = parseAllDocuments(crushed?.text ?? '')
      const read = document?.toJS() as {
        items: { metadata: { name: string }; status: { phase: string } }[]
        kind: string
      }
      expect(read.items.find(item => item.status.phase === 'Failed')?.metadata.name).toBe(
        `pod-${(odd * 7919) % 1_009}`,
      )
      expect(read.kind).toBe('List')
      expect(crushed?.losses[0]).toMatchObject({ unit: 'items', kept: read.items.length, total: 120 })
      expect(crushed?.text).toContain(`# of the ${120 - read.items.length} items not shown:`)
    }
  })
})

describe('yaml, sniff', () => {
  const not: Record<string, string> = {
    'front matter of Markdown':
      '---\ntitle: A page\ntags: [a, b]\n---\n\n# Heading\n\nSome text that goes on: and on.\n\n- a point\n- another point\n',
    prose:
      'Note: this is text.\nIt goes on for a while and says nothing.\nAnother line of it: done.\nAnd more.\n',
    'a log': 'INFO: started\nWARN: slow\nINFO: done\nINFO: done\n',
    'a list':
      '- buy milk and also some bread\n- call mother in the evening\n- write the long letter to the bank\n',
    JSON: '{"a": 1,\n "b": {"c": 2},\n "d": [1, 2]}',
    python: 'def f(a):\n    if a:\n        return 1\n    else:\n        return 2\n',
  }
  for (const [name, text] of Object.entries(not))
    it(`does not take ${name}`, () => expect(yamlCrusher.sniff(text)).toBeLessThan(0.5))
  const yes: Record<string, string> = {
    'a manifest': 'apiVersion: v1\nkind: Service\nmetadata:\n  name: a\nspec:\n  ports:\n  - port: 80\n',
    'a CI file':
      'on: [push]\njobs:\n  test:\n    runs-on: ubuntu\n    steps:\n      - uses: actions/checkout@v4\n      - run: npm test\n',
  }
  for (const [name, text] of Object.entries(yes))
    it(`takes ${name}`, () => expect(yamlCrusher.sniff(text)).toBeGreaterThan(0.7))
})

describe.skipIf(!hasCorpus)('yaml, corpus (skipped where QUERN_CORPUS is missing)', () => {
  it('keeps what manifests in transcripts say', () => {
    let crushedOutputs = 0
    for (const file of corpusFiles('transcripts/ops', /\.json$/, 2_000_000)) {
      const { messages } = JSON.parse(readFileSync(file, 'utf8')) as {
        messages: { role: string; content: unknown }[]
      }
      for (const { role, content } of messages) {
        if (role !== 'tool' || typeof content !== 'string' || !content.startsWith('apiVersion')) continue
        const crushed = crushWith(yamlCrusher, content, { count: estimate })
        if (crushed === undefined) continue
        crushedOutputs++
        expect(meaning(crushed.text)).toEqual(meaning(content))
      }
    }
    expect(crushedOutputs).toBeGreaterThan(2)
  })
})
