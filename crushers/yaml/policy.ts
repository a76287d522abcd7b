/**
 * Longer texts are not given to the parser: it reads about 1 to 3 MB/s, and it runs twice to prove that nothing changed.
 * They are selected from by a scan of their lines, of which samples are proved.
 */
export const MOST_CHARACTERS = 1_000_000

/** Deepest indentation and deepest brackets given to the parser, which calls itself for every level. */
export const MOST_INDENTATION = 400
export const MOST_BRACKETS = 100

/** Longest line that a collapsed mapping or list may make: a key stays within 160 characters of its value. */
export const LINE_CHARACTERS = 160

/** Like items from which some are left out at select level. */
export const SELECTABLE_ITEMS = 8

/** Nobody writes so many names by hand: entries of whatever kind are like items then; of fewer most must be of one kind. */
export const MANY_ENTRIES = 200
export const SOME_ENTRIES = 32
export const SAME_KIND_SHARE = 0.9

/** Share of all names of the first entries that an entry must have on average for them to be like items. */
export const LIKE_SHARE = 0.25

/** Levels of mappings whose scalars are columns, and characters of a scalar that are compared. */
export const COLUMN_DEPTH = 6
export const CELL_CHARACTERS = 400

/** Columns that selection looks at, as of JSON: one more for each so many nodes. */
export const SELECTED_COLUMNS = 64
export const NODES_PER_COLUMN = 16
export const MOST_COLUMNS = 1_024

/** A row of which so many characters are shown tells what it is; longer ones are narrowed before rows are left out. */
export const ROW_CHARACTERS = 300

/** Where so many whole rows fit, rows are left out rather than lines of them. */
export const WHOLE_ROWS = 8

/** Shares of the room for rows and for the notes on what is missing. */
export const ROWS_SHARE = 0.75
export const NOTES_SHARE = 0.2
export const NOTE_CHARACTERS = 1_200

/** Columns that a row is shown with however long they are, if they tell it apart or make it strange. */
export const FEWEST_COLUMNS = 2

/** With less room than this what holds other things is not shown. */
export const LEAST_BLOCK = 40

/** Even shares of the room that may go to what makes a row strange. */
export const WANTED_SHARES = 4

/** Items of each selection that the parser reads, too: the scan must have found the same in them. */
export const PROVED_ITEMS = 6

/** Characters up to which such an item is read. */
export const PROVED_CHARACTERS = 20_000

/** Attempts to meet the target, which end when so much of it is used. */
export const ATTEMPTS = 6
export const ENOUGH = 0.8

/** Least that is kept of a scalar that is shortened, and of what speaks of failure in it. */
export const LONG_SCALAR_KEPT = 80
export const FAILURE_CHARACTERS = 60

/**
 * Texts with so many characters for each token of the target are not rewritten without loss to see whether
 * they fit: they have two tokens for each, and rewriting saves a third at most.
 */
export const FAR_CHARACTERS_PER_TOKEN = 6

/** Characters per token from which the room is guessed; attempts correct it. */
export const CHARACTERS_PER_TOKEN = 3

/** Characters that sniffing parses. */
export const SNIFFED_CHARACTERS = 16_000

/** Deepest nesting that is scanned: what selects walks it recursively. */
export const MOST_DEPTH = 200

/** Shorter texts are: a marker weighs on them, so that it is looked at which way is shorter. */
export const SHORT_CHARACTERS = 4_000
