/** Data rows below which an aligned block with an ordinary header is not believed to be a table. */
export const MIN_ALIGNED_ROWS = 3

/** Data rows that suffice where the header is in capitals or has a rule below it. */
export const MIN_MARKED_ROWS = 1

/** Columns an aligned block with an ordinary header must have: two columns are as likely aligned prose. */
export const MIN_ALIGNED_COLUMNS = 3

/** Rows and columns from which lines without names above them are believed to be a table. */
export const MIN_HEADERLESS_ROWS = 4
export const MIN_HEADERLESS_COLUMNS = 4

/** Share of a column's cells that must be numbers, sizes or times for the column to count as measured. */
export const MEASURED_SHARE = 0.8

/** A one-space gap of the header parts columns only if at least this share of rows has text on both sides of it. */
export const FILLED_SHARE = 0.5

/** Widest header. Longer lines are text, and gap tracking costs time in proportion. */
export const HEADER_CHARACTERS = 4_000

/** Rows from which a table is worth selecting from. */
export const SELECTABLE_ROWS = 12

/** Share of a text's lines that must belong to tables for the text to be called a table. */
export const TABLE_SHARE = 0.5

/** Rows looked at to decide whether an aligned block is a table at all, before the rest is read. */
export const PROBE_LINES = 12

/** Share of a column's cells that must begin or end where the column's name does. */
export const ALIGNED_SHARE = 0.8

/** Rows from which values that Python printed are believed to be a table, and columns up to which. */
export const MIN_LITERAL_ROWS = 3
export const LITERAL_COLUMNS = 64
