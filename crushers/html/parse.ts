import { Parser } from 'htmlparser2'
import { maximumDepth } from './policy.ts'

export interface Element {
  readonly tag: string
  readonly attributes: Readonly<Record<string, string>>
  readonly children: (Element | string)[]
  readonly parent: Element | undefined
  /** Index of its first character in the source. */
  readonly at: number
  /** Number of its `href` among all links of the page, from 1; 0 for other elements. */
  readonly link: number
  /** Characters of text, white space collapsed, and those inside links. */
  size: number
  linked: number
}

/** Elements whose content nobody reads. Counted by tag in `Page.skipped`. */
const unread = new Set(
  'script style noscript template svg canvas object embed iframe audio video map head link meta base'.split(
    ' ',
  ),
)

export interface Page {
  readonly body: Element
  readonly title: string
  readonly description: string
  /** Address of the page where it names one. */
  readonly address: string
  readonly skipped: ReadonlyMap<string, number>
}

class TooDeep extends Error {}

/** A light tree of a page, however broken its tags are; `undefined` when it nests too deep. Linear. */
export function parsePage(text: string): Page | undefined {
  const body = element('body', {}, undefined, 0, 0)
  const stack = [body]
  const skipped = new Map<string, number>()
  let silent = 0
  let links = 0
  let depth = 0
  let inTitle = false
  let title = ''
  let description = ''
  let address = ''
  const parser = new Parser(
    {
      onopentag(tag, attributes) {
        if (++depth > maximumDepth) throw new TooDeep()
        const link = tag === 'a' && attributes.href !== undefined ? ++links : 0
        if (tag === 'meta') {
          const name = attributes.name ?? attributes.property
          if (name === 'description' || (name === 'og:description' && description === ''))
            description = squeeze(attributes.content ?? '').trim()
          if (name === 'og:url' && address === '') address = attributes.content ?? ''
        } else if (tag === 'link' && attributes.rel === 'canonical') address = attributes.href ?? address
        else if (tag === 'base' && attributes.href) address = attributes.href
        if (tag === 'title' && title === '' && (silent === 0 || skipping === 'head')) inTitle = true
        if (silent > 0) {
          silent++
          if (skipping === 'head' && unread.has(tag)) skipped.set(tag, (skipped.get(tag) ?? 0) + 1)
          return
        }
        if (unread.has(tag)) {
          silent = 1
          skipping = tag
          if (tag !== 'head' && tag !== 'meta' && tag !== 'base')
            skipped.set(tag, (skipped.get(tag) ?? 0) + 1)
          return
        }
        const parent = stack[stack.length - 1]
        const made = element(tag, attributes, parent, parser.startIndex, link)
        parent?.children.push(made)
        stack.push(made)
      },
      ontext(data) {
        if (inTitle) title += data
        if (silent > 0 || inTitle) return
        const parent = stack[stack.length - 1]
        if (!parent) return
        const last = parent.children.length - 1
        const before = parent.children[last]
        if (typeof before === 'string') parent.children[last] = before + data
        else parent.children.push(data)
      },
      onclosetag(tag) {
        depth--
        if (tag === 'title') inTitle = false
        if (silent > 0) {
          silent--
          return
        }
        const closed = stack.length > 1 ? stack.pop() : undefined
        const parent = stack[stack.length - 1]
        if (!closed || !parent) return
        measure(closed)
        parent.size += closed.size
        parent.linked += closed.linked
      },
    },
    { decodeEntities: true, lowerCaseTags: true },
  )
  let skipping = ''
  try {
    parser.write(text)
    parser.end()
  } catch (error) {
    if (error instanceof TooDeep) return undefined
    throw error
  }
  measure(body)
  return { body, title: squeeze(title).trim(), description, address, skipped }
}

/** Target of the link with a number that the crushed page shows, as the page spells it. */
export function linkTarget(html: string, number: number): string | undefined {
  let links = 0
  let found: string | undefined
  const parser = new Parser({
    onopentag(tag, attributes) {
      if (tag === 'a' && attributes.href !== undefined && ++links === number) {
        found = attributes.href
        parser.pause()
      }
    },
  })
  parser.write(html)
  return found
}

const element = (
  tag: string,
  attributes: Record<string, string>,
  parent: Element | undefined,
  at: number,
  link: number,
): Element => ({
  tag,
  attributes,
  children: [],
  parent,
  at,
  link,
  size: 0,
  linked: 0,
})

/** Adds an element's own text to what its children have reported. */
function measure(target: Element): void {
  for (const child of target.children)
    if (typeof child === 'string') target.size += squeeze(child).trim().length
  if (target.link > 0) target.linked = target.size
}

/** White space as a browser shows it. */
export const squeeze = (text: string): string => text.replace(/[ \t\r\n\f\u00a0]+/g, ' ')
