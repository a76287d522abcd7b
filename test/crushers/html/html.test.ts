import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { htmlCrusher, linkTarget } from '../../../crushers/html/index.ts'
import { restorePage } from '../../../crushers/prose/index.ts'
import type { Level } from '../../../crushers/types.ts'

const count = (text: string): number => Math.ceil(text.length / 4)
const crush = (text: string, target = 4_000, level: Level = 'select') =>
  htmlCrusher.crush(text, { level, target, count })
const page = (body: string): string =>
  `<!doctype html><html><head><title>Page</title><style>${'p { color: red } '.repeat(20)}</style></head><body>${body}</body></html>`

describe('pages', () => {
  it('declines lossless, file views and what is no page', () => {
    expect(crush(page('<p>Hello</p><p>there</p>'), 100, 'lossless')).toBeUndefined()
    expect(
      htmlCrusher.crush(page('<p>Hello</p>'), {
        level: 'select',
        target: 10,
        count,
        hint: { fileView: true },
      }),
    ).toBeUndefined()
    expect(crush('Just a line of text.')).toBeUndefined()
  })

  it('gives back cut links by their number', () => {
    const long = `https://far.example/${'deep/'.repeat(30)}end?x=1`
    const html = page(
      `<p><a name="n">no link</a> <a href="#here">here</a> <a href="/a">short</a> <a href="${long}">far</a></p>`,
    )
    const out = crush(html)?.text ?? ''
    expect(out).toContain('[short](/a)')
    const number = /\[far\]\(far\.example\/\S*… link (\d+)\)/.exec(out)?.[1]
    expect(linkTarget(html, Number(number))).toBe(long)
    expect(linkTarget(html, 99)).toBeUndefined()
  })

  it('numbers links where there are more of them than text', () => {
    const rows = Array.from(
      { length: 100 },
      (_, row) => `<li><a href="/packages/section-${row}/latest/download">P${row}</a></li>`,
    )
    const html = page(`<ul>${rows.join('\n')}</ul>`)
    expect(crush(html)?.text).toContain('- [P41](link 42)')
    expect(linkTarget(html, 42)).toBe('/packages/section-41/latest/download')
  })

  it('keeps everything where names mislead', () => {
    const text =
      'This is the only text that there is on the page, and it stands in a box called social. '.repeat(5)
    expect(crush(page(`<div class="social share">${text}</div>`))?.text).toContain(text.trim())
    expect(crush(page(`<footer><main><p>${text}</p></main></footer>`))?.text).toContain(text.trim())
  })

  it('extracts from a page that is still too long, with lines of the original', () => {
    const paragraphs = Array.from(
      { length: 200 },
      (_, row) => `<p>Paragraph ${row} tells of ferry ${row * 3} and of nothing else.</p>`,
    )
    const html = page(`\n${paragraphs.join('\n')}\n`)
    for (const level of ['select', 'outline'] as const) {
      const out = crush(html, 800, level)?.text ?? ''
      expect(count(out)).toBeLessThanOrEqual(800)
      expect(out).toMatch(/^\[page as text; left out: 1 style\]\n\[\d+ of 2\d\d sentences\]/)
      for (const [, from, to] of out.matchAll(/lines (\d+)–(\d+)\]/g)) {
        expect(html.split('\n')[Number(from) - 1]).toContain('<p>')
        expect(html.split('\n')[Number(to) - 1]).toContain('<p>')
      }
    }
  })

  it('knows pages from XML, components, templates and Markdown', () => {
    const sniff = (text: string): number => htmlCrusher.sniff(text)
    expect(sniff(page('<p>x</p>'))).toBe(1)
    expect(sniff('<div><p>One</p><p>Two</p><a href="/">Three</a></div>')).toBeGreaterThan(0.8)
    expect(sniff('<?xml version="1.0"?><feed><title>x</title><link href="a"/></feed>')).toBe(0)
    expect(sniff('<project><modelVersion>4</modelVersion><name>x</name></project>')).toBeLessThan(0.3)
    expect(
      sniff('export const A = () => (\n  <div className="a"><p>Hi</p><span>{name}</span></div>\n)'),
    ).toBeLessThan(0.4)
    expect(sniff('# Title\n\nText with <b>bold</b> and <br> in it.\n\n- one\n- two\n')).toBeLessThan(0.3)
    expect(sniff('plain text')).toBe(0)
  })

  const tag = fc.constantFrom(
    '<p>',
    '</p>',
    '<div class="nav">',
    '</div>',
    '<table>',
    '<tr>',
    '<td>',
    '</td>',
    '</table>',
    '<ul>',
    '<li>',
    '</ul>',
    '<a href="/x">',
    '</a>',
    '<pre>',
    '</pre>',
    '<h1>',
    '</h1>',
    '<script>',
    '</script>',
    '<!--',
    '-->',
    '<select>',
    '<option selected>',
    '<input type=checkbox>',
    '<br>',
    '<main>',
    '</main>',
    '<nav>',
    '<title>',
    '<p __proto__="x" constructor>',
    '<svg>',
    '&amp;',
    '&#0;',
    '<',
    '"',
    "='",
    '```',
    '\n',
    '\u0000',
    '\ud800',
    '<button>',
    '<blockquote>',
    '<dd>',
    '<dt>',
    '<base href="//a.b/">',
    'some words here ',
    '中文。',
    '[page as text]',
  )
  it('obeys the laws on any page', () => {
    fc.assert(
      fc.property(
        fc.array(tag, { maxLength: 80 }),
        fc.integer({ min: 0, max: 200 }),
        fc.constantFrom<Level>('lossless', 'select', 'outline'),
        (tags, target, level) => {
          const html = tags.join('')
          const first = crush(html, target, level)
          expect(crush(html, target, level)).toEqual(first)
          if (!first) return
          expect(first.text.trim()).not.toBe('')
          expect(count(first.text)).toBeLessThan(count(html))
          expect(crush(first.text, target, level)).toBeUndefined()
          expect(first.lossless === false || restorePage(first.text) === html).toBe(true)
        },
      ),
      { numRuns: 500 },
    )
  })

  it.each([
    ['open elements', '<div>'.repeat(100_000)],
    ['stray closing tags', `${'<div><p>'.repeat(150)}${'</b></i>'.repeat(100_000)}`],
    ['attributes', `<div ${'a=1 '.repeat(300_000)}>x</div><p>y</p><p>z</p>`],
    ['angle brackets', '<'.repeat(1_000_000)],
    ['entities', `<p><p><p>${'&amp'.repeat(200_000)}`],
    ['comments', `<p>x<p>y<p>${'<!--'.repeat(200_000)}`],
    ['rows', `<table>${'<tr><td>a<td>b'.repeat(20_000)}</table>`],
    ['nested tables', `${'<table><tr><td>a</td><td>b'.repeat(90)}${'<p>t</p>'.repeat(10_000)}`],
    ['an open script', `<div>x</div><p>a<script>${'x'.repeat(2_000_000)}`],
  ])('survives many %s', (_, html) => {
    expect(count(crush(html, 2_000)?.text ?? '')).toBeLessThan(count(html))
  })
})
