import { LRUCache } from 'lru-cache'
import { describe, QuernError } from '../errors.ts'
import type { Store, StoreEntry, StoreKey } from '../ccr/store.ts'

export interface MemoryStoreOptions {
  /**
   * Bytes of originals kept, counted as two for each UTF-16 unit; the least recently used go first.
   * @default 536870912 (512 MiB)
   */
  readonly maxBytes?: number
}

const keyOf = (key: StoreKey): string => `${key.namespace}\n${key.handle}`

/**
 * The embedded store. Everything is gone with the process; what is evicted is put back by the next `compress` of a
 * history that still shows it.
 * @throws QuernError `invalid_option`
 */
export function memoryStore(options: MemoryStoreOptions = {}): Store {
  const maxBytes = options.maxBytes ?? 512 * 1024 * 1024
  if (!Number.isInteger(maxBytes) || maxBytes <= 0)
    throw new QuernError(
      'invalid_option',
      `maxBytes is ${describe(options.maxBytes)}; expected a positive whole number of bytes.`,
      {
        option: 'maxBytes',
      },
    )
  const entries = new LRUCache<string, StoreEntry>({
    maxSize: maxBytes,
    sizeCalculation: entry => Math.max(1, entry.content.length * 2),
  })
  const decisions = new Map<string, string>()
  return {
    durable: false,
    async put(added) {
      for (const entry of added) entries.set(keyOf(entry), entry)
    },
    async get(keys) {
      return keys.map(key => entries.get(keyOf(key)))
    },
    async touch(keys) {
      return keys.map(key => entries.get(keyOf(key)) !== undefined)
    },
    async putIfAbsent(key, value) {
      const winner = decisions.get(keyOf(key))
      if (winner !== undefined) return winner
      decisions.set(keyOf(key), value)
      return value
    },
    async delete(keys) {
      for (const key of keys) {
        entries.delete(keyOf(key))
        decisions.delete(keyOf(key))
      }
    },
    async list(namespace) {
      const handles: string[] = []
      for (const entry of entries.values()) if (entry.namespace === namespace) handles.push(entry.handle)
      return handles.reverse()
    },
  }
}
