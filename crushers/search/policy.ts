/**
 * Part of the lines that must be hits before a text counts as a search output. Real outputs of search tools had a
 * median of 0.98; the rest are counts, notes on limits, and what a second command printed.
 */
export const HIT_SHARE = 0.6

/** Tokens that a lossless layout must save, absolutely and in part: below that it only changes what the model is used to. */
export const LEAST_SAVING = 8
export const LEAST_SAVING_PART = 0.03

/**
 * The layout with base lines must beat the one with whole paths by this part, and by this many tokens: a path that
 * stands whole is found again word by word when an agent opens the file. In recorded sessions 4 % of the outputs had
 * a path that was used later only as a whole, and one such miss costs what 500 saved tokens earn.
 */
export const BASES_SAVE = 0.15
export const BASES_SAVE_TOKENS = 40

/** Characters per token of search outputs (o200k: 3.2 to 3.9), for budgets inside loops only. */
export const CHARACTERS_PER_TOKEN = 3.4

/** A hit shown in a selection is cut to this many characters: minified lines are longer than all else together. */
export const LONGEST_SHOWN = 400

/** Attempts to come under the target; each counts tokens once. Two were enough for every file measured. */
export const ATTEMPTS = 4

/** Line ranges of files without a shown hit are named while all names take no more than this part of the target. */
export const NAMES_PART = 0.5

/** Lines that are no hits (limits, totals, errors) shown in a selection. */
export const OTHERS_SHOWN = 12

/** Characters per token of the target above which no lossless layout can fit: they shorten up to fourfold, of up to eight characters a token. */
export const HOPELESS = 32

/** A selection that fills this part of its target is not tried again with more. */
export const FULL = 0.94

/** So many hits that are not shown are named by their lines; of more, the first and last. */
export const NUMBERS_NAMED = 3
