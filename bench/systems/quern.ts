import { createPipeline } from '../../src/pipeline.ts'
import type { PipelineOptions } from '../../src/options.ts'
import { o200k } from '../../src/tokens.ts'
import type { WireMessage } from '../transcripts/transcript.ts'
import type { System } from './system.ts'

const marker = /\[CCR_REF: (ccr-\d{12,24})/g

/** Quern with these options, its tool registered with every request. */
export const quernWith = (name: string, options: PipelineOptions, about: string): System => ({
  name,
  about,
  open({ budget, wire }) {
    const pipeline = createPipeline({
      format: wire.name,
      ...options,
      ...(budget === undefined ? {} : { contextTokenBudget: budget }),
    })
    return {
      toolTokens: options.enableCCR === false ? 0 : o200k.count(JSON.stringify(pipeline.toolFor(wire.name))),
      async compress(messages) {
        const compressed = await pipeline.compress(messages as readonly unknown[])
        return compressed.messages as readonly WireMessage[]
      },
      handles: text => Array.from(text.matchAll(marker), match => match[1] ?? ''),
      restore: handle => pipeline.original(handle),
      async retrieve(handle, query) {
        const { content, found } = await pipeline.retrieveTool.execute({ handle, query })
        return found ? content : undefined
      },
      close: () => pipeline.close(),
    }
  },
})

export const quern = quernWith('quern', {}, 'this library, its defaults')
