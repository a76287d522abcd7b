import { LONG_TEXT, LONG_TEXT_ENDS, LONG_TRACE } from './policy.ts'

const FAILURE = /fail|error|exception|fatal|panic|traceback/i
const FRAME = /^\s*(?:at |File "|#\d+ |\.{3} \d+ more|Caused by)/

/** What stands in shortened texts. */
export const LEFT_OUT = /… \d+ characters(?:, \d+ lines)? left out …/

/**
 * Shortens long texts: both ends stay and the lines that speak of failure. A stack trace stays whole the first time
 * it is seen.
 */
export function textShortener(): (text: string, element: number) => string {
  const traces = new Set<string>()
  return (text, element) => {
    if (text.length <= LONG_TEXT || element < 0) return text
    const lines = text.split('\n')
    const frames = lines.filter(line => FRAME.test(line))
    if (frames.length >= 3 && text.length <= LONG_TRACE) {
      const trace = frames.join('\n')
      if (!traces.has(trace)) {
        traces.add(trace)
        return text
      }
    }
    return shorten(text)
  }
}

function shorten(text: string): string {
  const head = cutAt(text, LONG_TEXT_ENDS, 1)
  const tail = cutAt(text, text.length - LONG_TEXT_ENDS, -1)
  const middle = text.slice(head, tail)
  const lines = middle.split('\n')
  const telling = lines.filter(line => FAILURE.test(line) && !FRAME.test(line))
  // Where failure is everywhere it is the subject.
  if (telling.length * 3 > lines.length && lines.length < 100) return text
  const isData = text.startsWith('<![CDATA[')
  if (!isData && /&[^;]{0,40}$/.test(text.slice(Math.max(0, head - 42), head))) return text
  const kept = telling.slice(0, 20).filter(line => line.length <= 300)
  const note = `… ${middle.length} characters${lines.length > 2 ? `, ${lines.length} lines` : ''} left out …`
  const shortened = [text.slice(0, head).trimEnd(), note, ...kept, text.slice(tail).trimStart()].join('\n')
  return shortened.length < text.length * 0.8 ? shortened : text
}

/** The nearest line end, else a blank. */
function cutAt(text: string, near: number, direction: 1 | -1): number {
  for (let step = 0; step < 200; step++)
    if (text[near + step * direction] === '\n') return near + step * direction
  for (let step = 0; step < 60; step++) if (text[near - step] === ' ') return near - step
  return (text.charCodeAt(near) & 0xfc00) === 0xdc00 ? near - 1 : near
}
