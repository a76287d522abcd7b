import { describe, QuernError } from '../errors.ts'

/** Name of one stored original: two tenants' equal texts have equal handles in namespaces of their own. */
export interface StoreKey {
  readonly namespace: string
  readonly handle: string
}

/** Where an original came from. */
export interface Origin {
  readonly role: string
  readonly tool?: string
  readonly callId?: string
}

export interface StoreEntry extends StoreKey {
  /** The exact text; for `list` the handles whose originals follow each other, one a line. */
  readonly content: string
  readonly kind: 'text' | 'list'
  /** What the router took it for. */
  readonly contentType: string
  readonly origin: Origin
  /** Milliseconds since 1970; never reaches emitted text. */
  readonly createdAt: number
}

/**
 * Where originals and decisions live. Each method works on many keys at once, so that a call of `compress` costs one
 * round trip. `putIfAbsent` is what makes replicas agree: the first value stored under a key is the answer for all.
 * The contract suite in `quern/testing` checks all of it.
 */
export interface Store {
  /** Whether what is stored survives the process. */
  readonly durable: boolean
  put(entries: readonly StoreEntry[]): Promise<void>
  /** One entry or `undefined` for each key, in order. */
  get(keys: readonly StoreKey[]): Promise<readonly (StoreEntry | undefined)[]>
  /** Stores a decision unless there is one; the winner comes back. Keys share nothing with handles. */
  putIfAbsent(key: StoreKey, value: string): Promise<string>
  /** Whether each key is there, marking it as used; `get` serves where this is missing. */
  touch?(keys: readonly StoreKey[]): Promise<readonly boolean[]>
  delete?(keys: readonly StoreKey[]): Promise<void>
  /** Handles of a namespace, oldest first. */
  list?(namespace: string): Promise<readonly string[]>
  close?(): Promise<void>
}

const required = ['put', 'get', 'putIfAbsent'] as const

/** @throws QuernError `invalid_store` when a required method is missing */
export function checkStore(store: unknown): Store {
  if (typeof store !== 'object' || store === null)
    throw new QuernError(
      'invalid_store',
      `store is ${describe(store)}; expected an object such as memoryStore() returns.`,
      {
        option: 'store',
      },
    )
  for (const method of required) {
    if (typeof (store as Record<string, unknown>)[method] === 'function') continue
    throw new QuernError(
      'invalid_store',
      `store.${method} is ${describe((store as Record<string, unknown>)[method])}; a store needs the methods ${required.join(', ')}. memoryStore() is one.`,
      { option: 'store' },
    )
  }
  return store as Store
}
