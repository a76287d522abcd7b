/** Tokens that the lossless form must save, absolutely and in part. */
export const LEAST_SAVING = 8
export const LEAST_SAVING_PART = 0.01

/**
 * Lines of context on either side of a change in a selection. One: `git apply` still finds the place (with none it
 * takes the end of a hunk for the end of the file), and two thirds of the context go.
 */
export const CONTEXT_LINES = 1

/** Characters per token of diffs (o200k: 3.3 to 3.8), for budgets inside loops only. */
export const CHARACTERS_PER_TOKEN = 3.4

/** Files that programs write: what changed in them follows from what changed elsewhere. */
export const generatedFile =
  /(?:^|\/)(?:package-lock\.json|npm-shrinkwrap\.json|yarn\.lock|pnpm-lock\.yaml|bun\.lockb?|deno\.lock|Cargo\.lock|go\.sum|poetry\.lock|uv\.lock|pdm\.lock|Pipfile\.lock|Gemfile\.lock|composer\.lock|mix\.lock|pubspec\.lock|Podfile\.lock|flake\.lock|packages\.lock\.json|gradle\.lockfile|\.terraform\.lock\.hcl)$|\.(?:min\.(?:js|css)|bundle\.js|js\.map|css\.map|snap|pb\.go|pb\.cc|pb\.h|g\.dart|freezed\.dart|designer\.cs)$|_pb2(?:_grpc)?\.pyi?$/

/** Characters per token of the target above which the lossless form cannot fit: it leaves out less than half. */
export const HOPELESS = 16

/** A hunk cut below this shows its head and hardly more: then some hunks are shown instead of the beginnings of all. */
export const SHORTEST_HUNK = 120

/** Of many hunks each is cut to this part of the room, and to this many characters: eight places say more than two. */
export const HUNK_PART = 0.12
export const LONGEST_HUNK = 1_600

/** Part of the room that names of files without shown hunks may take, and counts per directory of those that do not fit. */
export const NAMES_PART = 0.4
export const DIRECTORIES_PART = 0.12

/** What a directory with its counts takes beside its path: `: … 12 more files (+80 −20)`. */
export const COUNTS_LENGTH = 32

/** Lines that are no diff (a commit and its message) shown before a file, and their characters. */
export const LEAD_LINES = 8
export const LONGEST_LEAD = 300

/** Characters of a line of a hunk that are shown whatever room there is. */
export const LONGEST_LINE = 200

/** Hunks and names that may be too long for what room is left before no more are tried. */
export const MOST_MISSES = 200

/** Lines above which a hunk is split where its changes lie far apart before hunks are chosen: what `git diff -U` with much context prints. */
export const LONG_HUNK = 60

/** Largest hunks that are shown before others. */
export const LARGEST_SHOWN = 3

/** Part of the room that samples of generated files may take where all else is shown: what changed in them is seldom asked. */
export const GENERATED_PART = 0.25
