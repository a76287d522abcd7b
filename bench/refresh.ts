import { runBench } from './command.ts'

/**
 * Measures all that is committed anew: `npm run bench:results -- CORPUS`. The tables of the README are those of the
 * corpus at 32k, or of the fixtures where none is named.
 */
const [corpus] = process.argv.slice(2)
const print = (text: string): void => void process.stdout.write(`${text}\n`)
const out = 'bench/results'
const budget = '32k,16k,none'
const readme = 'README.md'

if (corpus !== undefined) await runBench({ corpus, name: 'corpus', budget, out, readme }, print)
await runBench({ budget, out, ...(corpus === undefined ? { readme } : {}) }, print)
if (corpus !== undefined) await runBench({ corpus, name: 'corpus', crushers: true, out }, print)
await runBench({ crushers: true, growth: true, out }, print)
