/**
 * Thresholds of the log crusher. Each says which measurement chose it; "dev logs" are the 75 log files of the
 * development corpus (loghub, build, lint, test, stacktrace), 3.6 MB.
 */

/** Characters of a line that patterns look at. A 10 MB line must cost what a short one costs. */
export const scanned = 4000
/** Characters of a failure that are shown. Dev logs: 99 % of failing lines are shorter than 700. */
export const failureWidth = 900
/** Characters of any other line that are shown: the 95th percentile of the lines of dev logs is 190. */
export const lineWidth = 320
/** Distinct values of a variable that are remembered; beyond them only "many" is known. */
export const remembered = 24
/** Values of a variable, or lines of a family, that a template names. Three fit into about ten tokens. */
export const named = 3
/** Differing places of like lines beyond which only their words are told, not their values. */
export const toldPlaces = 3
/** Characters of one line's difference in a list of like lines. */
export const listedRow = 60
/** Characters of values listed behind a failure: 25 positions of a compiler's message. */
export const listedWidth = 160
/** A template is a line of its own from this count on; below it, verbatim lines are as short. */
export const folded = 3
/** Lines before and after a first failure that are shown while there is room. */
export const contextLines = 2
/** Lines behind a failure that explain it when they come once, and what of the room of such lines they may take. */
export const nearBehind = 8
export const nearShare = 0.6
/** Frames of libraries in a row are folded from this number on: the note that replaces them costs one frame. */
export const foldedFrames = 3
/** Lines below a failure that ends in a colon which are its message: more are a listing, no message. */
export const toldLines = 4
/** Lines of what an error holds, printed behind its trace (`{ errno: -111, code: 'ECONNREFUSED' }`). */
export const heldLines = 16
/** Lines that speak of errors in passing and are alike are told in one line from this many on. */
export const alikeMembers = 4
/** What of the room their differences may take. */
export const alikeShare = 0.6
/** Share of a log's lines from which on its template is shown before others, and what of the room such templates may take. */
export const broad = 0.05
export const broadShare = 0.3
/** Share of the target that failures may take before the finer of their variants are merged. */
export const failureShare = 1
/** What templates of failure take at most, as a multiple of the target: a thousand different errors are a log of errors. */
export const failureExcess = 5
/** Characters per token of logs (o200k over dev logs: 2.9). Used inside loops, never to decide the end result. */
export const charactersPerToken = 2.9
/**
 * Lines of nothing but values (`+ 1081`, `24.04.2`) are told apart up to so many kinds; a listing of paths has more. Sessions of
 * operations cost 0.73 instead of 0.67 where listings are told line by line.
 */
export const fewWordless = 6
/** Share of the target that summaries may take before those alike are told as one. */
export const summaryShare = 0.25
/** First and last lines that are always shown, unless the log is full of such: they say what was run and how it ended. */
export const ends = 2
/**
 * More distinct words than this in one column of a template make it a variable. Grouping accuracy on the seven loghub
 * systems of the corpus is flat from 3 to 5 and falls on either side (Linux below, OpenSSH above).
 */
export const distinctWords = 4
/** The same where words look like names (dots, digits, camel case) or stand behind "user", "host", "node" and the like. */
export const distinctNames = 2
/** The same for the first word of a message, which hardly ever varies, and for states in capitals. */
export const distinctFirst = 12
/** What the marker costs that the pipeline sets beside a lossy output. */
export const markerTokens = 25
/**
 * A value is odd when it occurs once among this many lines of a kind with few values, or lies this many deviations off
 * the mean: one outlier in n lines lies at most √n off, so 6 needs 37 lines. Loghub samples then show 0 to 9 odd lines.
 */
export const oddAmong = 40
export const oddCategories = 8
export const oddDeviations = 6
/**
 * Shares of the room behind what must be shown, by rank: lines that speak of errors in passing, templates seen once,
 * common templates, warnings, other rare lines. What a rank does not need goes to the others, so that the first two
 * come nearly before all else. Dev logs at 4,000 tokens: where the lines of templates seen once would fit, 100 % of
 * them are shown; 83 % when they had a quarter, 94 % with 0.35 beside 0.4 for errors, which showed 2 points fewer.
 */
export const shares: readonly number[] = [0, 0.75, 0.2, 0.03, 0.01, 0.01]
/**
 * Distinct skeletons that are clustered at once: real logs have a few thousand. A million lines of nothing but distinct
 * words need 16 s and 1.4 GB as one batch.
 */
export const clustered = 32_768

/** Longest line of a lossless stretch. */
export const longest = 2000
/** Characters that two lines must share before they are compared word by word. */
export const alike = 12
/** Most lines of one unit. */
export const periods = 3
export const fewestRows = 3
/** Characters that a stretch must save. Its first line costs about ten tokens. */
export const worthwhile = 70
/** Characters of the line that announces a stretch. */
export const announcement = 40
/** Rows beyond the best end that are tried. */
export const patience = 24
/** Differing places of a unit: with more, a row is harder to read than its line. */
export const mostPlaces = 4
/** Characters between two places that are swallowed by them, if none is white space. */
export const swallowed = 3
/** Lines of one stretch: what follows begins a new one. */
export const longestStretch = 2000
/** Share of the target that lines which must be shown take before their times are left out. */
export const crowded = 0.8
/** Times that an output is put together: each corrects the estimate by an exact count. Six change nothing on dev logs. */
export const fittings = 4
/** A target is met from this share of it on. At 0.97, dev logs at 2,000 tokens take 1.2 % more and show 0.2 points more of what comes once. */
export const filled = 0.92
/** Characters of a log, taken in so many slices, that are counted to see how many of them make a token. */
export const sampled = 6000
export const slices = 12
/** What a note about omitted lines costs that a shown line makes necessary. */
export const noteCost = 5
/** Rows are thinned to no fewer than this many: one or two names of two hundred say nothing. */
export const leastRows = 4
/** Rows of a template that are worked out: of more, some are, evenly. */
export const mostRows = 200
/** What `(×12, 40–900; 3 | 4)` behind a line costs. */
export const suffixCost = 14
/** Lines that are looked at to see whether a log tells times. */
export const sampledTimes = 64
/** Fewer omitted lines than this wait for the next note: a note costs as much as a short line. */
export const noteworthy = 3
/** Ranges of lines that one note names; of more, what they span. */
export const mostRanges = 4
/** Lines of code, carets or blanks between two frames of one trace. */
export const traceGap = 4
/** Lines of one trace that are shown before and after the fold of a recursion or of a thousand goroutines. */
export const shownFrames = 40
export const lastFrames = 12
/** Parts of a log whose rates are compared. */
export const buckets = 40
/** A change of rate is named when it is this many times what it was elsewhere … */
export const burstFactor = 4
/** … and this many lines are concerned: fewer are chance. */
export const burstLines = 25
/** Notes about rates in one log. */
export const bursts = 4
