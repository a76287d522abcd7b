import { runBench } from './command.ts'

/**
 * Measures all that is committed anew: `npm run bench:results -- CORPUS`. The tables of the README are those of the
 * corpus at 32k, or of the fixtures where none is named.
 */
const [corpus] = process.argv.slice(2)
const print = (text: string): void => void process.stdout.write(`${text}\n`)
const out = 'bench/results'
const budget = 'none,32k,16k'
const readme = 'README.md'

await runBench({ crushers: true, growth: true, out }, print)
await runBench({ budget, out, ...(corpus === undefined ? { readme } : {}) }, print)
if (corpus !== undefined) {
  const name = 'corpus'
  await runBench({ corpus, name, crushers: true, out }, print)
  await runBench({ corpus, name, budget, out, readme }, print)
}
