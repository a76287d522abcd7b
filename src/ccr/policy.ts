/** Numbers of the retrieve tool. */
export const retrievePolicy = {
  /** Tokens of a page when the whole original, lines, rows or a path are asked for. */
  pageTokens: 2_000,
  /**
   * Tokens of the passages that answer a query. Measured by the adjusted cost on the dev corpus: an answer is carried to
   * the end of the session, so a full page costs more than asking again.
   */
  answerTokens: 320,
  /** Originals up to this many tokens are answered with as a whole. */
  wholeTokens: 800,
  /** Lines shown on either side of a line that matches. */
  neighbours: 4,
  /** Lines that BM25 looks at together. */
  windowLines: 8,
  /** Windows that are indexed: bounds the time of a query on a 50 MB original. */
  maxWindows: 40_000,
  /** Lines above a match that are searched for the headings it stands under. */
  parentReach: 400,
  /** Characters shown of a single line around what was asked: minified documents are one line. */
  lineCharacters: 400,
  /** Places of a long line that are shown. */
  lineWindows: 3,
  /** Matching lines in one answer. */
  maxMatches: 16,
  /** Lines of the outline shown when nothing matches. */
  outlineLines: 12,
} as const
