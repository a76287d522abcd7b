import type { Level } from '../crushers/types.ts'
import type { RoutedType } from './stages/route.ts'

/** How far a crusher goes when a part first appears: below and above the threshold. `none`: it stays as it is. */
export interface IngestPolicy {
  readonly small: Level | 'none'
  readonly large: Level | 'none'
}

/** Tool output by content type: DESIGN section 4. Everything else (user, assistant, system, arguments) stays as it is. */
export const ingestPolicy: Readonly<Record<RoutedType, IngestPolicy>> = {
  json: { small: 'lossless', large: 'select' },
  csv: { small: 'lossless', large: 'select' },
  xml: { small: 'lossless', large: 'select' },
  table: { small: 'lossless', large: 'select' },
  yaml: { small: 'lossless', large: 'select' },
  logs: { small: 'lossless', large: 'select' },
  search: { small: 'lossless', large: 'select' },
  listing: { small: 'lossless', large: 'select' },
  diff: { small: 'lossless', large: 'select' },
  html: { small: 'select', large: 'select' },
  code: { small: 'lossless', large: 'lossless' },
  prose: { small: 'none', large: 'select' },
  other: { small: 'none', large: 'select' },
}

/** Parts that alone take too much of the budget: each type's hardest form that still tells what it holds. */
export const giantPolicy: typeof ingestPolicy = {
  ...ingestPolicy,
  code: { small: 'outline', large: 'outline' },
  prose: { small: 'select', large: 'select' },
}

/** Numbers of the fold. Shares are of the budget that is left beside tool definitions. */
export const sessionPolicy = {
  /**
   * Tokens above which a tool output is crushed lossily when it first appears. Adjusted cost at 32k (mean over
   * sessions) for 600, 800, 1,000 and 1,500 tokens, all crushed to about 400: coding 0.457 (0.626), 0.464 (0.628),
   * 0.466 (0.632), 0.467 (0.64); pages and queries 0.677, 0.700, 0.725, 0.81; operations 0.649, 0.660, 0.668, 0.75. At 600
   * tokens new outputs of web sessions show 69 % of their identifiers, at 800 75 %: the last step is not worth that.
   */
  threshold: 800,
  /**
   * Tokens that a lossily crushed output may take, in thresholds: at least `selectLeast`, at most `selectMost`, between
   * them `selectShare` of its own tokens. One size for all (0.5) made a listing of 26k tokens unrecognisable, and
   * operations 0.76 instead of 0.70; with 0.4 for 0.5 everything costs 0.002 to 0.016 less and shows up to 6 points
   * fewer new identifiers.
   */
  selectLeast: 0.5,
  selectShare: 0.1,
  selectMost: 1.5,
  /** Smaller segments of an output are not crushed lossily: what they frame could no longer be read. */
  selectTokens: 100,
  /** What a crusher of the type made is shown, above its target too, when it takes no more than this share. */
  ownShare: 0.5,
  /** Times that a losslessly crushed text is crushed again to see that it has come to rest. */
  crushPasses: 3,
  /** Last messages that an epoch touches last. */
  window: 4,
  /**
   * Tokens behind system prompt and task above which an epoch pays, whatever the budget. Adjusted cost (mean) of coding
   * sessions with a budget of 128k: waiting for it 0.575 (0.661); 48,000 0.469 (0.636), 40,000 0.472 (0.636), 32,000 0.462
   * (0.621), 24,000 0.447 (0.613); 20,000 costs 0.498, 16,000 0.503, where the same things are fetched again and again.
   */
  highWater: 32_000,
  /**
   * Share of what stands behind the head that an epoch has to free where the budget does not force it: then the marks are
   * so far apart that it cannot happen at every boundary.
   */
  leastFreed: 0.5,
  /** Growth of the history after which one that would have freed less is tried again. */
  retryGrowth: 1.25,
  /**
   * Share of the budget an epoch gets down to. Adjusted cost of ten coding sessions at 32k: 0.2 0.466, 0.3 0.475; in the
   * design's own fold 0.49 against 0.51 for 0.3 and 0.5, 0.56 for 0.7.
   */
  lowWater: 0.2,
  /** Share of an old result's text that its stub carries. 15 to 30 % cost the same; the richer keeps more inline. */
  stubShare: 0.2,
  /** Fewest characters of a stub's sample. */
  stubCharacters: 160,
  /** Results below this many tokens are not worth a stub. */
  stubTokens: 60,
  /** Strings in call arguments above this many characters are shortened by an epoch to so many. */
  argumentCharacters: 500,
  argumentKept: 200,
  /** Characters of one line in a sample. */
  sampleLine: 300,
  /** How far above its target a crushed giant may be before an even sample is taken instead. */
  giantSlack: 1.5,
  /**
   * A part not yet sent that alone exceeds this share is crushed before it is sent. The same sessions: 0.25 0.525, 0.12
   * 0.475, 0.06 0.475 with 4 points fewer references inline.
   */
  giantShare: 0.1,
  /**
   * And whatever the budget, one above so many tokens. Coding sessions, waiting for a budget of 128k (32k): 4,000 0.586, mean
   * 0.688 (0.468, 0.626); 2,500 0.575, 0.661 (0.466, 0.622); 1,600 0.57, 0.65 (0.46, 0.62), with 4 points fewer new
   * identifiers shown.
   */
  giantMost: 2_500,
  /**
   * Tokens that a giant may take: so many thresholds, or this share of its own tokens where that is more. Coding sessions at
   * 32k (128k), mean over sessions: 1 and 0 0.464, 0.612 (0.460, 0.611); 1 and 0.1 0.457, 0.612 (0.451, 0.611); 0.8 and 0.1
   * 0.449, 0.606 (0.444, 0.605); 0.4 and 0 0.445, 0.618 (0.440, 0.618); 2 and 0.3 0.463, 0.624.
   */
  giantLeast: 0.8,
  giantRoom: 0.1,
  /** Share of the budget that one result inside the recent window may keep when nothing else helps. */
  windowShare: 0.1,
  /** Share of the budget that the note may take: 0.1 0.535, 0.2 0.525. */
  noteShare: 0.2,
  /** Characters of a line of the note, and of one call in it. */
  noteLine: 110,
  noteCall: 80,
  /** Lines of the note that are merged into one when it grows too long. */
  noteMerge: 5,
  /** Characters by which an earlier output is named, and those that fit into a marker of 25 tokens. */
  label: 48,
  markerLabel: 20,
  /** Tokens of a marker, at most. */
  markerTokens: 25,
  /** Tokens that a crush has to save to be worth a changed text. */
  leastSaved: 4,
} as const

