import type { Store, StoreEntry, StoreKey } from '../../src/index.ts'

/** What two processes would see of one database: entries and decisions, outliving the pipelines. */
export interface Shelf {
  readonly entries: Map<string, StoreEntry>
  readonly decisions: Map<string, string>
}

export const emptyShelf = (): Shelf => ({ entries: new Map(), decisions: new Map() })

export interface SharedStore extends Store {
  /** Calls by method. */
  readonly calls: Record<'put' | 'get' | 'putIfAbsent', number>
}

const nameOf = (key: StoreKey): string => `${key.namespace}\n${key.handle}`

/** A store with the required methods only, over a shelf that others may use too. `fails` names methods that reject. */
export function sharedStore(shelf: Shelf, fails: () => readonly string[] = () => []): SharedStore {
  const calls = { put: 0, get: 0, putIfAbsent: 0 }
  const enter = async (method: keyof typeof calls): Promise<void> => {
    calls[method]++
    // Others get their turn, as they would on a network.
    await new Promise(resolve => setImmediate(resolve))
    if (fails().includes(method)) throw new Error(`${method} is away`)
  }
  return {
    durable: true,
    calls,
    async put(entries) {
      await enter('put')
      for (const entry of entries) shelf.entries.set(nameOf(entry), entry)
    },
    async get(keys) {
      await enter('get')
      return keys.map(key => shelf.entries.get(nameOf(key)))
    },
    async putIfAbsent(key, value) {
      await enter('putIfAbsent')
      const winner = shelf.decisions.get(nameOf(key)) ?? value
      shelf.decisions.set(nameOf(key), winner)
      return winner
    },
  }
}
