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

/** Attempts to come under the target; each counts tokens once. */
export const ATTEMPTS = 4

/** Files that programs write: what changed in them follows from what changed elsewhere. */
export const generatedFile =
  /(?:^|\/)(?:package-lock\.json|npm-shrinkwrap\.json|yarn\.lock|pnpm-lock\.yaml|bun\.lockb?|deno\.lock|Cargo\.lock|go\.sum|poetry\.lock|uv\.lock|pdm\.lock|Pipfile\.lock|Gemfile\.lock|composer\.lock|mix\.lock|pubspec\.lock|Podfile\.lock|flake\.lock|packages\.lock\.json|gradle\.lockfile|\.terraform\.lock\.hcl)$|\.(?:min\.(?:js|css)|bundle\.js|js\.map|css\.map|snap|pb\.go|pb\.cc|pb\.h|g\.dart|freezed\.dart|designer\.cs)$|_pb2(?:_grpc)?\.pyi?$/

/** Characters per token of the target above which the lossless form cannot fit: it leaves out less than half. */
export const HOPELESS = 16
