import { evidence, leastFrame, leastLeft, menuShare, mostLinks, zoneWords } from './policy.ts'
import { type PageLine, readLine } from './lines.ts'

/** Lines of a page that frame its text: menus, banners, lists of links beside the point. Both ends included, from 0. */
export interface FrameBlock {
  readonly from: number
  readonly to: number
  readonly what: 'menu' | 'cookie banner' | 'links'
}

/**
 * Finds what frames the text of a page, as stretches of lines whose evidence outweighs what speaks against it: words that
 * stand on controls, lists of links before the first and behind the last paragraph. Linear.
 */
export function findFrame(lines: readonly string[]): FrameBlock[] {
  const read = lines.map(readLine)
  fence(lines, read)
  const first = read.findIndex(isParagraph)
  const last = read.findLastIndex(isParagraph)
  const blocks: FrameBlock[] = []
  let from = -1
  let sum = 0
  let most = 0
  let end = -1
  const close = (): void => {
    if (from >= 0 && most >= leastFrame) blocks.push(named(read, from, end))
    from = -1
    sum = 0
    most = 0
  }
  for (let row = 0; row < read.length; row++) {
    const line = read[row] as PageLine
    const value = weigh(line, first < 0 ? false : row < first || row > last)
    if (from < 0) {
      if (value <= 0) continue
      from = row
    }
    sum += value
    if (sum > most) {
      most = sum
      end = row
    }
    // What speaks against it has taken back a good part: the stretch ended where it was strongest.
    if (sum <= most - evidence.slack) close()
  }
  close()
  const words = read.reduce((total, line) => total + line.words, 0)
  const told = blocks.filter(block => block.what !== 'links')
  const left = words - wordsOf(read, blocks)
  // An index is about its links, and a form about its controls.
  if (wordsOf(read, blocks) - wordsOf(read, told) <= left * mostLinks)
    return left < words * leastLeft ? [] : blocks
  return words - wordsOf(read, told) < words * leastLeft ? [] : told
}

function wordsOf(read: readonly PageLine[], blocks: readonly FrameBlock[]): number {
  let words = 0
  for (const { from, to } of blocks) for (let row = from; row <= to; row++) words += read[row]?.words ?? 0
  return words
}

const isParagraph = (line: PageLine): boolean =>
  line.kind === 'text' && line.words >= zoneWords && !line.consent

function weigh(line: PageLine, outside: boolean): number {
  if (line.kind === 'blank') return 0
  if (line.kind === 'kept') return evidence.kept
  if (line.consent) return evidence.consent
  if (line.region) return evidence.region
  if (line.frame) return evidence.frame
  if (line.kind === 'heading') return evidence.heading
  if (line.kind === 'link')
    return line.words / line.links <= 5 && outside
      ? evidence.link * Math.min(4, line.links)
      : evidence.otherLink
  if (line.kind === 'label') return line.digits ? evidence.number : evidence.label
  return evidence.word * line.words
}

/** A menu is told by its words, a list of links by where it stands. */
function named(read: readonly PageLine[], from: number, to: number): FrameBlock {
  let consents = 0
  let frames = 0
  let lines = 0
  for (let row = from; row <= to; row++) {
    const line = read[row] as PageLine
    if (line.kind !== 'blank') lines++
    if (line.consent) consents++
    else if (line.frame || line.region) frames++
  }
  if (consents > 0 && consents >= frames / 3) return { from, to, what: 'cookie banner' }
  return { from, to, what: frames >= lines * menuShare ? 'menu' : 'links' }
}

/** What stands between fences is code, whatever it says. */
function fence(lines: readonly string[], read: PageLine[]): void {
  let open = -1
  for (let row = 0; row < lines.length; row++) {
    if (!/^\s*(?:```|~~~)/.test(lines[row] as string)) continue
    if (open < 0) open = row
    else {
      for (let inside = open; inside <= row; inside++)
        read[inside] = {
          ...(read[inside] as PageLine),
          kind: 'kept',
          consent: false,
          frame: false,
          region: false,
        }
      open = -1
    }
  }
}
