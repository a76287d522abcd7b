import { parseArgs } from 'node:util'
import { runBench } from './command.ts'
import { BenchError } from './errors.ts'

const text = { type: 'string' } as const

try {
  const { values } = parseArgs({
    options: {
      corpus: text,
      budget: text,
      sample: text,
      stride: text,
      systems: text,
      processes: text,
      json: text,
      out: text,
      html: text,
      readme: text,
      name: text,
      crushers: { type: 'boolean' },
      growth: { type: 'boolean' },
    },
  })
  await runBench(values, line => process.stdout.write(`${line}\n`))
} catch (error) {
  const mistake =
    error instanceof BenchError || (error as NodeJS.ErrnoException).code?.startsWith('ERR_PARSE_ARGS')
  if (!mistake) throw error
  process.stderr.write(`bench: ${(error as Error).message}\n`)
  process.exitCode = 2
}
