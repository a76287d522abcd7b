import type { SystemSession } from './system.ts'

export const messageOf = (error: unknown): string => String((error as Error)?.message ?? error).slice(0, 200)

/** Rejects when the work takes too long. What never yields cannot be stopped. */
export async function within<T>(work: Promise<T> | T, milliseconds: number): Promise<T> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`no answer within ${milliseconds} ms`)), milliseconds)
  })
  try {
    return await Promise.race([work, late])
  } finally {
    clearTimeout(timer)
  }
}

/**
 * The session with every question but `compress` made safe: what throws or is late gives no answer, and is told once.
 * A handle that cannot be asked is as good as none.
 */
export function guarded(
  session: SystemSession,
  milliseconds: number,
  failed: (what: string) => void,
): SystemSession {
  const told = new Set<string>()
  const tell = (name: string, error: unknown): undefined => {
    if (!told.has(name)) failed(`${name}: ${messageOf(error)}`)
    told.add(name)
  }
  const asked = async <T>(name: string, ask: () => Promise<T> | T | undefined): Promise<T | undefined> => {
    try {
      return await within(Promise.resolve(ask()), milliseconds)
    } catch (error) {
      return tell(name, error)
    }
  }
  const text = (name: string, answer: unknown): string | undefined =>
    answer === undefined || answer === null || typeof answer === 'string'
      ? (answer ?? undefined)
      : tell(name, 'the answer is no text')
  return {
    ...(session.toolTokens === undefined ? {} : { toolTokens: session.toolTokens }),
    compress: messages => session.compress(messages),
    handles(shown) {
      try {
        return [...(session.handles?.(shown) ?? [])]
      } catch (error) {
        tell('handles', error)
        return []
      }
    },
    restore: async handle => text('restore', await asked('restore', () => session.restore?.(handle))),
    retrieve: async (handle, query) =>
      text('retrieve', await asked('retrieve', () => session.retrieve?.(handle, query))),
    spent() {
      try {
        return session.spent?.() ?? nothing
      } catch (error) {
        tell('spent', error)
        return nothing
      }
    },
    close: async () => void (await asked('close', () => session.close?.())),
  }
}

const nothing = { input: 0, output: 0 } as const
