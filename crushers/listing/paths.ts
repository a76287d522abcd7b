/** What a path looks like, and how a sequence of paths is cut into blocks that share a directory. */

/** Longest path that is believed to be one: PATH_MAX is 4096, and no listing of real trees came near a quarter of it. */
const LONGEST = 1024

const unlikely = /[\0\t:*?"<>|]|\/\/| {2}/
/** Most paths: nothing in them needs a second look. */
const simple = /^[\w.@~/][\w.@~+%#/-]*$/
const extension = /\.[A-Za-z][\w+-]{0,11}$/

export const isSeparator = (code: number): boolean => code === 47 || code === 92

/** Everything up to and including the last separator; `''` for a bare name. */
export const directoryOf = (path: string): string => path.slice(0, cutOf(path))

const cutOf = (path: string): number => nameStart(path, 0, path.length)

/** Behind the last separator that has a name behind it. */
export function nameStart(text: string, from: number, to: number): number {
  let at = to - 1
  while (at > from && isSeparator(text.charCodeAt(at))) at--
  while (at >= from && !isSeparator(text.charCodeAt(at))) at--
  return at + 1
}

/** Signs of plain paths. */
const plain = new Uint8Array(128)
const WORD = 1
const SIGN = 2
for (const sign of 'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_')
  plain[sign.charCodeAt(0)] = WORD
for (const sign of '.@~+%#-') plain[sign.charCodeAt(0)] = SIGN

/**
 * What `looksLikePath` says of most paths, with one look at each character: where the name of the path begins, or -1 where
 * it has to be asked.
 */
export function plainNameStart(text: string, from: number, to: number): number {
  if (to - from < 2 || to - from > LONGEST) return -1
  const first = text.charCodeAt(from)
  if (first === 43 || first === 45 || first === 37 || first === 35) return -1
  let isWord = false
  let separators = 0
  let last = -1
  for (let at = from; at < to; at++) {
    const code = text.charCodeAt(at)
    if (code === 47) {
      if (last === at - 1 && separators > 0) return -1
      last = at
      separators++
      continue
    }
    const kind = code < 128 ? plain[code] : 0
    if (kind === 0) return -1
    if (kind === WORD) isWord = true
  }
  if (!isWord || separators === 0) return -1
  return last === to - 1 ? nameStart(text, from, to) : last + 1
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
 * @param cuts - lengths of the paths' directories
 */
export function blocksOf(paths: readonly string[], cuts: readonly number[] = paths.map(cutOf)): Block[] {
  const done: Block[] = []
  // The open block: where it begins, the longest directory that all its paths share, and whether all lie directly in it.
  let from = 0
  let open = ''
  let isFlat = true
  let saved = 0
  for (let at = 0; at < paths.length; ) {
    const start = at
    const length = cuts[at] as number
    const directory = (paths[at++] as string).slice(0, length)
    while (at < paths.length && cuts[at] === length && (paths[at] as string).startsWith(directory)) at++
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
