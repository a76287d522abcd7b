import { createRequire } from 'node:module'
import { Worker } from 'node:worker_threads'
import { MINIFY_MILLISECONDS } from './policy.ts'

export interface MinifyOptions {
  /** Default 2 000. After it the worker is stopped, and the text stays as it is. */
  readonly milliseconds?: number
  readonly signal?: AbortSignal
}

/**
 * JavaScript without comments and layout, by terser, in a worker: terser blocks for seconds on a megabyte. Names, the
 * order of statements and every expression stay; only what the syntax does not need goes. Resolves to `undefined`
 * where the text does not parse, is not made shorter, or the time is up. Never rejects.
 */
export function minify(text: string, options: MinifyOptions = {}): Promise<string | undefined> {
  const { milliseconds = MINIFY_MILLISECONDS, signal } = options
  if (signal?.aborted) return Promise.resolve(undefined)
  return new Promise(resolve => {
    // A worker of Node 20 does not read TypeScript, and a test runs from source: so its code is a string.
    const worker = new Worker(PROGRAM, {
      eval: true,
      workerData: { text, terser: createRequire(import.meta.url).resolve('terser') },
    })
    const settle = (result: string | undefined) => {
      clearTimeout(timer)
      signal?.removeEventListener('abort', stop)
      resolve(result)
      void worker.terminate()
    }
    const stop = () => settle(undefined)
    const timer = setTimeout(stop, milliseconds)
    signal?.addEventListener('abort', stop, { once: true })
    worker.once('message', (result: unknown) =>
      settle(typeof result === 'string' && result.length < text.length ? result : undefined),
    )
    worker.once('error', stop)
    worker.once('exit', stop)
  })
}

const PROGRAM = `
const { parentPort, workerData } = require('node:worker_threads')
require(workerData.terser)
  .minify(workerData.text, {
    compress: false,
    mangle: false,
    ecma: 2020,
    format: { comments: /^!|@license|@preserve/, quote_style: 3, keep_numbers: true, keep_quoted_props: true },
  })
  .then(({ code }) => parentPort.postMessage(code), () => parentPort.postMessage(undefined))
`
