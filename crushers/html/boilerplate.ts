import type { Element, Page } from './parse.ts'
import { asksConsent } from '../prose/page/vocabulary.ts'
import { leastLeft, longestNoise, mainShare, menuLinkShare, shortNoise } from './policy.ts'
import { source } from './text.ts'

export interface Dropped {
  readonly what: string
  blocks: number
  words: number
  links: number
}

/** Element names and roles that are never what a page is about. */
const partNames: Readonly<Record<string, string>> = {
  nav: 'navigation',
  navigation: 'navigation',
  menu: 'navigation',
  menubar: 'navigation',
  toolbar: 'navigation',
  footer: 'footer',
  contentinfo: 'footer',
  banner: 'header',
  complementary: 'side column',
  aside: 'side column',
}
/** Words of class names and ids. A menu must also consist of links; the others go by their name alone. */
const menuWords = new Set(
  'nav navbar navigation menu sidebar topbar toolbar breadcrumb breadcrumbs pagination pager sitemap related tags footer header masthead'.split(
    ' ',
  ),
)
const noiseWords: Readonly<Record<string, string>> = {
  cookie: 'cookie banner',
  cookies: 'cookie banner',
  consent: 'cookie banner',
  gdpr: 'cookie banner',
  ad: 'advertisement',
  ads: 'advertisement',
  advert: 'advertisement',
  advertisement: 'advertisement',
  sponsored: 'advertisement',
  adsbygoogle: 'advertisement',
  share: 'share buttons',
  sharing: 'share buttons',
  social: 'share buttons',
  newsletter: 'newsletter box',
  subscribe: 'newsletter box',
  skiplink: 'navigation',
  navheader: 'navigation',
  navfooter: 'navigation',
  navpath: 'navigation',
  'sr-only': 'hidden text',
  'visually-hidden': 'hidden text',
  screenreader: 'hidden text',
  tracking: 'tracker',
  pixel: 'tracker',
}

export interface MainPart {
  readonly root: Element
  readonly dropped: ReadonlySet<Element>
  readonly report: readonly Dropped[]
}

/**
 * What of a page to leave out, by evidence against a part (its element, role, name, share of link text) rather than for
 * one: listings, shops and forms have no single "article", and dropping by mistake costs more than keeping.
 */
export function mainPart(page: Page): MainPart {
  const whole = page.body.size
  const byElement = collect(page.body, structural)
  const byName = collect(page.body, target => structural(target) ?? named(target))
  const kept = byName.size >= whole * (1 - leastLeft) ? byElement : byName
  const mild = kept.size >= whole * (1 - leastLeft) && kept === byElement ? collect(page.body, hidden) : kept
  const root = explicitMain(page.body, whole - mild.size) ?? page.body
  const report = new Map<string, Dropped>()
  for (const [target, what] of mild.parts) note(report, what, target)
  if (root !== page.body)
    outside(page.body, root, mild.parts, (target, what) => {
      note(report, what, target)
    })
  return { root, dropped: new Set(mild.parts.keys()), report: [...report.values()] }
}

interface Collected {
  readonly parts: Map<Element, string>
  size: number
}

function collect(body: Element, test: (target: Element) => string | undefined): Collected {
  const result: Collected = { parts: new Map(), size: 0 }
  const stack: Element[] = [body]
  for (let target = stack.pop(); target; target = stack.pop()) {
    const what = target === body ? undefined : test(target)
    if (what !== undefined) {
      result.parts.set(target, what)
      result.size += target.size
    } else for (const child of target.children) if (typeof child !== 'string') stack.push(child)
  }
  return result
}

function hidden(target: Element): string | undefined {
  const { attributes } = target
  if (attributes.hidden !== undefined) return 'hidden text'
  if (/display\s*:\s*none/i.test((attributes.style ?? '').slice(0, 500))) return 'hidden text'
  return attributes['aria-hidden'] === 'true' && target.size < 40 ? 'hidden text' : undefined
}

