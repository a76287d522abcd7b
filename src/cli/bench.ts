import type { BenchFlags } from '../../bench/command.ts'
import { Failure } from './failure.ts'

/** `quern bench`. Loaded when it is asked for: it brings all systems it compares with. */
export async function benchCommand(flags: BenchFlags): Promise<void> {
  const { runBench } = await import('../../bench/command.ts')
  const { BenchError } = await import('../../bench/errors.ts')
  try {
    await runBench(flags, line => process.stdout.write(`${line}\n`))
  } catch (error) {
    throw error instanceof BenchError ? new Failure(error.message) : error
  }
}
