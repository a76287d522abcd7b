import type { Hint } from '../types.ts'

const HTML = /^<!doctype html|^<html\b|<(?:body|head|div|script|table|span|ul|h1)\b[^>]*>/i
const ROOT = /^<([A-Za-z_][\w.-]*(?::[\w.-]+)?)(?:\s[^<>]*)?\/?>/

/** 0 to 1: how likely the text is an XML document. Pages in XHTML are pages. */
export function sniffXml(sample: string, hint?: Hint): number {
  let text = sample.replace(/^[\uFEFF\s]+/, '')
  const hasDeclaration = text.startsWith('<?xml')
  text = withoutNotes(text)
  const hasDoctype = /^<!DOCTYPE\s/i.test(text)
  if (hasDoctype) {
    const from = text.indexOf(
      '>',
      text.includes(']>') && text.indexOf('[') < text.indexOf('>') ? text.indexOf(']>') : 0,
    )
    text = withoutNotes(text.slice(from + 1))
  }
  const root = ROOT.exec(text)
  if (root === null) return hasDeclaration ? 0.4 : 0
  if (
    HTML.test(text.slice(0, 2_000)) &&
    !/^(?:rss|feed|svg|rdf:RDF|project|testsuites?)$/.test(root[1] ?? '')
  ) {
    if (/^html$/i.test(root[1] ?? '') || !hasDeclaration) return hasDeclaration ? 0.2 : 0.05
  }
  if (hasDeclaration) return 0.97
  if (hasDoctype) return 0.9
  if (/\.(?:xml|svg|rss|atom|xsd|wsdl|plist|csproj|pom)$/i.test(hint?.path ?? '')) return 0.95
  if (/\sxmlns(?::\w+)?=/.test(root[0])) return 0.95
  // Without any sign of XML a document must at least end with its root, and hold more than a wrapper tag would.
  const end = sample.trimEnd()
  const closes = end.endsWith(`</${root[1]}>`) || end.endsWith(`</${root[1]}`)
  const tags =
    text.slice(0, 20_000).match(/<[A-Za-z_][\w.:-]*(?:\s+[\w.:-]+\s*=\s*["'][^"'<>]*["'])*\s*\/?>/g) ?? []
  const children = tags.length
  // `<none>` and `<id>` in a table look like tags, but nobody closes them.
  if (!tags.slice(1, 60).some(tag => isClosed(tag, text)) && children > 1) return 0.1
  const prose = text
    .slice(0, 20_000)
    .replace(/<[^<>]*>/g, '')
    .trim().length
  const isPage = /^(?:html|body|div|section|main|article|table|ul|ol|p|form|span)$/i.test(root[1] ?? '')
  if (closes && !isPage && children >= 2 && prose < text.length * 0.95) return 0.85
  if (closes && children >= 4 && prose < text.slice(0, 20_000).length * 0.7) return 0.85
  return children >= 6 && prose < text.slice(0, 20_000).length * 0.5 ? 0.6 : 0.2
}

function isClosed(tag: string, text: string): boolean {
  return tag.endsWith('/>') || text.includes(`</${/^<([\w.:-]+)/.exec(tag)?.[1]}>`)
}

/** Without the comments and instructions that stand before a root. */
function withoutNotes(prolog: string): string {
  let text = prolog.trimStart()
  for (let steps = 0; steps < 20; steps++) {
    const end = text.startsWith('<?')
      ? text.indexOf('?>') + 2
      : text.startsWith('<!--')
        ? text.indexOf('-->') + 3
        : 0
    if (end < 3) break
    text = text.slice(end).trimStart()
  }
  return text
}
