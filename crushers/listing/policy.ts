/** Part of the filled lines that must be entries. Real listings had a median of 1.0; the rest are totals and headings. */
export const ENTRY_SHARE = 0.7

/** Fewer entries than this are left alone: headings would cost what they save. */
export const LEAST_ENTRIES = 3

/** Tokens that a lossless layout must save, absolutely and in part. */
export const LEAST_SAVING = 8
export const LEAST_SAVING_PART = 0.06

/**
 * The same where paths are cut at their directories: in recorded sessions one list in eight had a path that was used
 * later only as a whole, and lists that save less than this do not earn what such a miss costs.
 */
export const LEAST_SAVING_OF_CUTS = 40

/** Characters per token of listings (o200k: 2.4 for `ls -la`, 4.1 for paths), for budgets inside loops only. */
export const CHARACTERS_PER_TOKEN = 3

/** Characters of room below which no further entry is tried. */
export const SHORTEST_ENTRY = 4

/** Attempts to come under the target; each counts tokens once. */
export const ATTEMPTS = 4

/** Deeper levels of a tree are taken for this level: no tree that people print is deeper. */
export const DEEPEST = 256

/** Directories whose contents nobody wrote by hand: selections count what is below them. */
export const generatedDirectories: ReadonlySet<string> = new Set([
  'node_modules',
  'bower_components',
  'vendor',
  'third_party',
  'site-packages',
  'dist-packages',
  '__pycache__',
  '.venv',
  'venv',
  '.git',
  '.svn',
  '.hg',
  '.tox',
  '.nox',
  '.mypy_cache',
  '.pytest_cache',
  '.ruff_cache',
  '.cache',
  '.next',
  '.nuxt',
  '.gradle',
  '.terraform',
  'Pods',
  'DerivedData',
  'dist',
  'build',
  'target',
  'coverage',
  '.nyc_output',
  '.eggs',
  '.idea',
  'obj',
])

/** Characters per token of the target above which no lossless layout can fit: they shorten up to fivefold, of up to eight characters a token. */
export const HOPELESS = 40

/** Entries that may be too long for what room is left before no more are tried. */
export const MOST_MISSES = 200

/** Newest and oldest commits of a log that are shown before others. */
export const EDGE_COMMITS = 3

/** Digits of a hash in a selection: git itself abbreviates to 7 to 12. */
export const HASH_SHOWN = 10

/** Largest entries that are shown before others: who lists sizes asks for them. */
export const LARGEST_SHOWN = 8

/** Tokens of the marker that the pipeline adds to a lossy output. */
export const MARKER_TOKENS = 25

/** The next attempt aims so far below the target, since tokens grow unevenly, and at no less than this share of the last. */
export const RETRY_SLACK = 0.97
export const LEAST_RETRY = 0.3

/** Characters of the subject of a commit, and authors that are counted by name. */
export const LONGEST_SUBJECT = 300
export const MOST_AUTHORS = 8

/** Newest entries that are shown before others, where dates are told. */
export const NEWEST_SHOWN = 3

/** An ending, mode, owner or state is rare that so small a part of the entries has. */
export const RARE_SHARE = 1 / 200

/** Endings that are counted by name; no directory is told more than three. */
export const MOST_ENDINGS = 64

/** States that are counted by name: a status has nine. */
export const MOST_STATES = 9

/** What a directory with its counts takes beside its path: `: 34 entries: 20 .ts, 14 .json`. */
export const COUNTS_LENGTH = 40

/** Part of the room that directories with their counts may take: above it, small ones are counted under what they lie in. */
export const DIRECTORIES_PART = 0.3
export const DIRECTORIES_PART_OF_OUTLINE = 0.9

/** A selection that fills this part of its target is not tried again with more. */
export const FULL = 0.94

/** Characters of a line that is no entry. */
export const LONGEST_OTHER = 300

/**
 * Characters that naming once what all directories lie in must save: a path that stands whole is found again word by word.
 * At 60 recorded coding sessions cost 0.607 on average, from 240 on 0.6065.
 */
export const ROOT_SAVES = 240