/** Tokens from which a part that was not yet sent is a giant, under a cap of so many. */
export const giantTokens = (cap: number): number =>
  Math.floor(Math.min(cap * sessionPolicy.giantShare, sessionPolicy.giantMost))

/** When earlier lines are repeated. */
export const repeatPolicy = {
  /** Characters below which a whole output is not worth a reference. */
  wholeCharacters: 200,
  /** Lines that must agree for a run to be found. */
  shingle: 3,
  /** Signs that three lines must have together to be looked for. */
  shingleCharacters: 16,
  /** Characters of a run below which naming it costs more than showing it. */
  runCharacters: 240,
  /** Places of one text that are remembered, the newest of them. */
  places: 4,
  /** Lines of one part that are indexed: bounds memory on a 50 MB output. */
  maxLines: 50_000,
} as const

/** Summaries of what epochs drop. */
export const summaryPolicy = {
  /** Share of the note that its summary may take: the lines beside it hold the handles. */
  noteShare: 0.5,
  /** Characters of dropped text that wait for a summary while there is none: four calls of a chunk each. */
  waiting: 240_000,
} as const

/** Which prose counts as technical, and stays verbatim. */
export const proseFacts = {
  /** Characters looked at. */
  characters: 20_000,
  /**
   * Identifiers per word. Long prose of coding sessions (reports, manuals) has 0.08 to 0.17, median 0.12; cutting it cost
   * more in retrievals than it saved (mean over coding sessions 0.637 instead of 0.628). Pages that web agents read have
   * 0.02, 99 % of them below 0.08; cutting them saves (0.751 to 0.70).
   */
  technicalShare: 0.07,
} as const
