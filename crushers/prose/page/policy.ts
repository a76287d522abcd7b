/** Characters of an address that are looked at: what is longer carries data behind its path. */
export const longestAddress = 300
/** Places at which an address may be cut into prefix and rest. */
export const mostPrefixes = 12
/** An address prefix that stands less often is not worth a name. */
export const prefixUses = 3
/** One digit tells the names of prefixes apart. */
export const mostNames = 9
/** Characters of repeated lines that are worth a note of about twelve tokens. */
export const leastRepeat = 90
/** Words of a line from which it is a paragraph: menus and lists of links stand before the first and behind the last. */
export const zoneWords = 14
/** Evidence of a line that it belongs to the frame of a page; `word` counts for each word of a line of text. */
export const evidence = {
  frame: 1,
  region: 1.5,
  consent: 2,
  link: 0.5,
  otherLink: -0.1,
  label: -0.2,
  number: -0.5,
  heading: -0.6,
  word: -0.15,
  kept: -5,
  slack: 1.5,
}
/** Evidence from which a stretch of lines goes. */
export const leastFrame = 3
/** Share of a page's words that must be left, else it consists of links and all of them stay. */
export const leastLeft = 0.25
/** Share of the lines of a menu that say what menus say. */
export const menuShare = 0.25
/** Lists of links go when they have at most this many words for each word that is left. */
export const mostLinks = 0.7
/** Targets of links longer than this are cut to so many characters: what follows a path is parameters and data. */
export const longestTarget = 120
export const shownTarget = 80
/** Tokens that a change without loss must save; names are parts of names, which costs a handle beside them. */
export const leastSaved = { folded: 12, named: 40 }
/** Characters of a line that are looked at. */
export const longestLine = 2_000
/** What a page without its frame must save, in tokens and as a share, to be worth a handle and a page that is not whole.
 * Of 189 short transcribed pages that had a frame, 59 held 60 % of what could be saved. */
export const leastFrameSaved = { tokens: 60, share: 0.08 }