function structural(target: Element): string | undefined {
  const name = (target.attributes.role ?? target.tag).toLowerCase()
  if (Object.hasOwn(partNames, name)) {
    const what = partNames[name]
    const kept = what === 'side column' && target.linked < target.size * menuLinkShare
    return kept || holdsMain(target) ? hidden(target) : what
  }
  if (target.tag === 'header' && target.linked >= target.size * menuLinkShare && !holdsMain(target))
    return 'header'
  return hidden(target)
}

function named(target: Element): string | undefined {
  const { tag, attributes } = target
  if (tag === 'html' || tag === 'body' || tag === 'main' || tag === 'article') return undefined
  const label = `${attributes.class ?? ''} ${attributes.id ?? ''}`.slice(0, 300).toLowerCase()
  if (label === ' ') return undefined
  let menu = false
  for (const name of label.split(/\s+/)) {
    const words = [name, ...name.split(/[-_]+/).filter(word => word.length > 3)]
    const noise = words.find(word => Object.hasOwn(noiseWords, word))
    if (noise !== undefined)
      return isNoise(target, noiseWords[noise] as string) ? noiseWords[noise] : undefined
    if (name.split(/[-_]+/).some(word => menuWords.has(word))) menu = true
  }
  const linked = target.size > 0 && target.linked >= target.size * menuLinkShare
  return menu && linked && !holdsMain(target) ? 'navigation' : undefined
}

/** A manual has chapters on cookies and on sharing: what goes by its name must be short, or ask for consent. */
function isNoise(target: Element, what: string): boolean {
  if (holdsMain(target) || target.size >= longestNoise) return false
  const own = target.size - target.linked
  return own < shortNoise || (what === 'cookie banner' && asksConsent(source(target)))
}

/** Whether the part that is about to go holds the main part or the page's heading. Looks at a bounded number of elements. */
function holdsMain(target: Element): boolean {
  const stack: Element[] = [target]
  let looked = 0
  for (let next = stack.pop(); next && looked < 60; next = stack.pop()) {
    looked++
    if (next.tag === 'main' || next.tag === 'article' || next.tag === 'h1' || next.attributes.role === 'main')
      return true
    for (const child of next.children) if (typeof child !== 'string') stack.push(child)
  }
  return false
}

/** The only `main`, `[role=main]` or `article`, if most of the text is in it. */
function explicitMain(body: Element, size: number): Element | undefined {
  const found: Element[] = []
  const stack: Element[] = [body]
  for (let target = stack.pop(); target; target = stack.pop()) {
    if (target.tag === 'main' || target.attributes.role === 'main') found.push(target)
    else for (const child of target.children) if (typeof child !== 'string') stack.push(child)
  }
  const [main] = found
  return found.length === 1 && main && main.size >= size * mainShare ? main : undefined
}

/** Calls back for the largest parts beside the path to the main part. */
function outside(
  body: Element,
  root: Element,
  parts: ReadonlyMap<Element, string>,
  report: (target: Element, what: string) => void,
): void {
  for (let inside = root; inside !== body && inside.parent; inside = inside.parent)
    for (const child of inside.parent.children)
      if (typeof child !== 'string' && child !== inside && child.size > 0 && !parts.has(child))
        report(child, 'surroundings')
}

function note(report: Map<string, Dropped>, what: string, target: Element): void {
  const entry = report.get(what) ?? { what, blocks: 0, words: 0, links: 0 }
  entry.blocks++
  const stack: (Element | string)[] = [target]
  for (let next = stack.pop(); next !== undefined; next = stack.pop()) {
    if (typeof next === 'string') entry.words += countWords(next)
    else {
      if (next.link > 0) entry.links++
      for (const child of next.children) stack.push(child)
    }
  }
  report.set(what, entry)
}

function countWords(text: string): number {
  let words = 0
  let inside = false
  for (let index = 0; index < text.length; index++) {
    const blank = text.charCodeAt(index) <= 32
    if (!blank && !inside) words++
    inside = !blank
  }
  return words
}
