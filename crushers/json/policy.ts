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

/**
 * Share of cells that must be there for objects to be called alike: below it names cost less than empty cells. Against
 * 0.35, on a lock file 6 % fewer tokens, on a linter's report 5 %; of 121 files none has more.
 */
export const MIN_DENSITY = 0.25

/** Share of the columns that two rows at least must have. */
export const SHARED_COLUMNS = 0.5

/** Rows from which nested objects are spread out as dotted columns: brackets in every row against long names once. */
export const FLATTEN_ROWS = 4

/** Rows from which a column with one value is named once in the header; with two rows only long values are. */
export const CONSTANT_ROWS = 3
export const CONSTANT_CHARACTERS = 8

/** Lists, and objects with as many members, are cut down only from this length on. */
export const MIN_ITEMS = 8

/** Nobody gives so many names by hand: whatever the values are, the members are rows. */
export const MAP_MEMBERS = 200

/** Strings are shortened to no fewer characters than this: below it little is told, and little is saved. */
export const MIN_CHARACTERS = 40

/** Characters around a word of failure that are shown of a string that is shortened. */
export const FAILURE_CHARACTERS = 60

/** With less room than this a value is not shown at all; its place is marked. */
export const HIDDEN_CHARACTERS = 12

/** A row of which so many characters are shown tells what it is; longer ones are narrowed before rows are left out. */
export const ROW_CHARACTERS = 160

/** Where so many whole rows fit, rows are left out rather than columns, and shown from both ends. */
export const WHOLE_ROWS = 16

/** Characters of a long text or a list that tell something: with less room for its cells a column is left out. */
export const LEAST_TEXT = 80
export const LEAST_CELL = 24

/** Rows strange in many cells, which are given more room than others where all are too long. */
export const STRANGEST_ROWS = 3

/** Even shares of the room that may go to the one value that makes a row strange, or to such a row. */
export const WANTED_SHARES = 4

/** Rows at either end where there is room for a few only. */
export const EDGE_ITEMS = 1

/** Share of the room for rows; the rest is for the notes on what is missing. */
export const ROWS_SHARE = 0.75
export const NOTES_SHARE = 0.2

/** Share of the room for what stands beside lists that are shown side by side, if it needs as much. */
export const LEAST_SHARE = 0.2

/** Attempts to meet the target, which end when so much of it is used. */
export const ATTEMPTS = 6
export const ENOUGH = 0.8

/**
 * Less than this share of the target tells next to nothing: up to so many times the target is better then. Of an audit of
 * 9,500 tokens 15 of 400 were shown, the names of four members; 452 show its tables.
 */
export const LITTLE = 0.4
export const SLIGHT_EXCESS = 1.15

/** An outline shows as many tokens at most. */
export const OUTLINE_TOKENS = 600

/** Levels of nested objects whose values are columns of their own. */
export const COLUMN_DEPTH = 3

/**
 * Columns that selection looks at: so many, and one more for each so many nodes, up to a limit. A table of like rows has far fewer;
 * what has more is a heap of different things, of which no column says anything.
 */
export const SELECTED_COLUMNS = 64
export const NODES_PER_COLUMN = 16
export const MOST_COLUMNS = 1_024

/** Columns and characters of the notes on one table. */
export const NOTED_COLUMNS = 24
export const NOTE_CHARACTERS = 900

/** What the pipeline adds to a lossy output. */
export const MARKER_TOKENS = 25

/** Below this share of the characters of compact JSON the notation has fewer tokens in every file measured: no need to count. */
export const NOTATION_SHARE = 0.85

/** Texts have 1.5 to 6 characters per token, so this many hold more than enough to tell that a target is exceeded. */
export const MOST_CHARACTERS_PER_TOKEN = 12

/** The notation of nearly all texts has fewer: half of the beginning is enough for them. */
export const COMMON_CHARACTERS_PER_TOKEN = 6

/** An object or list of so many characters is some twenty tokens: to say where it stands already takes half of them. */
export const TWIN_CHARACTERS = 80

/** Share of the objects of a column that stand elsewhere already from which it is not spread out into columns. */
export const TWIN_SHARE = 0.3

/** Values of a column of which that is asked: to look at all would read a long document whole. */
export const TWIN_VALUES = 256

/** Places of lists of one length that are columns: longer ones are no rows, but series. */
export const MATRIX_COLUMNS = 128
