import { fork } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import type { TranscriptFile } from './transcripts/read.ts'

/** One system in a process of its own, on one session, with nothing measured but the process. */
export interface Alone {
  /** Highest resident memory, in MiB. */
  readonly peakMemory: number
  /** CPU time of all `compress` calls, loading of the system included, in seconds. */
  readonly cpuSeconds: number
}

/** A system's request to replay a session alone. */
export interface AloneWork {
  readonly file: TranscriptFile
  readonly system: string
  readonly budget?: number
}

/**
 * What memory a system needs: the benchmark's own process holds what is known about all of them. `undefined` where it
 * failed; why is told by its scores.
 */
export function measureAlone(work: AloneWork): Promise<Alone | undefined> {
  return new Promise((resolve, reject) => {
    const child = fork(fileURLToPath(new URL('./alone-worker.js', import.meta.url)))
    let found: Alone | undefined
    child.once('message', (answer: Alone) => {
      found = answer
      child.disconnect()
    })
    child.once('error', reject)
    child.once('exit', () => resolve(found))
    child.send(work)
  })
}
