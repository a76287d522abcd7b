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

/** All files are named, with line ranges or at least whole paths, while that takes no more than this part of the target. */
export const NAMES_PART = 0.5

/** And below what they share, while that leaves room for a hit: that every file is named goes before showing more of them. */
export const NAMES_ALONE_PART = 0.95

/**
 * Part of the room that is kept for hits where not all files can be named. Recorded sessions do not tell 0.3 from 0.7
 * (coding, 32 k: adjusted cost 0.466 for all of them): half is what readers of both kinds get least wrong with.
 */
export const HITS_PART = 0.5

/**
 * Part of the room that counts per directory may take: above it, small ones are counted under what they lie in. Recorded
 * sessions do not tell 0.1 from 0.35.
 */
export const FOLDERS_PART = 0.2
export const FOLDERS_PART_OF_OUTLINE = 0.8

/** Part of the room that lines that are no hits may take. */
export const OTHERS_PART = 0.15

/** A shown line is cut to this part of the room, at least to the shortest: ten long lines say more than three. */
export const LONGEST_PART = 0.1
export const SHORTEST_CUT = 120

/** Tokens of the marker that the pipeline adds to a lossy output. */
export const MARKER_TOKENS = 25

/** Hits and names that may be too long for what room is left before no more are tried. */
export const MOST_MISSES = 200

/** Lines that are no hits (limits, totals, errors) shown in a selection. */
export const OTHERS_SHOWN = 12

/** Characters per token of the target above which no lossless layout can fit: they shorten up to fourfold, of up to eight characters a token. */
export const HOPELESS = 32

/** A selection that fills this part of its target is not tried again with more. */
export const FULL = 0.94

/** So many hits that are not shown are named by their lines; of more, the first and last. */
export const NUMBERS_NAMED = 3

/** Hits that are looked at for a word that they share, and the part of them that must have it: a pattern can have alternatives. */
export const NEEDLE_SAMPLE = 64
export const NEEDLE_SHARE = 0.8

/** Where so many hits say the same as another one, it is told how many texts there are. */
export const ALIKE_SHARE = 0.5

/** Largest counts that are named before others, and the part of the room that directories of counted files may take. */
export const LARGEST_COUNTS = 8
export const COUNTS_PART = 0.35

/** Fewer files with a number behind each may be files that hold a number. */
export const LEAST_COUNTED = 20
