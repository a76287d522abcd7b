/** What a path looks like, and how a sequence of paths is cut into blocks that share a directory. */

/** Longest path that is believed to be one: PATH_MAX is 4096, and no listing of real trees came near a quarter of it. */
const LONGEST = 1024

const unlikely = /[\0\t:*?"<>|]|\/\/| {2}/
/** Most paths: nothing in them needs a second look. */
const simple = /^[\w.@~/][\w.@~+%#/-]*$/
const extension = /\.[A-Za-z][\w+-]{0,11}$/

export const isSeparator = (code: number): boolean => code === 47 || code === 92

/** Everything up to and including the last separator; `''` for a bare name. */
export function directoryOf(path: string): string {
  let end = path.length - 1
  while (end > 0 && isSeparator(path.charCodeAt(end))) end--
  while (end >= 0 && !isSeparator(path.charCodeAt(end))) end--
  return path.slice(0, end + 1)
}

/** Whether `directoryOf(path)` is the directory, without cutting it out. */
function liesIn(path: string, directory: string): boolean {
  if (!path.startsWith(directory)) return false
  let end = path.length - 1
  while (end > 0 && isSeparator(path.charCodeAt(end))) end--
  for (; end >= directory.length; end--) if (isSeparator(path.charCodeAt(end))) return false
  return end === directory.length - 1
}

/** A path for certain: it has a directory, and nothing that prose, code, URLs or times would have. */
export function looksLikePath(path: string): boolean {
  if (path.length < 2 || path.length > LONGEST) return false
  if (simple.test(path)) return path.includes('/') && !path.includes('//') && /\w/.test(path)
  const drive = /^[A-Za-z]:[\\/]/.test(path)
  const rest = drive ? path.slice(2) : path
  if (unlikely.test(rest) || !/[\\/]/.test(rest) || !/\w/.test(rest)) return false
  if (/[\s()[\]{}=;,'`$&!]/.test(rest)) {
    // Names with spaces or brackets are real, but then all the rest has to speak for a path.
    return (
      (drive || /^[./~]/.test(rest)) &&
      (extension.test(rest) || /^[/.~][^\s]*[\\/]/.test(rest)) &&
      !/[;`]|, |\s$/.test(rest)
    )
  }
  return !/^[-+]/.test(rest) || extension.test(rest)
}

/** A file name with an ending: `main.go`, `.eslintrc.json`, `v1.2/notes.md`. Numbers after the last dot are versions, not endings. */
export const hasExtension = (path: string): boolean => extension.test(path)

export interface Block {
  /** Directory that all paths of the block start with, separator included; `''`: paths are shown whole. */
  readonly base: string
  readonly from: number
  /** Exclusive. */
  readonly to: number
}

/**
 * Characters that cutting absolute paths higher than at their own directory must save. A path cut at its directory is
 * found again by name and by directory; cut higher up, only by name. Roots of projects are worth it (40 characters are
 * about 10 tokens) and known to the agent; relative paths are never cut higher.
 */
const HIGHER_CUT_SAVES = 40

const higherCut = (directory: string): number =>
  isSeparator(directory.charCodeAt(0)) || directory.charCodeAt(1) === 58
    ? HIGHER_CUT_SAVES
    : Number.POSITIVE_INFINITY

/** Characters that a base saves for `count` paths of `total` characters, or below zero. */
const savedBy = (base: number, count: number): number => count * base - base - 3

function sharedDirectory(a: string, b: string): string {
  if (a === b) return a
  const end = Math.min(a.length, b.length)
  let at = 0
  let cut = 0
  while (at < end && a.charCodeAt(at) === b.charCodeAt(at)) if (isSeparator(a.charCodeAt(at++))) cut = at
  return a.slice(0, cut)
}

/**
 * Cuts a sequence of paths, in its order, into blocks with a base each. Greedy from left to right, linear: neighbours
 * are joined where a shared base makes both shorter.
 */
export function blocksOf(paths: readonly string[]): Block[] {
  const done: Block[] = []
  // The open block: where it begins, the longest directory that all its paths share, and whether all lie directly in it.
  let from = 0
  let open = ''
  let isFlat = true
  let saved = 0
  for (let at = 0; at < paths.length; ) {
    const start = at
    const directory = directoryOf(paths[at++] as string)
    while (at < paths.length && liesIn(paths[at] as string, directory)) at++
    const alone = directory === '' ? 0 : Math.max(0, savedBy(directory.length, at - start))
    if (start === 0) {
      open = directory
      saved = alone
      continue
    }
    const shared = sharedDirectory(open, directory)
    const flat: boolean = isFlat && open === directory
    const cut = shared === '' ? 0 : savedBy(shared.length, at - from)
    const both = shared !== '' && cut > (flat ? 0 : higherCut(shared)) ? cut : 0
    const joins =
      both === 0
        ? saved === 0 && alone === 0
        : both - saved - alone > (saved > 0 && open === shared ? 0 : higherCut(shared))
    if (joins) {
      isFlat = flat
      open = shared
      saved = both
      continue
    }
    done.push({ base: saved > 0 ? open : '', from, to: start })
    from = start
    open = directory
    isFlat = true
    saved = alone
  }
  if (paths.length > 0) done.push({ base: saved > 0 ? open : '', from, to: paths.length })
  return done
}
