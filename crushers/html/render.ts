import { longestCell, longestLink, numberedLink, shownOptions } from './policy.ts'
import { type Element, type Page, squeeze } from './parse.ts'
import { each, plain, source } from './text.ts'
import { Writer } from './writer.ts'

const blocks = new Set(
  'address article aside blockquote body center dd details dialog div dl dt fieldset figcaption figure footer form h1 h2 h3 h4 h5 h6 header hgroup hr html legend li main nav ol p pre search section summary table tbody td tfoot th thead tr ul option select textarea menu'.split(
    ' ',
  ),
)

export interface Rendered {
  readonly lines: readonly string[]
  /** For each line, index in the source of the element it comes from. */
  readonly origins: readonly number[]
  readonly links: { shown: number; shortened: number; characters: number }
}

/** Main text as Markdown: headings, lists, tables, code, links with their targets, form controls in brackets. */
export function renderPage(
  page: Page,
  root: Element,
  dropped: ReadonlySet<Element>,
  longest = longestLink,
): Rendered {
  let writer = new Writer()
  const links = { shown: 0, shortened: 0, characters: 0 }
  const mentioned = new Set<string>()
  const host = /^(?:https?:)?\/\/([^/?#]+)/i.exec(page.address)?.[1]
  if (page.title !== '') {
    writer.block(0)
    writer.inline(`# ${page.title}`)
    writer.block(0)
  }
  if (page.description !== '' && !page.title.includes(page.description)) {
    writer.inline(page.description)
    writer.block(0)
  }
  visit(root)
  writer.flush()
  return { lines: writer.lines, origins: writer.origins, links }

  function visitAll(target: Element): void {
    for (const child of target.children) visit(child)
  }

  function visit(node: Element | string): void {
    if (typeof node === 'string') {
      writer.inline(node)
      return
    }
    if (dropped.has(node)) return
    const { tag } = node
    const level = /^h[1-6]$/.test(tag) ? Number(tag.slice(1)) : 0
    if (level > 0) {
      const words = plain(node)
      if (words === '' || (level === 1 && words === page.title)) return
      writer.block(node.at)
      writer.inline(`${'#'.repeat(level)} `)
      visitInline(node)
      writer.block(node.at)
    } else if (tag === 'a') link(node)
    else if (tag === 'br') writer.line(node.at)
    else if (tag === 'img') {
      const alt = squeeze(node.attributes.alt ?? '').trim()
      if (alt !== '') writer.inline(`[image: ${alt}]`)
    } else if (tag === 'pre') code(node)
    else if (tag === 'ul' || tag === 'ol' || tag === 'menu') list(node)
    else if (tag === 'table') table(node)
    else if (tag === 'dd') writer.within('  ', node.at, () => visitAll(node))
    else if (tag === 'dt' || tag === 'tr' || tag === 'summary' || tag === 'legend') {
      writer.line(node.at)
      visitAll(node)
      writer.line(node.at)
    } else if (tag === 'blockquote') writer.within('> ', node.at, () => visitAll(node))
    else if (tag === 'input' || tag === 'button' || tag === 'select' || tag === 'textarea') control(node)
    else if (tag === 'code' || tag === 'kbd' || tag === 'samp') {
      const words = plain(node)
      if (words !== '')
        writer.inline(words.includes('`') || node.parent?.tag === 'a' ? words : `\`${words}\``)
    } else if (tag === 'td' || tag === 'th') {
      visitAll(node)
      writer.inline(' ')
    } else if (blocks.has(tag)) {
      writer.block(node.at)
      visitAll(node)
      writer.block(node.at)
    } else visitAll(node)
  }

  function visitInline(target: Element): void {
    for (const child of target.children) {
      if (typeof child === 'string') writer.inline(child)
      else if (!dropped.has(child)) {
        if (child.tag === 'a') link(child)
        else visitInline(child)
      }
    }
  }

  function link(target: Element): void {
    const href = (target.attributes.href ?? '').trim()
    const words = plain(target)
    if (/^[¶#§🔗]?$/u.test(words) && !hasImage(target)) return
    if (href === '' || href.startsWith('#') || /^javascript:/i.test(href) || hasBlock(target)) {
      visitAll(target)
      if (href === '' || href.startsWith('#') || /^javascript:/i.test(href)) return
      writer.inline(` (${address(target, href)})`)
      return
    }
    // Manuals link each mention of a name: its address stands at the first.
    const mention = `${words}\n${href}`
    if (mentioned.has(mention)) return visitAll(target)
    mentioned.add(mention)
    writer.inline('[')
    visitAll(target)
    writer.tight(`](${address(target, href)})`)
  }

  /** What a reader needs of an address: relative on its own host, without campaign marks, cut or a number when long. */
  function address(target: Element, href: string): string {
    links.shown++
    const match = /^(?:https?:)?\/\/([^/?#]+)(\/.*)?$/is.exec(href)
    const local = match && host !== undefined && match[1]?.toLowerCase() === host.toLowerCase()
    const short = withoutCampaign(local ? (match[2] ?? '/') : href.replace(/^https?:\/\/(?:www\.)?/i, ''))
    if (short.length <= longest) {
      links.characters += short.length
      return squeeze(short)
    }
    links.shortened++
    const shown = longest < numberedLink ? '' : `${squeeze(short.slice(0, longest - 12))}… `
    links.characters += shown.length
    return `${shown}link ${target.link}`
  }

  function code(target: Element): void {
    const text = source(target).replace(/\r\n?/g, '\n').replace(/^\n/, '').trimEnd()
    if (text.trim() === '') return
    let fence = '```'
    for (const run of text.match(/`{3,}/g) ?? []) if (run.length >= fence.length) fence = `${run}\``
    writer.block(target.at)
    writer.verbatim(`${fence}\n${text}\n${fence}`, target.at)
    writer.block(target.at)
  }

  function list(target: Element): void {
    const nested = target.parent?.tag === 'li'
    if (nested) writer.line(target.at)
    else writer.block(target.at)
    let number = Number.parseInt(target.attributes.start ?? '1', 10)
    if (!Number.isSafeInteger(number)) number = 1
    for (const child of target.children) {
      if (typeof child === 'string') {
        if (child.trim() !== '') writer.inline(child)
      } else if (child.tag !== 'li') visit(child)
      else if (!dropped.has(child))
        writer.item(target.tag === 'ol' ? `${number++}. ` : '- ', child.at, () => visitAll(child))
    }
    if (nested) writer.line(target.at)
    else writer.block(target.at)
  }

  function table(target: Element): void {
    const rows = tableRows(target)
    if (!rows) {
      writer.block(target.at)
      visitAll(target)
      writer.block(target.at)
      return
    }
    const width = rows.reduce((most, row) => Math.max(most, row.cells.length), 0)
    writer.block(target.at)
    for (const child of target.children)
      if (typeof child !== 'string' && child.tag === 'caption') {
        visitAll(child)
        writer.line(child.at)
      }
    for (const [index, row] of rows.entries()) {
      const cells = row.cells.map(cell => cellText(cell).replace(/\|/g, '\\|'))
      while (cells.length < width) cells.push('')
      writer.verbatim(`| ${cells.join(' | ')} |`, row.at)
      if (index === 0) writer.verbatim(`|${'---|'.repeat(width)}`, row.at)
    }
    writer.block(target.at)
  }

  function cellText(cell: Element): string {
    const outer = writer
    writer = new Writer()
    visitAll(cell)
    writer.flush()
    const { lines } = writer
    writer = outer
    return lines.filter(line => line !== '').join('; ')
  }

  function control(target: Element): void {
    const { attributes, tag } = target
    const type = (attributes.type ?? 'text').toLowerCase()
    if (type === 'hidden') return
    const name = attributes.name ?? attributes.id ?? attributes['aria-label'] ?? ''
    const label = name === '' ? '' : ` ${squeeze(name).trim()}`
    if (tag === 'button' || (tag === 'input' && /^(?:submit|button|reset|image)$/.test(type))) {
      const words =
        tag === 'button'
          ? plain(target) || (attributes['aria-label'] ?? attributes.title ?? '')
          : (attributes.value ?? attributes.alt ?? type)
      if (words.trim() !== '') writer.inline(` [button: ${squeeze(words).trim()}] `)
    } else if (tag === 'select') {
      const options: string[] = []
      each(target, child => {
        if (child.tag === 'option')
          options.push(plain(child) + (child.attributes.selected === undefined ? '' : '*'))
      })
      const shown = options.filter((option, index) => index < shownOptions || option.endsWith('*'))
      const rest = options.length - shown.length
      writer.inline(` [select${label}: ${shown.join(' | ')}${rest > 0 ? ` | … ${rest} more` : ''}] `)
    } else if (type === 'checkbox' || type === 'radio')
      writer.inline(
        ` [${type}${label}${attributes.value === undefined ? '' : `=${attributes.value}`}${attributes.checked === undefined ? '' : ', checked'}] `,
      )
    else {
      const value = (tag === 'textarea' ? source(target) : attributes.value) || attributes.placeholder
      writer.inline(
        ` [${tag === 'textarea' ? tag : type}${label}${value ? `: ${squeeze(value).trim()}` : ''}] `,
      )
    }
  }

  function tableRows(target: Element): { at: number; cells: Element[] }[] | undefined {
    const rows: { at: number; cells: Element[] }[] = []
    let cells = 0
    let size = 0
    let nested = false
    each(target, child => {
      if (child.tag === 'table' || child.tag === 'pre' || /^h[1-6]$/.test(child.tag)) nested = true
      if (child.tag !== 'tr') return
      const own = child.children.filter(
        (cell): cell is Element => typeof cell !== 'string' && (cell.tag === 'td' || cell.tag === 'th'),
      )
      if (own.length === 0) return
      rows.push({ at: child.at, cells: own })
      cells += own.length
      for (const cell of own) size += cell.size
    })
    if (nested || rows.length < 2 || cells < rows.length * 1.5 || size > cells * longestCell) return undefined
    return rows
  }

  function hasBlock(target: Element): boolean {
    let found = false
    each(target, child => {
      if (blocks.has(child.tag)) found = true
    })
    return found
  }

  function hasImage(target: Element): boolean {
    let found = false
    each(target, child => {
      if (child.tag === 'img' && (child.attributes.alt ?? '') !== '') found = true
    })
    return found
  }
}

const campaign = /^(?:utm_\w+|fbclid|gclid|mc_[ce]id|igshid|ref_src|_ga|yclid|msclkid)=/i

function withoutCampaign(href: string): string {
  const query = href.indexOf('?')
  if (query < 0) return href
  const hash = href.indexOf('#', query)
  const end = hash < 0 ? href.length : hash
  const kept = href
    .slice(query + 1, end)
    .split('&')
    .filter(pair => !campaign.test(pair))
  return href.slice(0, query) + (kept.length > 0 ? `?${kept.join('&')}` : '') + href.slice(end)
}
