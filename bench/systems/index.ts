import { createRequire } from 'node:module'
import { adversaries } from './adversaries.ts'
import { aiSdkPrune } from './ai-sdk.ts'
import { dropOldestBatch, dropOldestSliding } from './drop-oldest.ts'
import { langchainClear, langchainTrim } from './langchain.ts'
import { keepLast } from './mask.ts'
import { oracle } from './oracle.ts'
import { quern } from './quern.ts'
import { raw } from './raw.ts'
import type { System } from './system.ts'
import { toon } from './toon.ts'
import { headAndTail } from './truncate.ts'

/** What a report compares, in its order. */
export const systems: readonly System[] = [
  raw,
  quern,
  oracle,
  keepLast(3),
  keepLast(10),
  dropOldestSliding,
  dropOldestBatch,
  headAndTail,
  aiSdkPrune,
  langchainTrim,
  langchainClear,
  toon,
]

/** Those, and the adversaries that show what the measures make of cheating. */
export const allSystems: readonly System[] = [...systems, ...adversaries]

const { resolve } = createRequire(import.meta.url)

/** Whether the package that a system compares with is installed. The bench itself does without all of them. */
export function isInstalled({ needs }: System): boolean {
  if (needs === undefined) return true
  try {
    resolve(needs)
    return true
  } catch (error) {
    // A package without an entry for `require` is there all the same.
    return (error as NodeJS.ErrnoException).code !== 'MODULE_NOT_FOUND'
  }
}
