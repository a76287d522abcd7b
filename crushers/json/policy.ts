/** Strings with line breaks and more characters than this are shown as text of several lines. */
export const TEXT_CHARACTERS = 80

/**
 * An object whose source is longer than this gets a line for each member. On API responses of 200 to 1,500 tokens
 * one line for nested objects costs 2 % less than lines for all; longer ones can no longer be read.
 */
export const INLINE_CHARACTERS = 240

/** Brackets nested deeper than this are only freed of white space: the encoder is recursive. */
export const MAX_DEPTH = 64

/** Columns above which objects are no table but many different things. */
export const MAX_COLUMNS = 256

/** Share of cells that must be there for objects to be called alike: below it names cost less than empty cells. */
export const MIN_DENSITY = 0.35

/** Rows from which nested objects are spread out as dotted columns: brackets in every row against long names once. */
export const FLATTEN_ROWS = 4

/** Rows from which a column with one value is named once in the header; with two rows only long values are. */
export const CONSTANT_ROWS = 3
export const CONSTANT_CHARACTERS = 8

/** Lists, and objects with as many members, are cut down only from this length on. */
export const MIN_ITEMS = 8

/** Strings are shortened to no fewer characters than this. */
export const MIN_CHARACTERS = 120

/** Unusual items kept of a list inside a row when rows are long, besides the first and the last. */
export const NESTED_ITEMS = 3
export const NESTED_SHARE = 1 / 12
export const MAX_NESTED_ITEMS = 16

/** Share of the room for rows; the rest is for the notes on what is missing. */
export const ROWS_SHARE = 0.75

/** Attempts to meet the target; each corrects the room by what the last one needed. */
export const ATTEMPTS = 4

/** An outline shows as many tokens at most. */
export const OUTLINE_TOKENS = 600

/** Characters of a cell that selection looks at: enough for words of failure, bounded for texts. */
export const CELL_CHARACTERS = 400

/** Levels of nested objects whose values are columns of their own. */
export const COLUMN_DEPTH = 3

/**
 * Columns that selection looks at: so many, and one more for each so many nodes. A table of like rows has far fewer;
 * what has more is a heap of different things, of which no column says anything.
 */
export const SELECTED_COLUMNS = 64
export const NODES_PER_COLUMN = 16

/** Columns and characters of the notes on one table. */
export const NOTED_COLUMNS = 24
export const NOTE_CHARACTERS = 900

/** What the pipeline adds to a lossy output. */
export const MARKER_TOKENS = 25

/** Below this share of the characters of compact JSON the notation has fewer tokens in every file measured: no need to count. */
export const NOTATION_SHARE = 0.85

/** Texts have 1.5 to 6 characters per token, so this many hold more than enough to tell that a target is exceeded. */
export const MOST_CHARACTERS_PER_TOKEN = 12
