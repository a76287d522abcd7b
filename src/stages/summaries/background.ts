import { LRUCache } from 'lru-cache'
import type { Summarizer, SummaryOutcome, SummaryRequest } from '../../../crushers/prose/summarize.ts'

/** Summaries that nobody has asked for yet, at most. */
const most = 500

/** Summaries that are made while nobody waits. By the name of what they summarise. */
export class Background {
  readonly #summarizer: Summarizer
  readonly #done = new LRUCache<string, SummaryOutcome>({ max: most })
  readonly #running = new Map<string, AbortController>()

  constructor(summarizer: Summarizer) {
    this.#summarizer = summarizer
  }

  /** What has come out so far. */
  result(name: string): SummaryOutcome | undefined {
    return this.#done.get(name)
  }

  start(name: string, request: Omit<SummaryRequest, 'signal'>): void {
    if (this.#done.has(name) || this.#running.has(name)) return
    const controller = new AbortController()
    this.#running.set(name, controller)
    void this.#summarizer.summarize({ ...request, signal: controller.signal }).then(outcome => {
      this.#running.delete(name)
      if (!controller.signal.aborted) this.#done.set(name, outcome)
    })
  }

  /** Stops what is running. */
  close(): void {
    for (const controller of this.#running.values()) controller.abort()
  }
}
