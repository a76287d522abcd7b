/** Longer texts are declined: the parser reads about 1 to 3 MB/s, and it runs twice to prove that nothing changed. */
export const MOST_CHARACTERS = 1_000_000

/** Deepest indentation and deepest brackets given to the parser, which calls itself for every level. */
export const MOST_INDENTATION = 400
export const MOST_BRACKETS = 100

/** Longest line that a collapsed mapping or list may make: a key stays within 160 characters of its value. */
export const LINE_CHARACTERS = 160

/** Like items from which some are left out at select level. */
export const SELECTABLE_ITEMS = 8

/** Scalars longer than this are shortened at select level. */
export const LONG_SCALAR = 400

/** What is kept of a long scalar. */
export const LONG_SCALAR_KEPT = 160

/** Characters that sniffing parses. */
export const SNIFFED_CHARACTERS = 16_000
