/** Marks of Markdown. Headings alone are comments of a script, bullets alone a listing. */
const heading = /^#{1,6} \S/gm
const fence = /^(?:```|~~~)/gm
const link = /\[[^\]\n]{1,200}\]\((?:https?:|#|\.{0,2}\/|\w)/g
const bullet = /^\s*[-*+] \[?[\w`*]/gm

/** Lines of which one carries a mark: manuals consist of code as well. */
const LINES_PER_MARK = 12
/** Below what sentences can reach: marks are a weaker sign. */
const MARKED = 0.8

/**
 * A manual may hold more code and links than sentences, and a sample may begin inside one of its fences. 0 where the
 * marks are too few or of too few kinds.
 */
export function markdownShape(text: string): number {
  const counts = [heading, fence, link, bullet].map(mark => text.match(mark)?.length ?? 0)
  const [headings = 0, fences = 0, links = 0] = counts
  if (headings === 0 || links + fences < 2 || counts.filter(count => count > 0).length < 3) return 0
  const total = counts.reduce((sum, count) => sum + count, 0)
  return total * LINES_PER_MARK > text.split('\n').length ? MARKED : 0
}
