/** Like siblings from which a table is shorter than the elements: the header row costs about one of them. */
export const MIN_RUN = 3

/** Columns of a table. More means that the siblings are not alike. */
export const MAX_COLUMNS = 64

/** Levels of children that become columns such as `a/b/@c`. */
export const MAX_COLUMN_DEPTH = 3

/** Share of a run's elements that must fit into the table for it to be written as one. */
export const FITTING_SHARE = 0.5

/** A table must have at most this share of the characters of the elements it stands for. */
export const TABLE_GAIN = 0.9

/** Like siblings from which some are left out at select level. */
export const SELECTABLE_ROWS = 12

/** Runs inside runs that are looked at; deeper ones are copied. Bounds recursion, real documents have at most five. */
export const MAX_RUN_DEPTH = 24

/** Characters per token of minified XML, measured on the files of the corpus: 2.6 to 3.6. */
export const CHARACTERS_PER_TOKEN = 3

/** Texts longer than this are shortened at select level, unless they speak of a failure. */
export const LONG_TEXT = 2_000

/** What is kept of a long text at either end. */
export const LONG_TEXT_ENDS = 500

/** Share of a table's room that one row may take before runs inside of it are cut down too. */
export const ROW_SHARE = 0.15

/**
 * Longer documents are checked by the scanner alone, which matches every tag and every quote; the validator then is a
 * sixth of the whole time.
 */
export const VALIDATED_CHARACTERS = 200_000

/** A stack trace longer than this is shortened like any text. */
export const LONG_TRACE = 8_000

/** A lossy output that misses its target must at least save this share of the lossless one. */
export const LEAST_SAVING = 0.2

/** Longer documents are written with tables only; the smaller ones also without, and the cheaper of the two is taken. */
export const COMPARED_CHARACTERS = 200_000
