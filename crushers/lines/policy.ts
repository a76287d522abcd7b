/** Shares of the room for the first lines, the last lines, and lines that speak of failure; an even spread takes the rest. */
export const HEAD_SHARE = 0.4
export const TAIL_SHARE = 0.2
export const FAILURE_SHARE = 0.25

/** Lines of the spread stand in blocks: a line alone says little, and each gap costs about five tokens. */
export const BLOCK_LINES = 3

/** Longer lines are shown by their two ends, of so many characters together. */
export const LINE_CHARACTERS = 320
export const LINE_ENDS = 240

/** A text of fewer lines, or of longer ones on average, is cut between words instead, into stretches of so many characters. */
export const FEWEST_LINES = 8
export const CHUNK_CHARACTERS = 160

/** Characters of a gap's note: `[… 1234 lines]`. */
export const GAP_CHARACTERS = 16

/** Attempts to come under the target; each counts tokens once. */
export const ATTEMPTS = 3

/** Lines of one shape, on average, from which a text is told by its shapes. */
export const LINES_PER_SHAPE = 4
