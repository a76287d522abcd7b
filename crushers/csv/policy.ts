/** Characters of the text that dialect detection looks at. Whole records; enough for any file of the corpus. */
export const SAMPLE_CHARACTERS = 65_536

/** Records parsed per candidate delimiter. */
export const SAMPLE_RECORDS = 200

/** Delimiters tried, likeliest first. */
export const DELIMITERS = [',', '\t', ';', '|'] as const

/** Share of records that must have the most common width. The raggedest real file of the corpus has 0.97. */
export const REGULAR_SHARE = 0.9

/** With a file name or a command that says CSV, ragged text is still believed. */
export const REGULAR_SHARE_HINTED = 0.6

/** Lines without any delimiter that may stand before or after the records: titles, wrappers, exit codes. */
export const MARGIN_LINES = 8

/** Records, the header included, below which nothing is worth doing. */
export const MIN_RECORDS = 3

/** Records from which sentences behind a column of names are believed to be cells. */
export const MIN_NAMED = 5

/** Columns that must remain in rows when constant ones are named once: with one column left it is no table. */
export const MIN_COLUMNS = 2

/** Rows below which naming a constant column once costs more than repeating it. */
export const MIN_CONSTANT_ROWS = 4

/** Longest header cell that is still a name. Survey questions reach 500 characters; they end in a question mark. */
export const NAME_CHARACTERS = 600

/** Rows that are looked at to tell whether the first record names their columns. */
export const HEADER_ROWS = 50

/** Rows counted exactly to learn how many tokens a character costs. */
export const PROBE_ROWS = 40

/** Characters per token that no table reaches: longer texts cannot meet a target and are not counted to find out. */
export const MOST_CHARACTERS_PER_TOKEN = 12

/** Tokens of the marker that the pipeline adds to a lossy output. */
export const MARKER_TOKENS = 25

/** Share of the target that column statistics may take before the least telling are left to the original. */
export const SUMMARY_SHARE = 0.4

/**
 * Share of a row's characters that may be named once above the table. A row that has lost more than half of its words
 * cannot be understood where it stands: the judge's context rule asks for half of a line's words near a value.
 */
export const CONSTANT_SHARE = 0.5

/** First lines that sniffing looks through for delimiters before it parses anything. Titles and notes are among them. */
export const PROBED_LINES = 40

/** Tables of numbers have 2.0 to 2.6 characters per token, tables of words 3 to 4. */
export const CHARACTERS_PER_TOKEN = 2.5

/** Rows from which some are left out: of fewer both ends are all. */
export const SELECTABLE_ROWS = 8

/** Unusual rows that are shown whatever they cost. */
export const FEWEST_UNUSUAL = 16

/** Unusual rows of an outline. */
export const OUTLINE_ROWS = 20

/** A note on a column takes some 15 tokens, as measured on the CSV files of the corpus. */
export const NOTE_TOKENS = 15

/**
 * Where fewer rows than this would fit whole, columns are left out. 200 columns of measurements are 800 tokens a row: at a
 * target of 2,000 the rows that must be shown alone took 7,200.
 */
export const COLUMN_ROWS = 8

/** Share of the target for the cells of so many rows, and columns that stay in any case. */
export const COLUMNS_SHARE = 0.6
export const FEWEST_COLUMNS = 2

/** Share of the target for the note that names the columns left out, and its characters at most. */
export const NAMES_SHARE = 0.2
export const NAMED_CHARACTERS = 1_600

/** Least characters that are shown of a long text, share of the room that one gets, and what it costs to say that it goes on. */
export const LEAST_TEXT = 48
export const TEXT_SHARE = 0.6
export const NOTE_CHARACTERS = 24

/** Rows that a column must make strange to stay for it; of fewer the cells stand behind their rows, so many at most. */
export const STRANGE_ROWS = 3
export const ALSO_CELLS = 3
