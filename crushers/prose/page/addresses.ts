import { tooLong } from '../../unfolded.ts'
import { longestAddress, mostNames, mostPrefixes, prefixUses } from './policy.ts'

/**
 * A page turned into text spells its own address in each link. The prefixes that cost most are named once, in a first
 * line `[~ = https://host/path; ~2 = …]`, and stand as `~` from there on: `spellAddresses` puts them back to the byte.
 */
const header = /^\[([~§†※]) = ([^\s;\]]+)((?:; \1\d = [^\s;\]]+)*)\]\n/

/** Signs that may stand for a prefix: the first that the text does not hold. The tilde alone costs one token. */
const signs = ['~', '§', '†', '※']

/** Addresses wherever they stand, and targets of links on the page's own host. */
const address = /https?:\/\/[^\s<>"'`()[\]{}|\\^;,]+|(?<=\]\()\/[^\s<>"'`()[\]{}|\\^;,]+/g

export const namesAddresses = (text: string): boolean => header.test(text.slice(0, 10 * longestAddress))

/** `undefined` where no prefix comes often enough to be worth a name. Linear. */
export function nameAddresses(text: string, count: (text: string) => number): string | undefined {
  const sign = signs.find(candidate => !text.includes(candidate))
  if (sign === undefined || namesAddresses(text)) return undefined
  const uses = usesOf(text)
  const chosen = choose(uses, count)
  if (chosen.size === 0) return undefined
  const names = new Map([...chosen].map((prefix, index) => [prefix, index === 0 ? sign : sign + (index + 1)]))
  const body = text.replace(address, found => {
    const prefix = prefixesOf(found).findLast(candidate => names.has(candidate))
    if (prefix === undefined) return found
    return `${names.get(prefix)}${found.slice(prefix.length)}`
  })
  const first = [...names].map(([prefix, name]) => `${name} = ${prefix}`).join('; ')
  return `[${first}]\n${body}`
}

/** The text that `nameAddresses` was given; any other text as it is. */
export function spellAddresses(text: string, most = Number.POSITIVE_INFINITY): string {
  const match = namesAddresses(text) ? header.exec(text) : null
  if (!match) return text
  const [whole, sign = '', first = '', rest = ''] = match
  const prefixes = new Map([['', first]])
  for (const entry of rest.split('; ').slice(1))
    prefixes.set(entry.charAt(sign.length), entry.slice(sign.length + ' = '.length + 1))
  let length = text.length
  return text.slice(whole.length).replace(new RegExp(`${sign}(\\d?)`, 'g'), (name, digit: string) => {
    const prefix = prefixes.get(digit) ?? name
    length += prefix.length
    if (length > most) throw tooLong(most)
    return prefix
  })
}

/** How often each address stands in the text, in order of first appearance. */
function usesOf(text: string): Map<string, number> {
  const uses = new Map<string, number>()
  for (const [found] of text.matchAll(address)) uses.set(found, (uses.get(found) ?? 0) + 1)
  return uses
}

/** The starts of an address that end before one of its parts does, and the whole of it; shortest first. */
function prefixesOf(found: string): string[] {
  const prefixes: string[] = []
  const host = found.startsWith('/') ? 0 : found.indexOf('//') + 2
  const end = Math.min(found.length, longestAddress)
  for (let at = host + 1; at < end && prefixes.length < mostPrefixes; at++) {
    const code = found.charCodeAt(at)
    // What follows a name must not be a digit, so a prefix ends before a sign.
    if (code === 0x2f || code === 0x3f || code === 0x23) prefixes.push(found.slice(0, at))
  }
  const last = found.charCodeAt(found.length - 1)
  if (found.length <= longestAddress && last !== 0x2e && last !== 0x3a) prefixes.push(found)
  return prefixes
}

interface Use {
  readonly prefixes: readonly string[]
  readonly times: number
}

function tally(uses: readonly Use[]): Map<string, number> {
  const counts = new Map<string, number>()
  for (const { prefixes, times } of uses)
    for (const prefix of prefixes) counts.set(prefix, (counts.get(prefix) ?? 0) + times)
  return counts
}

/** The prefixes that save most, one after the other; an address counts for the first that it begins with. */
function choose(uses: ReadonlyMap<string, number>, count: (text: string) => number): Set<string> {
  let left: Use[] = [...uses].map(([found, times]) => ({ prefixes: prefixesOf(found), times }))
  // Ranked by characters first: exact counts of every prefix of a large page would cost more than they bring.
  const ranked = [...tally(left)]
    .filter(([, times]) => times >= prefixUses)
    .sort(([a, m], [b, n]) => b.length * n - a.length * m)
    .slice(0, 10 * mostNames)
    .map(([prefix]) => ({ prefix, tokens: count(prefix) }))
  const chosen = new Set<string>()
  while (chosen.size < mostNames) {
    const open = tally(left)
    let best = ''
    let most = 0
    for (const { prefix, tokens } of ranked) {
      const name = chosen.size === 0 ? 1 : 2
      const saved = (open.get(prefix) ?? 0) * (tokens - name) - tokens - 4
      if (saved > most) {
        best = prefix
        most = saved
      }
    }
    if (best === '') break
    chosen.add(best)
    left = left.filter(({ prefixes }) => !prefixes.includes(best))
  }
  return chosen
}
