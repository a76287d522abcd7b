/**
 * Numbers of row selection. Where nothing else is said they were set on synthetic tables of 20 to 100,000 rows with
 * planted anomalies (test/crushers/selection/planted.test.ts): every one of them is found, and a table without any
 * yields less than 2 % of its rows.
 */

/** Rows at either end that are always shown: enough to see the shape and a beginning of the order. */
export const EDGE_ROWS = 3

/** A value, a shape or a type is rare if at most this share of the rows has it (always at least one row). */
export const RARE_SHARE = 0.02

/** A column is categorical if it has at most this share of distinct values (always at least three). */
export const CATEGORY_SHARE = 0.1

/** In small tables a category may have this share of distinct values, up to ten: 5 regions in 20 rows. */
export const SMALL_CATEGORY_SHARE = 0.25
export const SMALL_CATEGORY_VALUES = 10

/** Rare values that together make up more than this share of the rows are a long tail, not rarities. */
export const TAIL_SHARE = 0.2

/** Robust z (median, MAD) from which a number is an outlier. 6 is one in a billion for normal data. */
export const OUTLIER_Z = 6

/** Where more than half of a column is one number the MAD is 0; the mean deviation stands in, which outliers inflate. */
export const OUTLIER_Z_WITHOUT_MAD = 10

/** Share of numbers among the present cells from which a column counts as numeric. */
export const NUMERIC_SHARE = 0.8

/** Below this many rows nothing can be called rare. */
export const MIN_ROWS = 8

/** Rows kept for one reason in one column: a heavy tail has hundreds of "outliers", the strongest tell the story. */
export const ROWS_PER_REASON = 6

/** Failures are what a reader looks for first: more of them are kept. */
export const FAILING_ROWS = 24

/** Failure words in more than this share of a column are its vocabulary (a log of errors), not news. */
export const FAILURE_VOCABULARY_SHARE = 0.3

/** Most rows that are kept for being unusual, unless the caller says otherwise. */
export const UNUSUAL_ROWS = 48

/** Strange items of lists inside of rows that make their rows strange, for each place where such lists stand. */
export const NESTED_ITEMS = 8
export const NESTED_HEADS = 3

/** Lists inside of lists whose items are compared with those of the other rows. */
export const POOL_DEPTH = 3

/** Rows with the highest sum of surprises over all columns: kept whatever the limits per reason say. */
export const TOP_ROWS = 8

/** Further rows offered in the order of an even spread. */
export const SPREAD_ROWS = 1024

/** One in so many of these is a strange row, the others are even. */
export const EVEN_PER_STRANGE = 3

/** Change points looked for in one column. */
export const CHANGES = 6

/**
 * Times that the search for changes may look at each row: a trend splits off one end after the other, and would be
 * searched for as many times as it has rows.
 */
export const CHANGE_PASSES = 8

/**
 * Running sums of mere noise stray from the straight line by less than this many times its deviation and the root of
 * the length, nine times in ten (Kolmogorov): what strays less is not searched.
 */
export const CHANGE_STRAY = 1.22

/** Rows on either side that a change of level must span. */
export const CHANGE_MIN_ROWS = 6

/**
 * Rows around the split of the running sums in which the step is looked for: of some ten thousand made-up columns with a
 * step of eight deviations one split lay six rows off.
 */
export const CHANGE_REACH = 12

/** A change of level is at least this many times the noise between neighbours. */
export const CHANGE_NOISE = 3

/**
 * A smaller change than that counts if it lasts: the difference of the means on both sides is so many standard errors.
 * Six is one in a billion for one place; the best of all places is looked at.
 */
export const CHANGE_SIGNIFICANCE = 8

/** A step happens at once: a window beside it must show this share of the shift, else it is a trend. */
export const CHANGE_STEP_SHARE = 0.6

/** Most frequent values listed in a summary. */
export const TOP_VALUES = 4

/** Values longer than this are not listed in a summary. */
export const LISTED_VALUE_CHARACTERS = 32
