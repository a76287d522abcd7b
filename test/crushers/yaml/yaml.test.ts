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

describe('yaml, select, of whatever document', () => {
  const words = fc.constantFrom(
    'alpha',
    'beta gamma',
    '7',
    '3.25',
    'true',
    'it: was',
    "it's",
    '- dash',
    '',
    'x'.repeat(300),
    `a${'😀'.repeat(200)}`,
  )
  const leaf = fc.oneof(
    words,
    fc.integer(),
    fc.constant(null),
    fc.constant('line\n  and another\n# one more\n'),
  )
  const row = fc.dictionary(
    fc.constantFrom('name', 'spec', 'a b', 'x.y/z', '"q"', 'count', 'list'),
    fc.oneof(
      leaf,
      fc.array(leaf, { maxLength: 12 }),
      fc.dictionary(fc.constantFrom('k1', 'k2', 'k3'), leaf, { minKeys: 1 }),
      fc.array(fc.dictionary(fc.constantFrom('k1', 'k2'), leaf, { minKeys: 1 }), { maxLength: 12 }),
    ),
    { minKeys: 1 },
  )
  const holders = fc.oneof(
    fc.array(row, { minLength: 8, maxLength: 40 }),
    fc.array(fc.array(row, { minLength: 1, maxLength: 3 }), { minLength: 8, maxLength: 12 }),
    fc
      .array(row, { minLength: 8, maxLength: 40 })
      .map(rows => Object.fromEntries(rows.map((one, at) => [`e${at}`, one]))),
    fc
      .array(leaf, { minLength: 60, maxLength: 90 })
      .map(all => Object.fromEntries(all.map((one, at) => [`m.${at}`, one]))),
  )
  const printed = fc
    .tuple(
      fc.dictionary(fc.constantFrom('items', 'kind', 'meta'), fc.oneof(leaf, holders), { minKeys: 1 }),
      fc.boolean(),
      fc.constantFrom(2, 4),
      fc.constantFrom(80, 0),
      fc.integer({ min: 1, max: 12 }),
    )
    .map(([value, indentSeq, indent, lineWidth, times]) =>
      Array.from({ length: times > 9 ? times : 1 }, () =>
        stringify(value, { indent, indentSeq, lineWidth, aliasDuplicateObjects: false }),
      ).join('---\n'),
    )

  /** Whether a part says nothing that the whole does not, in its order. */
  const isPart = (part: unknown, whole: unknown): boolean => {
    if (typeof part === 'string' && part.includes('characters left out')) return typeof whole === 'string'
    if (Array.isArray(part)) {
      if (!Array.isArray(whole)) return false
      let at = 0
      for (const item of part) {
        while (at < whole.length && !isPart(item, whole[at])) at++
        if (at++ >= whole.length) return false
      }
      return true
    }
    if (typeof part !== 'object' || part === null) return Object.is(part, whole)
    if (typeof whole !== 'object' || whole === null || Array.isArray(whole)) return false
    return Object.entries(part).every(
      ([key, value]) => key in whole && isPart(value, (whole as Record<string, unknown>)[key]),
    )
  }

  it('shows a part of it that parses, and tells how much is missing', () => {
    let selected = 0
    const property = fc.property(printed, fc.constantFrom(60, 150, 400), (text, target) => {
      const crushed = crushWith(yamlCrusher, text, { level: 'select', target, count: estimate })
      if (crushed === undefined || crushed.lossless !== false) return
      selected++
      const before = parseAllDocuments(text).map(document => document.toJS() as unknown)
      const after = parseAllDocuments(crushed.text).map(document => {
        expect(document.errors).toEqual([])
        return document.toJS() as unknown
      })
      expect(isPart(after, before)).toBe(true)
      expect(crushed.text).not.toMatch(/\p{Cs}/u)
      expect(crushed.losses.length).toBeGreaterThan(0)
      expect(crushed.text).toMatch(/not shown|left out/)
      expect(yamlCrusher.crush(crushed.text, { level: 'select', target, count: estimate })).toBeUndefined()
    })
    // Shrinking half a megabyte takes longer than anybody waits.
    expect(() => fc.assert(property, { numRuns: 150, endOnFailure: true })).not.toThrow()
    expect(selected).toBeGreaterThan(40)
  })
})

