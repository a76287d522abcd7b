import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { runBench } from './command.ts'

/**
 * Measures all that is committed anew: `npm run bench:results -- CORPUS`. The tables of the README are those of the
 * corpus at 32k, or of the fixtures where none is named. Sessions stand in the corpus' folder `transcripts`, where it
 * has one, and files beside it.
 */
const [corpus] = process.argv.slice(2)
const print = (text: string): void => void process.stdout.write(`${text}\n`)
const out = 'bench/results'
const budget = '32k,16k,128k,none'
const readme = 'README.md'

const sessions =
  corpus !== undefined && existsSync(join(corpus, 'transcripts')) ? join(corpus, 'transcripts') : corpus

if (sessions !== undefined) await runBench({ corpus: sessions, name: 'corpus', budget, out, readme }, print)
await runBench({ budget, out, ...(corpus === undefined ? { readme } : {}) }, print)
if (corpus !== undefined) await runBench({ corpus, name: 'corpus', crushers: true, out }, print)
await runBench({ crushers: true, growth: true, out }, print)
