import type { Alone, AloneWork } from './alone.ts'
import { Ledger } from './measures/ledger.ts'
import { allSystems } from './systems/index.ts'
import { readTranscript } from './transcripts/read.ts'
import { isTurn } from './transcripts/transcript.ts'

process.once('message', async ({ file, system: name, budget }: AloneWork) => {
  const transcript = readTranscript(file)
  const { messages, wire } = transcript
  const ledger = new Ledger(wire)
  const system = allSystems.find(one => one.name === name)
  const before = process.cpuUsage()
  const session = await system?.open({
    wire,
    budget,
    future: transcript,
    count: message => ledger.sent(message).tokens,
  })
  for (const [index, message] of messages.entries())
    if (isTurn(message) && index > 0) await session?.compress(messages.slice(0, index))
  const { user, system: kernel } = process.cpuUsage(before)
  const alone: Alone = {
    peakMemory: Math.round(process.resourceUsage().maxRSS / 1024),
    cpuSeconds: (user + kernel) / 1e6,
  }
  process.send?.(alone)
})
