import type { Store, StoreEntry, StoreKey } from './ccr/store.ts'
import { isObject, isString, parseJson } from './json.ts'

/** Makes a decision: JSON of an object, with a `reason` where it did not come out as it was wished. */
export type Make = (signal: AbortSignal | undefined) => Promise<string>

/**
 * Asks what was decided under a name. `undefined`: nothing yet. Who asks then goes on as if the answer were no; the result
 * is thrown away, and the step is taken again when the decision is made.
 */
export type Decide = (name: string, make: Make) => string | undefined

/** What a step of the fold needs and cannot compute from history and options. */
export interface Wanted {
  /** Chain id of the message that it belongs to; for an epoch, of the last one before the boundary. */
  readonly id: string
  /** Who decides, in which version, by which prompt, on what. */
  readonly name: string
  readonly make: Make
}

/** A decision that is not what was wished: what was taken in its place was taken for good. */
export interface Fallback {
  /** First word of the name: `crush` or `note`. */
  readonly step: string
  readonly reason: string
}

/** Reasons that are no failure. */
const ordinary = new Set(['declined', 'too_short', 'background'])

const bundlePrefix = 'decisions '

/** Whether a stored name is one that the retrieve tool can open. */
export const isHandle = (name: string): boolean => name.startsWith('ccr-')

/**
 * The decisions of one session. Each is written once, with `putIfAbsent`, so that replicas agree; those of one message are
 * written a second time side by side, as an entry, so that a replay reads them all in one batch.
 */
export class Decisions {
  readonly #namespace: string
  readonly #store: Store
  readonly #clock: () => number
  readonly #made = new Map<string, Map<string, string>>()
  /** Messages whose entry does not hold all that was decided. */
  readonly #unwritten = new Set<string>()

  constructor(namespace: string, store: Store, clock: () => number) {
    this.#namespace = namespace
    this.#store = store
    this.#clock = clock
  }

  get(id: string, name: string): string | undefined {
    return this.#made.get(id)?.get(name)
  }

  /** Names of the entries that hold what was decided for these messages. */
  keys(ids: readonly string[]): StoreKey[] {
    return ids.map(id => this.#key(bundlePrefix + id))
  }

  /** Takes in what a store holds under `keys`. */
  learn(entries: readonly (StoreEntry | undefined)[]): void {
    for (const entry of entries) {
      const values = entry === undefined ? undefined : parseJson(entry.content)
      if (entry === undefined || !isObject(values)) continue
      for (const [name, value] of Object.entries(values))
        if (isString(value)) this.#set(entry.handle.slice(bundlePrefix.length), name, value)
    }
  }

  /** Those of these messages that something was decided for: their entries are kept as long as what they shaped is shown. */
  of(ids: readonly string[]): string[] {
    return ids.filter(id => this.#made.has(id))
  }

  isWritten(id: string): boolean {
    return !this.#unwritten.has(id)
  }

  /** Puts the entries of these messages, beside others that are on their way. */
  async write(ids: readonly string[], others: readonly StoreEntry[] = []): Promise<void> {
    const entries = [...others, ...this.#entries(ids)]
    if (entries.length > 0) await this.#store.put(entries)
    for (const id of ids) this.#unwritten.delete(id)
  }

  #entries(ids: readonly string[]): StoreEntry[] {
    return ids.flatMap(id => {
      const made = this.#made.get(id)
      if (made === undefined) return []
      const values = Object.fromEntries([...made].sort(([a], [b]) => (a < b ? -1 : 1)))
      return [
        {
          ...this.#key(bundlePrefix + id),
          content: JSON.stringify(values),
          kind: 'text',
          contentType: 'decisions',
          origin: { role: 'decision' },
          createdAt: this.#clock(),
        },
      ]
    })
  }

  /**
   * Makes what is wanted, all at once, and takes what the store says has won.
   * @throws what the signal was aborted with; then nothing is written
   */
  async settle(wanted: readonly Wanted[], signal: AbortSignal | undefined): Promise<readonly Fallback[]> {
    const open = [...new Map(wanted.map(one => [`${one.id} ${one.name}`, one])).values()]
    const values = await Promise.all(open.map(one => made(one, signal)))
    signal?.throwIfAborted()
    const winners = await Promise.all(
      open.map(({ id, name }, index) =>
        this.#store.putIfAbsent(this.#key(`decided ${id} ${name}`), values[index] as string),
      ),
    )
    for (const [index, { id, name }] of open.entries()) {
      this.#set(id, name, winners[index] as string)
      this.#unwritten.add(id)
    }
    return open.flatMap(({ name }, index) => fallback(name, winners[index] as string))
  }

  /** Goes without, in this process only: where the store fails nothing may depend on what cannot be written. */
  refuse(wanted: readonly Wanted[]): void {
    for (const { id, name } of wanted) this.#set(id, name, JSON.stringify({ reason: 'store_failed' }))
  }

  #set(id: string, name: string, value: string): void {
    const made = this.#made.get(id) ?? new Map<string, string>()
    this.#made.set(id, made.set(name, value))
  }

  #key = (handle: string): StoreKey => ({ namespace: this.#namespace, handle })
}

/** Who makes decisions answers for its own failures; what still slips through is one more of them. */
async function made({ make }: Wanted, signal: AbortSignal | undefined): Promise<string> {
  try {
    return await make(signal)
  } catch (error) {
    if (signal?.aborted) throw error
    return JSON.stringify({ reason: 'failed' })
  }
}

function fallback(name: string, value: string): Fallback[] {
  const decided = parseJson(value)
  const reason = isObject(decided) ? decided.reason : undefined
  if (!isString(reason) || ordinary.has(reason)) return []
  return [{ step: name.slice(0, name.indexOf(' ')), reason }]
}
