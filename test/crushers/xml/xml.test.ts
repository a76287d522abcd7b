import { readFileSync } from 'node:fs'
import { XMLParser, XMLValidator } from 'fast-xml-parser'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { attributesOf } from '../../../crushers/xml/attributes.ts'
import { decodeXml, xmlCrusher } from '../../../crushers/xml/index.ts'
import { isIgnorable } from '../../../crushers/xml/flatten.ts'
import { Kind, nameOf, scanXml } from '../../../crushers/xml/scan.ts'
import { corpusFiles, crushWith, estimate, hasCorpus, testFixtures, testLaws } from '../csv/support.ts'

testFixtures('xml', xmlCrusher)

/**
 * What a document says, by our own scanner: names, attributes as a set, texts as spelled; without indentation and
 * without namespace declarations that an enclosing element already makes.
 */
function meaning(text: string): string[] | undefined {
  const document = scanXml(text)
  if (document === undefined) return undefined
  const facts: string[] = []
  const open: { until: number; name: string; spaces: Map<string, string> }[] = []
  const { kind, source, start, end, next } = document
  for (let node = 0; node < kind.length; node++) {
    while (open.length > 0 && (open.at(-1)?.until ?? 0) <= node) facts.push(`/${open.pop()?.name}`)
    if (kind[node] === Kind.Element) {
      const spaces = new Map(open.at(-1)?.spaces)
      const attributes = (attributesOf(document, node) ?? []).filter(({ name, value }) => {
        if (!name.startsWith('xmlns')) return true
        const isKnown = spaces.get(name) === value
        spaces.set(name, value)
        return !isKnown
      })
      const spelled = attributes.map(({ name, value }) => `${name}=${value}`).sort()
      facts.push(`${nameOf(document, node)} ${spelled.join(' ')}`)
      open.push({ until: next[node] ?? 0, name: nameOf(document, node), spaces })
    } else if (kind[node] !== Kind.Text) facts.push(source.slice(start[node], end[node]))
    else if (!isIgnorable(document, node) || (kind[node - 1] === Kind.Element && next[node - 1] === node + 1))
      facts.push(`"${source.slice(start[node], end[node])}"`)
  }
  while (open.length > 0) facts.push(`/${open.pop()?.name}`)
  return facts
}

/** The same by another parser, all white space around texts aside. */
const parsed = (text: string): unknown =>
  new XMLParser({
    preserveOrder: true,
    ignoreAttributes: false,
    processEntities: false,
    parseTagValue: false,
    parseAttributeValue: false,
    trimValues: true,
    ignoreDeclaration: true,
    ignorePiTags: true,
  }).parse(text)

