/** A thinned gutter shows every number that is a multiple of this: the reader counts at most nine lines. */
export const GUTTER_STEP = 10

/** Shorter runs of numbered lines keep their numbers: three lines would lose one gutter and prove little. */
export const MIN_GUTTER_RUN = 4

/**
 * Share of the lines with content that must carry a gutter. Views come with wrappers (paths, prompts, reminders) of up
 * to a third; listings of search hits have numbers too, but hardly ever half of them in runs.
 */
export const MIN_GUTTER_SHARE = 0.5

/** The line above numbered keys names their map in so many characters. */
export const LONGEST_KEY = 200

/** A fold's note is about 14 tokens: bodies with fewer characters than this cost no more as they are. */
export const MIN_FOLD_CHARACTERS = 60

/** Comments keep their first line of text; the rest folds from this many characters on. */
export const MIN_COMMENT_CHARACTERS = 100

/** Lists and maps of data keep this many lines, and fold the rest if it has at least as many. */
export const DATA_LINES = 6

/** Nested declarations are looked for to this depth: deeper ones fold with the block around them. */
export const MAX_CONTAINER_DEPTH = 16

/** A function that takes more than this share of a file is its wrapper: its own declarations are kept. */
export const WRAPPER_SHARE = 0.6

/** Babel overflows the stack at about 500 nested brackets; code that people write stays far below this. */
export const MAX_BRACKET_DEPTH = 150

/** Expressions are searched for functions to this depth. */
export const MAX_EXPRESSION_DEPTH = 40

/** Lines of markup that a function returns without a block, from which on they fold. */
export const MARKUP_LINES = 6

/** Longer lines on average are minified or data: there are no lines to fold. */
export const MAX_LINE_AVERAGE = 400

/** Code is told by its first characters: imports and first declarations are in them. */
export const SAMPLE_CHARACTERS = 12_000

/** Fewer signs of a language prove nothing. */
export const MIN_SIGNS = 4

/** Share of the lines with content that must be signs of one language. */
export const MIN_CODE_SHARE = 0.45

/** terser needs about a second for a megabyte; what takes longer than this is not worth waiting for. */
export const MINIFY_MILLISECONDS = 2_000

/** A declaration in a top-level statement is looked for in this many characters: guards hold it at their start. */
export const NESTED_CHARACTERS = 2_000

/** Longer lines hold data, and are not looked at for the beginning or end of a block. */
export const LONGEST_LINE = 10_000

/** Lines that the header of a function may take. */
export const LONGEST_HEADER = 40
