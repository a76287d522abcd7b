import { holds } from './readable.ts'

export type IdentifierKind = 'path' | 'number' | 'name' | 'quoted' | 'error'

const token = /[\p{L}\p{N}_$@][\p{L}\p{N}_$@./:+#-]*/gu
const quoted = /"([^"\n]{4,80})"|`([^`\n]{4,80})`|'([^'\n]{4,80})'/g
/** What stands between two quoted texts (`: 4.5}, {`) begins and ends with signs. */
const phraseLike = /^[\p{L}\p{N}].*[\p{L}\p{N}.!?%)]$/u
const edge = /^[./:+#@-]+|[./:+#-]+$/g
const hump = /\p{Ll}\p{Lu}/u

/**
 * Names the kind of a token that could not be guessed from the language alone, or nothing for plain words.
 * Numbers need three digits: shorter ones are everywhere.
 */
export function kindOf(text: string): IdentifierKind | undefined {
  if (!/\p{L}/u.test(text)) return text.replace(/\D/g, '').length >= 3 ? 'number' : undefined
  if (text.length < 4) return undefined
  if (text.includes('/')) return 'path'
  if (/\d/.test(text) && text.length >= 5) return 'name'
  if (
    /[\p{L}\p{N}][._:@#-][\p{L}\p{N}]|_|\$/u.test(text) ||
    hump.test(text) ||
    /^[A-Z][A-Z\d]{3,}$/.test(text)
  )
    return 'name'
  return undefined
}

/** What a compound names beside itself: the file of a path, path and line of a place, both ends of a range of lines. */
function partsOf(whole: string): string[] {
  const place = whole.split(/[:#]/)
  const range = /^\d+-\d+$/.test(place.at(-1) ?? '') ? (place.pop() as string).split('-') : []
  const parts = [...place, ...range].map(part => part.replace(edge, ''))
  const files = parts.filter(part => part.includes('/')).map(part => part.slice(part.lastIndexOf('/') + 1))
  return [...parts, ...files].filter(part => part !== whole)
}

/** Identifiers of a readable text with their kinds, in the order of the text. */
export function identifiersIn(text: string): Map<string, IdentifierKind> {
  const found = new Map<string, IdentifierKind>()
  const add = (candidate: string): void => {
    const kind = kindOf(candidate)
    if (kind !== undefined && candidate.length <= 200) found.set(candidate, kind)
  }
  for (const [match] of text.matchAll(token)) {
    const whole = match.replace(edge, '')
    add(whole)
    for (const part of partsOf(whole)) add(part)
  }
  for (const match of text.matchAll(quoted)) {
    const phrase = match[1] ?? match[2] ?? match[3] ?? ''
    if (phraseLike.test(phrase) && /\p{L}.*[ \p{Lu}]|\d/u.test(phrase) && !found.has(phrase))
      found.set(phrase, 'quoted')
  }
  return found
}

const failure = /error|exception|fail|fatal|panic|denied|refused|not found|cannot|timed? ?out/i

/** Lines that speak of failure, as a later message might quote them. */
export function errorLinesIn(text: string): Set<string> {
  const lines = new Set<string>()
  if (!failure.test(text)) return lines
  for (const line of text.split('\n')) {
    const trimmed = line.trim()
    if (trimmed.length >= 20 && trimmed.length <= 300 && failure.test(trimmed)) lines.add(trimmed)
  }
  return lines
}

/** Whether a text shows the identifier as a whole. */
export const shows = holds
