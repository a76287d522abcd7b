import { Class, classAt, isWord } from './characters.ts'
import { keyFacts, keyFactShare } from './policy.ts'
import { scanTerms, Term } from './terms.ts'

/**
 * What is wrong with a summary: facts that the source does not hold, facts that had to stay and did not, and a summary
 * that speaks of something else. Empty when it can be used. It checks spelling, not sense: a model that swaps two numbers
 * passes.
 */
export function verifySummary(summary: string, source: string, mustKeep: readonly string[]): string[] {
  const problems: string[] = []
  const known = new Set<string>()
  const counts = new Map<string, number>()
  scanTerms(source, 0, source.length, (kind, key) => {
    if (kind === Term.plain) return
    known.add(normal(key))
    if (kind !== Term.quoted) counts.set(key, (counts.get(key) ?? 0) + 1)
  })
  const invented = new Set<string>()
  const draft = summary.replace(/^[ \t]*\d{1,3}[.)](?=\s)/gm, '')
  scanTerms(draft, 0, draft.length, (kind, key) => {
    if (kind === Term.plain || kind === Term.name || key.length > 200) return
    if (!known.has(normal(key)) && !occurs(source, key) && !occurs(source, trimJoiners(key)))
      invented.add(key)
  })
  for (const [, ...groups] of draft.matchAll(longQuotation)) {
    const words = groups.find(group => group !== undefined)
    if (words !== undefined && !source.includes(words)) invented.add(words)
  }
  for (const fact of [...invented].slice(0, 20)) problems.push(`not in the text: ${fact}`)
  for (const fact of mustKeep) if (!occurs(summary, fact)) problems.push(`missing: ${fact}`)
  const central = [...counts].filter(([, count]) => count > 1)
  central.sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1))
  const facts = central.slice(0, keyFacts).map(([key]) => key)
  const present = facts.filter(fact => summary.includes(fact)).length
  if (facts.length >= 3 && present < facts.length * keyFactShare)
    problems.push(`it does not speak of what the text is about: ${facts.slice(0, 5).join(', ')}`)
  return problems
}

/** Longer than what `scanTerms` takes for the name of something. */
const longQuotation = /“([^”\n]{60,600})”|"([^"\n]{60,600})"|「([^」\n]{60,600})」|«([^»\n]{60,600})»/g

/** `1,000` and `1000` are one number, `“x”` and `x` one word. */
const normal = (key: string): string =>
  classAt(key, 0) === Class.digit ? key.replace(/,(?=\d{3})/g, '') : key

const trimJoiners = (key: string): string => key.replace(/^[^\p{L}\p{N}/.~]+|[^\p{L}\p{N}/]+$/gu, '')

/** Whether a fact stands in a text as a whole: `12` does not stand in `2012`. */
export function occurs(text: string, fact: string): boolean {
  if (fact === '') return true
  for (let at = text.indexOf(fact); at >= 0; at = text.indexOf(fact, at + 1)) {
    const joined = (a: number, b: number): boolean => {
      const left = classAt(text, a)
      const right = classAt(text, b)
      if (!isWord(left) || !isWord(right) || left === Class.ideograph || right === Class.ideograph)
        return false
      return (left === Class.digit) === (right === Class.digit)
    }
    const before = at > 0 && joined(at - 1, at)
    const end = at + fact.length
    if (!before && !(end < text.length && joined(end - 1, end))) return true
  }
  return false
}
