import {
  createSummarizer,
  type Summarizer,
  type SummarizerOptions,
} from '../../../crushers/prose/summarize.ts'
import type { AsyncCrusher } from '../../../crushers/types.ts'
import { Background } from './background.ts'
import { summarizingProse } from './prose.ts'

/** What a pipeline with `generate` summarises. */
export interface Summaries {
  readonly summarizer: Summarizer
  /** For long prose at ingest, where the caller wants it. */
  readonly prose: AsyncCrusher | undefined
  /** Where nobody is to wait for a summary. */
  readonly background: Background | undefined
}

export function createSummaries(
  options: SummarizerOptions,
  wanted: { readonly prose: boolean; readonly background: boolean },
): Summaries {
  const summarizer = createSummarizer(options)
  return {
    summarizer,
    prose: wanted.prose ? summarizingProse(summarizer, wanted.background) : undefined,
    background: wanted.background ? new Background(summarizer) : undefined,
  }
}
