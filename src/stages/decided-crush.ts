import type { AsyncCrusher, CrushContext, Crushed, Hint, Loss } from '../../crushers/types.ts'
import type { Decide, Make } from '../decisions.ts'
import { textKey } from '../hash.ts'
import { isObject, isString, parseJson } from '../json.ts'

/** How asynchronous crushers are run. */
export interface AsyncRun {
  /** Milliseconds for one text; infinite for a crusher that keeps time itself. */
  readonly timeoutMs: number
  /** At most so many at a time, over all sessions. */
  limit<T>(work: () => Promise<T>): Promise<T>
}

/** What an asynchronous crusher made of a text: a decision, named by all that it depends on. */
export function decidedCrush(
  crusher: AsyncCrusher,
  text: string,
  context: CrushContext,
  run: AsyncRun,
  decide: Decide,
): Crushed | undefined {
  const input = JSON.stringify([context.level, context.target, hintValues(context.hint), text])
  const name = `crush ${crusher.name} ${crusher.version} ${crusher.promptHash ?? '-'} ${textKey(input)}`
  const value = decide(name, makeCrush(crusher, text, context, run))
  return value === undefined ? undefined : crushedIn(parseJson(value))
}

const hintValues = ({ tool, path, command, language, fileView }: Hint = {}): unknown[] => [
  tool,
  path,
  command,
  language,
  fileView,
]

const declined = (reason: string): string => JSON.stringify({ reason })

const makeCrush =
  (crusher: AsyncCrusher, text: string, context: CrushContext, { timeoutMs, limit }: AsyncRun): Make =>
  signal =>
    limit(async () => {
      signal?.throwIfAborted()
      const controller = new AbortController()
      let timer: NodeJS.Timeout | undefined
      let onAbort: (() => void) | undefined
      const stopped = new Promise<string>((resolve, reject) => {
        if (Number.isFinite(timeoutMs)) timer = setTimeout(() => resolve(declined('timeout')), timeoutMs)
        signal?.addEventListener('abort', (onAbort = () => reject(signal.reason as Error)), { once: true })
      })
      try {
        return await Promise.race([answer(crusher, text, { ...context, signal: controller.signal }), stopped])
      } finally {
        clearTimeout(timer)
        if (onAbort) signal?.removeEventListener('abort', onAbort)
        controller.abort()
      }
    })

async function answer(
  crusher: AsyncCrusher,
  text: string,
  context: CrushContext & { signal: AbortSignal },
): Promise<string> {
  try {
    const given: unknown = await crusher.crush(text, context)
    if (given === undefined) return declined('declined')
    const crushed = crushedIn(given)
    if (crushed === undefined) return declined('invalid')
    return JSON.stringify({ ...crushed, ...reasonOf(given) })
  } catch {
    return declined('failed')
  }
}

/** Why it is not what was wished, where a crusher says so. */
const reasonOf = (given: unknown): { reason?: string } =>
  isObject(given) && isString(given.reason) && /^[a-z_]{1,32}$/.test(given.reason)
    ? { reason: given.reason }
    : {}

/** A result that can be used: crushers of callers and stores that others write to may answer anything. */
export function crushedIn(value: unknown): Crushed | undefined {
  if (!isObject(value) || !isString(value.text)) return undefined
  const { text, body, lossless, losses, respelled } = value
  if (lossless !== 'bytes' && lossless !== 'values' && lossless !== false) return undefined
  if (!Array.isArray(losses) || !losses.every(isLoss)) return undefined
  return {
    text,
    lossless,
    losses,
    ...(isString(body) ? { body } : {}),
    ...(respelled === true ? { respelled } : {}),
  }
}

const isCount = (value: unknown): boolean => typeof value === 'number' && value >= 0 && Number.isFinite(value)

/** The unit stands in a marker, so it is a word. */
const isLoss = (value: unknown): value is Loss =>
  isObject(value) &&
  (value.kind === 'omitted' || value.kind === 'deduplicated' || value.kind === 'shortened') &&
  isString(value.unit) &&
  /^[^[\]\n|]{1,24}$/.test(value.unit) &&
  isCount(value.kept) &&
  isCount(value.total)
