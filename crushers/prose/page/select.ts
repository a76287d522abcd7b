import type { Loss } from '../../types.ts'
import { findFrame, type FrameBlock } from './frame.ts'
import { longestTarget, shownTarget } from './policy.ts'

export interface PageText {
  readonly text: string
  /** Line of the original, from 1, for each line of `text`. */
  readonly origins: readonly number[]
  readonly losses: readonly Loss[]
}

const mark = /^\[… (?:menu|cookie banner|links), lines \d+–\d+\]$/m
const head = /^\[page text; left out: .*\]$/m

/** Whether the frame of a page has been taken off a text already. */
export const ownsPage = (text: string): boolean => mark.test(text) || head.test(text)

/** Links that say nothing: to the heading they stand at, or around an image or icon that is gone. */
const empty = /(?<!!)\[(?:\s|\\|[¶#§🔗])*\]\([^()\s]*(?:\s+"[^"\n]*")?\)|!\[\]\([^()\s]*(?:\s+"[^"\n]*")?\)/gu
const target = /(\]\()([^()\s]{3,})(?=[)\s])/g

/**
 * The text of a page without its frame: a mark with line numbers where a menu, a list of links beside the point or a
 * cookie banner stood, links without words gone, the longest targets cut. What is left is as it was.
 */
export function selectPage(text: string): PageText | undefined {
  if (ownsPage(text)) return undefined
  const lines = text.split('\n')
  const blocks = findFrame(lines)
  const out: string[] = []
  const origins: number[] = []
  let links = 0
  let cut = 0
  let next = 0
  for (let row = 0; row < lines.length; row++) {
    const block = blocks[next]
    origins.push(row + 1)
    if (block && row === block.from) {
      out.push(`[… ${block.what}, lines ${row + 1}–${block.to + 1}]`)
      row = block.to
      next++
      continue
    }
    out.push(
      (lines[row] as string)
        .replace(empty, () => {
          links++
          return ''
        })
        .replace(target, (whole, open: string, address: string) => {
          if (address.length <= longestTarget) return whole
          cut++
          return `${open}${address.slice(0, shownTarget)}…`
        }),
    )
  }
  if (blocks.length === 0 && links === 0 && cut === 0) return undefined
  const notes = [
    ...(links > 0 ? [`${links} ${links > 1 ? 'links' : 'link'} without words`] : []),
    ...(cut > 0 ? [cut > 1 ? `the ends of ${cut} addresses` : 'the end of an address'] : []),
  ]
  if (notes.length > 0) {
    out.unshift(`[page text; left out: ${notes.join(', ')}]`)
    origins.unshift(1)
  }
  return { text: out.join('\n'), origins, losses: lossesOf(blocks, lines.length, links, cut) }
}

function lossesOf(blocks: readonly FrameBlock[], total: number, links: number, cut: number): Loss[] {
  const losses: Loss[] = []
  const [first] = blocks
  const last = blocks.at(-1)
  if (first && last) {
    const gone = blocks.reduce((sum, { from, to }) => sum + to - from + 1, 0)
    losses.push({
      kind: 'omitted',
      unit: 'lines',
      kept: total - gone,
      total,
      span: [first.from + 1, last.to + 1],
    })
  }
  if (links > 0) losses.push({ kind: 'omitted', unit: 'links without words', kept: 0, total: links })
  if (cut > 0) losses.push({ kind: 'shortened', unit: 'addresses', kept: 0, total: cut })
  return losses
}
