import { Class, classAt, isWord } from '../characters.ts'
import { longestLine } from './policy.ts'
import { asksConsent, copyright, framePhrases, regionNames } from './vocabulary.ts'

/** What a line of a page shows of itself. */
export interface PageLine {
  readonly kind: 'blank' | 'heading' | 'text' | 'link' | 'label' | 'kept'
  /** Words as a reader sees them, addresses left out; two ideographs count as one. */
  readonly words: number
  /** Links and images in it. */
  readonly links: number
  /** It says nothing but what pages write on their controls. */
  readonly frame: boolean
  /** It names a part of the page that frames the text. */
  readonly region: boolean
  readonly consent: boolean
  readonly digits: boolean
}

/**
 * Each alternative begins with a sign of its own: where two can read the same text, a row of backslashes or of pictures
 * takes time exponential in its length.
 */
const link =
  /!?\[((?:[^[\]\\\n]|\[[^[\]\n]*\]|\\.){0,400})\]\(<?[^()\s]*(?:\([^()\s]*\)[^()\s]*)?>?(?:\s+"[^"\n]*")?\)/g
const heading = /^(?:[-*+]\s+)?(?:#{1,6}\s+\S|(\*\*|__)[^*_]{1,60}\1:?$|[*_][^*_]{1,40}:[*_]$)/
const rule = /^(?:-{3,}|\*{3,}|_{3,}|={3,}|(?:\* ){2,}\*|(?:- ){2,}-)$/
/** Tables, quotations and code are what a page is about. */
const kept = /^(?:\||>|```|~~~)/
const code = /^(?: {4}|\t)[^\n]*[;{}]$/
const ended = /[.!?。！？؟।…]["'”’»)\]*_]*$/

export function readLine(raw: string): PageLine {
  const line = raw.slice(0, longestLine).trim()
  if (line === '' || rule.test(line)) return plain('blank')
  if (kept.test(line) || (raw.length < longestLine && code.test(raw)))
    return { ...plain('kept'), words: wordsIn(line) }
  let links = 0
  let linked = 0
  const bare = line.replace(link, (_, text: string) => {
    links++
    linked += wordsIn(text)
    return ' '
  })
  const shown = line.replace(link, (whole, text: string) => (whole.startsWith('!') ? ' ' : text))
  const own = wordsIn(bare)
  const words = own + linked
  const consent = asksConsent(shown)
  const titled = heading.test(line)
  const frame = words <= 8 && (isFrame(shown) || (links === 0 && copyright.test(shown.trim())))
  const region =
    titled &&
    words <= 4 &&
    lettersOf(shown)
      .split(' ')
      .some(word => regionNames.has(word))
  const kind = titled
    ? 'heading'
    : links > 0 && own <= linked / 4
      ? 'link'
      : words <= 6 && !ended.test(shown.trim())
        ? 'label'
        : 'text'
  return { kind, words, links, frame, region, consent, digits: /\d/.test(shown) }
}

const plain = (kind: PageLine['kind']): PageLine => ({
  kind,
  words: 0,
  links: 0,
  frame: false,
  region: false,
  consent: false,
  digits: false,
})

/** Letters alone, words parted by one space. */
const lettersOf = (text: string): string =>
  text
    .toLowerCase()
    .replace(/[’'´]/g, '')
    .replace(/[^a-zß-öø-ÿĀ-ſЀ-ӿ\u3000-\u9fff\uac00-\ud7a3]+/g, ' ')
    .trim()

/** A whole line may be one phrase, or several between bars, dots and list marks. */
function isFrame(shown: string): boolean {
  const parts = shown
    .split(/[|·•/,\t]|\s{2,}|\s[-–]\s/)
    .map(lettersOf)
    .filter(part => part !== '')
  if (parts.length === 0) return false
  const known = parts.filter(part => framePhrases.has(part)).length
  return known * 2 > parts.length || framePhrases.has(lettersOf(shown))
}

function wordsIn(text: string): number {
  let words = 0
  let inside = false
  for (let index = 0; index < text.length; index++) {
    const kind = classAt(text, index)
    if (kind === Class.ideograph) words += 0.5
    const word = isWord(kind) && kind !== Class.ideograph
    if (word && !inside) words++
    inside = word
  }
  return words
}