const values = fc.constantFrom(
  '',
  'a',
  '1.0',
  '007',
  '&amp;',
  '&unknown;',
  '&#x41;',
  'a, b',
  'it "is"',
  'é',
  '{}',
  'x=y',
  '#5',
  '--',
)
const names = fc.constantFrom('item', 'entry', 'name', 'n:size', 'b')
const element: fc.Arbitrary<string> = fc.letrec<{ node: string }>(tie => ({
  node: fc
    .record({
      name: names,
      attributes: fc.uniqueArray(fc.tuple(fc.constantFrom('id', 'kind', 'n:x'), values), {
        selector: pair => pair[0],
        maxLength: 3,
      }),
      text: fc.option(values, { nil: undefined }),
      children: fc.oneof(
        { depthSize: 'small', withCrossShrink: true },
        fc.constant<string[]>([]),
        fc.array(tie('node'), { maxLength: 3 }),
        tie('node').chain(node =>
          fc
            .integer({ min: 3, max: 8 })
            .map(times =>
              Array.from({ length: times }, (_, index) => node.replace(/id="[^"]*"/, `id="${index}"`)),
            ),
        ),
      ),
      pretty: fc.boolean(),
    })
    .map(({ name, attributes, text, children, pretty }) => {
      const tag = `${name}${attributes.map(([key, value]) => ` ${key}="${value.replaceAll('"', '&quot;')}"`).join('')}`
      const gap = pretty ? '\n    ' : ''
      const inner = children.length > 0 ? children.map(child => gap + child).join('') + gap : (text ?? '')
      return inner === '' ? `<${tag}/>` : `<${tag}>${inner}</${name}>`
    }),
})).node

const documents = element.map(inner => `<?xml version="1.0"?>\n<root xmlns:n="urn:n">\n  ${inner}\n</root>\n`)
testLaws(xmlCrusher, documents)

describe('xml, lossless', () => {
  it('stands for the same document', () => {
    const property = fc.property(documents, text => {
      const crushed = crushWith(xmlCrusher, text, { count: estimate })
      if (crushed === undefined) return
      expect(XMLValidator.validate(crushed.text)).toBe(true)
      const decoded = decodeXml(crushed.text)
      expect(meaning(decoded)).toEqual(meaning(text))
      expect(parsed(decoded)).toEqual(parsed(text))
    })
    expect(() => fc.assert(property, { numRuns: 600 })).not.toThrow()
  })

  it('leaves mixed content and preserved white space alone', () => {
    const mixed = '<p>Some <b>bold</b> <i>words</i>\n   and a line</p>'
    const kept = '<pre xml:space="preserve">\n  <a> </a>\n  <b/>\n</pre>'
    const text = `<doc>\n    ${mixed}\n    ${kept}\n    <list>\n${'        <x>1</x>\n'.repeat(9)}    </list>\n</doc>`
    const crushed = crushWith(xmlCrusher, text)?.text ?? ''
    expect(crushed).toContain(mixed)
    expect(crushed).toContain(kept)
  })

  it('never expands an entity', () => {
    const bomb = `<!DOCTYPE a [\n<!ENTITY x "ha">\n${Array.from({ length: 30 }, (_, i) => `<!ENTITY x${i + 1} "&x${i};&x${i};">`).join('\n')}\n]>\n<a>\n   <b>&x30;</b>\n   <b>&x29;</b>\n   <b>&x28;</b>\n   <b>&x27;</b>\n</a>`
    const crushed = crushWith(xmlCrusher, bomb)
    expect((crushed?.text ?? bomb).length).toBeLessThanOrEqual(bomb.length)
    expect(crushed?.text ?? bomb).toContain('&x30;')
  })

  it('declines what is not well-formed', () => {
    for (const text of [
      '<a><b></a></b>',
      '<a>',
      '<a/><b/>',
      '<a b=c></a>',
      'text <a/>',
      '<a b="1" b="2"/>',
      '<__proto__>',
    ])
      expect(crushWith(xmlCrusher, `${text}${' '.repeat(200)}`)).toBeUndefined()
  })

  it('stands any nesting', () => {
    const deep = `${'<a>\n'.repeat(100_000)}x${'</a>\n'.repeat(100_000)}`
    expect(() => crushWith(xmlCrusher, deep, { count: estimate })).not.toThrow()
    const runs = `${'<a><b/><b/><a/><a/>'.repeat(3_000)}${'</a>'.repeat(3_000)}`
    expect(() => crushWith(xmlCrusher, runs, { level: 'select', target: 100, count: estimate })).not.toThrow()
  })
})

function planted(rows: number, at: number, odd: string): string {
  let text = '<?xml version="1.0"?>\n<testsuite name="all">\n'
  for (let row = 0; row < rows; row++) {
    const id = (row * 7919) % 100_003
    const inner = row === at ? odd : ''
    const time = row === at && odd === 'slow' ? '987.6' : `0.${10 + ((row * 37) % 17)}`
    const group = row === at && odd === 'group' ? 'zeta' : ['alpha', 'beta', 'gamma'][row % 3]
    const body = inner.startsWith('<') ? `>${inner}</testcase>` : '/>'
    text += `  <testcase id="t${id}" group="${group}" time="${time}"${body}\n`
  }
  return `${text}</testsuite>\n`
}

describe('xml, select', () => {
  const anomalies: Record<string, string> = {
    'outlier number': 'slow',
    'rare category': 'group',
    'rare shape': '<note>seen once</note>',
    failure: '<failure message="expected 1 but was 2"/>',
  }
  for (const [name, odd] of Object.entries(anomalies))
    it(`keeps a planted ${name} wherever it stands`, () => {
      const property = fc.property(
        fc.integer({ min: 900, max: 2_500 }),
        fc.double({ min: 0, max: 0.999, noNaN: true }),
        (rows, place) => {
          const at = Math.floor(rows * place)
          const crushed = crushWith(xmlCrusher, planted(rows, at, odd), { level: 'select', count: estimate })
          expect(crushed?.text).toContain(`${at + 1},t${(at * 7919) % 100_003},`)
          expect(XMLValidator.validate(crushed?.text ?? '')).toBe(true)
          expect(crushed?.losses[0]?.total).toBe(rows)
        },
      )
      expect(() => fc.assert(property, { numRuns: 20 })).not.toThrow()
    })

  it('counts exactly what it leaves out', () => {
    const text = planted(900, 5, 'slow')
    const crushed = crushWith(xmlCrusher, text, { level: 'select', target: 1_200 })
    const shown = new Set(
      [...(crushed?.text ?? '').matchAll(/^(\d+),t/gm)].map(match => Number(match[1]) - 1),
    )
    const omitted = Array.from({ length: 900 }, (_, row) => row).filter(row => !shown.has(row))
    expect(crushed?.text).toContain(`${omitted.length} of 900 not shown:`)
    for (const [place, group] of ['alpha', 'beta', 'gamma'].entries())
      expect(crushed?.text).toContain(`${group} ×${omitted.filter(row => row % 3 === place).length}`)
  })
})

describe('xml, sniff', () => {
  const not: Record<string, string> = {
    HTML: '<!DOCTYPE html>\n<html><body><p>Hi</p></body></html>',
    'a fragment of HTML': '<div class="a"><p>one</p><p>two</p><p>three</p><span>x</span></div>',
    'a wrapped answer': '<output>\nall tests passed\nnothing else to say here\n</output>',
    'a table with <none> in it': `<result>\n${'pod-1   <none>   <none>\n'.repeat(6)}</result>`,
    JSX: 'export const A = () => <div><B/></div>',
    generics: 'Map<String, List<Integer>> a = new HashMap<>();',
  }
  for (const [name, text] of Object.entries(not))
    it(`does not take ${name}`, () => expect(xmlCrusher.sniff(text)).toBeLessThan(0.5))
  const yes: Record<string, string> = {
    'a declaration': '<?xml version="1.0"?><a/>',
    'a feed':
      '<rss version="2.0"><channel><title>a</title><item><title>b</title></item><item><title>c</title></item></channel></rss>',
    'a drawing': '<!-- drawn --><svg xmlns="http://www.w3.org/2000/svg"><path d="M0 0"/></svg>',
  }
  for (const [name, text] of Object.entries(yes))
    it(`takes ${name}`, () => expect(xmlCrusher.sniff(text)).toBeGreaterThan(0.5))
})

describe.skipIf(!hasCorpus)('xml, corpus (skipped where QUERN_CORPUS is missing)', () => {
  it('means the same after crushing, file by file', () => {
    let crushedFiles = 0
    for (const file of corpusFiles('xml', /\.(?:xml|svg|rss|junit|fodt|svg\.txt)$/)) {
      const text = readFileSync(file, 'utf8')
      const crushed = crushWith(xmlCrusher, text, { count: estimate })
      if (crushed === undefined) continue
      crushedFiles++
      expect(meaning(decodeXml(crushed.text))).toEqual(meaning(text))
    }
    expect(crushedFiles).toBeGreaterThan(40)
  })

  it('does not throw on hostile files, and declines the illformed', () => {
    for (const file of corpusFiles('xml', /\/(?:conformance|illformed)\/.*/))
      for (const level of ['lossless', 'select'] as const) {
        const text = readFileSync(file, 'utf8')
        const crushed = crushWith(xmlCrusher, text, { level, target: 50, count: estimate })
        expect((crushed?.text ?? '').length).toBeLessThanOrEqual(text.length)
      }
  })
})
