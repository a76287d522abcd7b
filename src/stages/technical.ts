import { proseFacts } from '../policy.ts'

/** What names things in programs: code spans, paths, compound words, calls, file names. */
const identifier =
  /`[^`\n]{1,120}`|[\w.@-]{1,80}(?:\/[\w.@-]{1,80})+|\b[a-z]+[A-Z]\w*\b|\b[A-Z][a-z0-9]+[A-Z]\w*\b|\b[A-Za-z]+_\w+\b|\b\w+\(\)|\b\w+\.[a-z]{1,4}\b(?=[\s:,)`]|$)/g
const address = /\bhttps?:\/\/\S+/g
const word = /[\p{L}\d]+/gu

/**
 * Whether prose is about the things that an agent works on (a report on a code base, a manual): what it names is used
 * long after. Reads the first characters only.
 */
export function isTechnical(text: string): boolean {
  const sample = text.slice(0, proseFacts.characters).replace(address, ' ')
  const words = sample.match(word)?.length ?? 0
  return (sample.match(identifier)?.length ?? 0) > words * proseFacts.technicalShare
}
