/** Deeper pages are declined: recursion stays bounded, and so does the search for the element a stray tag closes. */
export const maximumDepth = 400
/** Links no longer than this stay whole; longer ones are cut and carry the number under which `linkTarget` finds them. */
export const longestLink = 60
/** What names itself a menu is one when so much of its text is link text. */
export const menuLinkShare = 0.5
/** An explicit main part counts when it holds so much of the text that is left after obvious boilerplate. */
export const mainShare = 0.4
/** Removing boilerplate by class name must leave so much of the text, else the names mislead and nothing goes by name. */
export const leastLeft = 0.25
/** Options of a drop-down shown before the rest are counted. */
export const shownOptions = 12
/** A table with longer cells on average is layout, not data. */
export const longestCell = 240
/** Tokens that must be saved: the marker of the pipeline costs about as much. */
export const minimumSaving = 25
/** Where targets would be a greater share of the text, links are numbers, but for the shortest. A list of packages with
 * three links to a row goes from 9.0k to 7.1k tokens, its words alone are 5.0k. */
export const linkShare = 0.25
/** Characters of targets on a page below which nothing is gained. */
export const fewLinks = 2_000
export const shortestLink = 12
/** Below this length, a cut address says nothing: the number stands alone. */
export const numberedLink = 30
/** Characters of a part that is left out for its name alone, and of its own text where it does not ask for consent. */
export const longestNoise = 1_500
export const shortNoise = 400
