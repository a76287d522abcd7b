import type { TranscriptFile } from './transcripts/read.ts'
import { scoreTranscript } from './work.ts'

interface Work {
  readonly files: readonly TranscriptFile[]
  readonly systems: readonly string[]
  readonly budget?: number
}

process.once('message', async ({ files, systems, budget }: Work) => {
  for (const file of files) process.send?.(await scoreTranscript(file, systems, budget))
})
