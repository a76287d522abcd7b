import { analyse } from './analysis.ts'
import { priceTables } from './measures/prices.ts'
import { replaySession } from './replay.ts'
import type { TranscriptScores } from './run.ts'
import type { SessionScore } from './score.ts'
import { allSystems } from './systems/index.ts'
import { readTranscript, type TranscriptFile } from './transcripts/read.ts'

/** Replays one transcript through some systems, one after the other. */
export async function scoreTranscript(
  file: TranscriptFile,
  systems: readonly string[],
  budget: number | undefined,
): Promise<TranscriptScores> {
  const before = process.cpuUsage()
  const spent = (): Pick<TranscriptScores, 'memory' | 'cpuSeconds'> => {
    const { user, system } = process.cpuUsage(before)
    return {
      memory: Math.round(process.resourceUsage().maxRSS / 1024),
      cpuSeconds: (user + system) / 1e6,
    }
  }
  let analysis
  try {
    analysis = analyse(readTranscript(file))
  } catch (error) {
    return { name: file.name, unreadable: String((error as Error).message), ...spent() }
  }
  const scores: Record<string, SessionScore> = {}
  for (const system of allSystems)
    if (systems.includes(system.name))
      scores[system.name] = await replaySession(system, analysis, { budget, prices: priceTables })
  return { name: file.name, scores, ...spent() }
}
