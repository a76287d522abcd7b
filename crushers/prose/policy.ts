/** Characters after which a sentence without an ender is cut at white space. */
export const maximumSentence = 1_200
/** "No. 5", "Yes.", dots in rows: what is shorter goes with the next sentence. */
export const minimumSentence = 8
/** A list item longer than this is split into sentences. */
export const itemSplitLength = 280
/** Lines of such lengths are taken to be wrapped by hand: the next line may go on with the same sentence. */
export const softWrapMinimum = 45
export const softWrapMaximum = 200
/** Longest code block that is kept or dropped whole; longer ones go in chunks of about this many lines. */
export const codeChunkLines = 12

/** Rounds and damping of the centrality walk: after six rounds the order of the top half no longer changes. */
export const centralityRounds = 6
export const damping = 0.85

/**
 * Chosen on every second document by answers inline at 50, 30 and 15 % of the tokens: Chinese passages alone and in rows
 * of three and twelve, encyclopedia paragraphs, scraped documentation. Mean of all figures, on the other half 53.4 before
 * and 55.8 with these weights. Each changed alone: sentences at 1.5 cost 2, numbers at 1.8 or 3 0.7, quoted at 1 0.7,
 * openings at 2 0.8, centrality at 0.06 or 0.18 0.5, no enumerations 0.3.
 */
export const weights = {
  /** What a unit is worth for holding a fact at all: a sentence that does not only fills what room is left. */
  base: { heading: 2, sentence: 5, item: 3, row: 2, code: 1, frame: 0 },
  /** By `Term`: term, number, name, identifier, quoted. */
  kinds: [0.3, 2.4, 1, 1, 2.2],
  /** Each word that decides, forbids or reports, at most three. */
  cue: 0.5,
  /** Each item of an enumeration and each aside, at most so many. */
  item: 1,
  mostItems: 6,
  aside: 0.3,
  mostAsides: 3,
  /** Per token: central sentences are often long, and a sum would prefer the short. */
  central: 0.13,
  /** Factors: the sentence that opens a paragraph, one that ends in a colon or says nothing. */
  opens: 3,
  leads: 0.3,
  /** Tokens added to the cost of each unit: the mark that stands before or after it. */
  overhead: 2,
}

/** Fewer saved tokens than the marker of the pipeline costs: not worth it. */
export const minimumSaving = 25
/** An outline is at most this share of the text. */
export const outlineShare = 0.15
/** Share of the target that headings may take before anything else is chosen. */
export const headingShare = { select: 0.12, outline: 0.5 }
/** Gaps of so many tokens get a note with line numbers (11 tokens), shorter ones the one-token mark. */
export const longGap = 200
/** Exact counts per extract. */
export const fitRounds = 6
/** Shares of a unit's worth that must be new against the units before it: what fails the first sweep waits for the next. */
export const noveltyBars = [0.6, 0.3, 0]
/** Extracts of fewer tokens do without the head line (8 tokens), which would be a fifth of them. */
export const headFrom = 400

/** Tokens of a summary: share of the text, least, most. */
export const summaryBudget = { share: 0.2, least: 200, most: 12_000 }
/** Longer texts are summarised in pieces: small enough for models with windows of 32 k. */
export const chunkTokens = 20_000
export const charactersPerToken = 3
/** A summary must name this share of the so many facts that the text repeats most, or it speaks of something else. */
export const keyFacts = 10
export const keyFactShare = 0.2
/** Extracts up to this size are filled up with single sentences, so many tries each. */
export const topUpTarget = 2_000
export const topUpTries = 6

/** Characters of a text and of one line that sniffing looks at. */
export const sniffSample = 16_000
export const sniffLine = 600
/** Confidence in a page of short lines, several of which repeat. */
export const flatPage = 0.7
/** Short extracts from passages without headings are packed exactly (room counts in parts of a token): Chinese passages of
 * 300 tokens keep one answer in a hundred more. Where headings come first, the greedy choice is better. */
export const packTarget = 160
export const packUnits = 100
export const packSteps = 2
/** Tokens of the mark for a gap. */
export const markCost = 1.5
