/**
 * A text as a model reads it: JSON strings inside JSON are written with escapes that would glue words together
 * (`…\nname` is no `nname`). Applied to originals and to requests alike, so that re-encoding cannot hide or invent.
 */
export function readable(text: string): string {
  return text.includes('\\')
    ? text.replace(/\\+(["'/nrt])/g, (_, sign: string) => escapes[sign] ?? sign)
    : text
}

const escapes: Readonly<Record<string, string>> = { n: '\n', r: '\n', t: '\t' }

const word = /[\p{L}]{3,}/gu

/** Distinct words of at least three letters, lower case. */
export function wordsOf(text: string): Set<string> {
  const words = new Set<string>()
  for (const [match] of text.matchAll(word)) words.add(match.toLowerCase())
  return words
}

const isWordUnit = (code: number): boolean =>
  (code >= 48 && code <= 57) || (code >= 65 && code <= 90) || (code >= 97 && code <= 122) || code === 95

/** Whether `needle` at `at` is not the inside of a longer word. */
function standsAlone(text: string, needle: string, at: number): boolean {
  const end = at + needle.length
  const glued = (left: number, right: number): boolean =>
    isWordUnit(text.charCodeAt(left)) && isWordUnit(text.charCodeAt(right))
  return !(at > 0 && glued(at - 1, at)) && !(end < text.length && glued(end - 1, end))
}

/** Positions where `needle` stands as a whole, at most `limit` of them. */
export function placesOf(text: string, needle: string, limit: number): number[] {
  const places: number[] = []
  for (let at = text.indexOf(needle); at >= 0 && places.length < limit; at = text.indexOf(needle, at + 1))
    if (standsAlone(text, needle, at)) places.push(at)
  return places
}

export const holds = (text: string, needle: string): boolean =>
  placesOf(text, needle, 1).length > 0 ||
  (needle.includes('/') && holdsUnderFolder(text, needle)) ||
  holdsUnderFile(text, needle)

/** A search may name files on lines of their own: `src/main.ts` and below it `12: import …`. */
function holdsUnderFile(text: string, hit: string): boolean {
  const [, path, number] = /^(.*\w):(\d+)$/.exec(hit) ?? []
  if (path === undefined) return false
  return placesOf(text, path, 24).some(at => {
    const heading = lineAround(text, at)
    if (!/^:?$/.test(text.slice(at + path.length, heading.end))) return false
    for (let start = heading.end + 1; start < text.length; ) {
      const line = lineAround(text, start)
      const [, found] = /^[ \t]*(\d+)[:-]/.exec(text.slice(start, line.end)) ?? []
      if (found === undefined) return false
      if (found === number) return true
      start = line.end + 1
    }
    return false
  })
}

/** A listing may name folders on lines of their own: `src/app:` and below it `main.ts`. */
function holdsUnderFolder(text: string, path: string): boolean {
  for (let cut = path.lastIndexOf('/'); cut > 0; cut = path.lastIndexOf('/', cut - 1)) {
    const folder = placesOf(text, path.slice(0, cut), 8).find(at =>
      /^\/?:?(?:\s\([^)\n]*\))?\n/.test(text.slice(at + cut, at + cut + 40)),
    )
    if (folder === undefined) continue
    const rest = path.slice(cut + 1)
    if (
      placesOf(text, rest, 8).some(
        at => at > folder && /(?:^|[\s─,])$/.test(text.slice(Math.max(0, at - 1), at)),
      )
    )
      return true
  }
  return false
}

export function lineAround(text: string, at: number): { start: number; end: number } {
  const start = at === 0 ? 0 : text.lastIndexOf('\n', at - 1) + 1
  const end = text.indexOf('\n', at)
  return { start, end: end < 0 ? text.length : end }
}
