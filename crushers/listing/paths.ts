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

interface Run {
  from: number
  to: number
  total: number
  /** Longest directory that all paths share. */
  shared: string
  /** All paths lie directly in `shared`. */
  flat: boolean
}

const based = (run: Run): number =>
  run.shared.length + 3 + run.total - (run.to - run.from) * run.shared.length

function cost(run: Run): { cost: number; base: string } {
  const whole = run.total
  if (run.shared === '') return { cost: whole, base: '' }
  const cut = based(run)
  const wanted = run.flat ? 0 : higherCut(run.shared)
  return whole - cut > wanted ? { cost: cut, base: run.shared } : { cost: whole, base: '' }
}

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
  let open: Run | undefined
  const close = (run: Run) => done.push({ base: cost(run).base, from: run.from, to: run.to })
  for (let at = 0; at < paths.length; ) {
    const first = paths[at] as string
    const directory = directoryOf(first)
    const run: Run = { from: at, to: at, total: 0, shared: directory, flat: true }
    while (run.to < paths.length) {
      const path = paths[run.to] as string
      if (run.to > at && !liesIn(path, directory)) break
      run.total += path.length
      run.to++
    }
    at = run.to
    if (open === undefined) {
      open = run
      continue
    }
    const shared = sharedDirectory(open.shared, run.shared)
    const joined: Run = {
      from: open.from,
      to: run.to,
      total: open.total + run.total,
      shared,
      flat: open.flat && run.flat && open.shared === run.shared,
    }
    const left = cost(open)
    const right = cost(run)
    const both = cost(joined)
    const plain = left.base === '' && right.base === ''
    if (
      both.base === ''
        ? plain
        : left.cost + right.cost - both.cost > (left.base === shared ? 0 : higherCut(shared))
    )
      open = joined
    else {
      close(open)
      open = run
    }
  }
  if (open !== undefined) close(open)
  return done
}
