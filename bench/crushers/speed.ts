/** So many characters in so much CPU time. */
export interface Speed {
  readonly characters: number
  /** `undefined` where it could not be done. */
  readonly milliseconds: number | undefined
}

/** Fewest milliseconds of CPU time that a measurement stands on. */
const least = 60
/**
 * Milliseconds of running before anything is measured. After one second crushers made half of what they make after five
 * (JSON select 22 and 56 MB/s, logs 21 and 47): hot functions are compiled late.
 */
export const warming = 3_000
/** Milliseconds of measuring after which nothing is repeated. */
const most = 1_000
/** Measurements of which the best counts: what disturbs only ever adds. */
const repeats = 6

/** CPU time of one run in milliseconds, at best, after so many of warming up. `undefined` where it throws. */
export function cpuOf(run: () => void, warm = warming): number | undefined {
  try {
    let best = timed(run, 1)
    for (let spent = best; spent < warm; ) {
      const taken = timed(run, 1)
      best = Math.min(best, taken)
      spent += Math.max(taken, 0.01)
    }
    for (let repeat = 0, spent = 0; repeat < repeats && spent < most; repeat++) {
      const rounds = Math.max(1, Math.ceil(least / Math.max(best, 0.01)))
      const taken = timed(run, rounds)
      best = Math.min(best, taken)
      spent += taken * rounds
    }
    return best
  } catch {
    return undefined
  }
}

function timed(run: () => void, rounds: number): number {
  const before = process.cpuUsage()
  for (let round = 0; round < rounds; round++) run()
  const { user, system } = process.cpuUsage(before)
  return (user + system) / 1_000 / rounds
}

/** Megabytes (a character is a byte) in a second. */
export function speedText({ characters, milliseconds }: Speed): string {
  if (milliseconds === undefined || characters === 0) return '–'
  const speed = characters / 1_000 / Math.max(milliseconds, 0.001)
  return speed.toFixed(speed < 10 ? 1 : 0)
}