describe('yaml, lists inside of items', () => {
  const pods = fc
    .record({
      count: fc.integer({ min: 30, max: 120 }),
      place: fc.double({ min: 0, max: 0.999, noNaN: true }),
      inner: fc.integer({ min: 0, max: 2 }),
    })
    .map(({ count: total, place, inner }) => {
      const at = Math.floor(total * place)
      const items = Array.from({ length: total }, (_, pod) => ({
        kind: 'Pod',
        metadata: {
          name: `pod-${(pod * 7_919) % 1_009}`,
          labels: { app: ['web', 'db'][pod % 2], tier: 'one' },
        },
        spec: {
          containers: ['main', 'proxy', 'log'].map(name => ({ name, image: `local/${name}:${pod % 5}` })),
        },
        status: {
          phase: 'Running',
          containerStatuses: ['main', 'proxy', 'log'].map((name, index) => ({
            name,
            ready: true,
            restartCount: pod === at && index === inner ? 913 : (pod * 31 + index) % 3,
            state: { running: { startedAt: '2026-01-01T00:00:00Z' } },
          })),
        },
      }))
      return {
        text: stringify({ items, kind: 'List' }),
        name: items[at]?.metadata.name,
        inner: ['main', 'proxy', 'log'][inner],
      }
    })
  it('show the odd one with its name and that of its item', () => {
    const property = fc.property(pods, fc.constantFrom(400, 1_500), ({ text, name, inner }, target) => {
      const crushed = crushWith(yamlCrusher, text, { level: 'select', target, count: estimate })
      const [document] = parseAllDocuments(crushed?.text ?? '')
      const read = document?.toJS() as {
        items: {
          metadata?: { name?: string }
          status?: { containerStatuses?: { name?: string; restartCount?: number }[] }
        }[]
      }
      const odd = read.items.find(item =>
        item.status?.containerStatuses?.some(each => each.restartCount === 913),
      )
      expect(odd?.metadata?.name).toBe(name)
      expect(odd?.status?.containerStatuses?.find(each => each.restartCount === 913)?.name).toBe(inner)
    })
    expect(() => fc.assert(property, { numRuns: 40 })).not.toThrow()
  })
})

describe('yaml, too long for the parser', () => {
  const pod = (at: number, extra = '') =>
    `- kind: Pod\n  metadata:\n    name: pod-${at}\n    labels: {app: web}\n  spec:\n    containers:\n    - name: main\n      args: [a, b]\n      restarts: ${at === 9_001 ? 412 : at % 3}\n      text: |\n        key: of a text\n        - no item\n  status: "run: it"\n${extra}`
  const list = Array.from({ length: 12_000 }, (_, at) => pod(at)).join('')

  it('is selected from by its lines', () => {
    const text = `apiVersion: v1\nitems:\n${list}kind: List\n`
    expect(text.length).toBeGreaterThan(2_000_000)
    const crushed = crushWith(yamlCrusher, text, { level: 'select', target: 1_000, count: estimate })
    const [document] = parseAllDocuments(crushed?.text ?? '')
    expect(document?.errors).toEqual([])
    const read = document?.toJS() as { items: { metadata: { name: string } }[]; kind: string }
    expect(read.kind).toBe('List')
    expect(crushed?.losses[0]).toMatchObject({ unit: 'items', kept: read.items.length, total: 12_000 })
    expect(crushed?.text).toContain('restarts: 412')
    expect(read.items.map(({ metadata }) => metadata.name)).toContain('pod-9001')
    expect(estimate(crushed?.text ?? '')).toBeLessThanOrEqual(1_000)
  })

  const odd: Record<string, string> = {
    'with explicit keys': `? a\n: - b\n${list}`,
    'indented by tabs': `items:\n${list}\t- kind: Pod\n`,
    'with items out of line': `items:\n${list}   - kind: Pod\n`,
    'with text between items': `items:\n${list}no key here\n`,
    'broken where it is shown': `items:\n${list}${pod(1, '  a: "b\n')}`,
  }
  for (const [name, text] of Object.entries(odd))
    it(`is left alone ${name}`, () =>
      expect(
        crushWith(yamlCrusher, text, { level: 'select', target: 1_000, count: estimate }),
      ).toBeUndefined())
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

describe('two long items that are not alike, with little room', () => {
  const settings = (name: string): Record<string, string> =>
    Object.fromEntries(
      Array.from({ length: 40 }, (_, index) => [`${name}-setting-${index}`, `value ${index * 7}`]),
    )
  const item = (name: string, more: object): object => ({
    head: { name, ...settings('label') },
    limits: settings('limit'),
    probes: settings('probe'),
    state: settings('state'),
    ...more,
  })
  const text = stringify({ items: [item('first', {}), item('second', { mounts: settings('mount') })] })

  it.each([250, 400, 600])('at %i tokens each is shown in part, and most of the room is used', target => {
    const crushed = crushWith(yamlCrusher, text, { level: 'select', target, count: estimate })
    expect(crushed?.text).toContain('name: first')
    expect(crushed?.text).toContain('name: second')
    expect(estimate(crushed?.text ?? '')).toBeGreaterThan(target * 0.4)
    expect(estimate(crushed?.text ?? '')).toBeLessThanOrEqual(target * 1.1)
  })
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
