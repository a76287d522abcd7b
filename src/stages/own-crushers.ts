import type { AsyncCrusher, Crushed, Crusher, CrushContext, Level } from '../../crushers/types.ts'
import type { IngestPolicy } from '../policy.ts'
import { type AsyncRun, crushedIn, decidedCrush } from './decided-crush.ts'
import { decodeSegment, routeText, type Segment } from './route.ts'
import { isOneLevel, type SegmentContext } from './segments.ts'

type Own = Crusher | AsyncCrusher

/** Segments of a text, and what crushers of the caller's own made of some of them. */
export interface Claimed {
  readonly segments: readonly Segment[]
  readonly crushed: ReadonlyMap<Segment, Crushed>
}

/** Crushers that gave a promise although nothing said that they would. */
const foundAsynchronous = new WeakSet<Own>()

function isAsynchronous(crusher: Own): crusher is AsyncCrusher {
  return (
    foundAsynchronous.has(crusher) ||
    Object.prototype.toString.call(crusher.crush) === '[object AsyncFunction]'
  )
}

/** Whether a result is worth a changed text. */
type Accepts = (crushed: Crushed, inner: string) => boolean

/**
 * Routes a text with the caller's crushers ahead. What one of them claims and makes shorter is its own; what it declines is
 * routed again without them. Views of files are nobody's: they are edited by exact match. Long prose is summarised here,
 * where that is wanted.
 */
export function claim(text: string, context: SegmentContext, accepts: Accepts): Claimed {
  const { crushers, summaries, threshold, asyncRun } = context.options
  const own = context.hint.fileView === true ? [] : crushers
  const routed = routeText(text, context.hint, own)
  const crushed = new Map<Segment, Crushed>()
  if (own.length === 0 && summaries?.prose === undefined) return { segments: routed, crushed }
  const size = { whole: context.count(text), limit: context.target ?? threshold }
  const isTaken = (segment: Segment, crusher: Own, run: AsyncRun): boolean => {
    const inner = segment.hint?.fileView === true ? undefined : decodeSegment(text, segment)
    const result = inner === undefined ? undefined : crushOwn(crusher, inner, segment, size, run, context)
    if (inner === undefined || result === undefined || !accepts(result, inner)) return false
    crushed.set(segment, result)
    return true
  }
  const segments = routed.flatMap(segment => {
    const crusher = own.find(candidate => candidate.name === segment.type)
    return crusher === undefined || isTaken(segment, crusher, asyncRun)
      ? [segment]
      : routedWithout(text, segment, context)
  })
  // The table leaves prose alone below the threshold, and a level that the caller asked for needs no model.
  if (summaries?.prose && size.whole > size.limit && !isOneLevel(context.levels))
    for (const segment of segments)
      if (segment.type === 'prose')
        isTaken(segment, summaries.prose, { limit: asyncRun.limit, timeoutMs: Infinity })
  return { segments, crushed }
}

function routedWithout(text: string, segment: Segment, context: SegmentContext): readonly Segment[] {
  const { start, end, encoding, hint = context.hint } = segment
  if (encoding !== undefined) return [{ ...segment, type: 'other' }]
  return routeText(text.slice(start, end), hint).map(part => ({
    ...part,
    start: part.start + start,
    end: part.end + start,
  }))
}

/** One call for an asynchronous crusher, since each may be a request to somebody; the others try without loss first. */
function crushOwn(
  crusher: Own,
  inner: string,
  segment: Segment,
  size: { readonly whole: number; readonly limit: number },
  run: AsyncRun,
  context: SegmentContext,
): Crushed | undefined {
  const level = levelOf(size.whole > size.limit, context)
  if (level === 'none') return undefined
  const share = context.count(inner) / Math.max(1, size.whole)
  const target = Math.floor(size.limit * Math.min(1, share))
  const hint = { ...context.hint, ...segment.hint }
  const at = (level: Level): CrushContext => ({ level, target, hint, count: context.count })
  let crushed: Crushed | undefined
  if (!isAsynchronous(crusher)) {
    const lossless = refuseLossy(attempt(crusher, inner, at('lossless')))
    const isEnough =
      level === 'lossless' || (lossless !== undefined && context.count(lossless.text) <= target)
    crushed = isEnough ? lossless : (attempt(crusher, inner, at(level)) ?? lossless)
  }
  if (isAsynchronous(crusher) && context.decide !== undefined)
    crushed = decidedCrush(crusher, inner, at(level), run, context.decide)
  return level === 'lossless' ? refuseLossy(crushed) : crushed
}

/** Crushers of the caller's own stand in no table: without loss when small, by selection above the threshold. */
function levelOf(isLarge: boolean, { levels, lossy }: SegmentContext): Level | 'none' {
  if (!lossy) return 'lossless'
  const { small, large } = isOneLevel(levels) ? levels : ownPolicy
  return isLarge ? large : small
}

const ownPolicy: IngestPolicy = { small: 'lossless', large: 'select' }

const refuseLossy = (crushed: Crushed | undefined): Crushed | undefined =>
  crushed?.lossless === false ? undefined : crushed

function attempt(crusher: Crusher, text: string, context: CrushContext): Crushed | undefined {
  try {
    const given: unknown = crusher.crush(text, context)
    if (!isPromise(given)) return crushedIn(given)
    foundAsynchronous.add(crusher)
    given.then(undefined, () => undefined)
    return undefined
  } catch {
    return undefined
  }
}

const isPromise = (value: unknown): value is PromiseLike<unknown> =>
  typeof value === 'object' && value !== null && 'then' in value && typeof value.then === 'function'
